"""Batches of small games of one shape, many of them degenerate, and the comparison with `solve`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np

from cross_checks.solved import mixed_profiles
from gametheory import NormalFormGame, solve
from gametheory.core.batch_solution import BatchSolution

Shape = tuple[int, int]
Draw = Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]

SHAPES = [*product(range(1, 5), repeat=2), (2, 5), (6, 2)]


def doubled(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Continuous payoffs, with rows drawn from few, so that some stand twice."""
    payoffs = rng.random(shape)
    kept = rng.integers(0, shape[2], (shape[0], 1, shape[2], 1))
    return np.take_along_axis(payoffs, np.broadcast_to(kept, shape), axis=2)


def averaged(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Continuous payoffs, the last row and column the mean of the first two, up to rounding."""
    payoffs = rng.random(shape)
    payoffs[:, :, -1] = (payoffs[:, :, 0] + payoffs[:, :, min(1, shape[2] - 1)]) / 2
    payoffs[:, :, :, -1] = (payoffs[:, :, :, 0] + payoffs[:, :, :, min(1, shape[3] - 1)]) / 2
    return payoffs


def zero_sum(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Zero-sum games of small integers."""
    rows = rng.integers(-2, 3, (shape[0], 1, *shape[2:]))
    return np.concatenate([rows, -rows], axis=1)


DRAWS: dict[str, Draw] = {
    "continuous": lambda rng, shape: rng.random(shape),
    "0..1": lambda rng, shape: rng.integers(0, 2, shape),
    "0..2": lambda rng, shape: rng.integers(0, 3, shape, dtype=np.int8),
    "0..9": lambda rng, shape: rng.integers(0, 10, shape),
    "tenths": lambda rng, shape: rng.integers(0, 10, shape) / 10,
    "thirds times 10^-12": lambda rng, shape: rng.integers(0, 4, shape) / 3 * 1e-12,
    "0..2 times 10^10": lambda rng, shape: rng.integers(0, 3, shape) * 10**10,
    "0..2 times 10^-12 plus 10^9": lambda rng, shape: rng.integers(0, 3, shape) * 1e-7 + 1e9,
    "0..1 plus 10^18": lambda rng, shape: rng.integers(0, 2, shape) + 10**18,
    "constant": lambda rng, shape: np.broadcast_to(rng.random((shape[0], 2, 1, 1)), shape),
    "doubled": doubled,
    "averaged": averaged,
    "zero-sum": zero_sum,
    "magnitudes": lambda rng, shape: rng.integers(0, 3, shape) * 10.0 ** rng.integers(-9, 9, shape),
}


def batches(num_games: int, seed: int, shapes: list[Shape] = SHAPES) -> Iterator[tuple[str, np.ndarray]]:
    """Batches of so many games for each shape and kind of payoffs, with a name."""
    for shape, (kind, draw) in product(shapes, DRAWS.items()):
        name = f"{kind} {shape[0]}x{shape[1]} seed {seed}"
        rng = np.random.default_rng(list(name.encode()))
        yield name, draw(rng, (num_games, 2, *shape))


def differences(batch: BatchSolution) -> list[int]:
    """Games whose equilibria, payoffs or number of components are not those of `solve`."""
    return [game for game in range(len(batch)) if not is_same(batch, game)]


def is_same(batch: BatchSolution, game: int) -> bool:
    """Whether the columns hold the equilibria of a game, as a set, to the precision of floats."""
    solution = solve(NormalFormGame(batch.games[game]))
    mixed_profiles(solution)
    if (batch.num_equilibria[game], batch.num_components[game]) != (solution.num_extreme, solution.num_components):
        return False
    size = float(np.abs(np.asarray(batch.games[game], dtype=np.float64)).max())
    rows = batch.rows(game)
    left = [
        (supports, [*first, *second], payoffs)
        for supports, first, second, payoffs in zip(
            batch.supports[rows].tolist(),
            *(strategies[rows].tolist() for strategies in batch.strategies),
            batch.payoffs[rows].tolist(),
            strict=True,
        )
    ]
    for equilibrium in solution.equilibria:
        point = equilibrium.profile.strategies
        masks = [sum(1 << action for action, value in enumerate(strategy) if value) for strategy in point]
        exact = [float(value) for strategy in point for value in strategy]
        # several can share their supports: the nearest, relative to its probabilities, is meant
        candidates = [one for one in left if one[0] == masks]
        if not candidates:
            return False
        nearest = min(candidates, key=lambda one: relative_distance(one[1], exact))
        left.remove(nearest)
        payoffs = [float(value) for value in equilibrium.payoffs]
        if distance(nearest[1], exact) > 1e-9 or distance(nearest[2], payoffs) > 1e-9 * size:
            return False
    return not left


def distance(listed: list[float], exact: list[float]) -> float:
    return max(abs(one - other) for one, other in zip(listed, exact, strict=True))


def relative_distance(listed: list[float], exact: list[float]) -> float:
    return max(abs(one - other) / (one + other or 1) for one, other in zip(listed, exact, strict=True))
