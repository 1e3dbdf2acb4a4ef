from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.models.formulas.irrational import (
    exact_square_root,
    rounded_exponential,
    rounded_logarithm,
    rounded_square_root,
)

positive = st.fractions(min_value=Fraction(1, 10**4), max_value=10**6, max_denominator=10**4)


@given(positive)
def test_square_roots_are_nearest(value: Fraction) -> None:
    exact = exact_square_root(value)
    if exact is not None:
        assert exact**2 == value
        return
    root = rounded_square_root(value)
    below = (Fraction(root) + Fraction(math.nextafter(root, 0))) / 2
    above = (Fraction(root) + Fraction(math.nextafter(root, math.inf))) / 2
    assert below**2 < value < above**2


def test_square_roots_of_long_numbers() -> None:
    assert rounded_square_root(Fraction(2) ** 1001) == 2.0**500 * math.sqrt(2)
    assert rounded_square_root(Fraction(1, 2**2001)) == math.sqrt(0.5) * 2.0**-1000
    assert rounded_square_root(Fraction(1, 2**4001)) == 0.0


@given(st.fractions(min_value=-700, max_value=700, max_denominator=1000).filter(bool))
def test_exponentials_agree_with_long_decimals(value: Fraction) -> None:
    with localcontext() as context:
        context.prec = 80
        expected = float((Decimal(value.numerator) / Decimal(value.denominator)).exp())
    assert rounded_exponential(value) == expected


@given(positive.filter(lambda value: value != 1))
def test_logarithms_agree_with_long_decimals(value: Fraction) -> None:
    with localcontext() as context:
        context.prec = 80
        expected = float((Decimal(value.numerator) / Decimal(value.denominator)).ln())
    assert rounded_logarithm(value) == expected


def test_logarithm_next_to_one_needs_many_digits() -> None:
    assert rounded_logarithm(1 + Fraction(1, 2**600)) == 2.0**-600


def test_ends_of_the_floats() -> None:
    assert rounded_exponential(Fraction(-1000)) == 0.0
    assert rounded_exponential(Fraction(1, 10**300)) == 1.0
    for value in (Fraction(711), Fraction(7099, 10)):
        with pytest.raises(OverflowError, match=r"^$"):
            rounded_exponential(value)
