from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.dense_elimination import factorize, substitute


@pytest.mark.parametrize("size", [1, 2, 7, 30])
def test_solutions_and_signs_are_those_of_lapack(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(10):
        matrix, right = rng.normal(size=(size, size)), rng.normal(size=size)
        factors, order, solution = matrix.copy(), np.zeros(size, dtype=np.int64), right.copy()
        sign = factorize(factors, order)
        substitute(factors, order, solution)
        assert sign == np.linalg.slogdet(matrix)[0]
        assert solution == pytest.approx(np.linalg.solve(matrix, right), rel=1e-8, abs=1e-10)


def test_rows_are_exchanged_where_a_pivot_vanishes() -> None:
    matrix, order, right = np.array([[0.0, 2.0], [5.0, 1.0]]), np.zeros(2, dtype=np.int64), np.array([6.0, 13.0])
    assert factorize(matrix, order) == -1
    substitute(matrix, order, right)
    assert right == pytest.approx([2.0, 3.0])


@pytest.mark.parametrize("matrix", [[[1.0, 2.0], [2.0, 4.0]], [[np.nan, 1.0], [np.nan, 2.0]], [[np.inf, 1.0], [1, 2]]])
def test_singular_matrices_and_what_is_no_number_have_no_sign(matrix: list[list[float]]) -> None:
    assert factorize(np.array(matrix), np.zeros(2, dtype=np.int64)) == 0
