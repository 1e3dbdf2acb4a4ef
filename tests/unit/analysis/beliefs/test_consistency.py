"""Consistency of assessments: the mistakes that prove it give the beliefs, the conflicts that refute it contradict."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.analysis.beliefs import consistency
from gametheory.analysis.beliefs.consistency import judge_consistency
from gametheory.analysis.beliefs.multiplicative_systems import MultiplicativeSolution
from gametheory.analysis.beliefs.tremble_beliefs import assessment_of
from gametheory.analysis.beliefs.tremble_ranks import RankSolution
from gametheory.core.assessments import Assessment, Consistency, PowerProduct
from gametheory.errors import SolverError
from oracles.assessed_trees import assessment, hidden_turn, impossible_branch, second_mistake, tree_of

HIDDEN = hidden_turn([1, 0], [1, 0])
PLAN = ([1, 0, 0], [1, 0], [1, 0])


def derived(given: Assessment, proof: Consistency) -> tuple[Any, ...]:
    """The beliefs that follow from the mistakes of a proof."""
    trembles = {}
    for tremble in proof.trembles:
        coefficient = tremble.coefficient.rational
        assert coefficient is not None
        place = tremble.infoset if tremble.node is None else ~tremble.node
        trembles[place, tremble.action] = (tremble.rank, coefficient)
    return assessment_of(given.profile, trembles).beliefs


@pytest.mark.parametrize("belief", [("1/3", "2/3"), (1, 0), (0, 1)])
def test_beliefs_that_agree_are_consistent(belief: tuple[Any, ...]) -> None:
    given = assessment(HIDDEN, PLAN, [[1], belief, belief])
    proof = judge_consistency(given)
    assert proof.is_consistent
    assert derived(given, proof) == given.beliefs


def test_beliefs_of_two_players_in_the_same_mistake_must_agree() -> None:
    """After Kreps and Wilson (1982): whatever the mistakes, both players see the same odds."""
    conflict = judge_consistency(assessment(HIDDEN, PLAN, [[1], ["1/3", "2/3"], ["1/4", "3/4"]])).conflict
    assert conflict is not None
    assert [odds.times for odds in conflict.odds] == [1, 1]
    assert {conflict.believed, conflict.least} in ({Fraction(2, 3), Fraction(1)}, {Fraction(3, 2), Fraction(1)})
    assert conflict.is_exact


def test_one_excludes_what_the_other_holds_possible() -> None:
    conflict = judge_consistency(assessment(HIDDEN, PLAN, [[1], [1, 0], ["1/4", "3/4"]])).conflict
    assert conflict is not None
    assert (conflict.believed, conflict.is_exact) == (0, True)


def test_opposite_exclusions_contradict() -> None:
    conflict = judge_consistency(assessment(HIDDEN, PLAN, [[1], [1, 0], [0, 1]])).conflict
    assert conflict is not None
    assert (len(conflict.odds), conflict.believed, conflict.least) == (2, 0, 1)


def test_bayes_rule_on_the_way_of_play() -> None:
    tree = tree_of("beer_quiche")
    beliefs = [None, [1], ["4/5", "1/5"], ["1/4", "3/4"], [1]]
    (failure,) = judge_consistency(assessment(tree, [None, [1, 0], [0, 1], [1, 0], [1, 0]], beliefs)).bayes_failures
    assert (failure.infoset, failure.expected) == (2, (Fraction(9, 10), Fraction(1, 10)))


def test_two_mistakes_are_less_likely_than_one_of_them() -> None:
    tree = second_mistake()
    right = assessment(tree, [[1, 0], [1, 0], [0, 1]], [[1], [1], [1, 0]])
    wrong = assessment(tree, [[1, 0], [1, 0], [1, 0]], [[1], [1], [0, 1]])
    mixed = assessment(tree, [[1, 0], [1, 0], [1, 0]], [[1], [1], ["1/2", "1/2"]])
    assert judge_consistency(right).is_consistent
    for given in (wrong, mixed):
        conflict = judge_consistency(given).conflict
        assert conflict is not None
        assert not conflict.is_exact


def test_impossible_moves_of_chance_are_rarer_than_mistakes() -> None:
    tree = impossible_branch()
    right = assessment(tree, [None, [0, 1], [1, 0]], [None, [0, 1], [1]])
    wrong = assessment(tree, [None, [1, 0], [1, 0]], [None, [1, 0], [1]])
    assert derived(right, judge_consistency(right)) == right.beliefs
    conflict = judge_consistency(wrong).conflict
    assert conflict is not None
    assert conflict.believed == 0


def test_floats_count_as_they_are() -> None:
    given = assessment(HIDDEN, PLAN, [[1.0], [0.25, 0.75], [0.25, 0.75]])
    assert judge_consistency(given).is_consistent
    assert not judge_consistency(assessment(HIDDEN, PLAN, [[1.0], [0.25, 0.75], [0.3, 0.7]])).is_consistent


def test_mistakes_that_do_not_give_the_beliefs_are_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = RankSolution({(0, 1): 1, (0, 2): 2})
    monkeypatch.setattr(consistency, "solve_ranks", lambda *_: wrong)
    given = assessment(HIDDEN, PLAN, [[1], ["1/3", "2/3"], ["1/3", "2/3"]])
    with pytest.raises(SolverError, match=r"a proof that beliefs are consistent fails its check"):
        judge_consistency(given)


def test_coefficients_are_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: MultiplicativeSolution[Any] = MultiplicativeSolution({(0, 1): PowerProduct(), (0, 2): PowerProduct()})
    monkeypatch.setattr(consistency, "solve_products", lambda *_: wrong)
    given = assessment(HIDDEN, PLAN, [[1], ["1/3", "2/3"], ["1/3", "2/3"]])
    with pytest.raises(SolverError, match=r"a proof that beliefs are consistent fails its check"):
        judge_consistency(given)


def test_multipliers_that_do_not_contradict_are_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = RankSolution({}, (Fraction(1), Fraction(1)))
    monkeypatch.setattr(consistency, "solve_ranks", lambda *_: wrong)
    given = assessment(HIDDEN, PLAN, [[1], [1, 0], [1, 0]])
    with pytest.raises(SolverError, match=r"a proof that beliefs are inconsistent fails its check"):
        judge_consistency(given)


def twice_alike() -> ExtensiveFormGame:
    """Ann stays out; by one mistake she goes left or right, by the same two mistakes of Bob it comes to far or near.

    Dan sees left, or both of Bob's mistakes; Eve sees right, or both of them. So the odds of left against right are
    the quotient of what they believe.
    """
    builder = TreeBuilder(["ann", "bob", "dan", "eve"])
    out, left, right = builder.move(0, "ann", ["Out", "Left", "Right"], infoset="turn")
    _, erred = builder.move(out, "bob", ["well", "ill"], infoset="first")
    _, both = builder.move(erred, "bob", ["well", "ill"], infoset="second")
    dan, eve = builder.chance(both, {"dan": "1/2", "eve": "1/2"})
    for node in (left, dan):
        builder.move(node, "dan", ["yes", "no"], infoset="dan")
    for node in (right, eve):
        builder.move(node, "eve", ["yes", "no"], infoset="eve")
    return builder.build()


def test_different_numbers_of_mistakes_can_be_as_likely() -> None:
    """One mistake of Ann's is as rare as two of Bob's: its rank is the sum of theirs."""
    tree = twice_alike()
    strategies = [None if here.is_chance else [1] + [0] * (here.num_actions - 1) for here in tree.infosets]
    beliefs: list[Any] = []
    for index, here in enumerate(tree.infosets):
        pair = ["1/3", "2/3"] if here.key == "dan" else ["4/5", "1/5"]
        beliefs.append(None if here.is_chance else pair if len(tree.infoset_nodes(index)) == 2 else [1])
    given = assessment(tree, strategies, beliefs)
    proof = judge_consistency(given)
    assert derived(given, proof) == given.beliefs
    ranks = {(tremble.infoset, tremble.action): tremble.rank for tremble in proof.trembles}
    first, second = tree.infoset_index("bob", "first"), tree.infoset_index("bob", "second")
    assert ranks[0, 1] == ranks[0, 2] == ranks[first, 1] + ranks[second, 1]
