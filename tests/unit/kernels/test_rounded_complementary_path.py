"""Lemke's path in floats goes where the exact one goes."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.sparse import csc_array

from gametheory.kernels import rounded_complementary_path as kernel
from gametheory.kernels.complementary_path import complementary_path
from gametheory.kernels.integer_tableau import IntegerTableau
from gametheory.kernels.rounded_complementary_path import SparseEquations, rounded_complementary_path
from unit.kernels.test_complementary_path import end_of, problem


def equations_of(tableau: IntegerTableau, num_signed: int) -> SparseEquations:
    """The same equations with an identity for the basic variables."""
    entries = np.array(tableau.rows, dtype=float)
    full = np.zeros((len(entries), num_signed))
    full[:, tableau.nonbasic[1:]] = entries[:, 1:]
    full[np.arange(len(entries)), tableau.basic] = 1.0
    sparse = csc_array(full)
    return SparseEquations(
        sparse.indptr, sparse.indices, sparse.data, entries[:, 0].copy(), np.array(tableau.basic), num_signed
    )


@pytest.mark.parametrize("most_replaced", [1, 3, 64])
def test_ends_are_those_of_the_exact_path(most_replaced: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "MOST_REPLACED", most_replaced)
    for seed in range(60):
        rng = random.Random(seed)
        size = rng.randint(1, 7)
        factor = [[rng.randint(-3, 3) for _ in range(size)] for _ in range(size)]
        matrix = [
            [sum(factor[i][k] * factor[j][k] for k in range(size)) + (i == j) for j in range(size)] for i in range(size)
        ]
        start = problem(matrix, [[rng.randint(0, 2)] for _ in range(size)], [rng.randint(0, 6) for _ in range(size)])
        exact, _ = end_of(complementary_path(start, 2 * size, 2 * size + 1, size))
        equations = equations_of(start, 2 * size + 2)
        found, num_pivots = end_of(rounded_complementary_path(equations, 2 * size, 2 * size + 1, size))
        assert found.has_ended
        assert num_pivots > 0
        expected = np.zeros(2 * size + 2)
        expected[exact.basic] = [row[0] / exact.denominator for row in exact.rows]
        assert found.amounts[:size] == pytest.approx(expected[:size], abs=1e-9)  # the single solution
        assert found.amounts[2 * size] == pytest.approx(1)


def test_variables_of_either_sign_never_leave() -> None:
    """``y = 1 - 3 w`` falls below 0 before ``v = 1 - w`` leaves."""
    equations = SparseEquations(
        starts=np.array([0, 0, 0, 2, 3, 4], dtype=np.int32),
        rows=np.array([0, 1, 1, 0], dtype=np.int32),
        values=np.array([3.0, 1.0, 1.0, 1.0]),
        right_side=np.array([1.0, 1.0]),
        basic=np.array([4, 3]),
        num_signed=4,
    )
    found, num_pivots = end_of(rounded_complementary_path(equations, 2, 3, 1))
    assert (found.has_ended, num_pivots) == (True, 1)
    assert found.amounts.tolist() == [0.0, 0.0, 1.0, 0.0, -2.0]


def test_a_ray_is_told() -> None:
    """Nothing bounds w."""
    equations = SparseEquations(
        starts=np.array([0, 0, 1, 2, 3], dtype=np.int32),
        rows=np.array([0, 0, 1], dtype=np.int32),
        values=np.array([1.0, -1.0, 1.0]),
        right_side=np.array([2.0, 1.0]),
        basic=np.array([1, 3]),
        num_signed=4,
    )
    found, num_pivots = end_of(rounded_complementary_path(equations, 2, 3, 1))
    assert (found.has_ended, num_pivots) == (False, 1)
    assert found.amounts.tolist() == [0.0, 2.0, 0.0, 1.0]


def test_a_singular_basis_is_told() -> None:
    equations = SparseEquations(
        starts=np.array([0, 0, 1, 2, 3], dtype=np.int32),
        rows=np.array([0, 0, 0], dtype=np.int32),
        values=np.array([1.0, 2.0, 1.0]),
        right_side=np.array([1.0, 1.0]),
        basic=np.array([1, 3]),
        num_signed=4,
    )
    found, num_pivots = end_of(rounded_complementary_path(equations, 2, 3, 1))
    assert (found.has_ended, num_pivots) == (False, 0)
