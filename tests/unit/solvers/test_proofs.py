"""The proof of what a search found."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from gametheory import (
    Coverage,
    MixedProfile,
    NormalFormGame,
    Termination,
    solve,
)
from gametheory.core.commitments import Commitment
from gametheory.core.distributions import Distribution
from gametheory.core.profiles import Profile
from gametheory.solvers import proofs
from gametheory.solvers.problem import Problem
from gametheory.solvers.proofs import Proofs
from gametheory.solvers.watch import LimitReachedError, Watch
from oracles.classic_trees import outside_option, trust, ultimatum
from unit.solvers.small_runs import GAME


def test_interrupted_in_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def judge(game: NormalFormGame, profile: Profile, *, heartbeat: object) -> object:
        calls.append(profile)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return certificate

    certificate = solve(GAME).equilibria[0].certificate
    monkeypatch.setattr(proofs, "judge", judge)
    solution = solve(GAME)
    assert (len(solution.equilibria), solution.coverage) == (1, Coverage.PARTIAL)
    assert solution.termination is Termination.INTERRUPTED
    assert solution.unresolved == ("2 profiles were found, but the run stopped before they were proved",)


def test_proofs_hear_of_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(game: NormalFormGame, profile: Profile, *, heartbeat: Callable[[], None]) -> object:
        heard.append(profile)
        raise LimitReachedError(Termination.MEMORY_LIMIT)

    heard: list[Profile] = []
    monkeypatch.setattr(proofs, "judge", judge)
    solution = solve(GAME)
    assert (len(solution.equilibria), solution.termination) == (0, Termination.MEMORY_LIMIT)
    assert len(heard) == 2


def test_verdicts_look_at_so_many_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = ultimatum([0, 1], 1)
    found = solve(tree).equilibria
    assert all(equilibrium.is_subgame_perfect is not None for equilibrium in found)
    game = outside_option()
    verdicts = [equilibrium.is_subgame_perfect for equilibrium in solve(game, "pure").equilibria]
    monkeypatch.setattr(proofs, "MOST_VERDICT_NODES", 0)
    solution = solve(game, "pure")
    late = [equilibrium.is_subgame_perfect for equilibrium in solution.equilibria]
    assert solution.unresolved == ("whether 1 of the profiles are subgame perfect was not decided",)
    incomplete = [not equilibrium.profile.is_complete for equilibrium in solve(game, "pure").equilibria]
    assert any(incomplete)
    assert late == [None if is_open else verdict for is_open, verdict in zip(incomplete, verdicts, strict=True)]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), LimitReachedError(Termination.TIME_LIMIT)])
def test_a_stop_leaves_the_verdict_open_but_not_the_proof(monkeypatch: pytest.MonkeyPatch, stop: BaseException) -> None:
    def judge_profile(*_: object) -> object:
        raise stop

    monkeypatch.setattr(proofs.SubgameJudge, "judge_choices", judge_profile)
    solution = solve(trust(), "nash")
    assert [(found.is_subgame_perfect, found.max_regret) for found in solution.equilibria] == [(None, 0)]
    assert solution.unresolved == (
        "whether 1 of the profiles are subgame perfect was not decided",
        "1 profiles were found, but the run stopped before they were proved",
    )
    assert solve(trust(), "subgame_perfect").equilibria == ()


CHICKEN = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])


@pytest.mark.parametrize(
    ("shares", "regret"),
    [
        ({(0, 0): "1/3", (0, 1): "1/3", (1, 0): "1/3"}, 0),
        ({(0, 0): "4/5", (0, 1): "1/5"}, "4/5"),
        ({(1, 1): 1}, 2),
    ],
)
def test_distributions_are_proved_by_what_obedience_costs(
    shares: dict[tuple[int, int], object], regret: object
) -> None:
    proved = Proofs(Problem(CHICKEN, "correlated", Watch()))
    proved.add(Distribution(CHICKEN, shares), 0, 0)
    (listed,) = proved.listed
    assert listed.equilibrium.kind == "distribution"
    assert listed.equilibrium.max_regret == Fraction(str(regret))
    assert listed.equilibrium.is_subgame_perfect is None


@pytest.mark.parametrize(("leader", "regret"), [(0, 0), (1, 4)])
def test_a_leader_is_bound_by_its_commitment(leader: int, regret: int) -> None:
    game = NormalFormGame.from_bimatrix([[2, 9], [1, 5]], [[0, 1], [0, 6]])
    proved = Proofs(Problem(game, "stackelberg", Watch()))
    proved.add(Commitment(MixedProfile(game, [[0, 1], [0, 1]]), leader=leader), 0, 0)
    (listed,) = proved.listed
    assert [reply.regret for reply in listed.equilibrium.certificate.replies] == [4, 0]
    assert listed.equilibrium.max_regret == regret
