"""Chance moves of probability 0, and what is expected where only they lead."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory import TreeBuilder
from gametheory.core.sequence_form import to_sequence_form
from gametheory.solvers.trees.chance_levels import chance_levels, expected_gains
from unit.core.random_trees import random_tree
from unit.solvers.tree_runs import two_player_tree


@given(st.integers(0, 10_000))
def test_gains_are_payoffs_of_the_sequence_form_where_everything_is_possible(seed: int) -> None:
    tree = random_tree(seed, num_players=1 + seed % 2)
    assume(all(0 not in (infoset.probabilities or ()) for infoset in tree.infosets))
    form = to_sequence_form(tree)
    for player in range(tree.num_players):
        gains = expected_gains(form, player, chance_levels(tree))
        payoffs = form.payoff_table(player)
        chances = dict(zip(map(tuple, form.pairs.tolist()), form.chances.values.tolist(), strict=True))
        smallest = Fraction(
            int(min(tree.path_payoffs(player).values[list(tree.terminals)])), tree.path_payoffs(player).denominator
        )
        above = {
            place: Fraction(value, form.payoffs[player].denominator)
            - smallest * Fraction(chances[place if player == 0 else place[::-1]], form.chances.denominator)
            for place, value in payoffs.items()
        }
        largest = max(above, key=lambda place: above[place])
        if above[largest]:
            unit = above[largest] / gains[largest]
            assert above == {place: gain * unit for place, gain in gains.items()}


@given(st.integers(0, 10_000), st.sampled_from([Fraction(1, 10**9), Fraction(7)]))
def test_gains_are_the_same_in_all_units(seed: int, factor: Fraction) -> None:
    tree = two_player_tree(seed)
    moved = np.empty(tree.outcome_payoffs.shape, dtype=object)
    moved[:] = [[factor * Fraction(amount) for amount in row] for row in tree.outcome_payoffs]
    other = replace(tree, outcome_payoffs=moved)
    for player in (0, 1):
        gains = expected_gains(to_sequence_form(tree), player, chance_levels(tree))
        assert gains == expected_gains(to_sequence_form(other), player, chance_levels(other))
        assert min(gains.values()) >= 0


def test_sets_count_the_ends_of_their_own_level() -> None:
    builder = TreeBuilder(["solo"])
    usual, never = builder.chance(0, {"usual": 1, "never": 0})
    for node, paid in ((usual, (0, 3)), (never, (50, 40))):
        for payoff, end in zip(paid, builder.move(node, "solo", ["l", "r"], infoset="blind"), strict=True):
            builder.payoffs(end, [payoff])
    tree = builder.build()
    levels = chance_levels(tree)
    assert (levels.of_nodes, levels.of_infosets) == ((0, 0, 0, 0, 1, 1, 1), (0, 0))
    assert expected_gains(to_sequence_form(tree), 0, levels) == {(1, 0): 0, (2, 0): 1}


@pytest.mark.parametrize("weights", [(3, 0, 0), (1, 0, 2)])
def test_impossible_moves_are_equally_likely_beside_each_other(weights: tuple[int, ...]) -> None:
    builder = TreeBuilder(["solo"])
    names = {f"c{number}": Fraction(weight, sum(weights)) for number, weight in enumerate(weights)}
    builder.chance(0, names)
    levels = chance_levels(builder.build())
    assert levels.of_nodes[1:] == tuple(int(weight == 0) for weight in weights)
    assert levels.chances[1:] == tuple(Fraction(weight, sum(weights)) if weight else 1 for weight in weights)
