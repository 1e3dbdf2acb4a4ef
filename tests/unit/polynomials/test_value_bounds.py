"""Bounds on the values of polynomials in an interval."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.polynomials import Polynomial, RationalFunction
from gametheory.polynomials.value_bounds import MOST_DEGREE, ValueBounds

ENDS = [(Fraction(0), Fraction(1)), (Fraction(-2, 3), Fraction(5)), (Fraction(10**6), Fraction(10**6) + 1)]


def drawn(draw: random.Random) -> RationalFunction:
    """Return a polynomial of degree at most 3."""
    return RationalFunction(Polynomial([Fraction(draw.randint(-9, 9), draw.randint(1, 5)) for _ in range(4)]))


@pytest.mark.parametrize(("low", "high"), ENDS)
def test_the_sign_that_is_seen_is_the_sign_everywhere(low: Fraction, high: Fraction) -> None:
    draw = random.Random(4)
    bounds = ValueBounds(low, high)
    seen = set()
    for _ in range(60):
        one, other = drawn(draw), drawn(draw)
        first, last = sorted(draw.sample(range(9), 2))
        start, end = (low + (high - low) * Fraction(place, 8) for place in (first, last))
        known, rival = bounds.of(one, 3), bounds.of(other, 3)
        assert known is not None
        assert rival is not None
        whole, part = known.sign_of_difference(rival), known.sign_of_difference(rival, bounds.part(start, end))
        seen |= {whole, part}
        for step in range(17):
            share = Fraction(step, 16)
            for sign, bottom, top in ((whole, low, high), (part, start, end)):
                value = bottom + share * (top - bottom)
                gap = one(value) - other(value)
                assert not sign or gap * sign > 0
    assert seen >= {-1, 1}


def test_functions_that_touch_are_left_to_exact_arithmetic() -> None:
    bounds = ValueBounds(Fraction(0), Fraction(1))
    parabola, line = RationalFunction(Polynomial([1, -2, 2])), RationalFunction(Polynomial([0, 0, 1]))
    known, rival = bounds.of(parabola, 2), bounds.of(line, 2)
    assert known is not None
    assert rival is not None
    assert known.sign_of_difference(rival) == 0
    assert known.sign_of_difference(rival, bounds.part(Fraction(0), Fraction(1))) == 0
    assert known.sign_of_difference(rival, bounds.part(Fraction(0), Fraction(1, 2))) == 1


def test_what_floats_cannot_hold_has_no_bounds() -> None:
    bounds = ValueBounds(Fraction(0), Fraction(1))
    quotient = RationalFunction(Polynomial([1]), Polynomial([1, 1]))
    assert bounds.of(quotient, 3) is None
    assert bounds.of(RationalFunction(Polynomial([10**400, 1])), 3) is None
    assert bounds.of(RationalFunction(Polynomial([10**308, 10**308, 10**308])), 3) is None
    assert bounds.of(RationalFunction(Polynomial([0, 1])), MOST_DEGREE + 1) is None
    assert bounds.of(RationalFunction(Polynomial([0, 0, 1])), 1) is None
