"""What refinements share: the Nash set, products without contained ones, and the list at the end."""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module

import pytest

from cross_checks.searches import concluded
from gametheory import Coverage, Limits, NormalFormGame, Termination, UnsupportedGameError
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.refinements.refinement import (
    NashSet,
    check_two_players,
    conclude,
    maximal_products,
    nash_set,
    unfinished,
)
from gametheory.solvers.watch import Watch

GAME = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
FIRST = tuple(map(Fraction, (1, 0, 0)))
SECOND = tuple(map(Fraction, (0, 1, 0)))
LEFT, RIGHT = tuple(map(Fraction, (1, 0))), tuple(map(Fraction, (0, 1)))


def problem(limits: Limits | None = None) -> Problem:
    return Problem(GAME, "perfect", Watch(limits, None))


def test_all_maximal_nash_subsets_whatever_is_listed() -> None:
    found = nash_set(problem(Limits(equilibria=1)))
    assert found.is_complete
    assert sorted((len(rows), len(columns)) for rows, columns in found.products) == [(1, 1), (1, 2)]


def test_nothing_is_claimed_of_an_unfinished_search() -> None:
    before = Conclusion(Coverage.PARTIAL, unresolved=("too many",), termination=Termination.COUNT_REACHED)
    after = unfinished(NashSet((), before))
    assert (after.coverage, after.profiles, after.termination) == (Coverage.PARTIAL, (), Termination.COUNT_REACHED)
    assert after.unresolved == ("too many", "which equilibria the concept admits was not decided")


@pytest.mark.parametrize("concept", ["perfect", "essential", "payoff_dominant", "evolutionarily_stable"])
def test_every_refinement_passes_an_unfinished_search_on(concept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Conclusion(Coverage.PARTIAL, unresolved=("too many",), termination=Termination.COUNT_REACHED)
    module = import_module(f"gametheory.solvers.refinements.{concept}")
    monkeypatch.setattr(module, "nash_set", lambda problem: NashSet((), before))
    game = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[2, 0], [0, 1]])
    assert concluded(module.search, game) == ([], unfinished(NashSet((), before)))


def test_contained_products_are_dropped() -> None:
    large = ((FIRST, SECOND), (LEFT,))
    products = [((FIRST,), (LEFT,)), large, ((FIRST,), (LEFT, RIGHT)), large]
    assert maximal_products(products, Watch(None, None)) == [
        large,
        ((FIRST,), (LEFT, RIGHT)),
    ]


def test_list_in_order_cut_where_no_more_is_asked_for() -> None:
    products = [((SECOND,), (RIGHT, LEFT)), ((FIRST,), (LEFT,))]
    whole = conclude(problem(), products)
    assert [profile.strategies for profile in whole.profiles or ()] == [  # type: ignore[union-attr]
        (FIRST, LEFT),
        (SECOND, LEFT),
        (SECOND, RIGHT),
    ]
    assert [subset.members for subset in whole.subsets] == [(1, 2), (0,)]
    assert whole.components == ((0, 1, 2),)
    cut = conclude(problem(Limits(equilibria=2)), products, coverage=Coverage.PARTIAL, unresolved=("open",))
    assert (len(cut.profiles or ()), cut.num_found, cut.num_extreme) == (2, 3, 3)
    assert [subset.members for subset in cut.subsets] == [(1,), (0,)]
    assert (cut.coverage, cut.unresolved) == (Coverage.PARTIAL, ("open",))


def test_empty_answer() -> None:
    empty = conclude(problem(), [])
    assert (empty.profiles, empty.components, empty.num_extreme) == ([], (), 0)


def test_three_players_are_refused() -> None:
    three = Problem(NormalFormGame([[[[1]]], [[[2]]], [[[3]]]]), "perfect", Watch(None, None))
    with pytest.raises(UnsupportedGameError, match="perfect needs 2 players, got 3"):
        check_two_players(three, "perfect")
