"""Polynomials: arithmetic, factors and text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials import Polynomial

CUBIC = Polynomial([-6, 11, -6, 1])


def test_values_and_signs() -> None:
    assert [CUBIC(Fraction(value)) for value in (0, 2, 4)] == [-6, 0, 6]
    assert [CUBIC.sign_at(Fraction(value, 2)) for value in (1, 3, 4, 5, 7)] == [-1, 1, 0, -1, 1]


def test_arithmetic() -> None:
    first, second = Polynomial([1, Fraction(1, 2)]), Polynomial([3, -1])
    assert first + second == Polynomial([4, Fraction(-1, 2)])
    assert first - second == Polynomial([-2, Fraction(3, 2)])
    assert first * second == Polynomial([3, Fraction(1, 2), Fraction(-1, 2)])
    assert -second == Polynomial([-3, 1])


def test_factors_are_primitive_and_counted() -> None:
    product = CUBIC * CUBIC * Polynomial([-2, 0, 3])
    assert [(str(factor), power) for factor, power in product.factors()] == [
        ("x - 3", 2),
        ("x - 2", 2),
        ("x - 1", 2),
        ("3*x^2 - 2", 1),
    ]
    assert Polynomial([7]).factors() == ()


def test_primitive_multiple() -> None:
    assert Polynomial([Fraction(2, 3), Fraction(-4, 5)]).primitive() == Polynomial([-5, 6])
    assert Polynomial().primitive() == Polynomial()


def test_division() -> None:
    assert CUBIC.quotient(Polynomial([-2, 1])) == Polynomial([3, -4, 1])
    assert Polynomial([-2, 1]).divides(CUBIC)
    assert not Polynomial([2, 1]).divides(CUBIC)
    assert CUBIC.greatest_common_divisor(Polynomial([-6, 1, 1])) == Polynomial([-2, 1])
    with pytest.raises(ArithmeticError, match=r"expected a divisor of x\^3"):
        CUBIC.quotient(Polynomial([2, 1]))


def test_degree_and_constants() -> None:
    assert [Polynomial(terms).degree for terms in ([], [3], [0, 0, 5])] == [-1, 0, 2]
    assert Polynomial([Fraction(7, 2)]).constant == Fraction(7, 2)
    assert Polynomial([3]).is_constant
    assert not CUBIC.is_constant
    assert CUBIC.derivative() == Polynomial([11, -12, 3])


def test_equal_polynomials_have_one_hash() -> None:
    assert hash(Polynomial([1, 2]) + Polynomial([1])) == hash(Polynomial([2, 2]))
    assert Polynomial([1]) != 1


def test_text() -> None:
    assert Polynomial([Fraction(-1, 2), 0, -1, 3]).text("fee") == "3*fee^3 - fee^2 - 1/2"
    assert str(Polynomial()) == "0"
    assert repr(Polynomial([0, -1])) == "<Polynomial -x>"


def test_leading_coefficient() -> None:
    assert [Polynomial(terms).leading for terms in ([], [5], [2, 0, Fraction(-3, 4)])] == [0, 5, Fraction(-3, 4)]
