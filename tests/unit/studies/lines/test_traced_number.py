"""Functions that behave like numbers near a value."""

from __future__ import annotations

from fractions import Fraction

from gametheory.polynomials import LocalSigns, Polynomial, RationalFunction, RealRoot
from gametheory.studies.lines.traced_number import TracedNumber


def number(*coefficients: int, at: Fraction = Fraction(2), is_point: bool = False) -> TracedNumber:
    signs = LocalSigns(RealRoot.rational(at), is_point=is_point)
    return TracedNumber(RationalFunction(Polynomial(coefficients)), signs)


def test_arithmetic_with_numbers() -> None:
    assert (0 + Fraction(1, 2) * number(2, 4)).function == RationalFunction(Polynomial([1, 2]))
    assert (number(1) * number(0, 3) + number(5)).function == RationalFunction(Polynomial([5, 3]))


def test_order_near_a_value() -> None:
    assert number(0, 1) > number(1)
    assert number(0, 1) < 3
    assert number(0, 1) >= Fraction(3, 2)
    assert sorted([number(5), number(0, 1), number(3)])[0].function == RationalFunction(Polynomial([0, 1]))


def test_functions_that_are_equal_at_a_value() -> None:
    first, second = number(0, 1, is_point=True), number(2, is_point=True)
    assert first == second
    assert hash(first) == hash(second)
    assert first != number(1)
    assert first != "2"
