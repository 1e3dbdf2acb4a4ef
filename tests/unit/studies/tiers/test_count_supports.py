"""Supports of boxes of counts, against all their count vectors."""

from __future__ import annotations

import pytest

from gametheory.core.count_profile import CountProfile, PooledCounts
from gametheory.core.tiered_game import TieredGame
from gametheory.studies.tiers.count_supports import chosen_actions, count_supports, named_support
from unit.models.tier_files import tier_game

Ranges = tuple[tuple[int, int], ...]


def game() -> TieredGame:
    return tier_game({"shop": (4, ["A", "B", "C"]), "maker": (3, ["D", "E"])}, {"shop": "1", "maker": "2"})


@pytest.mark.parametrize(
    "ranges",
    [
        (((0, 4), (0, 4), (0, 4)), ((0, 3), (0, 3))),
        (((1, 3), (0, 2), (1, 3)), ((3, 3), (0, 0))),
        (((0, 1), (3, 4), (0, 1)), ((1, 2), (1, 2))),
        (((2, 2), (2, 2), (0, 0)), ((0, 3), (0, 3))),
    ],
)
def test_the_supports_are_those_of_the_count_vectors(ranges: tuple[Ranges, ...]) -> None:
    profile = CountProfile(game(), ranges)
    expected = {named_support(profile.game, chosen_actions(counts)) for counts in profile.vectors()}
    found = count_supports(profile)
    assert expected
    assert len(found) == len(set(found))
    assert set(found) == expected


@pytest.mark.parametrize(
    "totals", [((4, 4), (3, 3), (2, 2)), ((0, 1), (7, 9), (0, 1)), ((2, 5), (0, 3), (4, 4)), ((1, 1), (1, 1), (7, 7))]
)
def test_tiers_that_are_alike_split_totals(totals: Ranges) -> None:
    alike = tier_game({"shop": (4, ["A", "B", "C"]), "maker": (5, ["A", "B", "C"])}, {"shop": "1", "maker": "1"})
    ranges = tuple(
        tuple((max(0, low - other), min(high, count)) for low, high in totals) for count, other in ((4, 5), (5, 4))
    )
    profile = CountProfile(alike, ranges, pools=(PooledCounts((0, 1), totals),))
    expected = {named_support(alike, chosen_actions(counts)) for counts in profile.vectors()}
    assert expected
    assert set(count_supports(profile)) == expected
