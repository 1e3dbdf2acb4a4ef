"""Sign charts from floats are those of exact polynomials."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.polynomials import Polynomial, RealRoot, sign_chart
from gametheory.polynomials.rounded_chart import rounded_chart

LOW, HIGH = Fraction(-2), Fraction(3)


class Table:
    """Polynomials with their floats."""

    def __init__(self, polynomials: list[Polynomial]) -> None:
        self._polynomials = polynomials
        rows = [polynomial.composed(Polynomial([LOW, HIGH - LOW])).coefficients for polynomial in polynomials]
        self.coefficients = np.zeros((len(rows), max(map(len, rows))))
        for number, row in enumerate(rows):
            self.coefficients[number, : len(row)] = [float(value) for value in row]
        self.errors = 2.0**-50 * np.abs(self.coefficients)
        self.num_exact = 0

    def exact(self, place: int) -> Polynomial:
        self.num_exact += 1
        return self._polynomials[place]


def random_polynomials(seed: int) -> list[Polynomial]:
    draw = random.Random(seed)
    found = [Polynomial([draw.randint(-9, 9) for _ in range(draw.randint(1, 6))]) for _ in range(20)]
    # shared factors, double roots, a root at an end, nothing
    shared = [first * second for first, second in zip(found[:4], found[2:6], strict=True)]
    return [*found, *shared, found[2] * found[2], found[1] * Polynomial([2, 1]), Polynomial(), -found[0]]


@pytest.mark.parametrize("seed", range(30))
def test_the_chart_is_the_exact_one(seed: int) -> None:
    polynomials = random_polynomials(seed)
    chart, zeros_at_ends = rounded_chart(Table(polynomials), LOW, HIGH, lambda: None)
    expected = sign_chart(polynomials, RealRoot.rational(LOW), RealRoot.rational(HIGH))
    assert expected.roots
    assert chart.roots == expected.roots
    assert [(set(one.zeros), set(one.flips)) for one in chart.crossings] == [
        (set(one.zeros), set(one.flips)) for one in expected.crossings
    ]
    assert chart.signs == expected.signs
    for end, zeros in zip((LOW, HIGH), zeros_at_ends, strict=True):
        assert set(zeros) == {place for place, one in enumerate(polynomials) if one and not one.sign_at(end)}


def test_roots_are_exact_on_demand_only() -> None:
    table = Table([Polynomial([-1, place, 1]) for place in range(2, 40)])
    chart, _ = rounded_chart(table, LOW, HIGH, lambda: None)
    assert len(chart.crossings) > 30
    before = table.num_exact
    assert before < 5
    assert all(crossing.root.polynomial.degree == 2 for crossing in chart.crossings[-3:])
    assert table.num_exact == before + 3
