from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.kernels import shifted_pivots as module
from gametheory.kernels.equilibrium_path import Game
from gametheory.kernels.product_equations import InteriorPoint
from gametheory.kernels.shifted_pivots import shifted_pivots, subtract_product

if TYPE_CHECKING:
    from collections.abc import Generator

Strategies = tuple[np.ndarray, np.ndarray]


def ended(run: Generator[None, None, Strategies | None]) -> tuple[Strategies | None, int]:
    """The result, and how many heartbeats it took."""
    beats = 0
    while True:
        try:
            next(run)
        except StopIteration as stop:
            return stop.value, beats
        beats += 1


def interior(game: Game, strategies: np.ndarray) -> InteriorPoint:
    """The point with these strategies at which the best replies lose a tenth."""
    rows = len(game.row_payoffs)
    losses = game.losses(strategies, np.zeros(2))
    payoffs = 0.1 - np.array([losses[:rows].min(), losses[rows:].min()])
    return InteriorPoint(strategies, payoffs, game.losses(strategies, payoffs))


def random_game(seed: int, rows: int, columns: int) -> Game:
    rng = np.random.default_rng(seed)
    return Game(rng.random((rows, columns)), rng.random((columns, rows)))


def regret(game: Game, strategies: Strategies) -> float:
    first, second = strategies
    against_second, against_first = game.row_payoffs @ second, game.column_payoffs @ first
    return float(max(against_second.max() - first @ against_second, against_first.max() - against_first @ second))


def test_a_point_near_the_equilibrium_needs_no_pivots() -> None:
    row = np.array([[1.0, 0.0, 0.3], [0.2, 0.6, 0.1]])
    game = Game(row, np.array([[0.0, 0.8], [1.0, 0.4], [0.1, 0.1]]))
    found, _ = ended(shifted_pivots(game, interior(game, np.array([0.3, 0.7, 0.42, 0.57, 0.01])), 1))
    assert found is not None
    assert found[0].tolist() == pytest.approx([2 / 7, 5 / 7])
    assert found[1].tolist() == pytest.approx([3 / 7, 4 / 7, 0.0])


def test_pivots_lead_from_any_point_to_equilibria() -> None:
    num_found = 0
    for seed in range(60):
        game = random_game(seed, 6, 9)
        weights = np.random.default_rng(seed).gamma(0.5, size=15) + 1e-3
        strategies = np.concatenate([weights[:6] / weights[:6].sum(), weights[6:] / weights[6:].sum()])
        found, _ = ended(shifted_pivots(game, interior(game, strategies), 200))
        if found is not None:
            num_found += 1
            assert regret(game, found) < 1e-12
            assert [strategy.sum() for strategy in found] == pytest.approx([1.0, 1.0])
            assert min(strategy.min() for strategy in found) == 0.0
    assert 30 < num_found < 60


def test_many_pivots_come_with_heartbeats_and_end() -> None:
    game = random_game(3, 40, 50)
    strategies = np.repeat([1 / 40, 1 / 50], [40, 50])
    strategies[[4, 7]] += [0.02, -0.02]
    few, beats = ended(shifted_pivots(game, interior(game, strategies), 3))
    assert few is None
    _, more_beats = ended(shifted_pivots(game, interior(game, strategies), 3 + 4 * module.PIVOTS_AT_ONCE))
    assert more_beats == beats + 4


def test_large_tableaux_come_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    game = random_game(8, 6, 9)
    point = interior(game, np.concatenate([np.full(6, 1 / 6), np.arange(1, 10) / 45]))
    whole, beats = ended(shifted_pivots(game, point, 200))
    monkeypatch.setattr(module, "SLICE", 1.0)
    sliced, more_beats = ended(shifted_pivots(game, point, 200))
    assert more_beats > beats
    assert whole is not None
    assert sliced is not None
    assert sliced[0] == pytest.approx(whole[0])
    assert sliced[1] == pytest.approx(whole[1])


def test_singular_supports_lead_nowhere() -> None:
    game = Game(np.ones((3, 4)), np.ones((4, 3)))
    strategies = np.array([0.3, 0.4, 0.3, 0.2, 0.3, 0.3, 0.2])
    assert ended(shifted_pivots(game, interior(game, strategies), 9))[0] is None
    column = Game(np.eye(3), np.ones((3, 3)))
    assert ended(shifted_pivots(column, interior(column, np.full(6, 1 / 3)), 9))[0] is None


def test_the_kernel_subtracts_a_product() -> None:
    entries = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    subtract_product(entries, np.array([0.0, 2.0]), np.array([1.0, 0.0, 3.0]))
    assert entries.tolist() == [[1.0, 2.0, 3.0], [2.0, 5.0, 0.0]]


def test_a_path_on_which_nothing_becomes_zero_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SMALLEST_PIVOT", 2.0)
    for seed in range(8):
        game = random_game(seed, 12, 15)
        strategies = np.concatenate([np.arange(1, 13) / 78, np.arange(1, 16) / 120])
        found, _ = ended(shifted_pivots(game, interior(game, strategies), 200))
        assert found is None or regret(game, found) < 1e-12
