from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.count_profile import CountProfile, Range, num_sums
from gametheory.errors import InvalidProfileError
from unit.models.tier_files import adoption, all_counts, tier_game

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
