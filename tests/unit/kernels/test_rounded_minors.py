"""Minors in floats stay within their bounds of the exact ones."""

from __future__ import annotations

import random

import numpy as np
import pytest

from gametheory.kernels.bordered_minors import bordered_minors
from gametheory.kernels.rounded_minors import rounded_minors
from gametheory.polynomials import Polynomial


@pytest.mark.parametrize(
    ("rows", "columns", "num_coefficients"), [(2, 3, 2), (3, 3, 2), (4, 2, 3), (1, 4, 1), (3, 1, 2), (5, 5, 2)]
)
def test_exact_minors_lie_within_the_bounds(rows: int, columns: int, num_coefficients: int) -> None:
    draw = random.Random(rows * 10 + columns)
    tops = [[[draw.randint(-70, 70) for _ in range(num_coefficients)] for _ in range(columns)] for _ in range(rows)]
    keys, coefficients, errors = rounded_minors(np.array(tops) / 70)
    exact = bordered_minors([[Polynomial(entry) for entry in row] for row in tops], Polynomial([1]))
    assert keys == list(exact)
    assert len(keys) == len(coefficients) == len(errors)
    for key, row, bounds in zip(keys, coefficients.tolist(), errors.tolist(), strict=True):
        scale = 70 ** key[0].bit_count()
        expected = [float(value / scale) for value in exact[key].coefficients]
        padded = expected + [0.0] * (len(row) - len(expected))
        for value, true, bound in zip(row, padded, bounds, strict=True):
            assert abs(value - true) <= bound + 1e-16 * abs(true)
            assert bound < 1e-11
