"""The search for beliefs that support a profile, and why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.analysis.beliefs import belief_search
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.beliefs.belief_search import (
    CredibilityFailure,
    Reason,
    belief_demands,
    search_beliefs,
    unsupported_choices,
)
from gametheory.analysis.beliefs.tremble_beliefs import assessment_of
from oracles.assessed_trees import hidden_turn, second_mistake, tree_of


def profile_of(tree: ExtensiveFormGame, *strategies: Any) -> BehaviorProfile:
    return BehaviorProfile(tree, strategies)


def failure_of(tree: ExtensiveFormGame, *strategies: Any) -> CredibilityFailure:
    search = search_beliefs(profile_of(tree, *strategies))
    assert search.is_refused
    assert not search.is_supported
    assert search.failure is not None
    return search.failure


OUT = (1, 0, 0)
YES, NO = (1, 0), (0, 1)


def test_shared_odds_are_put_in_the_middle() -> None:
    """Both need left at 1/2 or more, and believe the same."""
    profile = profile_of(hidden_turn([1, 0], [1, 0]), OUT, YES, YES)
    search = search_beliefs(profile)
    assert search.trembles is not None
    given = assessment_of(profile, search.trembles)
    assert given.beliefs == ((1,), (Fraction(3, 4), Fraction(1, 4)), (Fraction(3, 4), Fraction(1, 4)))
    assert judge_assessment(given).is_sequential


def test_only_one_belief_serves_both() -> None:
    profile = profile_of(hidden_turn([1, 0], [0, 1]), OUT, YES, YES)
    search = search_beliefs(profile)
    assert search.trembles is not None
    assert assessment_of(profile, search.trembles).beliefs[1] == (Fraction(1, 2), Fraction(1, 2))


def sure_of_both() -> ExtensiveFormGame:
    """As `hidden_turn`, but Bob needs left at 3/4 or more to say yes, and Cleo needs right at 3/4."""
    builder = TreeBuilder(["ann", "bob", "cleo"])
    out, left, right = builder.move(0, "ann", ["Out", "Left", "Right"], infoset="turn")
    builder.payoffs(out, [1, 0, 0])
    for node, bob, cleo in ((left, 1, -3), (right, -3, 1)):
        yes, _ = builder.move(node, "bob", ["yes", "no"], infoset="bob")
        agreed, refused = builder.move(yes, "cleo", ["yes", "no"], infoset="cleo")
        builder.payoffs(agreed, [0, bob, cleo])
        builder.payoffs(refused, [0, bob, 0])
    return builder.build()


def test_each_finds_a_belief_but_not_both() -> None:
    failure = failure_of(sure_of_both(), OUT, YES, YES)
    assert (failure.reason, failure.infosets) == (Reason.TOGETHER, (1, 2))


def test_a_choice_that_play_comes_to() -> None:
    failure = failure_of(tree_of("trust_game"), YES, YES)
    assert (failure.reason, failure.better, failure.gain) == (Reason.REACHED, 1, 1)


def test_what_the_belief_would_have_to_be() -> None:
    """Only the strong drink beer, and are fought all the same; a duel needs the weak at 1/2."""
    tree = tree_of("beer_quiche")
    failure = failure_of(tree, None, YES, YES, YES, NO)
    beer = tree.infoset_nodes(tree.infoset_index("bully", "fight: Beer"))
    assert (failure.reason, failure.better, failure.gain) == (Reason.REACHED, 1, 1)
    assert (failure.nodes, failure.needed) == (beer[1:], Fraction(1, 2))


def test_the_last_reason_is_told() -> None:
    """Given that Bob would down there, Across is wrong too; but what is wrong first is Bob's across."""
    tree = tree_of("selten_horse")
    failure = failure_of(tree, NO, YES, YES)
    assert (failure.reason, failure.infosets, failure.gain) == (Reason.DETERMINED, (1,), 3)


def test_a_belief_in_two_mistakes_is_excluded() -> None:
    tree = second_mistake()
    failure = failure_of(tree, YES, YES, YES)
    assert (failure.reason, failure.better, failure.gain) == (Reason.EXCLUDED_NODES, 1, 1)
    assert failure.nodes == tree.infoset_nodes(tree.infoset_index("cleo", "voice"))[1:]
    assert failure.needed == Fraction(1, 2)


def test_actions_that_no_belief_makes_best() -> None:
    """Of three answers one is worse than another at every node, and one is between two others."""
    builder = TreeBuilder(["ann", "bob"])
    out, left, right = builder.move(0, "ann", ["Out", "Left", "Right"], infoset="turn")
    builder.payoffs(out, [9, 0])
    for node, row in ((left, (4, 0, 1, -3)), (right, (0, 4, 1, -1))):
        for payoff, end in zip(row, builder.move(node, "bob", ["a", "b", "c", "d"], infoset="bob"), strict=True):
            builder.payoffs(end, [0, payoff])
    tree = builder.build()
    between, worse = failure_of(tree, OUT, (0, 0, 1, 0)), failure_of(tree, OUT, (0, 0, 0, 1))
    assert (between.reason, between.better) == (Reason.NO_BELIEF, -1)
    assert (worse.reason, worse.better, worse.gain) == (Reason.ALWAYS_WORSE, 1, 3)


def test_all_reasons_one_by_one() -> None:
    tree = tree_of("trust_game")
    assert [failure.infosets for failure in unsupported_choices(profile_of(tree, YES, YES))] == [(1,)]
    assert list(unsupported_choices(profile_of(tree, NO, NO))) == []


def test_demands_name_what_is_chosen() -> None:
    demands = list(belief_demands(profile_of(tree_of("beer_quiche"), None, YES, NO, ("1/2", "1/2"), YES)))
    assert [demand.chosen for demand in demands] == [(0,), (1,), (0, 1), (0,)]


def test_odds_in_a_circle() -> None:
    """Three mistakes in pairs: each pair has odds that its own information set needs, their product must be 1."""
    refused = search_beliefs(linked([2, 2, 2]))
    assert refused.failure is not None
    assert refused.failure.reason is Reason.TOGETHER
    profile = linked(["2", "3", "1/6"])
    supported = search_beliefs(profile)
    assert supported.trembles is not None
    assert judge_assessment(assessment_of(profile, supported.trembles)).is_sequential


def test_linked_products_stay_open() -> None:
    """One pair asks for a range of odds, in which the search tries the middle only."""
    search = search_beliefs(linked([2, 3, "1/6"], is_strict=True))
    assert not search.is_supported
    assert not search.is_refused
    assert len(search.open_infosets) == 3


def linked(odds: Sequence[Any], *, is_strict: bool = False) -> BehaviorProfile:
    """Ann errs at x, y or z; Bob sees one of the pairs xy, yz, zx, by a move of chance, and mixes at these odds only.

    Where strict, he says yes at the first pair, for which the odds are the least.
    """
    builder = TreeBuilder(["ann", "bob"])
    out, *others = builder.move(0, "ann", ["Out", "x", "y", "z"], infoset="turn")
    builder.payoffs(out, [9, 0])
    pairs = {"x": ("xy", "zx"), "y": ("xy", "yz"), "z": ("yz", "zx")}
    for name, node in zip("xyz", others, strict=True):
        branches = dict.fromkeys(pairs[name], Fraction(1, 2))
        for pair, after in zip(pairs[name], builder.chance(node, branches), strict=True):
            worth = Fraction(odds[["xy", "yz", "zx"].index(pair)])
            yes, _ = builder.move(after, "bob", ["yes", "no"], infoset=pair)
            builder.payoffs(yes, [0, 1 if pair.startswith(name) else -worth])
    tree = builder.build()
    strategies: list[Any] = []
    for infoset in tree.infosets:
        mixed = (1, 0) if is_strict and infoset.key == "xy" else ("1/2", "1/2")
        strategies.append(None if infoset.is_chance else (1, 0, 0, 0) if infoset.key == "turn" else mixed)
    return BehaviorProfile(tree, tuple(strategies))


def test_too_many_patterns_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belief_search, "MOST_PATTERNS", 0)
    assert search_beliefs(profile_of(sure_of_both(), OUT, YES, YES)).open_infosets == (1, 2)


def test_too_many_classes_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belief_search, "MOST_CLASSES", 1)
    assert search_beliefs(profile_of(sure_of_both(), OUT, YES, YES)).open_infosets == (1, 2)
