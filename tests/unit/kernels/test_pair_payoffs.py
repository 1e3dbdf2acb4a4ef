"""What actions pay, beside sums over all profiles."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from gametheory.kernels.pair_payoffs import PairPayoffs

SHAPES = ((2, 3), (2, 1, 3), (3, 2, 2, 4), (2, 2, 2, 3, 1, 2))


def drawn(shape: tuple[int, ...]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Payoffs and strategies."""
    rng = np.random.default_rng(len(shape))
    return rng.random((len(shape), *shape)), [rng.dirichlet(np.ones(size)) for size in shape]


def summed(table: np.ndarray, strategies: list[np.ndarray], fixed: dict[int, int]) -> float:
    """The expected payoff where some players' actions are fixed, profile by profile."""
    total = 0.0
    for profile in product(*map(range, table.shape)):
        if all(profile[player] == action for player, action in fixed.items()):
            others = [strategies[p][action] for p, action in enumerate(profile) if p not in fixed]
            total += float(table[profile]) * math.prod(others)
    return total


@pytest.mark.parametrize("shape", SHAPES)
def test_payoffs_are_sums_over_profiles(shape: tuple[int, ...]) -> None:
    tables, strategies = drawn(shape)
    expected = [
        summed(tables[player], strategies, {player: action})
        for player, size in enumerate(shape)
        for action in range(size)
    ]
    assert PairPayoffs(list(tables)).against(np.concatenate(strategies)) == pytest.approx(expected)


@pytest.mark.parametrize("shape", SHAPES)
def test_payoffs_by_pairs_are_sums_over_profiles(shape: tuple[int, ...]) -> None:
    tables, strategies = drawn(shape)
    actions = [(player, action) for player, size in enumerate(shape) for action in range(size)]
    pairs = PairPayoffs(list(tables)).by_pairs(np.concatenate(strategies))
    for row, (player, action) in enumerate(actions):
        for column, (other, against) in enumerate(actions):
            if player == other:
                assert pairs[row, column] == 0.0
            else:
                expected = summed(tables[player], strategies, {player: action, other: against})
                assert pairs[row, column] == pytest.approx(expected)


def test_places_of_actions() -> None:
    payoffs = PairPayoffs([np.zeros((3, 1, 2))] * 3)
    assert payoffs.sizes == (3, 1, 2)
    assert payoffs.starts.tolist() == [0, 3, 4]
    assert payoffs.owners.tolist() == [0, 0, 0, 1, 2, 2]
