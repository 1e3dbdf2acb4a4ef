"""Batches of small games against `solve`, as sets: more than 2,000 games of all shapes."""

from __future__ import annotations

import numpy as np
import pytest

from cross_checks.batches import DRAWS, SHAPES, batches, differences, is_same
from gametheory.core.solution import Coverage
from gametheory.solvers.batches.batch import solve_batch

GAMES = 9
assert GAMES * len(DRAWS) * len(SHAPES) >= 2_000


@pytest.mark.parametrize("shape", SHAPES)
def test_batches_have_the_equilibria_of_solve(shape: tuple[int, int]) -> None:
    for name, games in batches(GAMES, 1, [shape]):
        batch = solve_batch(games, verify=0)
        assert (len(batch), batch.coverage) == (GAMES, Coverage.ALL), name
        assert differences(batch) == [], name


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (5, 5), (1, 9), (2, 70)])
def test_shapes_beyond_the_kernels(shape: tuple[int, int]) -> None:
    games = np.random.default_rng(shape).integers(0, 4, (3, 2, *shape))
    batch = solve_batch(games, verify=0)
    assert batch.coverage is Coverage.ALL
    for game in range(3):
        assert len(batch[game].equilibria) == batch.num_equilibria[game]
        assert is_same(batch, game)


@pytest.mark.parametrize("shape", [(2, 2), (3, 3), (3, 4), (4, 4)])
def test_units_change_nothing(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(shape)
    games = rng.integers(0, 10, (500, 2, *shape))
    plain = solve_batch(games, verify=0)
    for other in (games * 2.0**-40, games * 10.0**10, games + 10.0**9, games * 10**12, (games * 100).astype(object)):
        scaled = solve_batch(other, verify=0)
        assert np.array_equal(scaled.offsets, plain.offsets)
        assert np.array_equal(scaled.supports, plain.supports)
        assert np.array_equal(scaled.num_components, plain.num_components)


@pytest.mark.parametrize("shape", [(2, 3), (3, 3), (4, 4)])
def test_players_may_change_places(shape: tuple[int, int]) -> None:
    games = np.random.default_rng(shape).integers(0, 4, (500, 2, *shape))
    batch = solve_batch(games, verify=0)
    turned = solve_batch(np.ascontiguousarray(games[:, ::-1].swapaxes(2, 3)), verify=0)
    assert np.array_equal(batch.offsets, turned.offsets)
    assert np.array_equal(batch.num_components, turned.num_components)
    for game in range(500):
        mine, other = (sorted(map(tuple, one.supports[one.rows(game)].tolist())) for one in (batch, turned))
        assert mine == sorted((column, row) for row, column in other)
