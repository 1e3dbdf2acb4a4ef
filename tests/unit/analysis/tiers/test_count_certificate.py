from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.analysis.tiers import count_certificate
from gametheory.analysis.tiers.count_certificate import judge_counts
from gametheory.core.count_profile import CountProfile, PooledCounts
from gametheory.core.tiered_game import Deviation
from gametheory.errors import SolverError
from unit.models.tier_files import adoption, crowding, tier_game, two_alike


def test_single_vectors_are_judged_exactly() -> None:
    game = crowding(12)
    proof = judge_counts(CountProfile.of_counts(game, ((4, 8),)))
    assert (proof.max_regret, proof.payoffs) == (0, (Fraction(1, 3),))
    off = judge_counts(CountProfile.of_counts(game, ((5, 7),)))
    assert off.max_regret == (1 - Fraction(8, 12)) - (1 - Fraction(10, 12))
    assert not off.is_equilibrium


def test_payoffs_of_a_tier_are_its_sellers_average() -> None:
    game = adoption(8)
    proof = judge_counts(CountProfile.of_counts(game, ((2, 6),)))
    assert proof.payoffs == ((2 * (Fraction(1, 4) + Fraction(2, 8)) + 6 * Fraction(6, 8)) / 8,)


def test_large_boxes_are_proved_by_bounds_and_by_corners() -> None:
    idle = tier_game({"shop": (10**6, ["A", "B"])}, {"shop": '1/10 * (shop == "A") + 1/10 * (shop == "B")'})
    assert judge_counts(CountProfile(idle, (((0, 10**6), (0, 10**6)),))).max_regret == 0
    bent = tier_game(
        {"shop": (10**6, ["A", "B"])},
        {"shop": '0 if shop == "A" else (share(shop, "B") - 9/10) * (share(shop, "B") + 1) - 1/10'},
    )
    box = CountProfile(bent, (((10**6 - 10**5, 10**6), (0, 10**5)),))
    proof = judge_counts(box)
    assert proof.max_regret > 0, "who is at B gains by going over to A"


def test_one_bad_vector_spoils_a_large_box() -> None:
    game = tier_game(
        {"shop": (10**5, ["A", "B"])}, {"shop": '0 if shop == "A" else (1 if share(shop, "B") == 1/2 else 0)'}
    )
    good = CountProfile(game, (((50_001, 10**5), (0, 49_999)),))
    assert judge_counts(CountProfile(game, (((50_002, 10**5), (0, 49_998)),))).max_regret == 0
    assert judge_counts(good).max_regret == 1


def test_three_actions_are_judged_within_what_adds_up() -> None:
    game = tier_game(
        {"shop": (100, ["A", "B", "C"])},
        {"shop": 'max(0, share(shop, "A") + share(shop, "B") + share(shop, "C") - 1) if shop == "A" else 0'},
    )
    assert judge_counts(CountProfile(game, (((0, 100), (0, 100), (0, 100)),))).max_regret == 0


def test_what_cannot_be_proved_in_time_is_not_called_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_certificate, "MOST_PARTS", 1)
    game = tier_game(
        {"shop": (10**5, ["A", "B"])}, {"shop": '0 if shop == "A" else (1 if share(shop, "B") == 1/2 else 0)'}
    )
    with pytest.raises(SolverError, match="a box of count vectors could not be proved to hold equilibria within"):
        judge_counts(CountProfile(game, (((1_000, 10**5), (0, 99_000)),)))


def test_all_splits_of_totals_are_judged_at_once() -> None:
    game = two_alike(300, 500)
    ranges = (((0, 300), (0, 300)), ((100, 400), (100, 400)))
    good = CountProfile(game, ranges, pools=(PooledCounts((0, 1), ((400, 400), (400, 400))),))
    assert good.num_vectors == 301
    assert judge_counts(good).max_regret == 0
    assert len(judge_counts(good).replies) == 2
    off = CountProfile(game, ranges, pools=(PooledCounts((0, 1), ((402, 402), (398, 398))),))
    proof = judge_counts(off)
    assert proof.max_regret == game.gain(Deviation(0, 0, 1), ((300, 0), (102, 398)))
    assert all(reply.regret == proof.max_regret for reply in proof.replies)
