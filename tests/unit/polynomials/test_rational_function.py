"""Quotients of polynomials: lowest terms, arithmetic, derivatives."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials import Polynomial, RationalFunction

POLE = RationalFunction(Polynomial([1]), Polynomial([-2, 1]))
LINE = RationalFunction(Polynomial([1, 3]))


def test_lowest_terms() -> None:
    reduced = RationalFunction(Polynomial([-6, 1, 1]), Polynomial([-4, 2]))
    assert (reduced.numerator, reduced.denominator) == (Polynomial([Fraction(3, 2), Fraction(1, 2)]), Polynomial([1]))


@pytest.mark.parametrize("value", [Fraction(3), Fraction(1, 7), Fraction(-5, 2)])
def test_arithmetic_is_that_of_values(value: Fraction) -> None:
    first, second = POLE(value), LINE(value)
    assert (POLE + LINE)(value) == first + second
    assert (POLE - LINE)(value) == first - second
    assert (POLE * LINE)(value) == first * second
    assert (LINE / POLE)(value) == second / first
    assert (-POLE)(value) == -first


def test_a_sum_that_cancels_is_a_polynomial_again() -> None:
    total = POLE + LINE - POLE
    assert total == LINE
    assert hash(total) == hash(LINE)


def test_sign_polynomial_has_the_sign_of_the_function() -> None:
    assert [POLE.sign_polynomial.sign_at(Fraction(value)) for value in (1, 3)] == [-1, 1]


def test_derivative() -> None:
    assert POLE.derivative() == RationalFunction(Polynomial([-1]), Polynomial([4, -4, 1]))
    assert LINE.derivative() == RationalFunction.constant(Fraction(3))


def test_constants() -> None:
    assert RationalFunction.constant(Fraction(2, 5)).is_constant
    assert not POLE.is_constant


def test_division_by_nothing() -> None:
    with pytest.raises(ZeroDivisionError, match="0 everywhere"):
        POLE / (LINE - LINE)
    with pytest.raises(ZeroDivisionError, match="Fraction"):
        POLE(Fraction(2))


def test_text() -> None:
    assert POLE.text("fee") == "(1)/(fee - 2)"
    assert repr(LINE) == "<RationalFunction 3*x + 1>"
