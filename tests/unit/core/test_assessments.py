"""Assessments: behavior everywhere, and a belief at every information set."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.core.assessments import (
    Assessment,
    AssessmentCertificate,
    BayesFailure,
    BeliefConflict,
    BeliefReply,
    Consistency,
    PowerProduct,
)
from gametheory.core.certificate import BestReply
from gametheory.core.equilibrium import played_profile
from gametheory.errors import InvalidProfileError


def market() -> ExtensiveFormGame:
    """Return a tree in which a buyer does not see how good the seller's ware is."""
    builder = TreeBuilder(["seller", "buyer"])
    rare, common = builder.chance(0, {"Rare": "1/5", "Common": "4/5"})
    for node in (rare, common):
        offered, kept = builder.move(node, "seller", ["Offer", "Keep"], infoset=f"ware {node}")
        builder.payoffs(kept, [0, 0])
        for number, end in enumerate(builder.move(offered, "buyer", ["Buy", "Pass"], infoset="unseen")):
            builder.payoffs(end, [3 - number, node - 2])
    return builder.build()


TREE = market()


def belief_at(key: str, belief: object) -> Any:
    """Return beliefs that are certain everywhere but at one information set."""
    return tuple(None if infoset.is_chance else belief if infoset.key == key else [1] for infoset in TREE.infosets)


def test_it_answers_for_behavior_and_beliefs() -> None:
    """Behavior is indexed as in a profile, beliefs by information set."""
    profile = BehaviorProfile.from_mapping(
        TREE,
        {
            "seller": {"ware 1": {"Offer": 1}, "ware 2": {"Offer": "1/3", "Keep": "2/3"}},
            "buyer": {"unseen": {"Buy": "1/4", "Pass": "3/4"}},
        },
    )
    assessment = Assessment(profile, belief_at("unseen", ["3/7", "4/7"]))
    assert assessment["seller"]["ware 2"] == {"Offer": Fraction(1, 3), "Keep": Fraction(2, 3)}
    assert assessment.belief("buyer", "unseen") == (Fraction(3, 7), Fraction(4, 7))
    assert assessment.beliefs_of("seller") == {"ware 1": (1,), "ware 2": (1,)}
    assert not assessment.is_pure
    assert played_profile(assessment) is profile
    assert repr(assessment).endswith("believing 3/7, 4/7>")


@pytest.mark.parametrize(
    ("belief", "message"),
    [
        (["1/2", "1/3"], r"expected probabilities at the nodes of 'unseen' to sum to 1, got 5/6"),
        ([1], r"expected 2 probabilities at the nodes of 'unseen', got 1"),
        (["3/2", "-1/2"], r"expected probabilities of at least 0 at the nodes of 'unseen', got -1/2"),
        (None, r"expected a belief at information set 'unseen', got none"),
    ],
)
def test_beliefs_are_probabilities_of_the_nodes(belief: object, message: str) -> None:
    """What is no distribution over the nodes is refused, with the information set."""
    profile = complete_profile()
    with pytest.raises(InvalidProfileError, match=message):
        Assessment(profile, belief_at("unseen", belief))


def test_every_information_set_is_defined() -> None:
    """An assessment says what is done everywhere."""
    profile = complete_profile()
    strategies = tuple(
        None if infoset.key == "unseen" else strategy
        for infoset, strategy in zip(TREE.infosets, profile.strategies, strict=True)
    )
    with pytest.raises(InvalidProfileError, match=r"expected an assessment to define every information set"):
        Assessment(BehaviorProfile(TREE, strategies), belief_at("unseen", [1, 0]))


def test_there_is_one_entry_for_each_information_set() -> None:
    """Beliefs too few are refused."""
    with pytest.raises(InvalidProfileError, match=r"expected beliefs for each of 4 information sets, got 1"):
        Assessment(complete_profile(), ((Fraction(1),),))


def complete_profile() -> BehaviorProfile:
    """Return a profile that defines every information set."""
    return BehaviorProfile(
        TREE, tuple(None if infoset.is_chance else (Fraction(1, 4), Fraction(3, 4)) for infoset in TREE.infosets)
    )


@pytest.mark.parametrize(
    ("powers", "text", "rational"),
    [
        ((), "1", Fraction(1)),
        (((4, Fraction(1, 2)), (3, Fraction(-2))), "2/9", Fraction(2, 9)),
        (((2, Fraction(1, 3)), (3, Fraction(1))), "2^(1/3) 3^(1)", None),
    ],
)
def test_products_of_powers(powers: tuple[tuple[int, Fraction], ...], text: str, rational: Fraction | None) -> None:
    """Rational ones are told as fractions, and floats agree."""
    product = PowerProduct(powers)
    assert (str(product), product.rational) == (text, rational)
    expected = 1.0
    for base, exponent in powers:
        expected *= base ** float(exponent)
    assert float(product) == pytest.approx(expected)


def test_large_roots_are_exact() -> None:
    """Roots beyond what floats resolve."""
    assert PowerProduct((((10**30 + 7) ** 3, Fraction(1, 3)),)).rational == 10**30 + 7
    assert PowerProduct((((10**30 + 7) ** 3 + 1, Fraction(1, 3)),)).rational is None


def test_what_a_certificate_says() -> None:
    """Consistent and rational together are sequential; Bayes' rule alone is the weak concept."""
    replies = (BestReply(0, Fraction(1), Fraction(1)),)
    poor = BeliefReply(0, Fraction(2), (Fraction(2), Fraction(3)), Fraction(3))
    fine = BeliefReply(0, Fraction(2), (Fraction(2), Fraction(1)), Fraction(2))
    conflict = Consistency(conflict=BeliefConflict((), Fraction(0), Fraction(1), is_exact=True))
    broken = Consistency(bayes_failures=(BayesFailure(0, (Fraction(1),)),))
    good = AssessmentCertificate(replies, (), (fine,))
    assert (good.is_sequential, good.is_perfect_bayesian, good.failures) == (True, True, ())
    weak = AssessmentCertificate(replies, (), (fine,), conflict)
    assert (weak.is_sequential, weak.is_perfect_bayesian) == (False, True)
    assert not AssessmentCertificate(replies, (), (fine,), broken).is_perfect_bayesian
    bad = AssessmentCertificate(replies, (), (poor,))
    assert (bad.is_rational, bad.max_regret, bad.failures) == (False, 1, (poor,))
    assert (poor.best_action, poor.regret_at_once) == (1, 1)
