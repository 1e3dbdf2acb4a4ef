"""Best replies to mistakes that vanish: accepted, refuted, and mistakes that are none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, InvalidProfileError, TreeBuilder, UnsupportedGameError
from gametheory.analysis.beliefs.quasi_perfection import TremblingFailure, judge_quasi_perfection
from gametheory.core.extensive_form import CHANCE
from oracles.classic_trees import forgetful, selten_horse
from oracles.voting_trees import mertens_vote

RARE = (Fraction(0), Fraction(1))
USUAL = (Fraction(1), Fraction(-1))
RARER = (Fraction(0), Fraction(0), Fraction(1))
RAREST = (Fraction(0), Fraction(0), Fraction(0), Fraction(1))


def own_mistakes() -> ExtensiveFormGame:
    """One player: stay, or go on to a choice whose wrong action costs everything."""
    builder = TreeBuilder(["solo"])
    stay, on = builder.move(0, "solo", ["stay", "on"], infoset="start")
    right, wrong = builder.move(on, "solo", ["right", "wrong"], infoset="later")
    builder.payoffs(stay, [5])
    builder.payoffs(right, [5])
    builder.payoffs(wrong, [-100])
    return builder.build()


def test_own_later_mistakes_do_not_count() -> None:
    """In a perfect equilibrium of the tree the player would stay; both actions are quasi-perfect."""
    tree = own_mistakes()
    weights = {0: [RARE, USUAL], 1: [(Fraction(1), Fraction(-1), Fraction(-1)), RARER]}
    assert judge_quasi_perfection(BehaviorProfile(tree, [[0, 1], [1, 0]]), weights).is_quasi_perfect
    assert not judge_quasi_perfection(BehaviorProfile(tree, [[1, 0], [1, 0]]), weights).is_quasi_perfect
    wrong = {0: [RARE, USUAL], 1: [RARER, (Fraction(1), Fraction(-1), Fraction(-1))]}
    verdict = judge_quasi_perfection(BehaviorProfile(tree, [[0, 1], [0, 1]]), wrong)
    assert verdict.failures == (TremblingFailure(0, 1, 0), TremblingFailure(1, 1, 0))


def test_mistakes_that_do_not_vanish_are_told() -> None:
    tree = own_mistakes()
    half = (Fraction(1, 2),)
    weights = {0: [half, half], 1: [(Fraction(1, 2), Fraction(-1)), RARE]}
    assert judge_quasi_perfection(BehaviorProfile(tree, [[0, 1], [1, 0]]), weights).missed == (0,)


def votes(
    tree: ExtensiveFormGame, first: tuple[Fraction, ...], second: tuple[Fraction, ...]
) -> dict[int, list[tuple[Fraction, ...]]]:
    """Weights of Mertens' players: votes for oneself and for the other as given, performing wrong far rarer."""
    weights: dict[int, list[tuple[Fraction, ...]]] = {}
    for index, infoset in enumerate(tree.infosets):
        if infoset.player == CHANCE:
            continue
        own = infoset.key.startswith("one")
        if infoset.key.endswith("votes"):
            weights[index] = [first, second] if own else [second, first]
        else:
            weights[index] = [tuple(total - little for total, little in zip(first, RAREST, strict=True)), RAREST]
    return weights


def test_mertens_voters_vote_for_themselves() -> None:
    """Mertens (1995): only each voting for itself and performing right is quasi-perfect."""
    tree = mertens_vote()
    own_vote = {"one votes": [1, 0], "two votes": [0, 1]}
    selves = BehaviorProfile(
        tree,
        tuple(None if s.is_chance else tuple(map(Fraction, own_vote.get(s.key, [1, 0]))) for s in tree.infosets),
    )
    usual, rare = (*USUAL, Fraction(0), Fraction(0)), (*RARE, Fraction(0), Fraction(0))
    assert judge_quasi_perfection(selves, votes(tree, usual, rare)).is_quasi_perfect
    others = BehaviorProfile(
        tree,
        tuple(None if s.is_chance else tuple(map(Fraction, own_vote.get(s.key, [0, 1])[::-1])) for s in tree.infosets),
    )
    verdict = judge_quasi_perfection(others, votes(tree, rare, usual))
    assert {tree.infosets[failure.infoset].key for failure in verdict.failures} == {"one votes", "two votes"}


def test_weights_must_be_plans() -> None:
    tree = own_mistakes()
    profile = BehaviorProfile(tree, [[0, 1], [1, 0]])
    with pytest.raises(InvalidProfileError, match="expected 2 weights at information set 'later', got 0"):
        judge_quasi_perfection(profile, {0: [RARE, USUAL]})
    with pytest.raises(InvalidProfileError, match=r"above 0 at information set 'start' .* got 0, -1 for 'stay'"):
        judge_quasi_perfection(profile, {0: [(Fraction(0), Fraction(-1)), USUAL], 1: [USUAL, RARE]})
    with pytest.raises(InvalidProfileError, match="information set 'later' to sum to that of the choice that leads"):
        judge_quasi_perfection(profile, {0: [RARE, USUAL], 1: [USUAL, RARE]})


def test_first_sets_share_one_total() -> None:
    builder = TreeBuilder(["solo"])
    for number, node in enumerate(builder.chance(0, {"a": "1/2", "b": "1/2"})):
        builder.move(node, "solo", ["l", "r"], infoset=f"set {number}")
    profile = BehaviorProfile(builder.build(), [None, [1, 0], [1, 0]])
    assert judge_quasi_perfection(profile, {1: [USUAL, RARE], 2: [USUAL, RARE]}).is_quasi_perfect
    with pytest.raises(InvalidProfileError, match="information set 'set 1' to sum"):
        judge_quasi_perfection(profile, {1: [USUAL, RARE], 2: [(Fraction(2), Fraction(-1)), RARE]})


def test_what_is_not_judged() -> None:
    tree = own_mistakes()
    with pytest.raises(InvalidProfileError, match="expected probabilities at every information set"):
        judge_quasi_perfection(BehaviorProfile(tree, [[1, 0], None]), {})
    horse = selten_horse()
    with pytest.raises(UnsupportedGameError, match="mistakes are judged for at most 2 players, got 3"):
        judge_quasi_perfection(BehaviorProfile(horse, [[1, 0]] * 3), {})
    with pytest.raises(UnsupportedGameError, match="mistakes are judged under perfect recall, but 1 forgets"):
        judge_quasi_perfection(BehaviorProfile(forgetful(), [[1, 0]] * 2), {})


def test_payoffs_of_chance_and_on_the_way_count() -> None:
    """Only what chance allows counts, and what falls due before the choice is the same for all."""
    builder = TreeBuilder(["solo", "other"])
    likely, never = builder.chance(0, {"likely": 1, "never": 0})
    builder.payoffs(likely, [-3, 0])
    for node, worth in ((likely, 1), (never, -50)):
        left, _ = builder.move(node, "solo", ["l", "r"], infoset="blind")
        builder.payoffs(left, [worth, 0])
    tree = builder.build()
    profile = BehaviorProfile(tree, [None, [1, 0]])
    assert judge_quasi_perfection(profile, {1: [USUAL, RARE]}).is_quasi_perfect
    assert judge_quasi_perfection(replace(profile, strategies=(None, (0, 1))), {1: [RARE, USUAL]}).failures


def test_what_only_impossible_moves_lead_to_is_judged_by_itself() -> None:
    builder = TreeBuilder(["solo", "other"])
    usual, never = builder.chance(0, {"usual": 1, "never": 0})
    builder.payoffs(usual, [7, 0])
    good, bad = builder.move(never, "solo", ["good", "bad"], infoset="lost")
    builder.payoffs(good, [2, 0])
    builder.payoffs(bad, [1, 0])
    tree = builder.build()
    assert judge_quasi_perfection(BehaviorProfile(tree, [None, [1, 0]]), {1: [USUAL, RARE]}).is_quasi_perfect
    refuted = judge_quasi_perfection(BehaviorProfile(tree, [None, [0, 1]]), {1: [RARE, USUAL]})
    assert refuted.failures == (TremblingFailure(1, 1, 0),)
