"""Disobeying a mediator who tells one move at a time."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

from gametheory import (
    BehaviorProfile,
    ExtensiveFormGame,
    InvalidProfileError,
    NormalFormGame,
    UnsupportedGameError,
    judge,
)
from gametheory.analysis.profiles.correlated_certificate import judge_distribution
from gametheory.analysis.structure import has_perfect_recall
from gametheory.analysis.trees.recommended_moves import judge_correlation_plan, judge_recommended_moves
from gametheory.core.distributions import Distribution
from gametheory.core.strategic_form import to_normal_form
from oracles.classic_trees import outside_option, selten_horse, trust
from unit.core.random_trees import random_tree
from unit.core.test_correlation_plans import plan_of


def small_trees(number: int) -> list[ExtensiveFormGame]:
    drawn = (random_tree(seed, num_players=2, depth=3) for seed in range(10_000))
    small = (tree for tree in drawn if 1 < to_normal_form(tree).game.num_profiles < 100)
    return [next(small) for _ in range(number)]


def test_a_certain_pair_of_plans_is_judged_like_a_profile() -> None:
    for tree in small_trees(40):
        form = to_normal_form(tree, is_reduced=True)
        for pair in product(*(range(len(plans)) for plans in form.plans)):
            choices: dict[int, int] = {}
            for plans, number in zip(form.plans, pair, strict=True):
                plan = plans[number]
                choices |= {i: a or 0 for i, a in zip(plan.infosets, plan.actions, strict=True)}
            profile = BehaviorProfile(
                tree,
                tuple(
                    None if infoset.is_chance else tuple(Fraction(a == choices[i]) for a in range(infoset.num_actions))
                    for i, infoset in enumerate(tree.infosets)
                ),
            )
            certificate = judge_recommended_moves(tree, Distribution(form.game, {pair: 1}))
            expected = judge(tree, profile)
            assert certificate.payoffs == expected.payoffs
            for reply, known in zip(certificate.replies, expected.replies, strict=True):
                assert reply.regret == known.regret


def test_hearing_moves_late_helps_less_than_hearing_plans() -> None:
    helped = 0
    for tree in small_trees(60):
        rng = random.Random(tree.title)
        game = to_normal_form(tree).game
        pairs = rng.sample(list(product(*map(range, game.num_actions))), min(4, game.num_profiles))
        distribution = Distribution(game, dict.fromkeys(pairs, Fraction(1, len(pairs))))
        late, early = judge_recommended_moves(tree, distribution), judge_distribution(distribution)
        assert late.payoffs == early.payoffs
        for reply, known in zip(late.replies, early.replies, strict=True):
            assert 0 <= reply.regret <= known.regret
            helped += reply.regret < known.regret
    assert helped > 5


def test_disobeying_once_ends_what_is_heard() -> None:
    """Out (2, 2), or both choose at once; told In and then T or B, 1 could only guess what 2 is told."""
    tree = outside_option()
    game = to_normal_form(tree).game
    names = [game.actions[0].index("option=In; row=T"), game.actions[0].index("option=In; row=B")]
    mixed = Distribution(game, {(names[0], 0): "1/2", (names[1], 1): "1/2"})
    certificate = judge_recommended_moves(tree, mixed)
    assert certificate.payoffs == (2, 2)
    assert certificate.is_equilibrium
    assert judge_distribution(mixed).replies[0].regret == Fraction(1, 2)  # told B at the start, 1 would leave


def test_plans_of_sequences_are_judged_like_distributions() -> None:
    judged = 0
    for tree in small_trees(60):
        if any(infoset.is_chance for infoset in tree.infosets):
            continue
        rng = random.Random(tree.title)
        game = to_normal_form(tree).game
        pairs = rng.sample(list(product(*map(range, game.num_actions))), min(4, game.num_profiles))
        drawn = dict.fromkeys(pairs, Fraction(1, len(pairs)))
        plan = plan_of(tree, drawn)
        assert judge_correlation_plan(plan) == judge_recommended_moves(tree, Distribution(game, drawn))
        judged += 1
    assert judged > 10


def test_ends_of_play_must_be_certain_together() -> None:
    plan = plan_of(trust(), {(0, 0): Fraction(1)})
    object.__setattr__(plan, "weights", {pair: weight / 2 for pair, weight in plan.weights.items()})
    with pytest.raises(InvalidProfileError, match="expected weights of the ends of play that sum to 1, got 1/2"):
        judge_correlation_plan(plan)


def test_what_does_not_fit() -> None:
    tree = trust()
    other = Distribution(NormalFormGame.zero_sum([[1, 2, 3], [3, 2, 1]]), {(0, 0): 1})
    with pytest.raises(
        InvalidProfileError, match=r"a distribution over 2 plans of Seller, got 3; make it of to_normal"
    ):
        judge_recommended_moves(tree, other)
    horse = selten_horse()
    with pytest.raises(UnsupportedGameError, match="recommended moves are judged for 2 players, got 3"):
        judge_recommended_moves(horse, Distribution(to_normal_form(horse).game, {(0, 0, 0): 1}))


def test_players_must_remember() -> None:
    tree = next(
        tree
        for tree in (random_tree(seed, has_recall=False, num_players=2) for seed in range(100))
        if not has_perfect_recall(tree)
    )
    with pytest.raises(UnsupportedGameError, match="recommended moves are judged under perfect recall, but p"):
        judge_recommended_moves(tree, Distribution(NormalFormGame.zero_sum([[1]]), {(0, 0): 1}))
