"""The one entrance to all methods."""

from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from types import MappingProxyType

import pytest

from gametheory import (
    Coverage,
    InvalidParameterError,
    MixedProfile,
    NormalFormGame,
    SolverError,
    UnsupportedGameError,
    solve,
)
from gametheory.core.profiles import Profile
from gametheory.solvers import label_tree
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
