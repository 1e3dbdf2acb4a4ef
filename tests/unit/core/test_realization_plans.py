"""Realization plans: there and back, and what they pay."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import TreeBuilder, UnsupportedGameError
from gametheory.core.pure_plans import pure_plans
from gametheory.core.realization_plans import (
    Sequences,
    behavior_to_realization,
    mixed_to_realization,
    node_sequences,
    realization_to_behavior,
    to_sequences,
)
from gametheory.core.tree_arrays import TERMINAL
from unit.core.random_trees import random_profile, random_tree


@given(st.integers(0, 10_000))
def test_behavior_survives_the_round_trip_where_it_is_reached(seed: int) -> None:
    tree = random_tree(seed)
    profile = random_profile(tree, seed)
    for player in range(tree.num_players):
        sequences = to_sequences(tree, player)
        plan = behavior_to_realization(tree, sequences, profile.strategies)
        assert plan[0] == 1
        for infoset, first, before in zip(sequences.infosets, sequences.first, sequences.before, strict=True):
            assert sum(plan[first : first + tree.infosets[infoset].num_actions]) == plan[before]
        behavior = realization_to_behavior(tree, sequences, plan)
        for infoset, before in zip(sequences.infosets, sequences.before, strict=True):
            expected = profile.strategies[infoset] if plan[before] else None
            assert behavior[infoset] == expected
        strategies = [behavior.get(index) for index in range(len(tree.infosets))]
        assert behavior_to_realization(tree, sequences, strategies) == plan


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_mixed_strategies_mean_the_weights_of_their_plans(seed: int) -> None:
    tree = random_tree(seed, depth=3)
    for player in range(tree.num_players):
        plans = list(pure_plans(tree, player))
        total = len(plans) * (len(plans) + 1) // 2
        mixed = [Fraction(number + 1, total) for number in range(len(plans))]
        sequences = to_sequences(tree, player)
        weights = mixed_to_realization(sequences, plans, mixed)
        for index, (infoset, first) in enumerate(zip(sequences.infosets, sequences.first, strict=True)):
            for action in range(tree.infosets[infoset].num_actions):
                expected = sum(p for plan, p in zip(plans, mixed, strict=True) if plan.actions[index] == action)
                assert weights[first + action] == expected
        behavior = realization_to_behavior(tree, sequences, weights)
        strategies = [behavior.get(index) for index in range(len(tree.infosets))]
        assert behavior_to_realization(tree, sequences, strategies) == weights


@given(st.integers(0, 10_000))
def test_sequences_of_nodes_are_the_last_own_choices(seed: int) -> None:
    tree = random_tree(seed)
    for player in range(tree.num_players):
        sequences = to_sequences(tree, player)
        first = dict(zip(sequences.infosets, sequences.first, strict=True))
        found = node_sequences(tree, sequences)
        before = dict(zip(sequences.infosets, sequences.before, strict=True))
        for node in range(tree.num_nodes):
            step, expected = node, 0
            while step and not expected:
                infoset = int(tree.infoset[tree.parent[step]])
                expected = first[infoset] + int(tree.parent_action[step]) if infoset in first else 0
                step = int(tree.parent[step])
            assert found[node] == expected
            if tree.infoset[node] != TERMINAL and int(tree.infoset[node]) in first:
                assert before[int(tree.infoset[node])] == found[node]


def test_numbering() -> None:
    builder = TreeBuilder(["solo", "other"])
    left, right = builder.move(0, "solo", ["L", "R"], infoset="h1")
    for node in builder.move(right, "other", ["x", "y"]):
        builder.move(node, "solo", ["a", "b", "c"], infoset="h2")
    tree = builder.build()
    assert left == 1
    assert to_sequences(tree, 0) == Sequences(infosets=(0, 2), first=(1, 3), before=(0, 2), num_sequences=6)
    assert to_sequences(tree, 1).num_sequences == 3


@pytest.mark.parametrize("second", ["h1", "h2"])
def test_forgetful_players_have_none(second: str) -> None:
    builder = TreeBuilder({"s": "Solo"})
    for node in builder.move(0, "s", ["L", "R"], infoset="h1"):
        builder.move(node, "s", ["L", "R"], infoset=second)
    with pytest.raises(UnsupportedGameError, match=f"Solo forgets its own choices at information set '{second}'"):
        to_sequences(builder.build(), 0)


def test_undefined_sets_that_are_reached() -> None:
    builder = TreeBuilder(["solo"])
    _, right = builder.move(0, "solo", ["L", "R"], infoset="h1")
    builder.move(right, "solo", ["a", "b"], infoset="h2")
    tree = builder.build()
    sequences = to_sequences(tree, 0)
    assert behavior_to_realization(tree, sequences, [(Fraction(1), Fraction(0)), None]) == (1, 1, 0, 0, 0)
    with pytest.raises(UnsupportedGameError, match="at information set 'h2', which play can reach"):
        behavior_to_realization(tree, sequences, [(Fraction(0), Fraction(1)), None])


def test_long_trees_take_linear_memory() -> None:
    builder = TreeBuilder(["one", "two"])
    node = 0
    for step in range(20_000):
        _, node = builder.move(node, step % 2, ["stop", "go"])
    tree = builder.build()
    sequences = to_sequences(tree, 0)
    assert sequences.num_sequences == 20_001
    assert node_sequences(tree, sequences)[-1] == 20_000
