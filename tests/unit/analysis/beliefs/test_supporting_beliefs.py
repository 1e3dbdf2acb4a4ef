"""How likely nodes may be held."""

from __future__ import annotations

from fractions import Fraction

from gametheory import BehaviorProfile
from gametheory.analysis.beliefs.supporting_beliefs import supporting_ranges
from oracles.assessed_trees import hidden_turn, second_mistake, tree_of


def test_ranges_of_two_nodes() -> None:
    tree = hidden_turn([1, 0], [1, 0])
    ranges = supporting_ranges(BehaviorProfile(tree, ((1, 0, 0), (1, 0), ("1/2", "1/2"))))
    assert ranges == {
        1: ((Fraction(1, 2), 1), (0, Fraction(1, 2))),
        2: ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 2), Fraction(1, 2))),
    }


def test_excluded_nodes_are_not_believed_in() -> None:
    assert supporting_ranges(BehaviorProfile(second_mistake(), ((1, 0), (1, 0), (0, 1)))) == {2: ((1, 1), (0, 0))}


def test_where_play_comes_there_is_nothing_to_say() -> None:
    tree = tree_of("beer_quiche")
    ranges = supporting_ranges(BehaviorProfile(tree, (None, (1, 0), (0, 1), (1, 0), (1, 0))))
    assert list(ranges) == [3]
