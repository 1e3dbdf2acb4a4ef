"""Runs that end by themselves, at a limit or by Ctrl-C."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import pytest

from gametheory import (
    Coverage,
    Limits,
    NormalFormGame,
    Termination,
    solve,
)
from gametheory.core.profiles import Profile
from gametheory.core.solution import Progress
from gametheory.solvers import proofs, run
from gametheory.solvers.normal_forms import label_tree, normal_form_pairs
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.trees import tree_nash
from gametheory.solvers.watch import Watch
from oracles.classic_trees import trust
from unit.solvers.small_runs import GAME, profiles, stopping


@pytest.mark.parametrize(
    ("error", "termination"),
    [(KeyboardInterrupt, Termination.INTERRUPTED)],
)
def test_an_interrupted_search_keeps_what_it_found(
    monkeypatch: pytest.MonkeyPatch, error: type[BaseException], termination: Termination
) -> None:
    monkeypatch.setattr(label_tree, "search", stopping(error))
    solution = solve(GAME)
    assert [equilibrium.profile for equilibrium in solution.equilibria] == profiles()[:2]
    assert (solution.termination, solution.coverage) == (termination, Coverage.PARTIAL)
    assert (solution.num_extreme, solution.num_components, solution.components) == (None, None, ())


def test_interrupted_in_elimination(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(normal_form_pairs, "kept_by_pure_elimination", interrupted)
    solution = solve(GAME)
    assert (solution.equilibria, solution.termination) == ((), Termination.INTERRUPTED)


def test_interrupted_in_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tree_nash, "has_perfect_recall", interrupted)
    assert solve(trust()).termination is Termination.INTERRUPTED


def test_time_limit() -> None:
    solution = solve(GAME, limits=Limits(time=0))
    assert (solution.termination, solution.coverage) == (Termination.TIME_LIMIT, Coverage.PARTIAL)


def test_time_limit_in_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "PROOF_SECONDS", 0.0)
    monkeypatch.setattr(run, "PROOF_SHARE", 0.0)
    monkeypatch.setattr(label_tree, "search", stopping(KeyboardInterrupt))
    solution = solve(GAME)
    assert (len(solution.equilibria), solution.termination) == (0, Termination.INTERRUPTED)
    assert solution.unresolved == ("2 profiles were found, but the run stopped before they were proved",)
    assert solution.statistics["found"] == 2


def test_a_second_interrupt_ends_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(game: NormalFormGame, profile: Profile, *, heartbeat: object) -> object:
        if calls:
            raise KeyboardInterrupt
        calls.append(profile)
        return certificate

    calls: list[Profile] = []
    certificate = solve(GAME).equilibria[0].certificate
    monkeypatch.setattr(label_tree, "search", stopping(KeyboardInterrupt))
    monkeypatch.setattr(proofs, "judge", judge)
    solution = solve(GAME)
    assert [equilibrium.profile for equilibrium in solution.equilibria] == profiles()[:1]
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.INTERRUPTED)
    assert solution.unresolved == ("1 profiles were found, but the run stopped before they were proved",)


def test_proofs_after_a_stop_have_a_tenth_of_the_time_of_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr(Watch, "grant", lambda watch, seconds: given.append(seconds))
    monkeypatch.setattr(label_tree, "search", stopping(KeyboardInterrupt))
    for seconds, granted in ((0.5, 1.0), (10.0, 1.0), (300.0, 30.0)):
        monkeypatch.setattr(Watch, "seconds", seconds)
        assert len(solve(GAME).equilibria) == 2
        assert given.pop() == pytest.approx(granted)


def test_memory_limit() -> None:
    assert solve(GAME, limits=Limits(memory=1)).termination is Termination.MEMORY_LIMIT


def test_progress_is_told() -> None:
    told: list[Progress] = []
    payoffs = np.random.default_rng(0).integers(0, 9, (2, 11, 11))
    solution = solve(NormalFormGame(payoffs), progress=told.append)
    assert solution.equilibria
    assert all(progress.found <= len(solution.equilibria) for progress in told)


def test_three_players_go_to_the_certified_search() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[:, 0, 0, 0] = payoffs[:, 1, 1, 1] = 1
    solution = solve(NormalFormGame(payoffs))
    assert (solution.method, solution.coverage) == ("certified_search", Coverage.ALL)
    assert solution.unresolved == ()
    assert len(solution.equilibria) == 3
    pure = solve(NormalFormGame(payoffs), "pure")
    assert (pure.num_extreme, pure.unresolved, "num_pure" in pure.statistics) == (2, (), False)


def test_time_runs_out_while_proving(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
        yield from profiles()
        problem.watch.grant(0.0)
        return Conclusion(Coverage.ALL)

    monkeypatch.setattr(label_tree, "search", search)
    monkeypatch.setattr(run, "PROOF_SECONDS", 0.0)
    monkeypatch.setattr(run, "PROOF_SHARE", 0.0)
    solution = solve(GAME)
    assert (len(solution.equilibria), solution.termination) == (0, Termination.TIME_LIMIT)
    assert solution.coverage is Coverage.PARTIAL
    monkeypatch.setattr(run, "PROOF_SECONDS", 60.0)
    assert len(solve(GAME).equilibria) == 3


def test_a_limit_stops_elimination_in_good_time() -> None:
    rng = np.random.default_rng(3)
    large = NormalFormGame(rng.integers(0, 1000, (2, 600, 600)))
    solution = solve(large, limits=Limits(time=0.05))
    assert solution.termination is Termination.TIME_LIMIT
    assert solution.statistics["seconds"] < 5
