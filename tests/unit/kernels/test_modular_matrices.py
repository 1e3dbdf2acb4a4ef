"""Inverses and ranks modulo a prime."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.modular_matrices import PRIME, inverse_modulo, rank_modulo, residues
from unit.kernels.running import num_heartbeats, result_of

RNG = np.random.default_rng(1)


@pytest.mark.parametrize("size", [1, 2, 31, 32, 75])
def test_an_inverse_times_its_matrix_is_the_identity(size: int) -> None:
    matrix = residues(RNG.integers(-PRIME, PRIME, (size, size)).astype(float))
    inverse = result_of(inverse_modulo(matrix.copy()))
    assert inverse is not None
    assert np.array_equal(residues(matrix @ inverse), np.eye(size))


def test_rows_are_exchanged_where_a_pivot_is_zero() -> None:
    matrix = np.array([[0.0, 0.0, 2.0], [3.0, 0.0, 0.0], [0.0, 5.0, 0.0]])
    inverse = result_of(inverse_modulo(matrix.copy()))
    assert inverse is not None
    assert np.array_equal(residues(matrix @ inverse), np.eye(3))


@pytest.mark.parametrize(("num_rows", "num_columns", "rank"), [(5, 5, 3), (70, 40, 33), (40, 70, 40), (64, 64, 1)])
def test_rank(num_rows: int, num_columns: int, rank: int) -> None:
    matrix = RNG.integers(-9, 10, (num_rows, rank)) @ RNG.integers(-9, 10, (rank, num_columns))
    matrix[:, 0] = 0
    matrix[:, 1] = matrix[:, 2]
    residue = residues(matrix.astype(float))
    assert result_of(rank_modulo(residue.copy())) == np.linalg.matrix_rank(matrix)


def test_a_singular_matrix_has_no_inverse() -> None:
    matrix = RNG.integers(0, 9, (50, 50)).astype(float)
    matrix[49] = matrix[3]
    assert result_of(inverse_modulo(matrix)) is None


def test_large_matrices_have_many_slices() -> None:
    assert num_heartbeats(inverse_modulo(np.eye(320))) >= 10
