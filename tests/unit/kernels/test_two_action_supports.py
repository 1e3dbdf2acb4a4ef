from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from gametheory.kernels.two_action_supports import num_payoffs_compared, two_action_candidates


def by_definition(row: np.ndarray, column: np.ndarray) -> list[tuple[list[int], list[int]]]:
    """All pairs of rows and of columns that some mixtures inside make best replies."""
    return [
        (list(rows), list(columns))
        for rows in combinations(range(row.shape[0]), 2)
        for columns in combinations(range(row.shape[1]), 2)
        if is_equalized(row, rows, columns) and is_equalized(column.T, columns, rows)
    ]


def is_equalized(payoffs: np.ndarray, own: tuple[int, ...], others: tuple[int, ...]) -> bool:
    (a, b), (c, d) = payoffs[np.ix_(own, others)]
    if (a - c) * (d - b) <= 0:
        return False
    share = (d - b) / (a - c + d - b)
    mixed = share * payoffs[:, others[0]] + (1 - share) * payoffs[:, others[1]]
    return bool(mixed.max() <= mixed[own[0]] + 1e-12)


@pytest.mark.parametrize("shape", [(2, 2), (5, 4), (4, 7), (12, 12), (30, 3), (1, 4)])
def test_candidates_are_what_the_definition_says(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(sum(shape))
    num_found = 0
    for _ in range(10):
        row, column = rng.random((2, *shape))
        expected = by_definition(row, column)
        assert list(two_action_candidates(row, column)) == expected
        num_found += len(expected)
    assert num_found or 1 in shape


def test_ties() -> None:
    rng = np.random.default_rng(3)
    for _ in range(30):
        row, column = rng.integers(0, 4, size=(2, 6, 6)) / 3.0
        assert list(two_action_candidates(row, column)) == by_definition(row, column)


def test_cost() -> None:
    assert num_payoffs_compared(2, 3) == 15
    assert num_payoffs_compared(1, 9) == 0
