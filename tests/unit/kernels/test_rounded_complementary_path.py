"""Lemke's path in floats goes where the exact one goes."""

from __future__ import annotations

import random

import numpy as np

from gametheory.kernels.complementary_path import complementary_path
from gametheory.kernels.rounded_complementary_path import FloatTableau, rounded_complementary_path
from unit.kernels.test_complementary_path import end_of, problem


def test_ends_are_those_of_the_exact_path() -> None:
    for seed in range(60):
        rng = random.Random(seed)
        size = rng.randint(1, 5)
        factor = [[rng.randint(-3, 3) for _ in range(size)] for _ in range(size)]
        matrix = [
            [sum(factor[i][k] * factor[j][k] for k in range(size)) + (i == j) for j in range(size)] for i in range(size)
        ]
        start = problem(matrix, [[rng.randint(0, 2)] for _ in range(size)], [rng.randint(0, 6) for _ in range(size)])
        exact, _ = end_of(complementary_path(start, 2 * size, 2 * size + 1, size))
        entries = np.insert(np.array(start.rows, dtype=float), 1, np.random.default_rng(seed).uniform(1, 2), axis=1)
        entries[:, 1] = np.random.default_rng(seed).uniform(1, 2, len(entries))
        tableau = FloatTableau(entries, np.array(start.basic), np.array([-1, *start.nonbasic]))
        has_ended, num_pivots = end_of(rounded_complementary_path(tableau, 2 * size, 2 * size + 1, size))
        assert has_ended
        assert num_pivots > 0
        found = dict(zip(tableau.basic.tolist(), tableau.entries[:, 0].tolist(), strict=True))
        for variable, row in zip(exact.basic, exact.rows, strict=True):
            if variable < size:  # a positive definite matrix has a single solution
                assert abs(found.get(variable, 0.0) - row[0] / exact.denominator) < 1e-9


def test_a_ray_is_told() -> None:
    tableau = FloatTableau(
        np.array([[1.0, 1.5, 0.0, 2.0], [1.0, 1.1, 0.0, 1.0]]), np.array([1, 3]), np.array([-1, -1, 0, 2])
    )
    has_ended, _ = end_of(rounded_complementary_path(tableau, 2, 3, 1))
    assert has_ended is False
