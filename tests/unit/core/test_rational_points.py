from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.core.rational_points import (
    RationalPoints,
    first_differences,
    in_descending_order,
    integer_points,
)

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
POINTS = RationalPoints([((6, 0), 6), ((3, 2), 6), ((0, 5), 5)])


def test_points_are_told_one_by_one() -> None:
    assert len(POINTS) == 3
    assert POINTS[1] == (HALF, THIRD)
    assert POINTS[1:] == ((HALF, THIRD), (0, 1))
    assert list(POINTS) == [(1, 0), (HALF, THIRD), (0, 1)]
    assert repr(POINTS[:1]) == "((Fraction(1, 1), Fraction(0, 1)),)"
    assert repr(POINTS) == repr(tuple(POINTS))


def test_points_equal_others_however_they_are_kept() -> None:
    same = RationalPoints([((1, 0), 1), ((9, 6), 18), ((0, 1), 1)])
    assert same == POINTS
    assert hash(same) == hash(POINTS)
    assert tuple(POINTS) == POINTS
    assert RationalPoints([((1, 0), 1)]) != POINTS
    assert POINTS != "points"
    assert (HALF, THIRD) in POINTS
    assert (THIRD, HALF) not in POINTS


@pytest.mark.parametrize("points", [POINTS, list(POINTS), ((1, 0), (0.5, THIRD), (0, 1))])
def test_integers_mean_the_same_points(points: RationalPoints) -> None:
    told = [tuple(Fraction(value, denominator) for value in values) for values, denominator in integer_points(points)]
    assert told == [(1, 0), (HALF, THIRD), (0, 1)]


def test_first_differences_are_those_of_the_numbers() -> None:
    same_start = RationalPoints([((4, 2, 1), 4), ((9, 6, 0), 9), ((2, 1, 1), 2)])
    assert same_start.first_differences == (1, 1)
    assert first_differences(list(same_start)) == (1, 1)
    assert RationalPoints([((4, 2, 1), 4), ((8, 4, 1), 8)]).first_differences == (2,)
    assert first_differences([(1, 2)]) == ()


@pytest.mark.parametrize("most", [2, 5, 10**40])
def test_order_is_that_of_the_fractions(most: int) -> None:
    rng = random.Random(most)
    points = {
        (rng.choice([HALF, THIRD, Fraction(rng.randint(0, most), most)]), Fraction(rng.randint(0, most), most + 1))
        for _ in range(60)
    }
    assert len(points) > 4
    listed = in_descending_order(integer_points(list(points)))
    assert list(RationalPoints(listed)) == sorted(points, reverse=True)


def test_nothing_has_an_order_too() -> None:
    assert in_descending_order([]) == []
