"""Chance moves late, and nothing else changes."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.analysis.certificate import judge
from gametheory.analysis.structure import has_perfect_recall, subgame_roots
from gametheory.core.profiles import Strategy
from gametheory.solvers.subgames.delayed_chance import delay_chance
from oracles.assessed_trees import impossible_branch, tree_of
from oracles.backward_enumeration import random_tree


def random_behavior(tree: ExtensiveFormGame, rng: Random) -> BehaviorProfile:
    strategies: list[Strategy | None] = []
    for infoset in tree.infosets:
        weights = [rng.randint(1, 4) for _ in infoset.actions]
        strategies.append(None if infoset.is_chance else tuple(Fraction(w, sum(weights)) for w in weights))
    return BehaviorProfile(tree, tuple(strategies))


@pytest.mark.parametrize("seed", range(60))
def test_payoffs_and_regrets_stay(seed: int) -> None:
    """Every profile pays the same and leaves the same regrets at the same information sets."""
    tree = random_tree(seed, 2, num_choices=5, largest=3)
    delayed = delay_chance(tree)
    profile = random_behavior(tree, Random(seed))
    moved = BehaviorProfile(
        delayed.game, tuple(None if origin < 0 else profile.strategies[origin] for origin in delayed.infosets)
    )
    before, after = judge(tree, profile), judge(delayed.game, moved)
    assert before.payoffs == after.payoffs
    assert [reply.best_payoff for reply in before.replies] == [reply.best_payoff for reply in after.replies]
    gains = {reply.infoset: reply.regret for reply in before.infosets}
    assert gains == {delayed.infosets[reply.infoset]: reply.regret for reply in after.infosets}
    assert has_perfect_recall(tree) == has_perfect_recall(delayed.game)


def test_a_hidden_type_gives_subgames() -> None:
    """The seller moves before Amazon's kind matters: what follows each of its prices is a subgame."""
    delayed = delay_chance(tree_of("parity_reputation"))
    (start,) = (index for index, infoset in enumerate(delayed.game.infosets) if infoset.key == "price[US]")
    assert delayed.game.infoset_nodes(start) == (0,)
    assert set(delayed.game.child_lists[0]) <= set(subgame_roots(delayed.game))


def test_nothing_to_delay() -> None:
    tree = tree_of("selten_horse")
    assert delay_chance(tree).game is tree


def test_impossible_moves_stay_where_they_are() -> None:
    delayed = delay_chance(impossible_branch())
    probabilities = [infoset.probabilities for infoset in delayed.game.infosets if infoset.is_chance]
    assert probabilities == [(0, 1)]


def test_ends_between_which_only_chance_decides_are_one() -> None:
    builder = TreeBuilder(["ann", "bob"])
    for node in builder.chance(0, {"a": "1/3", "b": "2/3"}):
        left, right = builder.move(node, "ann", ["left", "right"], infoset="blind")
        builder.payoffs(left, [node, 0])
        builder.payoffs(right, [0, 2 * node])
    delayed = delay_chance(builder.build())
    assert delayed.game.num_nodes == 3
    assert [str(payoff) for payoff in delayed.game.outcome_payoffs[0]] == ["5/3", "0"]
