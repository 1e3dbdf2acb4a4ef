from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest

from gametheory import (
    Coverage,
    InvalidParameterError,
    Limits,
    MixedProfile,
    NormalFormGame,
    SolverError,
    Termination,
    UnsupportedGameError,
    solve,
)
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.profiles import Profile
from gametheory.core.solution import Progress
from gametheory.solvers import answer, proofs, run, tree_nash, two_player_nash
from gametheory.solvers import problem as problem_module
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.solution_order import order_key
from gametheory.solvers.watch import LimitReachedError, Watch
from oracles.classic_trees import outside_option, trust, ultimatum

GAME = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 3]])
ROWS = [[1, 0], ["3/4", "1/4"], [0, 1]]
COLUMNS = [[1, 0], ["1/3", "2/3"], [0, 1]]


class Model:
    """A source that asks for a concept."""

    default_concept = "pure"
    parameter_values = MappingProxyType({"fee": Fraction(1, 10)})
    game_arithmetic = "float"

    def to_game(self) -> NormalFormGame:
        return GAME


def profiles() -> list[Profile]:
    return [MixedProfile(GAME, (row, column)) for row, column in zip(ROWS, COLUMNS, strict=True)]


def stopping(error: type[BaseException]) -> object:
    def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
        yield from profiles()[:2]
        raise error

    return search


def test_solution_says_what_was_done() -> None:
    solution = solve(GAME)
    assert (solution.concept, solution.method, solution.arithmetic) == ("nash", "two_player_nash", "exact")
    assert solution.game is solution.source is GAME
    assert solution.statistics["found"] == 3
    assert solution.statistics["seconds"] > 0
    assert [equilibrium.profile for equilibrium in solution.equilibria] == profiles()


def test_the_source_decides_what_it_leaves_to_it() -> None:
    solution = solve(Model())
    assert (solution.concept, solution.arithmetic, len(solution.equilibria)) == ("pure", "float", 2)
    assert isinstance(solution.source, Model)
    assert solve(Model(), "nash").concept == "nash"


def test_a_method_alone_decides_the_concept() -> None:
    assert solve(trust(), method="subgame_perfect").concept == "subgame_perfect"
    assert solve(GAME, method="pure_enumeration").concept == "pure"


def test_a_method_that_does_not_answer() -> None:
    with pytest.raises(
        UnsupportedGameError, match=r"'pure_enumeration' answers 'pure' and 'nash' .* use 'subgame_perf"
    ):
        solve(trust(), "subgame_perfect", method="pure_enumeration")


def test_no_method_has_options() -> None:
    with pytest.raises(InvalidParameterError, match="method 'two_player_nash' has no options, got 3"):
        solve(GAME, options=3)


def test_the_list_is_cut_in_order_but_the_subsets_are_not() -> None:
    solution = solve(GAME, limits=Limits(equilibria=2))
    assert [equilibrium.profile for equilibrium in solution.equilibria] == profiles()[:2]
    assert (solution.termination, solution.coverage) == (Termination.COUNT_REACHED, Coverage.ALL)
    assert (solution.num_extreme, solution.num_components) == (3, 3)
    assert solution.components == ((0,), (1,))
    assert [subset.equilibria for subset in solution.nash_subsets] == [(0,), (1,), ()]


@pytest.mark.parametrize(
    ("error", "termination"),
    [(KeyboardInterrupt, Termination.INTERRUPTED)],
)
def test_an_interrupted_search_keeps_what_it_found(
    monkeypatch: pytest.MonkeyPatch, error: type[BaseException], termination: Termination
) -> None:
    monkeypatch.setattr(two_player_nash, "search", stopping(error))
    solution = solve(GAME)
    assert [equilibrium.profile for equilibrium in solution.equilibria] == profiles()[:2]
    assert (solution.termination, solution.coverage) == (termination, Coverage.PARTIAL)
    assert (solution.num_extreme, solution.num_components, solution.components) == (None, None, ())


def test_interrupted_in_elimination(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(problem_module, "eliminate", interrupted)
    solution = solve(GAME)
    assert (solution.equilibria, solution.termination) == ((), Termination.INTERRUPTED)


def test_interrupted_in_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tree_nash, "has_perfect_recall", interrupted)
    assert solve(trust()).termination is Termination.INTERRUPTED


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


def test_time_limit() -> None:
    solution = solve(GAME, limits=Limits(time=0))
    assert (solution.termination, solution.coverage) == (Termination.TIME_LIMIT, Coverage.PARTIAL)


def test_time_limit_in_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "PROOF_SECONDS", 0.0)
    monkeypatch.setattr(run, "PROOF_SHARE", 0.0)
    monkeypatch.setattr(two_player_nash, "search", stopping(KeyboardInterrupt))
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
    monkeypatch.setattr(two_player_nash, "search", stopping(KeyboardInterrupt))
    monkeypatch.setattr(proofs, "judge", judge)
    solution = solve(GAME)
    assert [equilibrium.profile for equilibrium in solution.equilibria] == profiles()[:1]
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.INTERRUPTED)
    assert solution.unresolved == ("1 profiles were found, but the run stopped before they were proved",)


def test_proofs_after_a_stop_have_a_tenth_of_the_time_of_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr(Watch, "grant", lambda watch, seconds: given.append(seconds))
    monkeypatch.setattr(two_player_nash, "search", stopping(KeyboardInterrupt))
    for seconds, granted in ((0.5, 1.0), (10.0, 1.0), (300.0, 30.0)):
        monkeypatch.setattr(Watch, "seconds", seconds)
        assert len(solve(GAME).equilibria) == 2
        assert given.pop() == pytest.approx(granted)


def test_proofs_hear_of_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(game: NormalFormGame, profile: Profile, *, heartbeat: Callable[[], None]) -> object:
        heard.append(profile)
        raise LimitReachedError(Termination.MEMORY_LIMIT)

    heard: list[Profile] = []
    monkeypatch.setattr(proofs, "judge", judge)
    solution = solve(GAME)
    assert (len(solution.equilibria), solution.termination) == (0, Termination.MEMORY_LIMIT)
    assert len(heard) == 2


def test_an_interrupt_at_the_very_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def leading(equilibria: Sequence[Equilibrium]) -> tuple[int | None, str]:
        calls.append(len(equilibria))
        if len(calls) == 1:
            raise KeyboardInterrupt
        return None, ""

    calls: list[int] = []
    monkeypatch.setattr(answer, "leading", leading)
    solution = solve(GAME)
    assert (calls, solution.termination, len(solution.equilibria)) == ([3, 3], Termination.INTERRUPTED, 3)


def test_no_more_profiles_are_made_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[MixedProfile] = []
    monkeypatch.setattr(two_player_nash, "MixedProfile", lambda *given: made.append(MixedProfile(*given)) or made[-1])
    game = NormalFormGame(np.zeros((2, 30, 30), dtype=np.int64))
    solution = solve(game, limits=Limits(equilibria=5))
    assert len(made) <= 5 + 2 * 30 + 5 + 5
    assert (solution.num_extreme, solution.coverage) == (900, Coverage.ALL)
    assert (solution.termination, solution.statistics["found"]) == (Termination.COUNT_REACHED, 900)
    shown = [equilibrium.profile for equilibrium in solution.equilibria]
    assert shown == sorted(shown, key=order_key)
    assert [(max(profile.strategies[0]), profile.strategies[1].index(1)) for profile in shown] == [
        (1, column) for column in range(5)
    ]
    assert solution.components == ((0, 1, 2, 3, 4),)


def test_memory_limit() -> None:
    assert solve(GAME, limits=Limits(memory=1)).termination is Termination.MEMORY_LIMIT


def test_wrong_profiles_are_never_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
        yield MixedProfile(GAME, ([1, 0], [0, 1]))
        return Conclusion(Coverage.ALL)

    monkeypatch.setattr(two_player_nash, "search", search)
    with pytest.raises(
        SolverError, match=r"'two_player_nash' gave 1 profiles in which somebody gains .*gain 1\)"
    ) as caught:
        solve(GAME)
    assert caught.value.solution is not None
    assert len(caught.value.solution.equilibria) == 1


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


def test_progress_is_told() -> None:
    told: list[Progress] = []
    payoffs = np.random.default_rng(0).integers(0, 9, (2, 11, 11))
    solution = solve(NormalFormGame(payoffs), progress=told.append)
    assert solution.equilibria
    assert all(progress.found <= len(solution.equilibria) for progress in told)


def test_three_players_fall_back_to_pure() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[:, 0, 0, 0] = payoffs[:, 1, 1, 1] = 1
    solution = solve(NormalFormGame(payoffs))
    assert (solution.method, solution.coverage) == ("pure_enumeration", Coverage.ALL_PURE)
    assert len(solution.equilibria) == 2
    assert (solution.num_extreme, solution.statistics["num_pure"]) == (None, 2)
    (why,) = solution.unresolved
    assert why == (
        "the complete method did not apply: two_player_nash needs at most two players with a choice after iterated "
        "strict elimination, got 3 (Player 1, Player 2, Player 3)"
    )
    pure = solve(NormalFormGame(payoffs), "pure")
    assert (pure.num_extreme, pure.unresolved, "num_pure" in pure.statistics) == (2, (), False)


def test_time_runs_out_while_proving(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
        yield from profiles()
        problem.watch.grant(0.0)
        return Conclusion(Coverage.ALL)

    monkeypatch.setattr(two_player_nash, "search", search)
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


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), LimitReachedError(Termination.TIME_LIMIT)])
def test_a_stop_leaves_the_verdict_open_but_not_the_proof(monkeypatch: pytest.MonkeyPatch, stop: BaseException) -> None:
    def subgame_perfection(*_: object, **__: object) -> object:
        raise stop

    monkeypatch.setattr(proofs, "subgame_perfection", subgame_perfection)
    solution = solve(trust(), "nash")
    assert [(found.is_subgame_perfect, found.max_regret) for found in solution.equilibria] == [(None, 0)]
    assert solution.unresolved == (
        "whether 1 of the profiles are subgame perfect was not decided",
        "1 profiles were found, but the run stopped before they were proved",
    )
    assert solve(trust(), "subgame_perfect").equilibria == ()
