"""Sparse systems in integers from factorizations in floats."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels import refined_equations
from gametheory.kernels.refined_equations import IntegerTerms, refined_solution
from unit.kernels.running import num_heartbeats, result_of


def sparse(matrix: np.ndarray) -> IntegerTerms:
    """The entries other than 0."""
    rows, columns = np.nonzero(matrix)
    values = np.array([int(value) for value in matrix[rows, columns]], dtype=object)
    return IntegerTerms(rows, columns, values, len(matrix))


def random_matrix(size: int, largest: int, seed: int) -> np.ndarray:
    """A sparse matrix with an inverse, most likely."""
    rng = np.random.default_rng(seed)
    matrix = rng.integers(-largest, largest + 1, (size, size)) * (rng.random((size, size)) < 3 / size)
    matrix[np.arange(size), rng.permutation(size)] = largest
    return matrix.astype(object)


@pytest.mark.parametrize(("size", "largest"), [(1, 5), (3, 4), (20, 9), (60, 7), (12, 10**15)])
def test_solutions_fulfil_the_equations(size: int, largest: int) -> None:
    solved = 0
    for seed in range(20):
        matrix = random_matrix(size, largest, seed)
        right = [(-1) ** place * (place + 1) for place in range(size)]
        found = result_of(refined_solution(sparse(matrix), right))
        if found is not None:
            numerators, denominator = found
            assert denominator > 0
            product = matrix @ np.array(numerators, dtype=object)
            assert product.tolist() == [wanted * denominator for wanted in right]
            solved += 1
    assert solved > 10


def test_known_fractions() -> None:
    found = result_of(refined_solution(sparse(np.array([[3, 1, 0], [0, 7, 0], [1, 0, 10**6]])), [1, 2, 5]))
    assert found == ([50_000, 60_000, 1], 210_000)


def test_no_equations() -> None:
    assert result_of(refined_solution(sparse(np.zeros((0, 0), dtype=object)), [])) == ([], 1)


@pytest.mark.parametrize("matrix", [[[1, 2], [2, 4]], [[0, 0], [1, 1]], [[1, 0], [1, 0]]])
def test_singular_matrices(matrix: list[list[int]]) -> None:
    assert result_of(refined_solution(sparse(np.array(matrix)), [1, 3])) is None


def test_a_matrix_that_floats_do_not_tell_from_a_singular_one() -> None:
    large = 10**17
    matrix = np.array([[large, large + 1], [large + 1, large + 3]], dtype=object)
    assert result_of(refined_solution(sparse(matrix), [1, 3])) is None


def test_long_fractions_need_more_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = sparse(random_matrix(60, 7, 1))
    assert result_of(refined_solution(terms, list(range(60)))) is not None
    assert num_heartbeats(refined_solution(terms, list(range(60)))) > 10
    monkeypatch.setattr(refined_equations, "MOST_STEPS", 3)
    assert result_of(refined_solution(terms, list(range(60)))) is None
