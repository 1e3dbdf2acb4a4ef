"""Plans, and what they are worth."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, InvalidProfileError
from gametheory.analysis.trees.beliefs import continuation_payoffs
from gametheory.analysis.trees.planned_play import plan_of, planned_payoffs, reached_weights
from gametheory.analysis.trees.reach import exact_choices, reach_probabilities
from oracles.assessed_trees import tree_of


def test_plans_are_worth_what_proofs_find() -> None:
    tree = tree_of("beer_quiche")
    half = ("1/2", "1/2")
    profile = BehaviorProfile(tree, (None, ("1/3", "2/3"), (0, 1), half, (1, 0)))
    plan, choices = plan_of(profile), exact_choices(tree, profile)
    assert plan == choices
    for player in range(2):
        assert planned_payoffs(tree, plan, player) == continuation_payoffs(tree, choices, player)
    reach = reach_probabilities(tree, profile)
    for infoset in range(len(tree.infosets)):
        assert reached_weights(tree, plan, infoset) == [reach[node] for node in tree.infoset_nodes(infoset)]


def test_floats_are_scaled() -> None:
    tree = tree_of("trust_game")
    (_, abused) = plan_of(BehaviorProfile(tree, ((0, 1), (0.1, 0.9))))
    assert sum(abused.values()) == Fraction(1)


def test_open_profiles_are_refused() -> None:
    tree = tree_of("trust_game")
    with pytest.raises(InvalidProfileError, match=r"defines every information set, got nothing at 'honor'; fill it in"):
        plan_of(BehaviorProfile(tree, ((0, 1), None)))
