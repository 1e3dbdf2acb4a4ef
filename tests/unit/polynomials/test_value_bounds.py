from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gametheory.polynomials import Polynomial, RationalFunction
from gametheory.polynomials.value_bounds import MOST_DEGREE, ValueBounds

if TYPE_CHECKING:
    from gametheory.polynomials.value_bounds import Bounds

POINTS = [Fraction(place, 40) for place in range(41)]
"""Shares of an interval, ends included."""


def drawn(chance: random.Random, degree: int) -> RationalFunction:
    """Return a polynomial with large, small and vanishing coefficients."""
    sizes = (1, 10**6, Fraction(1, 10**9))
    return RationalFunction(
        Polynomial([chance.randint(-9, 9) * Fraction(chance.choice(sizes)) for _ in range(degree + 1)])
    )


def value(function: RationalFunction, at: Fraction) -> Fraction:
    found = function(at)
    assert isinstance(found, Fraction)
    return found


def known(bounds: ValueBounds, function: RationalFunction, degree: int) -> Bounds:
    found = bounds.of(function, degree)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(40))
def test_bounds_hold_all_values_and_signs_are_those_of_exact_arithmetic(seed: int) -> None:
    chance = random.Random(seed)
    low = Fraction(chance.randint(-20, 20), chance.choice((1, 3, 7)))
    high = low + Fraction(chance.randint(1, 30), chance.choice((1, 8, 1000)))
    bounds, degree = ValueBounds(low, high), chance.randint(1, 6)
    one, other = drawn(chance, degree), drawn(chance, degree)
    near = RationalFunction(one.numerator + Polynomial([Fraction(chance.choice((-1, 1)), 10**30)]))
    for function in (one, other, near):
        found = known(bounds, function, degree)
        for share in POINTS:
            at = value(function, low + share * (high - low))
            assert min(found.values) - found.error <= at <= max(found.values) + found.error
    for first, second in ((one, other), (other, one), (one, near)):
        start, end = sorted(chance.sample(POINTS, 2))
        ends = (low + start * (high - low), low + end * (high - low))
        for part, inside in ((None, POINTS), (bounds.part(*ends), [p for p in POINTS if start <= p <= end])):
            sign = known(bounds, first, degree).sign_of_difference(known(bounds, second, degree), part)
            gaps = [value(first, low + p * (high - low)) - value(second, low + p * (high - low)) for p in inside]
            assert sign == 0 or all(sign * gap > 0 for gap in gaps)


def test_clear_signs_are_told() -> None:
    bounds = ValueBounds(Fraction(-1), Fraction(3))
    parabola, lower = RationalFunction(Polynomial([0, 0, 1])), RationalFunction(Polynomial([-2]))
    assert known(bounds, parabola, 2).sign_of_difference(known(bounds, lower, 2)) == 0  # a coefficient is -3
    right = bounds.part(Fraction(1), Fraction(3))
    assert known(bounds, parabola, 2).sign_of_difference(known(bounds, lower, 2), right) == 1
    assert known(bounds, lower, 2).sign_of_difference(known(bounds, parabola, 2), right) == -1


def test_what_floats_cannot_hold_and_quotients_have_no_bounds() -> None:
    bounds = ValueBounds(Fraction(0), Fraction(1))
    line = RationalFunction(Polynomial([1, 1]))
    assert bounds.of(RationalFunction(Polynomial([0, 10**400])), 1) is None
    assert bounds.of(RationalFunction(Polynomial([1]), Polynomial([1, 1])), 1) is None
    assert bounds.of(line, MOST_DEGREE + 1) is None
    assert bounds.of(line, 0) is None
    assert bounds.of(line, 1) is bounds.of(line, 1)
