"""Subgame perfection as sets; random trees are in ``properties/test_subgame_perfect_sets``."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Coverage, ExtensiveFormGame, Limits, Termination, TreeBuilder, load, solve
from gametheory.solvers.subgames import subgame_perfect_sets
from gametheory.solvers.subgames.perfect_pieces import TooManyPointsError
from gametheory.solvers.subgames.subgame_perfect_sets import perfect_pieces
from gametheory.solvers.watch import Watch


def tempting_tie() -> ExtensiveFormGame:
    """The first player stays out, or comes in twice; the second one, indifferent, makes that worth 0 or 3."""
    builder = TreeBuilder(["one", "two"])
    out, enter = builder.move(0, "one", ["Out", "In"], infoset="enter")
    builder.payoffs(out, [1, 4])
    bad, good = builder.move(enter, "two", ["Bad", "Good"], infoset="reply")
    builder.payoffs(bad, [0, 2])
    low, high = builder.move(good, "one", ["Low", "High"], infoset="again")
    builder.payoffs(low, [3, 2])
    builder.payoffs(high, [2, 5])
    return builder.build()


def test_outside_option_and_battle_of_the_sexes() -> None:
    solution = solve(load("outside_option"), "subgame_perfect")
    assert (solution.num_extreme, solution.num_components, solution.coverage) == (3, 3, Coverage.ALL)
    assert len(perfect_pieces(load("outside_option").to_game(), Watch())) == 3


def test_a_tie_that_carries_what_is_done_before_it() -> None:
    solution = solve(tempting_tie(), "subgame_perfect")
    told = [
        tuple(str(strategy[0]) for strategy in equilibrium.profile.strategies if strategy is not None)
        for equilibrium in solution.equilibria
    ]
    assert told == [("1", "1", "1"), ("1", "2/3", "1"), ("0", "2/3", "1"), ("0", "0", "1")]
    assert (solution.coverage, solution.num_components, solution.termination) == (
        Coverage.ALL,
        1,
        Termination.EXHAUSTED,
    )
    assert [equilibrium.payoffs for equilibrium in solution.equilibria] == [(1, 4), (1, 4), (1, 2), (3, 2)]
    assert [subset.equilibria for subset in solution.nash_subsets] == [(0, 1), (1, 2), (2, 3)]
    assert solution.nash_subsets[1].strategies[1] == ((1, Fraction(2, 3), Fraction(1, 3)),)
    assert solution.statistics["num_pure"] == 2


def test_a_list_that_is_cut_counts_all() -> None:
    solution = solve(tempting_tie(), "subgame_perfect", limits=Limits(equilibria=2))
    assert (len(solution.equilibria), solution.num_extreme) == (2, 4)
    assert solution.termination is Termination.COUNT_REACHED


def test_three_players_are_answered_by_induction() -> None:
    builder = TreeBuilder(["one", "two", "three"])
    out, enter = builder.move(0, "one", ["Out", "In"], infoset="enter")
    builder.payoffs(out, [1, 0, 0])
    for end, payoff in zip(builder.move(enter, "two", ["Bad", "Good"], infoset="reply"), (0, 3), strict=True):
        builder.payoffs(end, [payoff, 2, 0])
    solution = solve(builder.build(), "subgame_perfect")
    assert solution.coverage is Coverage.PARTIAL
    assert "has a continuum of equilibria whose payoffs vary" in solution.unresolved[0]


@pytest.mark.parametrize("limit", ["MOST_PIECES", "MOST_STAGES", "MOST_PAIRS"])
def test_what_is_too_large_stays_partial(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subgame_perfect_sets, limit, 1)
    solution = solve(tempting_tie(), "subgame_perfect")
    assert solution.coverage is Coverage.PARTIAL
    assert "too many subgame-perfect equilibria to be followed" in solution.unresolved[-1]
    assert len(solution.equilibria) == 2


def test_points_of_a_subset_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subgame_perfect_sets, "MOST_POINTS", 1)
    with pytest.raises(TooManyPointsError, match="too many equilibria"):
        perfect_pieces(tempting_tie(), Watch())


def test_a_tree_without_moves() -> None:
    builder = TreeBuilder(["one", "two"])
    builder.payoffs(0, [3, 1])
    (piece,) = perfect_pieces(builder.build(), Watch())
    assert piece.constant_payoffs == (3, 1)
