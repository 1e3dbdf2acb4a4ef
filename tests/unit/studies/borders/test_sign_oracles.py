"""Signs from those of factors, at points, and what was asked for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
from gametheory.studies.borders.sign_oracles import (
    FactorList,
    PlaceSigns,
    PointSigns,
    RecordedSigns,
    SignRule,
    UnknownFactorError,
    agrees,
)

X, Y = (BivariatePolynomial.variable(axis) for axis in range(2))
ONE = BivariatePolynomial.constant(1)


def test_rules() -> None:
    factors = FactorList()
    rule = factors.rule(-(X - Y) * (X - Y) * (X + ONE))
    assert [str(factor) for factor in factors.factors] == ["x + 1", "x - y"]
    assert rule == SignRule(-1, (0,), (1,))
    assert [rule.sign(signs) for signs in ((1, 1), (-1, -1), (1, 0), (0, 1))] == [-1, 1, 0, 0]
    assert factors.rule(BivariatePolynomial({})).sign((1, 1)) == 0
    assert factors.rule(Y - X) == SignRule(-1, (1,), ())


def test_places_know_the_factors_they_were_made_with() -> None:
    factors = FactorList()
    factors.rule(X - Y)
    signs = PlaceSigns(factors, (-1,))
    assert signs.sign((X - Y) * (Y - X)) == -1
    assert signs.sign(ONE) == 1
    with pytest.raises(UnknownFactorError, match=r"whose factors are known, got x\*y \+ x - y\^2"):
        signs.sign((X - Y) * (Y + ONE) + Y)
    assert len(factors.factors) == 2


def test_points() -> None:
    signs = PointSigns((Fraction(2), Fraction(3)))
    assert signs.sign(X - Y) == -1
    assert signs.sign(BivariatePolynomial({})) == 0
    with pytest.raises(UnknownFactorError, match=r"x\^2 - y - 1"):
        signs.sign(X * X - Y - ONE)


def test_records() -> None:
    recorded = RecordedSigns(PointSigns((Fraction(2), Fraction(3))))
    assert [recorded.sign(polynomial) for polynomial in (X - Y, ONE, X * Y)] == [-1, 1, 1]
    assert recorded.recorded == {X - Y: -1, X * Y: 1}
    assert agrees(recorded.recorded, PointSigns((Fraction(1), Fraction(5))))
    assert not agrees(recorded.recorded, PointSigns((Fraction(5), Fraction(1))))
