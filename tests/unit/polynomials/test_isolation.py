"""Isolation of roots in an interval."""

from __future__ import annotations

from fractions import Fraction

from gametheory.polynomials import Polynomial
from gametheory.polynomials.isolation import UnitInterval


def test_roots_outside_and_at_the_ends_are_left_out() -> None:
    interval = UnitInterval(Fraction(1), Fraction(7, 2))
    assert interval.roots(Polynomial([-1, 1])) == []
    assert interval.roots(Polynomial([-7, 2])) == []
    assert interval.roots(Polynomial([-5, 2])) == [Fraction(5, 2)]


def test_all_roots_of_a_polynomial_with_close_ones() -> None:
    # the two positive ones of x^4 = (100 x - 1)^2 lie within 1/5000 of 1/100
    mignotte = Polynomial([-2, 400, -20000, 0, 0, 0, 1])
    roots = UnitInterval(Fraction(0), Fraction(1)).roots(mignotte)
    assert len(roots) == 2
    assert roots[0] < Fraction(1, 100) < roots[1]
    for root in roots:
        low, high = root.interval
        assert mignotte.sign_at(low) * mignotte.sign_at(high) == -1


def test_bound_on_the_number_of_roots() -> None:
    interval = UnitInterval(Fraction(0), Fraction(1))
    assert interval.num_sign_changes(Polynomial([1, 0, 1])) == 0
    assert interval.num_sign_changes(Polynomial([-1, 0, 3])) == 1


def test_coefficients_beyond_the_floats() -> None:
    huge = 10**400
    (root,) = UnitInterval(Fraction(0), Fraction(1)).roots(Polynomial([-2 * huge, 0, 3 * huge + 1]))
    assert abs(float(root) - (2 / 3) ** 0.5) < 1e-12
    wide = UnitInterval(Fraction(0), Fraction(10) ** 250)
    roots = wide.roots(Polynomial([-7, 0, 0, 1]))
    assert [round(float(root), 6) for root in roots] == [1.912931]
