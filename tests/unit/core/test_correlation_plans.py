"""Correlation plans: which sequences meet, and distributions over pairs of plans told by them."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import partial
from itertools import count, product
from typing import Any

import pytest

from gametheory import ExtensiveFormGame, InvalidProfileError, TreeBuilder
from gametheory.core.correlation_plans import CorrelationPlan, meeting_pairs, plan_equations, to_distribution
from gametheory.core.realization_plans import mixed_to_realization
from gametheory.core.sequence_form import to_sequence_form
from gametheory.core.strategic_form import to_normal_form
from oracles.classic_trees import trust
from unit.core.random_trees import random_tree


def without_chance(number: int) -> list[ExtensiveFormGame]:
    drawn = (random_tree(seed, num_players=2) for seed in range(10_000))
    small = (
        tree
        for tree in drawn
        if not any(infoset.is_chance for infoset in tree.infosets) and to_normal_form(tree).game.num_profiles < 200
    )
    return [next(small) for _ in range(number)]


def plan_of(tree: ExtensiveFormGame, drawn: dict[tuple[int, ...], Fraction]) -> CorrelationPlan:
    """How likely a distribution over pairs of plans makes each pair of sequences that can meet."""
    form, plans = to_sequence_form(tree), to_normal_form(tree).plans
    weights = dict.fromkeys(meeting_pairs(form), Fraction(0))
    for pair, probability in drawn.items():
        pure = [
            mixed_to_realization(own, listed, [Fraction(index == chosen) for index in range(len(listed))])
            for own, listed, chosen in zip(form.sequences, plans, pair, strict=True)
        ]
        for first, second in weights:
            weights[first, second] += probability * Fraction(pure[0][first]) * Fraction(pure[1][second])
    return CorrelationPlan(tree, weights)


def test_distributions_come_back_with_the_same_weights() -> None:
    for tree in without_chance(40):
        rng = random.Random(tree.title)
        strategic = to_normal_form(tree)
        pairs = list(product(*(range(len(plans)) for plans in strategic.plans)))
        chosen = rng.sample(pairs, min(5, len(pairs)))
        total = len(chosen) * (len(chosen) + 1) // 2
        plan = plan_of(tree, {pair: Fraction(number + 1, total) for number, pair in enumerate(chosen)})
        num_beats = count()
        again = to_distribution(plan, strategic, heartbeat=partial(next, num_beats))
        assert next(num_beats) == len(pairs)
        assert plan_of(tree, dict(again.probabilities)) == plan
        assert plan.is_pure == (len(chosen) == 1 or len(set(map(repr, again.probabilities))) == 1)


def test_all_sequences_of_perfect_information_meet() -> None:
    form = to_sequence_form(trust())
    pairs = meeting_pairs(form)
    assert pairs == tuple(product(range(3), range(3)))
    equations = list(plan_equations(form, dict.fromkeys(pairs)))
    assert len(equations) == 2 * 3  # at each of two sets, with each sequence of the other player
    assert ((0, 1), ((1, 1), (2, 1))) in equations
    assert ((1, 0), ((1, 1), (1, 2))) in equations


def test_sets_that_never_meet_have_no_pairs() -> None:
    """After different moves of the first player there are different sets of the second, and again of the first."""
    builder = TreeBuilder(["one", "two"])
    for name, node in zip("ab", builder.move(0, "one", ["a", "b"], infoset="start"), strict=True):
        for later in builder.move(node, "two", ["l", "r"], infoset=name):
            builder.move(later, "one", ["x", "y"], infoset=f"after {name}")
    form = to_sequence_form(builder.build())
    met = {(form.names(0)[first], form.names(1)[second]) for first, second in meeting_pairs(form)}
    assert ("start=a; after a=x", "a=l") in met
    assert ("start=a; after a=x", "b=l") not in met
    assert ("start=a", "b=l") in met


def test_a_plan_by_names() -> None:
    pairs = [(0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
    told: dict[tuple[int, int], Any] = dict(
        zip(pairs, [1, "1/3", "2/3", "1/4", "3/4", "1/4", "1/12", "2/3"], strict=True)
    )
    plan = CorrelationPlan(trust(), told)
    assert plan["trust=Not", "trusted=Abuse"] == Fraction(2, 3)
    assert plan["trust=Not", "trusted=Honor"] == 0
    assert not plan.is_pure
    assert repr(plan) == "<CorrelationPlan of 'Trust': 8 of 9 pairs of sequences are told>"
    assert len({plan, CorrelationPlan(trust(), told)}) == 1


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({(0, 0): "1/2"}, "expected weight 1 of the empty pair, got 1/2"),
        ({(0, 0): 1, (3, 0): 1}, r"expected pairs of sequences that can meet in one play, got \(3, 0\)"),
        ({(0, 0): 1, (1, 0): -1}, "expected weights of at least 0, got -1"),
        ({(0, 0): 1, (1, 0): 1}, r"expected the weights of pairs .* to sum to that of \("),
    ],
)
def test_weights_that_are_no_plan(weights: dict[tuple[int, int], Any], message: str) -> None:
    with pytest.raises(InvalidProfileError, match=message):
        CorrelationPlan(trust(), weights)


def test_trees_without_correlation_plans() -> None:
    builder = TreeBuilder(["one", "two"])
    builder.chance(0, {"a": "1/2", "b": "1/2"})
    with pytest.raises(InvalidProfileError, match="expected a tree of two players without chance moves"):
        CorrelationPlan(builder.build(), {(0, 0): Fraction(1)})
    with pytest.raises(InvalidProfileError, match="expected a tree of two players without chance moves"):
        CorrelationPlan(TreeBuilder(["solo"]).build(), {(0, 0): Fraction(1)})
