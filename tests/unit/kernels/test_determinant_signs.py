"""Signs of determinants, exactly, also where floats would be wrong."""

from __future__ import annotations

import random

import numpy as np
import pytest

from gametheory.kernels.determinant_signs import determinant_sign, determinant_signs


def leibniz(matrix: list[list[int]]) -> int:
    if not matrix:
        return 1
    return sum(
        (-1) ** index * entry * leibniz([row[:index] + row[index + 1 :] for row in matrix[1:]])
        for index, entry in enumerate(matrix[0])
    )


@pytest.mark.parametrize("size", range(7))
def test_against_leibniz(size: int) -> None:
    rng = random.Random(size)
    for most in (1, 2, 10**6, 10**30):
        matrix = [[rng.randint(-most, most) for _ in range(size)] for _ in range(size)]
        determinant = leibniz(matrix)
        assert determinant_sign(matrix) == (determinant > 0) - (determinant < 0)


@pytest.mark.parametrize("size", range(6))
def test_many_at_once(size: int) -> None:
    rng = np.random.default_rng(size)
    matrices = rng.integers(-2, 3, size=(200, size, size)).astype(np.float64)
    expected = [leibniz([[int(entry) for entry in row] for row in matrix]) for matrix in matrices.tolist()]
    assert determinant_signs(matrices).tolist() == np.sign(expected).tolist()


def test_nearly_singular_matrices_are_decided_in_integers() -> None:
    large = 2.0**49
    matrices = np.array([[[large, large - 1], [large + 1, large]], [[large, large - 1], [large - 1, large - 2]]])
    assert determinant_signs(matrices).tolist() == [1, -1]


def test_no_matrix() -> None:
    assert determinant_signs(np.zeros((0, 3, 3))).tolist() == []
