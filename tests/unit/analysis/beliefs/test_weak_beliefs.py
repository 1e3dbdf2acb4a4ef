"""Beliefs that only play binds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.analysis.beliefs.weak_beliefs import WeakBeliefs, search_weak_beliefs
from oracles.assessed_trees import entry_then_both, second_mistake, tree_of


def searched(tree: ExtensiveFormGame, *strategies: Any) -> WeakBeliefs:
    return search_weak_beliefs(BehaviorProfile(tree, strategies))


def test_a_belief_in_two_mistakes_is_allowed() -> None:
    found = searched(second_mistake(), (1, 0), (1, 0), (1, 0))
    assert found.is_supported
    assert found.beliefs is not None
    assert found.beliefs[2] == (Fraction(1, 4), Fraction(3, 4))


def test_a_belief_in_a_choice_that_is_not_made() -> None:
    found = searched(entry_then_both(), (1, 0), (0, 1), (1, 0))
    assert found.beliefs is not None
    assert found.beliefs[2][0] >= Fraction(2, 3)  # type: ignore[index]


def test_where_play_comes_bayes_rule_binds() -> None:
    found = searched(tree_of("beer_quiche"), None, (1, 0), (1, 0), (1, 0), (1, 0))
    assert found.is_refused
    assert found.infoset == 2


def test_all_ways_to_go_on_count() -> None:
    """Ann's two steps pay only together: stopping is no mistake at either step by itself, given the other one."""
    builder = TreeBuilder(["ann", "bob"])
    stopped, went = builder.move(0, "ann", ["stop", "go"], infoset="first")
    builder.payoffs(stopped, [1, 0])
    seen, unseen = builder.chance(went, {"a": "1/3", "b": "2/3"})
    for node, worth in ((seen, 6), (unseen, -1)):
        halt, through = builder.move(node, "ann", ["stop", "go"], infoset="second")
        builder.payoffs(through, [worth, 2])
        builder.payoffs(halt, [0, 0])
    assert searched(builder.build(), (1, 0), None, (1, 0)).infoset == 0
    assert searched(builder.build(), (0, 1), None, (0, 1)).is_supported
