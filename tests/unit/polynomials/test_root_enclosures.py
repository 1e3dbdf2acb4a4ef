"""Enclosures of roots in floats, against exact isolation."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.polynomials import Polynomial, RealRoot, sign_chart
from gametheory.polynomials.root_enclosures import root_enclosures, separate

ENDS = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(1))


def table_of(polynomials: list[list[int]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    table = np.zeros((len(polynomials), max(map(len, polynomials))))
    for number, row in enumerate(polynomials):
        table[number, : len(row)] = row
    return table


@pytest.mark.parametrize("seed", range(20))
def test_every_root_is_enclosed_once(seed: int) -> None:
    draw = random.Random(seed)
    rows = [[draw.randint(-99, 99) for _ in range(draw.randint(1, 9))] for _ in range(40)]
    table = table_of(rows)
    found = root_enclosures(table, 2.0**-50 * np.abs(table))
    assert not found.is_doubtful.all()
    for number, row in enumerate(rows):
        if found.is_doubtful[number]:
            continue
        chart = sign_chart([Polynomial(row)], *ENDS)
        own = sorted(np.flatnonzero(found.owners == number).tolist(), key=found.lows.item)
        assert len(own) == len(chart.roots)
        assert found.signs[number] == chart.signs[0]
        for place, root in zip(own, chart.roots, strict=True):
            assert root > Fraction(found.lows.item(place))
            assert root < Fraction(found.highs.item(place))
            assert found.highs[place] - found.lows[place] < 1e-9


def test_what_floats_cannot_tell_is_in_doubt() -> None:
    rows = [[1, -2, 1], [0, 1, 0], [1, -4, 4], [-1, 3, 0], [0, 0, 0]]
    table = table_of(rows)
    found = root_enclosures(table, np.where(table != 0, 1e-9, 0))
    # a root at an end, at an end, a double one; a clear one; nothing at all
    assert found.is_doubtful.tolist() == [True, True, True, False, False]
    assert found.owners.tolist() == [3]
    assert found.signs.tolist() == [0, 0, 0, -1, 0]


def test_numbers_that_are_none_are_in_doubt() -> None:
    table = np.array([[np.nan, 1.0], [-1.0, 3.0]])
    found = root_enclosures(table, np.zeros_like(table))
    assert found.is_doubtful.tolist() == [True, False]


def test_intervals_that_meet_a_long_one() -> None:
    order, meets = separate(np.array([0.0, 0.3, 0.1, 0.9]), np.array([0.5, 0.4, 0.2, 1.0]))
    assert order.tolist() == [0, 2, 1, 3]
    assert meets.tolist() == [True, True, True, False]
