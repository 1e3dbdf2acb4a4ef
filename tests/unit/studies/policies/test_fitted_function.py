"""Quotients of polynomials that exact values fit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials import Polynomial, RationalFunction
from gametheory.studies.policies.fitted_function import fitted_function

ZERO, ONE = Fraction(0), Fraction(1)


@pytest.mark.parametrize(
    "function",
    [
        RationalFunction(Polynomial([5])),
        RationalFunction(Polynomial([1, -3, 2])),
        RationalFunction(Polynomial([1, 0, 4]), Polynomial([3, 2])),
        RationalFunction(Polynomial([0, 1, 0, 0, 7]), Polynomial([2, 0, 0, 1])),
    ],
)
def test_what_was_there_is_found(function: RationalFunction) -> None:
    assert fitted_function(function, ZERO, ONE) == function


def test_what_does_not_fit() -> None:
    assert fitted_function(lambda x: abs(x - Fraction(1, 3)), ZERO, ONE) is None
    assert fitted_function(lambda x: x**9 - x, ZERO, ONE) is None
    assert fitted_function(lambda x: None if x > Fraction(1, 2) else x, ZERO, ONE) is None
