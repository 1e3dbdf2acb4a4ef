from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.kernels import product_equations as module
from gametheory.kernels.equilibrium_path import Game
from gametheory.kernels.product_equations import InteriorPoint, ProductEquations, product_equations

if TYPE_CHECKING:
    from collections.abc import Generator

ROWS, COLUMNS = 5, 8


def factorized(run: Generator[None, None, ProductEquations | None]) -> tuple[ProductEquations | None, int]:
    """The equations, and how many heartbeats they took."""
    beats = 0
    while True:
        try:
            next(run)
        except StopIteration as stop:
            return stop.value, beats
        beats += 1


def example() -> tuple[Game, InteriorPoint]:
    rng = np.random.default_rng(3)
    game = Game(rng.random((ROWS, COLUMNS)), rng.random((COLUMNS, ROWS)))
    strategies = np.concatenate([rng.dirichlet(np.ones(ROWS)), rng.dirichlet(np.ones(COLUMNS))])
    payoffs = np.array([1.3, 1.6])
    return game, InteriorPoint(strategies, payoffs, game.losses(strategies, payoffs))


def test_changes_move_the_logarithms_as_asked_and_keep_the_sums() -> None:
    game, point = example()
    equations, _ = factorized(product_equations(game, point))
    assert equations is not None
    wanted = 1e-6 * np.random.default_rng(1).standard_normal((ROWS + COLUMNS, 1))
    change = equations.changes(wanted)
    strategies = point.strategies * (1.0 + change[:-2, 0])
    payoffs = point.payoffs * (1.0 + change[-2:, 0])
    moved = InteriorPoint(strategies, payoffs, game.losses(strategies, payoffs))
    assert moved.logarithms - point.logarithms == pytest.approx(wanted[:, 0], abs=1e-9)
    assert moved.losses / point.losses - 1.0 == pytest.approx(equations.losses(change)[:, 0], abs=1e-12)
    assert strategies[:ROWS].sum() == pytest.approx(1.0, abs=1e-12)
    assert strategies[ROWS:].sum() == pytest.approx(1.0, abs=1e-12)
    assert equations.logarithms(change) == pytest.approx(wanted)


def test_transposed_solutions_pair_with_solutions() -> None:
    equations, _ = factorized(product_equations(*example()))
    assert equations is not None
    rng = np.random.default_rng(2)
    logarithms = rng.standard_normal((ROWS + COLUMNS, 3))
    changes = rng.standard_normal((ROWS + COLUMNS + 2, 3))
    pairs = equations.transposed(changes).T @ logarithms
    assert pairs == pytest.approx(changes.T @ equations.changes(logarithms))


def test_large_products_come_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    game, point = example()
    whole, beats = factorized(product_equations(game, point))
    monkeypatch.setattr(module, "SLICE", 2.0 * ROWS * COLUMNS)
    sliced, more_beats = factorized(product_equations(game, point))
    assert whole is not None
    assert sliced is not None
    assert more_beats > beats
    wanted = np.ones((ROWS + COLUMNS, 1))
    assert sliced.changes(wanted) == pytest.approx(whole.changes(wanted))


def test_singular_equations_are_none() -> None:
    game = Game(np.array([[2.0]]), np.array([[-0.5]]))
    point = InteriorPoint(np.ones(2), np.array([3.0, 0.5]), np.ones(2))
    assert factorized(product_equations(game, point))[0] is not None
    singular = Game(np.array([[1.0]]), np.array([[1.0]]))
    point = InteriorPoint(np.ones(2), np.array([2.0, 2.0]), np.ones(2))
    assert factorized(product_equations(singular, point))[0] is None
