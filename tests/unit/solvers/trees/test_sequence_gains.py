"""Payoffs counted from the smallest one, in the largest unit that makes them integers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import TreeBuilder
from gametheory.core.sequence_form import to_sequence_form
from gametheory.solvers.trees.sequence_gains import gains_of
from unit.solvers.tree_runs import two_player_tree


@given(st.integers(0, 10_000), st.sampled_from([Fraction(1, 10**12), Fraction(7), Fraction(10**10)]))
def test_gains_are_the_same_in_all_units(seed: int, factor: Fraction) -> None:
    tree = two_player_tree(seed)
    moved = np.empty(tree.outcome_payoffs.shape, dtype=object)
    moved[:] = [[factor * Fraction(amount) for amount in row] for row in tree.outcome_payoffs]
    for player in (0, 1):
        gains = gains_of(to_sequence_form(tree), player)
        others = gains_of(to_sequence_form(replace(tree, outcome_payoffs=moved)), player)
        assert (gains.values, gains.largest) == (others.values, others.largest)
        assert others.smallest == factor * gains.smallest
        if any(gains.values):
            assert others.unit == factor * gains.unit


@given(st.integers(0, 10_000))
def test_payoffs_can_be_told_from_gains(seed: int) -> None:
    form = to_sequence_form(two_player_tree(seed))
    for player in (0, 1):
        gains, payoffs = gains_of(form, player), form.payoffs[player]
        assert min(gains.values) == 0
        for value, paid, chance in zip(gains.values, payoffs.values, form.chances.values, strict=True):
            certain = gains.smallest * Fraction(int(chance), form.chances.denominator)
            assert Fraction(int(paid), payoffs.denominator) == certain + value * gains.unit


def test_a_player_who_gets_the_same_everywhere() -> None:
    builder = TreeBuilder(["solo"])
    for end in builder.move(0, "solo", ["l", "r"]):
        builder.payoffs(end, ["5/3"])
    gains = gains_of(to_sequence_form(builder.build()), 0)
    assert (gains.values, gains.smallest, gains.largest) == ([0, 0], Fraction(5, 3), 1)


def test_the_largest_gain_is_counted_where_chance_is_sure() -> None:
    builder = TreeBuilder(["solo"])
    for payoff, end in zip((4, 7), builder.chance(0, {"l": "1/4", "r": "3/4"}), strict=True):
        builder.move(end, "solo", ["a"], infoset=str(payoff))
        builder.payoffs(end, [payoff])
    gains = gains_of(to_sequence_form(builder.build()), 0)
    assert gains.largest * gains.unit == pytest.approx(3)


@given(st.integers(0, 10_000), st.sampled_from([1, 10**18]))
def test_shares_of_the_largest_gain(seed: int, spread: int) -> None:
    tree = two_player_tree(seed)
    moved = tree.outcome_payoffs.astype(object)
    moved[0] += Fraction(1, spread)  # the integers of gains grow beyond what floats hold
    gains = gains_of(to_sequence_form(replace(tree, outcome_payoffs=moved)), 0)
    expected = [float(value / gains.largest) for value in gains.values]
    assert gains.shares.tolist() == pytest.approx(expected, rel=1e-15, abs=0)
