"""Proper equilibria of two players."""

from __future__ import annotations

import random

import pytest

from gametheory import Coverage, MixedProfile, NormalFormGame, Termination, UnsupportedGameError, solve
from gametheory.analysis.stability.properness import Properness, judge_properness
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.refinements import proper
from gametheory.solvers.refinements.refinement import NashSet

MYERSON = [[1, 0, -9], [0, 0, -7], [-9, -7, -7]]


def test_myersons_game() -> None:
    game = NormalFormGame.from_bimatrix(MYERSON, MYERSON)
    solution = solve(game, "proper")
    assert [equilibrium.profile.strategies for equilibrium in solution.equilibria] == [((1, 0, 0), (1, 0, 0))]
    assert (solution.coverage, solution.num_extreme) == (Coverage.ALL, 1)
    assert len(solve(game, "perfect").equilibria) == 2
    assert len(solve(game).equilibria) == 3


def test_one_inside_a_continuum() -> None:
    game = NormalFormGame.from_bimatrix([[1, 0, 1, 2], [0, 1, 1, 2]], [[0, 2, 2, 1], [1, 0, 0, 2]])
    solution = solve(game, "proper")
    assert [str(share) for share in solution.equilibria[0].profile.strategies[0] or ()] == ["1/3", "2/3"]
    assert (solution.coverage, solution.num_extreme) == (Coverage.AT_LEAST_ONE, None)


@pytest.mark.parametrize("seed", range(40))
def test_every_answer_is_proper(seed: int) -> None:
    rng = random.Random(seed)
    shape, most = (rng.randint(1, 4), rng.randint(1, 4)), rng.choice([1, 2, 50])
    game = NormalFormGame(
        [[[rng.randint(0, most) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]
    )
    solution = solve(game, "proper")
    assert solution.equilibria
    for equilibrium in solution.equilibria:
        assert isinstance(equilibrium.profile, MixedProfile)
        assert judge_properness(game, equilibrium.profile).is_proper


def test_what_stays_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    game = NormalFormGame.from_bimatrix(MYERSON, MYERSON)
    monkeypatch.setattr(proper, "trembles_near", lambda *_, **__: Properness(None))
    solution = solve(game, "proper")
    assert (len(solution.equilibria), solution.coverage) == (1, Coverage.AT_LEAST_ONE)
    assert solution.unresolved[0].startswith("whether 1 of the extreme Nash equilibria are proper was not decided")
    monkeypatch.setattr(proper, "some_trembles", lambda *_, **__: Properness(None))
    solution = solve(game, "proper")
    assert (solution.equilibria, solution.coverage) == ((), Coverage.PARTIAL)
    assert "it was not found" in solution.unresolved[1]


def test_one_is_found_before_the_nash_equilibria(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Conclusion(Coverage.PARTIAL, unresolved=("too many",), termination=Termination.COUNT_REACHED)
    monkeypatch.setattr(proper, "nash_set", lambda problem: NashSet((), before))
    solution = solve(NormalFormGame.from_bimatrix(MYERSON, MYERSON), "proper")
    assert (len(solution.equilibria), solution.coverage) == (1, Coverage.AT_LEAST_ONE)
    assert (solution.termination, solution.unresolved[0]) == (Termination.COUNT_REACHED, "too many")


def test_verification_ends_after_many_open_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[None] = []

    def undecided(*_: object, **__: object) -> Properness:
        calls.append(None)
        return Properness(None)

    monkeypatch.setattr(proper, "trembles_near", undecided)
    monkeypatch.setattr(proper, "some_trembles", lambda *_, **__: Properness(None))
    monkeypatch.setattr(proper, "MOST_OPEN", 1)
    solution = solve(NormalFormGame.from_bimatrix(MYERSON, MYERSON), "proper")
    assert len(calls) == 1
    assert solution.unresolved[0].startswith("whether 2 of the extreme Nash equilibria are proper was not decided")


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="proper needs 2 players"):
        solve(NormalFormGame([[[[1]]], [[[2]]], [[[3]]]]), "proper")
