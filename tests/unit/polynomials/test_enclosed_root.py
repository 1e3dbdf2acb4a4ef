"""Roots that are made when they are asked for."""

from __future__ import annotations

from fractions import Fraction

from gametheory.polynomials import Polynomial, RealRoot
from gametheory.polynomials.enclosed_root import EnclosedRoot


def test_the_factor_with_the_root_is_found_once() -> None:
    product = Polynomial([-2, 0, 1]) * Polynomial([-3, 7])
    enclosed = EnclosedRoot(product, Fraction(1), Fraction(2))
    assert enclosed.interval == (1, 2)
    assert str(enclosed.root) == "sqrt(2)"
    assert enclosed.root is enclosed.root
    assert EnclosedRoot(product, Fraction(0), Fraction(1)).root == Fraction(3, 7)


def test_an_exact_root_stays_what_it_is() -> None:
    root = RealRoot.rational(Fraction(5, 3))
    assert EnclosedRoot.of(root).root is root
