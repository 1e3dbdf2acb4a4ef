from __future__ import annotations

from fractions import Fraction

from gametheory.analysis.tiers.symmetric_means import SymmetricMeans, other_gains
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation
from unit.models.tier_files import adoption, tier_game


def point(*shares: str) -> tuple[tuple[Fraction, Fraction], ...]:
    return tuple((Fraction(share), Fraction(share)) for share in shares)


def test_means_are_those_of_the_binomial_distribution() -> None:
    game = adoption(3)
    means = SymmetricMeans(SymmetricProfile(game, (point("2/3", "1/3"),)))
    gains = [game.gain(Deviation(0, 0, 1), ((3 - k, k),)) for k in range(3)]
    expected = gains[0] * Fraction(4, 9) + gains[1] * Fraction(4, 9) + gains[2] * Fraction(1, 9)
    assert means.bounds(Deviation(0, 0, 1)) == (expected, expected)
    assert means.is_own(Deviation(0, 1, 0))
    assert means.payoff(0) == Fraction(2, 3) * (Fraction(1, 4) + Fraction(7, 9)) + Fraction(1, 3) * Fraction(5, 9)


def test_large_tiers_agree_with_small_formulas() -> None:
    game = adoption(2_000)
    means = SymmetricMeans(SymmetricProfile(game, (point("1/4", "3/4"),)))
    low, high = means.bounds(Deviation(0, 0, 1))
    exact = 2 * Fraction(3, 4) * Fraction(1999, 2000) + Fraction(1, 2000) - Fraction(5, 4)
    assert low <= exact <= high
    assert high - low < Fraction(1, 10**8)


def test_other_gains_leave_the_mixed_pair_out() -> None:
    game = tier_game({"shop": (4, ["A", "B", "C"])}, {"shop": '2 if shop == "C" else 0'})
    gains = other_gains(SymmetricProfile(game, (point("1/2", "1/2", "0"),)))
    assert gains == [(2, 2), (2, 2)]
    assert other_gains(SymmetricProfile(game, (point("0", "0", "1"),))) == [(-2, -2), (-2, -2)]
