"""Polynomials in two variables: arithmetic, factors, resultants and signs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials import Polynomial, RealRoot
from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial

X, Y = (BivariatePolynomial.variable(axis) for axis in range(2))
ONE = BivariatePolynomial.constant(1)
TWO = BivariatePolynomial.constant(2)
CIRCLE = X * X + Y * Y - ONE
RATIONALS = (Fraction(0), Fraction(1)), (Fraction(1), Fraction(3))


def test_terms_and_degrees() -> None:
    curve = BivariatePolynomial({(2, 1): Fraction(3, 4), (0, 1): -5, (1, 0): 0})
    assert curve.terms == {(2, 1): Fraction(3, 4), (0, 1): -5}
    assert (curve.degree(0), curve.degree(1), curve.total_degree) == (2, 1, 3)
    assert str(curve) == "3/4*x^2*y - 5*y"
    assert curve.text(("fee", "cost")) == "3/4*fee^2*cost - 5*cost"
    assert (str(BivariatePolynomial({})), BivariatePolynomial({}).degree(1)) == ("0", -1)
    assert curve.first_coefficient == Fraction(3, 4)
    assert BivariatePolynomial({}).first_coefficient == 0


def test_arithmetic() -> None:
    assert (X + Y) * (X - Y) == X * X - Y * Y
    assert -(X - Y) == Y - X
    assert (X - X).is_constant
    assert not X - X
    assert len({X * Y, Y * X, X + Y}) == 2
    assert (TWO * X).scaled(Fraction(1, 6)).terms == {(1, 0): Fraction(1, 3)}


def test_values_and_lines() -> None:
    curve = TWO * X * Y - Y * Y
    assert curve.value(Fraction(3), Fraction(1, 2)) == Fraction(11, 4)
    assert curve.at(0, Fraction(3)) == Polynomial([0, 6, -1])
    assert curve.at(1, Fraction(3)) == Polynomial([-9, 6])
    assert curve.by_power(0) == (Polynomial(), Polynomial([0, 2]), Polynomial([-1]))
    assert curve.leading(0) == Polynomial([0, 2])
    root = RealRoot(Polynomial([-2, 0, 1]), Fraction(1), Fraction(2))
    assert [(X * X - TWO * Y).sign_at(root, Fraction(height)) for height in (0, 1, 2)] == [1, 0, -1]
    assert CIRCLE.sign_at(Fraction(3, 5), Fraction(4, 5)) == 0


def test_factors() -> None:
    cube = (TWO * X - Y - ONE) * (TWO * X - Y - ONE) * (TWO * X - Y - ONE)
    sign, factors = (cube * CIRCLE.scaled(Fraction(-3, 7))).factors()
    assert (sign, [(str(factor), power) for factor, power in factors]) == (
        -1,
        [("2*x - y - 1", 3), ("x^2 + y^2 - 1", 1)],
    )
    sign, factors = (Y - X).factors()
    assert (sign, [str(factor) for factor, _ in factors]) == (-1, ["x - y"])
    assert BivariatePolynomial.constant(-4).factors() == (-1, ())
    assert BivariatePolynomial({}).factors() == (0, ())


def test_elimination() -> None:
    line = X - TWO * Y
    assert CIRCLE.resultant(line, 1).primitive() == Polynomial([-4, 0, 5])
    assert CIRCLE.resultant(line, 0).primitive() == Polynomial([-1, 0, 5])
    assert CIRCLE.discriminant(1).primitive() == Polynomial([-1, 0, 1])


def test_quotients() -> None:
    product = CIRCLE * (X - TWO * Y)
    assert product.quotient(CIRCLE) == X - TWO * Y
    assert product.greatest_common_divisor(CIRCLE * X) == CIRCLE
    with pytest.raises(ArithmeticError, match=r"expected a divisor of x\^2 \+ y\^2 - 1, got x"):
        CIRCLE.quotient(X)


@pytest.mark.parametrize(
    ("polynomial", "keeps"),
    [
        (X, True),
        (X - ONE, True),
        (Y - ONE, True),
        (X + Y - ONE, True),
        (X - Y, True),
        (X + Y - TWO, False),
        (CIRCLE, True),
        (CIRCLE - TWO, False),
        (-ONE, True),
    ],
)
def test_signs_inside_a_rectangle(polynomial: BivariatePolynomial, keeps: bool) -> None:
    assert polynomial.keeps_sign(*RATIONALS) is keeps
