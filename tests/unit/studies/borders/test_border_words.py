"""Curves solved for one parameter."""

from __future__ import annotations

import pytest

from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
from gametheory.studies.borders.border_words import solved_text


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ({(1, 0): 3, (0, 0): -2}, "p = 2/3"),
        ({(0, 1): 3, (0, 0): 2}, "q = -2/3"),
        ({(1, 1): -2, (0, 0): 3}, "q = 3/(2*p)"),
        ({(1, 1): 1, (0, 1): -1, (2, 0): 4}, "q = -4*p^2/(p - 1)"),
        ({(1, 0): 1, (0, 2): 1, (0, 0): -1}, "p = -q^2 + 1"),
        ({(0, 1): 1, (1, 0): -1}, "q = p"),
        ({(2, 0): 1, (0, 2): 1, (0, 0): -1}, ""),
    ],
)
def test_solutions(terms: dict[tuple[int, int], int], text: str) -> None:
    assert solved_text(BivariatePolynomial(terms), ("p", "q")) == text
