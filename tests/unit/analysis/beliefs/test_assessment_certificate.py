"""Certificates of assessments: payoffs at information sets, later choices changed too, and consistency."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from cross_checks.random_trees import TreeDraw
from gametheory import BehaviorProfile, TreeBuilder, UnsupportedGameError
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.trees.planned_play import plan_of, planned_payoffs
from gametheory.core.assessments import Assessment
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import certain
from oracles.assessed_trees import assessment, entry_then_both, hidden_turn, tree_of


def test_a_pooling_equilibrium() -> None:
    tree = tree_of("beer_quiche")
    given = assessment(tree, [None, [1, 0], [0, 1], [1, 0], [1, 0]], [None, [1], ["9/10", "1/10"], ["1/4", "3/4"], [1]])
    certificate = judge_assessment(given)
    assert certificate.is_sequential
    assert certificate.failures == ()
    assert certificate.payoffs == (Fraction(29, 10), Fraction(9, 10))
    quiche = next(reply for reply in certificate.belief_replies if reply.infoset == 3)
    assert (quiche.action_payoffs, quiche.best_action) == ((Fraction(3, 4), Fraction(1, 4)), 0)


def test_a_belief_that_does_not_support() -> None:
    tree = tree_of("beer_quiche")
    given = assessment(tree, [None, [1, 0], [0, 1], [1, 0], [1, 0]], [None, [1], ["9/10", "1/10"], ["3/4", "1/4"], [1]])
    certificate = judge_assessment(given)
    assert certificate.consistency.is_consistent
    assert [(reply.infoset, reply.regret) for reply in certificate.failures] == [(3, Fraction(1, 2))]
    assert not certificate.is_sequential
    assert certificate.max_regret == Fraction(1, 2)


def two_steps() -> ExtensiveFormGame:
    """Ann goes on twice or stops; only both together pay."""
    builder = TreeBuilder(["ann", "bob"])
    stopped, went = builder.move(0, "ann", ["stop", "go"], infoset="first")
    builder.payoffs(stopped, [1, 0])
    through = builder.move(went, "ann", ["stop", "go"], infoset="second")[1]
    builder.payoffs(through, [3, 2])
    return builder.build()


def test_regret_counts_later_choices_too() -> None:
    certificate = judge_assessment(assessment(two_steps(), [[1, 0], [1, 0]], [[1], [1]]))
    first, second = certificate.belief_replies
    assert (first.regret, first.regret_at_once, second.regret) == (2, 0, 3)


def test_weak_perfect_bayesian_but_not_sequential() -> None:
    given = assessment(entry_then_both(), [[1, 0], [0, 1], [1, 0]], [[1], [1], [1, 0]])
    certificate = judge_assessment(given)
    assert certificate.is_perfect_bayesian
    assert not certificate.is_sequential
    assert certificate.consistency.conflict is not None


def test_a_wrong_bayes_belief_is_no_weak_one_either() -> None:
    tree = hidden_turn([1, 0], [1, 0])
    certificate = judge_assessment(assessment(tree, [[0, 1, 0], [1, 0], [1, 0]], [[1], [0, 1], [1, 0]]))
    assert not certificate.is_perfect_bayesian


def test_forgetting_is_refused() -> None:
    builder = TreeBuilder(["driver", "owner"])
    for node in builder.move(0, "driver", ["left", "right"], infoset="start"):
        builder.move(node, "driver", ["stay", "go"], infoset="later")
    tree = builder.build()
    with pytest.raises(UnsupportedGameError, match=r"perfect recall, but driver forgets"):
        judge_assessment(assessment(tree, [[1, 0], [1, 0]], [[1], [1, 0]]))


def test_the_heartbeat_is_heard() -> None:
    beats: list[int] = []
    judge_assessment(assessment(two_steps(), [[0, 1], [0, 1]], [[1], [1]]), heartbeat=lambda: beats.append(1))
    assert beats


def random_assessment(seed: int) -> Assessment:
    """Anything done and anything believed."""
    rng = Random(seed)
    tree = TreeDraw(num_players=2, depth=4, num_signals=1, largest_payoff=9).tree(f"judged #{seed}")

    def drawn(size: int) -> tuple[Fraction, ...]:
        weights = [rng.choice([0, 0, 1, 2, 3]) for _ in range(size)]
        weights[rng.randrange(size)] += 1
        return tuple(Fraction(weight, sum(weights)) for weight in weights)

    strategies = tuple(None if infoset.is_chance else drawn(infoset.num_actions) for infoset in tree.infosets)
    beliefs = tuple(
        None if infoset.is_chance else drawn(len(tree.infoset_nodes(index)))
        for index, infoset in enumerate(tree.infosets)
    )
    return Assessment(BehaviorProfile(tree, strategies), beliefs)


@pytest.mark.parametrize("seed", range(40))
def test_best_payoffs_are_those_of_the_best_plan(seed: int) -> None:
    """Every pure plan of the player is tried from every information set on."""
    given = random_assessment(seed)
    tree = given.game
    for reply in judge_assessment(given).belief_replies:
        player = tree.infosets[reply.infoset].player
        own = tree.player_infosets(player)
        sizes = [range(tree.infosets[index].num_actions) for index in own]
        payoffs = []
        for actions in product(*sizes):
            strategies = list(given.profile.strategies)
            for index, action in zip(own, actions, strict=True):
                strategies[index] = certain(action, tree.infosets[index].num_actions)
            values = planned_payoffs(tree, plan_of(BehaviorProfile(tree, tuple(strategies))), player)
            nodes = zip(tree.infoset_nodes(reply.infoset), given.beliefs[reply.infoset] or (), strict=True)
            payoffs.append(sum(weight * values[node] for node, weight in nodes))
        assert reply.best_payoff == max(payoffs)
        assert reply.regret >= reply.regret_at_once >= 0
