"""Real roots: exact comparison, signs of other polynomials, closed forms."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from gametheory.polynomials import Polynomial, RealRoot, between, sign_chart

SQRT2 = Polynomial([-2, 0, 1])


def root_of(polynomial: Polynomial, low: int, high: int) -> RealRoot:
    return RealRoot(polynomial, Fraction(low), Fraction(high))


def test_irrational_roots_are_compared_with_rationals() -> None:
    root = root_of(SQRT2, 1, 2)
    assert root.value is None
    assert root > Fraction(1)
    assert root < Fraction(2)
    assert root < Fraction(1414213563, 10**9)
    assert root > Fraction(1414213562, 10**9)
    assert root != Fraction(7, 5)


def test_equal_roots_in_different_intervals() -> None:
    first, second = root_of(SQRT2, 1, 2), RealRoot(SQRT2, Fraction(5, 4), Fraction(3))
    assert first == second
    assert hash(first) == hash(second)
    assert first != RealRoot(SQRT2, Fraction(-2), Fraction(-1))


def test_two_roots_of_one_polynomial_in_intervals_that_meet() -> None:
    both = Polynomial([1, -4, 2])
    lower = RealRoot(both, Fraction(0), Fraction(1))
    upper = RealRoot(both, Fraction(3, 4), Fraction(2))
    assert lower < upper
    assert lower != upper


def test_near_roots_of_different_polynomials() -> None:
    shifted = Polynomial([Fraction(-2) + Fraction(1, 10**20), 0, 1]).primitive()
    assert root_of(shifted, 1, 2) < root_of(SQRT2, 1, 2)


def test_rational_roots() -> None:
    third = RealRoot.rational(Fraction(1, 3))
    assert third == Fraction(1, 3)
    assert (third.value, third.closed_form, float(third)) == (Fraction(1, 3), "1/3", 1 / 3)
    assert hash(third) == hash(RealRoot.rational(Fraction(2, 6)))
    assert third < root_of(SQRT2, 1, 2)
    assert root_of(SQRT2, 1, 2) > third
    third.narrow()
    assert third.interval == (Fraction(1, 3), Fraction(1, 3))


def test_signs_of_other_polynomials() -> None:
    root = root_of(SQRT2, 1, 2)
    assert root.sign_of(SQRT2 * Polynomial([5, 1])) == 0
    assert root.sign_of(Polynomial([-1414213562, 10**9])) == 1
    assert root.sign_of(Polynomial([-2, 0, 0, 1, -1])) == -1
    assert RealRoot.rational(Fraction(2)).sign_of(SQRT2) == 1


@pytest.mark.parametrize(
    ("terms", "low", "high", "text"),
    [
        ([-2, 0, 1], -2, -1, "-sqrt(2)"),
        ([-9, 0, 8], 1, 2, "3*sqrt(2)/4"),
        ([-1, -1, 1], 1, 2, "(1 + sqrt(5))/2"),
        ([-1, -1, 1], -1, 0, "(1 - sqrt(5))/2"),
        ([-18, 2, 1], 3, 4, "-1 + sqrt(19)"),
        ([-7, 0, 0, 1], 1, 2, None),
    ],
)
def test_closed_forms(terms: list[int], low: int, high: int, text: str | None) -> None:
    assert root_of(Polynomial(terms), low, high).closed_form == text


def test_floats_are_near() -> None:
    cube = root_of(Polynomial([-7, 0, 0, 1]), 1, 2)
    assert float(cube) == pytest.approx(7 ** (1 / 3), rel=1e-15)
    assert str(cube) == "1.912931183"
    low, high = cube.narrowed(Fraction(1, 2**80))
    assert high - low <= Fraction(1, 2**80)
    assert low**3 < 7 < high**3


def test_rationals_between_roots() -> None:
    ends = RealRoot.rational(Fraction(-5)), RealRoot.rational(Fraction(5))
    roots = sign_chart([SQRT2, Polynomial([-3, 2]), Polynomial([-1, -1, 1])], *ends).roots
    assert len(roots) == 5
    for low, high in pairwise([ends[0], *roots, ends[1]]):
        assert low < between(low, high) < high


@pytest.mark.parametrize("coefficients", [[-2, 0, 1], [-7, 1, 0, 0, 0, 3], [-1, 10**9, 0, 10**20]], ids=str)
@pytest.mark.parametrize("bits", [3, 17, 60, 500])
def test_intervals_are_narrowed_as_far_as_asked(coefficients: list[int], bits: int) -> None:
    polynomial = Polynomial(coefficients)
    root = root_of(polynomial, 0, 2)
    low, high = root.narrowed(Fraction(1, 2**bits))
    assert 0 <= low < high <= 2
    assert high - low <= Fraction(1, 2**bits)
    assert polynomial.sign_at(low) == -1
    assert polynomial.sign_at(high) == 1
    assert root.interval == (low, high)


def test_narrowing_takes_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    halvings = []
    plain = RealRoot.narrow
    monkeypatch.setattr(RealRoot, "narrow", lambda root: (halvings.append(root), plain(root)))
    root = root_of(SQRT2, 1, 2)
    root.narrowed(Fraction(1, 2**2000))
    assert 0 < len(halvings) < 40
