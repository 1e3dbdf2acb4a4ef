from __future__ import annotations

from fractions import Fraction

from gametheory.analysis.tiers.symmetric_certificate import judge_symmetric
from gametheory.core.symmetric_profile import SymmetricProfile
from unit.models.tier_files import adoption


def interval(low: Fraction, high: Fraction) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    return ((1 - high, 1 - low), (low, high))


def test_an_exact_mixture_has_no_regret_and_another_one_has() -> None:
    right, wrong = Fraction(73, 116), Fraction(1, 2)
    assert judge_symmetric(SymmetricProfile(adoption(30), (interval(right, right),))).max_regret == 0
    assert judge_symmetric(SymmetricProfile(adoption(30), (interval(wrong, wrong),))).max_regret > 0


def test_an_interval_proves_a_mixture_by_opposite_signs() -> None:
    inside, step = Fraction(5 * 2_000 - 4, 8 * 1_999), Fraction(1, 10**6)
    around = SymmetricProfile(adoption(2_000), (interval(inside - step, inside + step),))
    beside = SymmetricProfile(adoption(2_000), (interval(inside + step, inside + 2 * step),))
    assert judge_symmetric(around).max_regret == 0
    assert judge_symmetric(beside).max_regret > 0


def test_pure_profiles_are_judged_too() -> None:
    proof = judge_symmetric(SymmetricProfile(adoption(500), (interval(Fraction(1), Fraction(1)),)))
    assert (proof.max_regret, proof.payoffs) == (0, (1,))
