from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels import equilibrium_descent
from gametheory.kernels.equilibrium_descent import EquilibriumDescent
from gametheory.kernels.product_equations import ProductEquations


def correlated(shape: tuple[int, int], correlation: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Payoffs scaled to 0..1."""
    first, second = np.random.default_rng(seed).standard_normal((2, *shape))
    second = correlation * first + (1 - correlation**2) ** 0.5 * second
    row, column = ((table - table.min()) / (table.max() - table.min()) for table in (first, second))
    return row, column


def regret(row: np.ndarray, column: np.ndarray, descent: EquilibriumDescent) -> float:
    first, second = (strategy / strategy.sum() for strategy in descent.strategies)
    against_second, against_first = row @ second, first @ column
    return float(max(against_second.max() - first @ against_second, against_first.max() - against_first @ second))


def test_the_descent_ends_at_the_mixed_equilibrium() -> None:
    row = np.array([[1.0, 0.0], [0.2, 0.6]])
    descent = EquilibriumDescent(row, 1.0 - row, seed=0)
    assert descent.barrier == 1.0
    assert sum(is_new is True for is_new in descent.follow()) == descent.num_systems
    assert descent.barrier < 1e-13
    assert descent.strategies[0].tolist() == pytest.approx([2 / 7, 5 / 7])
    assert descent.strategies[1].tolist() == pytest.approx([3 / 7, 4 / 7])


@pytest.mark.parametrize("correlation", [-0.9, -0.5])
@pytest.mark.parametrize("shape", [(30, 30), (25, 60)])
def test_large_games_are_solved(shape: tuple[int, int], correlation: float) -> None:
    row, column = correlated(shape, correlation, 4)
    descent = EquilibriumDescent(row, column, seed=1)
    for _ in descent.follow():
        assert descent.num_systems < 2000
    assert regret(row, column, descent) < 1e-9


def test_a_descent_that_gets_stuck_begins_anew_with_other_ratios() -> None:
    went_back = 0
    for seed in range(6):
        row, column = correlated((40, 40), -0.5, seed)
        descent = EquilibriumDescent(row, column, seed=seed)
        went_back += sum(is_new is False for is_new in descent.follow())
        assert regret(row, column, descent) < 1e-9
    assert went_back > 0


def test_a_slow_descent_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equilibrium_descent, "MOST_SYSTEMS", 5)
    row, column = correlated((20, 20), -0.5, 0)
    run = (is_new for is_new in EquilibriumDescent(row, column, seed=0).follow() if is_new is not None)
    assert [next(run) for _ in range(12)] == [True] * 5 + [False] + [True] * 5 + [False]


def test_pivots_lead_on_from_points_of_the_descent() -> None:
    row, column = correlated((30, 50), -0.7, 3)
    descent = EquilibriumDescent(row, column, seed=0)
    for _ in descent.follow():
        if descent.barrier < 1e-5:
            break
    run = descent.pivoted(500)
    while True:
        try:
            next(run)
        except StopIteration as stop:
            first, second = stop.value
            break
    against_second, against_first = row @ second, first @ column
    assert against_second.max() - first @ against_second < 1e-12
    assert against_first.max() - against_first @ second < 1e-12


def test_the_same_seed_gives_the_same_descent() -> None:
    row, column = correlated((20, 24), -0.7, 2)
    ends = []
    for seed in (5, 5):
        descent = EquilibriumDescent(row, column, seed=seed)
        for _ in descent.follow():
            pass
        ends.append((descent.num_systems, descent.strategies[1].tolist()))
    assert ends[0] == ends[1]


def test_singular_equations_lead_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def singular(*_: object) -> object:
        yield None

    monkeypatch.setattr(equilibrium_descent, "product_equations", singular)
    row, column = correlated((4, 6), -0.5, 1)
    descent = EquilibriumDescent(row, column, seed=0)
    run = descent.follow()
    assert [next(run) for _ in range(6)] == [None, None, False] * 2
    assert descent.barrier == 1.0


def test_numbers_beyond_the_range_of_floats_lead_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProductEquations, "changes", lambda _, logarithms: np.full((12, logarithms.shape[1]), np.nan))
    row, column = correlated((4, 6), -0.5, 1)
    descent = EquilibriumDescent(row, column, seed=0)
    run = (is_new for is_new in descent.follow() if is_new is not None)
    assert [next(run), next(run)] == [False, False]
    assert descent.barrier == 1.0
