from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.analysis.tiers.pair_means import PairMeans
from gametheory.analysis.tiers.symmetric_certificate import judge_symmetric
from gametheory.analysis.tiers.symmetric_means import SymmetricMeans, means_of
from gametheory.core.symmetric_profile import Enclosed, SymmetricProfile
from gametheory.core.tiered_game import Deviation, TieredGame
from unit.models.tier_files import tier_game


def game(buyers: int, sellers: int) -> TieredGame:
    """Return the game in which buyers follow sellers, who keep away; a store is paid by what buyers do."""
    made = tier_game(
        {"store": (0, ["Low", "High"]), "buyer": (buyers, ["A", "B", "C"]), "seller": (sellers, ["A", "B"])},
        {
            "store": 'share(buyer, "B") * share(seller, "B") if store == "Low" else 0',
            "buyer": '(share(seller, "B") - 1/3 if buyer == "B" else 0) - (4 if buyer == "C" else 0)',
            "seller": '1/2 - share(buyer, "B") if seller == "B" else 0',
        },
    ).to_game()
    assert isinstance(made, TieredGame)
    return made


def profile(at: TieredGame, buyers: Enclosed, sellers: Enclosed) -> SymmetricProfile:
    """Return the profile in which tiers take B with probabilities between these ends."""
    sure, never = (Fraction(1), Fraction(1)), (Fraction(0), Fraction(0))
    return SymmetricProfile(
        at,
        (
            (sure, never),
            ((1 - buyers[1], 1 - buyers[0]), buyers, never),
            ((1 - sellers[1], 1 - sellers[0]), sellers),
        ),
    )


def near(share: Fraction, width: Fraction = Fraction(1, 10**8)) -> Enclosed:
    return share - width, share + width / 3


HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def test_means_of_small_tiers_are_exact() -> None:
    means = PairMeans(profile(game(4, 3), (HALF, HALF), (Fraction(1, 5), Fraction(1, 5))))
    assert means.bounds(Deviation(1, 0, 1)) == (Fraction(1, 5) - THIRD,) * 2
    assert means.bounds(Deviation(1, 1, 2)) == (-4 - Fraction(1, 5) + THIRD,) * 2
    assert means.payoff(0) == Fraction(1, 10)
    assert means.payoff(1) == (Fraction(1, 5) - THIRD) / 2
    assert means.payoff_bounds(0) == (Fraction(1, 10),) * 2
    assert not means.is_indifferent
    assert means.proved_gain(Deviation(1, 1, 0)) == THIRD - Fraction(1, 5)


@pytest.mark.parametrize(("buyers", "sellers"), [(4, 3), (150, 120)])
def test_both_tiers_are_indifferent_within_a_box_that_holds_a_root(buyers: int, sellers: int) -> None:
    held = profile(game(buyers, sellers), near(HALF), near(THIRD))
    assert PairMeans(held).is_indifferent
    certificate = judge_symmetric(held)
    assert [reply.regret for reply in certificate.replies] == [0, 0, 0]
    assert float(certificate.payoffs[0]) == pytest.approx(1 / 6, abs=1e-6)


@pytest.mark.parametrize(("buyers", "sellers"), [(4, 3), (150, 120)])
def test_a_box_beside_the_root_is_not_taken_for_one(buyers: int, sellers: int) -> None:
    beside = profile(game(buyers, sellers), near(HALF), near(THIRD + Fraction(1, 10**6)))
    assert not PairMeans(beside).is_indifferent
    assert judge_symmetric(beside).replies[1].regret > 0


def test_bounds_hold_over_the_whole_box() -> None:
    wide = PairMeans(profile(game(9, 7), near(HALF, Fraction(1, 50)), near(THIRD, Fraction(1, 40))))
    low, high = wide.bounds(Deviation(1, 0, 1))
    assert low <= -Fraction(1, 40) < Fraction(1, 120) <= high
    low, high = wide.payoff_bounds(0)
    for buyers in near(HALF, Fraction(1, 50)):
        for sellers in near(THIRD, Fraction(1, 40)):
            assert low <= buyers * sellers <= high


def test_means_suit_how_many_tiers_mix() -> None:
    small = game(4, 3)
    assert isinstance(means_of(profile(small, (HALF, HALF), (THIRD, THIRD))), PairMeans)
    assert isinstance(means_of(profile(small, (HALF, HALF), (Fraction(0), Fraction(0)))), SymmetricMeans)
