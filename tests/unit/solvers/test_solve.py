"""The one entrance to all methods."""

from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest

from gametheory import (
    BehaviorProfile,
    Coverage,
    InvalidParameterError,
    Limits,
    MixedProfile,
    NormalFormGame,
    SolverError,
    UnsupportedGameError,
    solve,
)
from gametheory.core.profiles import Profile
from gametheory.solvers import pure_enumeration
from gametheory.solvers.normal_forms import label_tree
from gametheory.solvers.problem import Conclusion, Problem
from oracles.classic_trees import trust
from unit.solvers.small_runs import GAME, profiles


class Model:
    """A source that asks for a concept."""

    default_concept = "pure"
    parameter_values = MappingProxyType({"fee": Fraction(1, 10)})
    game_arithmetic = "float"

    def to_game(self) -> NormalFormGame:
        return GAME


def test_solution_says_what_was_done() -> None:
    solution = solve(GAME)
    assert (solution.concept, solution.method, solution.arithmetic) == ("nash", "label_tree", "exact")
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
    with pytest.raises(InvalidParameterError, match="method 'label_tree' has no options, got 3"):
        solve(GAME, options=3)


def test_wrong_profiles_are_never_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
        yield MixedProfile(GAME, ([1, 0], [0, 1]))
        return Conclusion(Coverage.ALL)

    monkeypatch.setattr(label_tree, "search", search)
    with pytest.raises(SolverError, match=r"'label_tree' gave 1 profiles in which somebody gains .*gain 1\)") as caught:
        solve(GAME)
    assert caught.value.solution is not None
    assert len(caught.value.solution.equilibria) == 1


def near_equilibrium(unit: object = 1, shift: object = 0, *, gap: str) -> tuple[NormalFormGame, MixedProfile]:
    """The small game in another unit, and its mixed equilibrium with a row's probability off by a gap.

    The column player could gain 8/3 of the gap, of payoffs with a range of 3.
    """
    payoffs = GAME.payoffs.astype(object) * Fraction(str(unit)) + Fraction(str(shift))
    game = NormalFormGame(payoffs)
    off = Fraction(gap)
    rows = [Fraction(3, 4) + off, Fraction(1, 4) - off]
    return game, MixedProfile(game, (rows, ["1/3", "2/3"]))


UNITS = [(1, 0), ("1e-12", "1e9"), ("1e200", "-1e30"), ("1/7", 0)]


@pytest.mark.parametrize(("unit", "shift"), UNITS)
def test_answers_in_floats_may_round(monkeypatch: pytest.MonkeyPatch, unit: object, shift: object) -> None:
    game, profile = near_equilibrium(unit, shift, gap="1e-6")

    def search(_: Problem) -> Generator[Profile, None, Conclusion]:
        yield profile
        return Conclusion(Coverage.AT_LEAST_ONE, arithmetic="float")

    monkeypatch.setattr(label_tree, "search", search)
    solution = solve(game)
    assert solution.arithmetic == "float"
    assert solution.equilibria[0].max_regret == Fraction(8, 3) * Fraction("1e-6") * Fraction(str(unit))


@pytest.mark.parametrize(("unit", "shift"), UNITS)
@pytest.mark.parametrize(("gap", "arithmetic"), [("12e-7", "float"), ("1e-30", "exact")])
def test_answers_may_not_round_more(
    monkeypatch: pytest.MonkeyPatch, unit: object, shift: object, *, gap: str, arithmetic: str
) -> None:
    game, profile = near_equilibrium(unit, shift, gap=gap)

    def search(_: Problem) -> Generator[Profile, None, Conclusion]:
        yield profile
        return Conclusion(Coverage.AT_LEAST_ONE, arithmetic=arithmetic)

    monkeypatch.setattr(label_tree, "search", search)
    with pytest.raises(SolverError, match="gave 1 profiles in which somebody gains by deviating"):
        solve(game)


@pytest.mark.parametrize("arithmetic", ["float", "exact"])
def test_only_answers_in_floats_may_be_approximate(monkeypatch: pytest.MonkeyPatch, arithmetic: str) -> None:
    game, profile = near_equilibrium(gap="1/8")

    def search(_: Problem) -> Generator[Profile, None, Conclusion]:
        yield profile
        return Conclusion(Coverage.APPROXIMATE, arithmetic=arithmetic)

    monkeypatch.setattr(label_tree, "search", search)
    if arithmetic == "float":
        solution = solve(game)
        assert (solution.coverage, solution.equilibria[0].max_regret) == (Coverage.APPROXIMATE, Fraction(1, 3))
    else:
        with pytest.raises(SolverError, match=r"\(gain 1/3\)"):
            solve(game)


@pytest.mark.parametrize(("gap", "is_near"), [("1e-7", True), ("1e-4", False)])
def test_trees_may_round_as_well(monkeypatch: pytest.MonkeyPatch, gap: str, *, is_near: bool) -> None:
    tree = trust()
    found = solve(tree, "pure").equilibria[0].profile
    off = Fraction(gap)
    strategies = [
        strategy and tuple(share * (1 - off) + off / len(strategy) for share in strategy)
        for strategy in found.strategies
    ]

    def search(_: Problem) -> Generator[Profile, None, Conclusion]:
        yield BehaviorProfile(tree, strategies)
        return Conclusion(Coverage.AT_LEAST_ONE, arithmetic="float")

    monkeypatch.setattr(pure_enumeration, "search", search)
    if is_near:
        assert 0 < solve(tree, "pure").equilibria[0].max_regret < off * 10
    else:
        with pytest.raises(SolverError, match="in which somebody gains"):
            solve(tree, "pure")


@pytest.mark.parametrize(
    ("sizes", "most", "method"),
    [
        ((13, 13), 1, "one_equilibrium"),
        ((13, 30), 1, "one_equilibrium"),
        ((12, 13), 1, "label_tree"),
        ((13, 13), 2, "label_tree"),
    ],
)
def test_one_equilibrium_of_a_large_game(sizes: tuple[int, int], most: int, method: str) -> None:
    payoffs = np.random.default_rng(13).integers(-50, 50, (2, *sizes))
    solution = solve(NormalFormGame(payoffs), limits=Limits(equilibria=most))
    assert solution.method == method
    assert 1 <= len(solution.equilibria) <= most
    assert all(found.max_regret == 0 for found in solution.equilibria)


def test_what_is_asked_for_by_name_is_done_in_large_games_too() -> None:
    game = NormalFormGame(np.random.default_rng(14).integers(-50, 50, (2, 13, 13)))
    one = Limits(equilibria=1)
    assert solve(game, "pure", limits=one).method == "pure_enumeration"
    assert solve(game, method="lemke_howson", limits=one).method == "lemke_howson"
    assert solve(NormalFormGame(np.zeros((3, 13, 13, 13), dtype=np.int64)), "pure", limits=one).concept == "pure"
