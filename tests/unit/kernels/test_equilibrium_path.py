from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.equilibrium_path import EquilibriumPath


def uniform(size: int) -> np.ndarray:
    return np.full(size, 1.0 / size)


def test_the_path_ends_at_the_mixed_equilibrium() -> None:
    row = np.array([[1.0, 0.0], [0.2, 0.6]])
    path = EquilibriumPath(row, 1.0 - row, uniform(2), uniform(2))
    assert path.barrier == 1.0
    barriers = [path.barrier for is_new in path.follow() if is_new]
    assert barriers[-1] < 1e-12
    assert path.strategies[0].tolist() == pytest.approx([2 / 7, 5 / 7])
    assert path.strategies[1].tolist() == pytest.approx([3 / 7, 4 / 7])


def test_strategies_leave_out_what_loses_more_than_it_is_played() -> None:
    row = np.array([[1.0, 0.0, 0.0], [0.9, 0.1, 0.2]])
    path = EquilibriumPath(row, row, uniform(2), uniform(3))
    for _ in path.follow():
        pass
    supports = [np.flatnonzero(strategy).tolist() for strategy in path.strategies]
    assert supports in ([[0], [0]], [[1], [2]])


@pytest.mark.parametrize("seed", range(8))
def test_points_are_on_the_path_and_turn_back_where_it_does(seed: int) -> None:
    row, column = np.random.default_rng(seed).random((2, 9, 11))
    path = EquilibriumPath(row, column, uniform(9), uniform(11))
    barriers = [path.barrier for is_new in path.follow() if is_new]
    assert barriers[-1] < 1e-3
    first, second = path.strategies
    payoffs = row @ second / second.sum()
    others = first @ column / first.sum()
    assert payoffs[first > 0].min() > payoffs.max() - 0.1
    assert others[second > 0].min() > others.max() - 0.1


def test_the_end_among_infinitely_many_equilibria_is_quiet() -> None:
    row = np.kron(np.array([[0.5, 0.0, 1.0], [1.0, 0.5, 0.0], [0.0, 1.0, 0.5]]), np.ones((2, 2)))
    path = EquilibriumPath(row, 1.0 - row, uniform(6), uniform(6))
    assert sum(path.follow()) > 5
    assert path.strategies[0].tolist() == pytest.approx([1 / 6] * 6)
