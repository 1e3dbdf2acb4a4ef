"""Cells of a rectangle: all sign patterns are met, each where it is said to hold."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
from gametheory.polynomials.plane_cells import Rectangle, columns, most_meetings, upright_sections

X, Y = (BivariatePolynomial.variable(axis) for axis in range(2))
ONE = BivariatePolynomial.constant(1)
CIRCLE = X * X + Y * Y - ONE
SQUARE = Rectangle((Fraction(-2), Fraction(2)), (Fraction(-2), Fraction(2)))


def signs_at(factors: list[BivariatePolynomial], point: tuple[Fraction, Fraction]) -> tuple[int, ...]:
    values = [factor.value(*point) for factor in factors]
    return tuple((value > 0) - (value < 0) for value in values)


def ticks() -> None:
    """Nothing to watch."""


def test_a_circle() -> None:
    found = columns([CIRCLE], SQUARE, ticks)
    assert [str(column.low) for column in found] == ["-2", "-1", "1"]
    assert [[cell.signs for cell in column.cells()] for column in found] == [[(1,)], [(1,), (-1,), (1,)], [(1,)]]
    below, above = found[1].sections()
    assert (below.place, below.signs, below.beside(-1), below.beside(1)) == (0, (0,), (-1,), (1,))
    assert below.sample[1] < above.sample[1]


def test_an_upright_line_through_a_circle() -> None:
    factors = [CIRCLE, X + X - ONE]
    (low, middle, high) = upright_sections(factors, SQUARE, ticks)
    assert [section.signs for section in (low, middle, high)] == [(1, 0), (-1, 0), (1, 0)]
    assert [str(end) for end in middle.stretch] == ["-sqrt(3)/2", "sqrt(3)/2"]
    assert str(middle.sample[0]) == "1/2"
    assert list(upright_sections([X - ONE - ONE], SQUARE, ticks)) == []


def test_irrational_upright_lines() -> None:
    factors = [X * X - ONE - ONE - ONE, X - Y]
    found = list(upright_sections(factors, SQUARE, ticks))
    assert len(found) == 6
    for section in found:
        assert [factor.sign_at(section.sample[0], section.sample[1].value or Fraction(0)) for factor in factors] == [
            0,
            section.signs[1],
        ]


def test_bounds_on_meetings() -> None:
    assert most_meetings([CIRCLE, X - Y, X * Y - ONE], SQUARE) == 8
    assert most_meetings([CIRCLE, X + ONE + ONE + ONE], SQUARE) == 0


@pytest.mark.parametrize("seed", range(8))
def test_all_sign_patterns_are_met(seed: int) -> None:
    draw = random.Random(seed)
    drawn = [
        BivariatePolynomial({(i, j): draw.randint(-5, 5) for i in range(3) for j in range(3 - i)}) for _ in range(4)
    ]
    factors = list(dict.fromkeys(factor for one in drawn for factor, _ in one.factors()[1]))
    assert len(factors) > 2
    cells = [cell for column in columns(factors, SQUARE, ticks) for cell in column.cells()]
    assert all(signs_at(factors, cell.sample) == cell.signs for cell in cells)
    met = {cell.signs for cell in cells}
    for _ in range(300):
        point = Fraction(draw.randint(-1993, 1993), 997), Fraction(draw.randint(-1980, 1980), 991)
        assert signs_at(factors, point) in met
    for column in columns(factors, SQUARE, ticks):
        for section in column.sections():
            across, height = section.sample
            assert height.sign_of(factors[section.place].at(0, across.value or Fraction(0))) == 0
            assert {section.beside(-1), section.beside(1)} <= met
