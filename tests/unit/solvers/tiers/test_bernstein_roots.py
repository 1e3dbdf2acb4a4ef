from __future__ import annotations

import random
from fractions import Fraction
from math import comb

import pytest

from gametheory.analysis.tiers.binomial_means import exact_mean
from gametheory.solvers.tiers.bernstein_roots import SMALLEST, enclose, isolate


def bernstein(power_coefficients: list[Fraction]) -> list[Fraction]:
    """Return the Bernstein coefficients of a polynomial given by those of 1, x, x^2, ..."""
    degree = len(power_coefficients) - 1
    return [
        sum((Fraction(comb(k, i), comb(degree, i)) * power_coefficients[i] for i in range(k + 1)), Fraction(0))
        for k in range(degree + 1)
    ]


def with_roots(roots: list[Fraction]) -> list[Fraction]:
    product = [Fraction(1)]
    for root in roots:
        product = [
            (product[i - 1] if i else Fraction(0)) - root * (product[i] if i < len(product) else Fraction(0))
            for i in range(len(product) + 1)
        ]
    return bernstein(product)


@pytest.mark.parametrize("seed", range(20))
def test_planted_roots_are_all_found(seed: int) -> None:
    rng = random.Random(seed)
    roots = sorted({Fraction(rng.randint(1, 59), 60) for _ in range(rng.randint(1, 5))})
    outside = [Fraction(-1, 3), Fraction(7, 5)]
    coefficients = with_roots([*roots, *outside])

    def sign_at(x: Fraction) -> int:
        value = exact_mean(coefficients, x)
        return (value > 0) - (value < 0)

    single, multiple = isolate(coefficients, lambda: None)
    assert multiple == []
    assert [enclose(interval, sign_at, lambda: None) for interval in single] == [(root, root) for root in roots]


def test_a_double_root_is_named() -> None:
    third = Fraction(1, 3)
    single, multiple = isolate(with_roots([third, third]), lambda: None)
    assert single == []
    assert len(multiple) >= 1
    assert all(high - low <= SMALLEST for low, high in multiple)
    assert any(low <= third <= high for low, high in multiple)


def test_a_root_at_the_middle_is_found_once() -> None:
    half = Fraction(1, 2)
    assert isolate(with_roots([half, Fraction(1, 5), Fraction(4, 5)]), lambda: None)[0].count((half, half)) == 1


def test_irrational_roots_are_enclosed() -> None:
    coefficients = bernstein([Fraction(-1), Fraction(0), Fraction(2)])
    single, _ = isolate(coefficients, lambda: None)
    low, high = enclose(single[0], lambda x: (2 * x * x > 1) - (2 * x * x < 1), lambda: None)
    assert 2 * low**2 < 1 < 2 * high**2
    assert high - low <= SMALLEST
