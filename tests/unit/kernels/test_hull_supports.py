from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.hull_supports import is_finished, next_candidate, start_scan
from gametheory.kernels.two_action_supports import two_action_candidates


def by_hulls(row: np.ndarray, column: np.ndarray, num_ranked: int) -> list[tuple[list[int], tuple[int, ...]]]:
    scan = start_scan(row, column, num_ranked)
    found = []
    while not is_finished(scan):
        if next_candidate(scan, 3):
            found.append((sorted(scan.candidate[:2].tolist()), tuple(scan.candidate[2:].tolist())))
    return found


@pytest.mark.parametrize("shape", [(2, 2), (5, 4), (4, 7), (12, 12), (30, 3)])
def test_all_candidates_are_found(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(sum(shape))
    for _ in range(10):
        row, column = rng.random((2, *shape))
        expected = [(rows, tuple(columns)) for rows, columns in two_action_candidates(row, column)]
        found = by_hulls(row, column, shape[0])
        assert sorted(found) == sorted(expected)


def test_a_pair_of_columns_may_have_several_candidates() -> None:
    row = np.array([[1, 0], [0.6, 0.6], [0, 1]])
    column = np.array([[1.0, 0], [0, 1], [1, 0]])
    assert by_hulls(row, column, 3) == [([0, 1], (0, 1)), ([1, 2], (0, 1))]


def test_ties_give_only_true_candidates() -> None:
    rng = np.random.default_rng(3)
    num_found = 0
    for _ in range(30):
        row, column = rng.integers(0, 4, size=(2, 6, 6)) / 3.0
        expected = list(two_action_candidates(row, column))
        found = by_hulls(row, column, 6)
        assert all((rows, list(columns)) in expected for rows, columns in found)
        num_found += len(found)
    assert num_found


def test_few_ranked_rows_suffice() -> None:
    rng = np.random.default_rng(4)
    for _ in range(5):
        row, column = rng.random((2, 60, 60))
        assert by_hulls(row, column, 16) == by_hulls(row, column, 60)
