"""Factors of matrices of low rank."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.low_rank import low_rank_factors

RNG = np.random.default_rng(1)


@pytest.mark.parametrize("rank", [1, 3, 20])
def test_the_factors_make_the_matrix(rank: int) -> None:
    matrix = RNG.normal(size=(150, rank)) @ RNG.normal(size=(rank, 120))
    factors = low_rank_factors(matrix)
    assert factors is not None
    assert factors.left.shape == (150, rank)
    assert factors.left @ factors.right == pytest.approx(matrix, abs=1e-10)


def test_a_part_of_the_factors_makes_the_part() -> None:
    matrix = RNG.normal(size=(150, 2)) @ RNG.normal(size=(2, 120))
    factors = low_rank_factors(matrix)
    assert factors is not None
    left, right = factors.restricted(np.array([3, 70]), np.array([110, 0, 5]))
    assert left @ right == pytest.approx(matrix[np.ix_([3, 70], [110, 0, 5])])


@pytest.mark.parametrize("rank", [21, 60])
def test_a_larger_rank_is_none(rank: int) -> None:
    assert low_rank_factors(RNG.normal(size=(150, rank)) @ RNG.normal(size=(rank, 120))) is None


def test_one_entry_that_the_sample_misses_shows() -> None:
    matrix = np.outer(RNG.normal(size=400), RNG.normal(size=300))
    matrix[17, 29] += 1
    factors = low_rank_factors(matrix)
    assert factors is None or factors.left @ factors.right == pytest.approx(matrix)


def test_small_matrices_are_left_alone() -> None:
    assert low_rank_factors(np.ones((99, 200))) is None
