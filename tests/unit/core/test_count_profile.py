from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.count_profile import CountProfile, PooledCounts, Range, num_sums
from gametheory.errors import InvalidProfileError
from unit.models.tier_files import adoption, all_counts, tier_game, two_alike

THREE = tier_game({"shop": (7, ["X", "Y", "Z"])}, {"shop": "0"})


def test_a_box_holds_the_vectors_that_add_up() -> None:
    ranges = (((1, 4), (0, 3), (2, 5)),)
    profile = CountProfile(THREE, ranges)
    inside = {
        counts
        for counts in all_counts(THREE)
        if all(low <= own <= high for own, (low, high) in zip(counts[0], ranges[0], strict=True))
    }
    assert set(profile.vectors()) == inside
    assert profile.num_vectors == len(inside) == num_sums(ranges[0], 7) == 12
    assert profile.lead == next(iter(profile.vectors())) == ((4, 1, 2),)
    assert not profile.is_single
    assert profile.is_pure
    assert profile["shop"]["X"] == Fraction(4, 7)
    assert repr(profile) == "<CountProfile 1..4, 0..3, 2..5>"


def test_one_vector_is_a_box_too() -> None:
    profile = CountProfile.of_counts(adoption(5), ((2, 3),))
    assert profile.is_single
    assert profile.num_vectors == 1
    assert list(profile.vectors()) == [((2, 3),)]


@pytest.mark.parametrize(
    ("ranges", "told"),
    [
        ((), "counts of 1 players, got 0"),
        ((((1, 1),),), "counts of 2 actions of shop, got 1"),
        ((((0, 5), (1, 5)),), "each end taken, got 0 to 5"),
        ((((3, 2), (2, 3)),), "that add up to 5"),
        ((((1, 1), (1, 1)),), "that add up to 5"),
    ],
)
def test_ranges_have_to_be_those_of_the_game(ranges: tuple[tuple[Range, ...], ...], told: str) -> None:
    with pytest.raises(InvalidProfileError, match=told):
        CountProfile(adoption(5), ranges)


def test_tiers_that_are_alike_have_totals() -> None:
    ranges = (((0, 3), (0, 3)), ((0, 5), (0, 5)))
    profile = CountProfile(two_alike(3, 5), ranges, pools=(PooledCounts((0, 1), ((2, 3), (5, 6))),))
    inside = {counts for counts in all_counts(profile.game) if 2 <= counts[0][0] + counts[1][0] <= 3}
    assert set(profile.vectors()) == inside
    assert profile.num_vectors == len(inside) == 7
    assert profile.lead == next(iter(profile.vectors())) == ((3, 0), (0, 5))
    assert repr(profile) == "<CountProfile 0..3, 0..3 | 0..5, 0..5; together 2..3, 5..6>"


@pytest.mark.parametrize("totals", [((2, 3), (1, 4), (2, 2)), ((3, 3), (2, 2), (2, 2)), ((0, 7), (0, 7), (0, 3))])
def test_splits_over_three_actions_have_these_totals(totals: tuple[Range, ...]) -> None:
    actions = ["X", "Y", "Z"]
    game = tier_game({"one": (3, actions), "two": (4, actions)}, {"one": "0", "two": "0"})
    ends = tuple(tuple((max(0, low - 7 + n), min(n, high)) for low, high in totals) for n in (3, 4))
    profile = CountProfile(game, ends, pools=(PooledCounts((0, 1), totals),))
    inside = {
        counts
        for counts in all_counts(game)
        if all(low <= one + two <= high for one, two, (low, high) in zip(*counts, totals, strict=True))
    }
    assert set(profile.vectors()) == inside
    assert profile.num_vectors in {None, len(inside)}
    assert profile.lead == next(iter(profile.vectors()))
