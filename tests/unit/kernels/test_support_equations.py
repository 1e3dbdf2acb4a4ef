from __future__ import annotations

import pytest

from gametheory.kernels.support_equations import equalizing_weights, nearby_equalizing_weights


@pytest.mark.parametrize(
    ("payoffs", "weights"),
    [
        ([[5]], [1]),
        ([[3, 0], [1, 2]], [1, 3]),
        ([[0, 3], [2, 1]], [1, 3]),
        ([[3, 0], [2, 1]], []),
        ([[1, 1], [1, 1]], []),
        ([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], [1, 1, 1]),
        ([[0, -2, 1], [2, 0, -1], [-1, 1, 0]], [1, 1, 2]),
        ([[1, 2, 3], [1, 2, 3], [0, 0, 1]], []),
        ([[2, 2, 2], [1, 1, 1], [0, 0, 0]], []),
        ([[1, 0, 0], [0, 1, 1], [0, 0, 1]], []),
        ([[10**30, 0, 0], [0, 10**30 + 1, 0], [0, 0, 1]], [10**30 + 1, 10**30, 10**30 * (10**30 + 1)]),
    ],
)
def test_weights_against_which_columns_pay_the_same(payoffs: list[list[int]], weights: list[int]) -> None:
    assert equalizing_weights(payoffs) == weights
    if weights:
        sums = [
            sum(weight * row[column] for weight, row in zip(weights, payoffs, strict=True))
            for column in range(len(payoffs))
        ]
        assert len(set(sums)) == 1


def test_nearby_weights_where_there_are_many() -> None:
    assert nearby_equalizing_weights([[3, 0], [1, 2], [1, 2]], [0.25, 0.25, 0.5]) == [1, 1, 2]
    assert nearby_equalizing_weights([[3], [1]], [0.25, 0.75]) == [1, 3]
    assert nearby_equalizing_weights([[3, 0], [2, 1]], [0.5, 0.5]) == []
    free = nearby_equalizing_weights([[1, 0], [0, 1], [5, 5]], [0.3, 0.3, 0.4])
    assert free[0] == free[1]
    assert free[2] / free[0] == pytest.approx(4 / 3, rel=1e-9)
