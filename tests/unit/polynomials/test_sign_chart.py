"""Sign charts: every root once, in order, signs between them, against exact evaluation."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from gametheory.polynomials import Polynomial, RealRoot, between, sign_chart

LOW, HIGH = RealRoot.rational(Fraction(-2)), RealRoot.rational(Fraction(3))


def random_polynomials(seed: int) -> list[Polynomial]:
    draw = random.Random(seed)
    found = [Polynomial([draw.randint(-9, 9) for _ in range(draw.randint(1, 6))]) for _ in range(4)]
    return [*found, found[0] * found[1], found[2] * found[2]]


@pytest.mark.parametrize("seed", range(40))
def test_signs_at_and_between_roots(seed: int) -> None:
    polynomials = random_polynomials(seed)
    chart = sign_chart(polynomials, LOW, HIGH)
    signs = list(chart.signs)
    points = [LOW, *chart.roots, HIGH]
    assert all(low < high for low, high in pairwise(points))
    for number, (low, high) in enumerate(pairwise(points)):
        sample = between(low, high)
        assert [polynomial.sign_at(sample) for polynomial in polynomials] == signs
        if number < len(chart.crossings):
            crossing = chart.crossings[number]
            expected = [0 if place in crossing.zeros else sign for place, sign in enumerate(signs)]
            assert [crossing.root.sign_of(polynomial) for polynomial in polynomials] == expected
            for place in crossing.flips:
                signs[place] = -signs[place]


def test_irrational_ends_are_not_inside() -> None:
    square = Polynomial([-2, 0, 1])
    (root,) = sign_chart([square], RealRoot.rational(Fraction(0)), HIGH).roots
    assert sign_chart([square, Polynomial([-3, 2])], root, HIGH).roots == (Fraction(3, 2),)
    assert sign_chart([square], LOW, root).roots == (RealRoot(square, Fraction(-2), Fraction(-1)),)


def test_a_common_factor_is_one_crossing() -> None:
    shared = Polynomial([-1, 1])
    chart = sign_chart([shared * Polynomial([5, 1]), shared * shared, Polynomial()], LOW, HIGH)
    (crossing,) = chart.crossings
    assert (crossing.zeros, crossing.flips) == ((0, 1), (0,))
    assert chart.signs == (-1, 1, 0)


def test_steps_are_told() -> None:
    steps: list[int] = []
    sign_chart([Polynomial([0, 1])] * 3, LOW, HIGH, tick=lambda: steps.append(1))
    assert len(steps) == 3
