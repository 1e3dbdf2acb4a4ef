"""Reach in integers is reach in fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import BehaviorProfile, InvalidProfileError, TreeBuilder
from gametheory.analysis.trees.reach import exact_choices, reached_nodes
from gametheory.analysis.trees.reach_weights import numbered_choices, reach_weights
from unit.core.random_trees import random_profile, random_tree


@given(st.integers(0, 10_000))
def test_reach_is_that_of_fractions(seed: int) -> None:
    tree = random_tree(seed)
    choices = exact_choices(tree, random_profile(tree, seed + 1))
    numbered = numbered_choices(choices)
    for deviator in (None, *range(tree.num_players)):
        found = reach_weights(tree, numbered, deviator)
        assert all(type(weight) is int and weight > 0 for weight in found.weights.values())
        shares = {node: Fraction(weight, found.denominator) for node, weight in found.weights.items()}
        assert shares == reached_nodes(tree, choices, deviator)
        assert list(shares) == sorted(shares)


def test_equal_probabilities_have_one_number() -> None:
    third, sixth = Fraction(1, 3), Fraction(1, 6)
    numbered = numbered_choices(({0: third, 1: third, 3: Fraction(1, 3)}, {2: Fraction(1)}, None, {0: sixth}))
    assert numbered.taken == ({0: 1, 1: 1, 3: 1}, {2: 0}, None, {0: 2})
    assert numbered.probabilities == ((1, 1), (1, 3), (1, 6))


def test_deviations_into_undefined_choices_are_refused() -> None:
    builder = TreeBuilder(["first", "second"])
    _, enter = builder.move(0, "first", ["Out", "In"], infoset="door")
    builder.move(enter, "second", ["l", "r"], infoset="inside")
    tree = builder.build()
    choices = numbered_choices(exact_choices(tree, BehaviorProfile(tree, [[1, 0], None])))
    assert reach_weights(tree, choices).weights == {0: 1, 1: 1}
    assert reach_weights(tree, choices, 1).weights == {0: 1, 1: 1}
    with pytest.raises(InvalidProfileError, match="'inside' of player 'second', which a deviation of player 'first'"):
        reach_weights(tree, choices, 0)


def test_it_can_be_stopped() -> None:
    tree = random_tree(3)
    beats: list[None] = []
    reach_weights(
        tree, numbered_choices(exact_choices(tree, random_profile(tree, 4))), None, lambda: beats.append(None)
    )
    assert beats
