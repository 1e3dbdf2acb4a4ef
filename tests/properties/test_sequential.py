"""Sequential equilibria are subgame perfect, and these are Nash; what is moved is no longer sequential."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cross_checks.random_trees import TreeDraw, signalling_tree
from gametheory import BehaviorProfile, Coverage, ExtensiveFormGame
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.beliefs.belief_search import search_beliefs
from gametheory.analysis.beliefs.consistency import judge_consistency
from gametheory.analysis.beliefs.tremble_beliefs import assessment_of
from gametheory.analysis.certificate import judge
from gametheory.analysis.trees.subgame_perfection import judge_subgame_perfection
from gametheory.core.assessments import Assessment
from gametheory.core.profiles import Strategy, certain
from gametheory.solvers.subgames import perfect_bayesian, sequential
from oracles.assessed_trees import run

SEEDS = st.integers(0, 10**9)
DRAWS = (
    TreeDraw(),
    TreeDraw(num_signals=1, largest_payoff=9),
    TreeDraw(num_players=3, num_signals=1, chance_share=0.3),
    TreeDraw(depth=4, num_signals=1, largest_payoff=20),
)
MOST_JUDGED = 12


@settings(max_examples=150)
@given(SEEDS, st.sampled_from(DRAWS))
def test_sequential_within_subgame_perfect_within_nash(seed: int, draw: TreeDraw) -> None:
    tree = draw.tree(f"sequential #{seed}")
    found, conclusion = run(sequential.search, tree)
    assert found or conclusion.unresolved
    for assessment in found[:MOST_JUDGED]:
        certificate = judge_assessment(assessment)
        assert certificate.is_sequential
        assert certificate.is_perfect_bayesian
        assert judge(tree, assessment.profile).is_equilibrium
        assert judge_subgame_perfection(tree, assessment.profile).verdict is True


def pure_profiles(tree: ExtensiveFormGame) -> list[BehaviorProfile]:
    """All complete pure profiles."""
    options = [
        [None] if infoset.is_chance else [certain(action, infoset.num_actions) for action in range(infoset.num_actions)]
        for infoset in tree.infosets
    ]
    return [BehaviorProfile(tree, strategies) for strategies in product(*options)]


@settings(max_examples=60)
@given(SEEDS, st.integers(2, 3))
def test_no_pure_one_is_missed(seed: int, num_players: int) -> None:
    """Every pure profile is tested on the tree as it stands: no stages, chance in its place, nothing ruled out."""
    tree = TreeDraw(num_players=num_players, depth=3, largest_payoff=3).tree(f"pure #{seed}")
    number = 1
    for infoset in tree.infosets:
        number *= 1 if infoset.is_chance else infoset.num_actions
    if number > 300:
        return
    found, conclusion = run(sequential.search, tree)
    listed = {given.profile.strategies for given in found if given.profile.is_pure}
    expected = {profile.strategies for profile in pure_profiles(tree) if search_beliefs(profile).is_supported}
    if conclusion.coverage in {Coverage.ALL, Coverage.ALL_PURE}:
        assert listed == expected
    else:
        assert listed <= expected


@settings(max_examples=60)
@given(SEEDS, st.integers(2, 3), st.integers(2, 3))
def test_signaling_games(seed: int, num_types: int, num_actions: int) -> None:
    """The list is complete, and where each type knows itself weak perfect Bayesian equilibria are the same."""
    tree = signalling_tree(f"signal #{seed}", num_types, num_actions)
    found, conclusion = run(sequential.search, tree)
    assert found
    assert conclusion.coverage is Coverage.ALL
    for assessment in found[:MOST_JUDGED]:
        assert judge_assessment(assessment).is_sequential
    weak, _ = run(perfect_bayesian.search, tree)
    assert {given.profile.strategies for given in found} <= {given.profile.strategies for given in weak}
    for assessment in weak[:MOST_JUDGED]:
        assert judge_assessment(assessment).is_perfect_bayesian


@settings(max_examples=80)
@given(SEEDS)
def test_random_mistakes_give_consistent_beliefs(seed: int) -> None:
    """Whatever is done and however mistakes are made, their beliefs are consistent; one that is moved is not."""
    rng = Random(seed)
    tree = TreeDraw(num_players=3, depth=4, num_signals=1).tree(f"mistakes #{seed}")
    strategies: list[Strategy | None] = []
    for infoset in tree.infosets:
        weights = [rng.choice([0, 0, 1, 2]) for _ in infoset.actions]
        weights[rng.randrange(len(weights))] += 1
        strategies.append(None if infoset.is_chance else tuple(Fraction(w, sum(weights)) for w in weights))
    trembles = {
        (place, action): (rng.randint(1, 3), Fraction(rng.randint(1, 4), rng.randint(1, 4)))
        for place, infoset in enumerate(tree.infosets)
        if not infoset.is_chance
        for action in range(infoset.num_actions)
    }
    given_assessment = assessment_of(BehaviorProfile(tree, tuple(strategies)), trembles)
    assert judge_consistency(given_assessment).is_consistent
    reached = [reply for reply in judge(tree, given_assessment.profile).infosets if reply.reach]
    moved = next((reply.infoset for reply in reached if len(tree.infoset_nodes(reply.infoset)) > 1), None)
    if moved is not None:
        belief = given_assessment.beliefs[moved] or ()
        beliefs = list(given_assessment.beliefs)
        beliefs[moved] = (*(share / 2 for share in belief[:-1]), 1 - sum(map(Fraction, belief[:-1])) / 2)
        if beliefs[moved] != belief:
            wrong = judge_consistency(Assessment(given_assessment.profile, tuple(beliefs)))
            assert [failure.infoset for failure in wrong.bayes_failures] == [moved]


@settings(max_examples=60)
@given(SEEDS)
def test_a_moved_probability_is_rejected(seed: int) -> None:
    """Some weight on an action that was worse costs its player something wherever it is moved."""
    tree = TreeDraw(largest_payoff=30, num_signals=1).tree(f"moved #{seed}")
    found, _ = run(sequential.search, tree)
    for assessment in found[:2]:
        certificate = judge_assessment(assessment)
        for reply in certificate.belief_replies:
            worst = reply.action_payoffs.index(min(reply.action_payoffs))
            if reply.action_payoffs[worst] == reply.payoff:
                continue
            strategies = list(assessment.profile.strategies)
            strategies[reply.infoset] = tuple(
                Fraction(share) / 2 + Fraction(action == worst, 2)
                for action, share in enumerate(strategies[reply.infoset] or ())
            )
            moved = Assessment(BehaviorProfile(tree, tuple(strategies)), assessment.beliefs)
            assert not judge_assessment(moved).is_sequential
