"""Quotients of polynomials in two variables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials.bivariate_function import BivariateFunction
from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial

X, Y = (BivariateFunction(BivariatePolynomial.variable(axis)) for axis in range(2))
THREE = BivariateFunction.constant(Fraction(3))


def test_lowest_terms() -> None:
    assert (X * X - Y * Y) / (X - Y) == X + Y
    assert str(X / (THREE * Y)) == "(1/3*x)/(y)"
    assert hash(X / X) == hash(THREE / THREE)
    assert (X / X).is_constant
    assert not (X / Y).is_constant


def test_arithmetic() -> None:
    assert X / Y + Y / X == (X * X + Y * Y) / (X * Y)
    assert X / Y + THREE == (X + THREE * Y) / Y
    assert THREE - X / Y == (THREE * Y - X) / Y
    assert (X / Y) * (Y / THREE) == X / THREE
    assert (X / Y) / (X / THREE) == THREE / Y
    assert -(X / Y) == (-X) / Y


def test_sign_polynomials() -> None:
    assert str((X / (Y - THREE)).sign_polynomial) == "x*y - 3*x"
    assert str((X - Y).sign_polynomial) == "x - y"


def test_division_by_zero() -> None:
    with pytest.raises(ZeroDivisionError, match="0 everywhere"):
        X / (Y - Y)
