from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.batch.arrays import (
    BY_SUPPORTS,
    BY_VERTICES,
    BY_WIDE_INTEGERS,
    UNDECIDED,
    BatchColumns,
    batch_columns,
    batch_work,
)
from gametheory.kernels.batch.supports import solve_games, solve_points
from gametheory.kernels.batch.tables import batch_tables


def solved(games: np.ndarray, num_equilibria: int = 1000) -> BatchColumns:
    shape = games.shape[2:]
    columns = batch_columns(len(games), num_equilibria, sum(shape))
    payoffs = games.reshape(len(games), -1).astype(np.float64)
    payoffs.setflags(write=False)
    solve_games(payoffs, batch_tables(*shape), batch_work(*shape), columns)
    return columns


MIXED = [[[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]]
TIED = [[[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]]


def test_two_games_one_with_ties() -> None:
    columns = solved(np.array([MIXED, TIED]))
    assert columns.done.tolist() == [2, 6]
    assert columns.ends.tolist() == [3, 6]
    assert columns.num_components.tolist() == [3, 2]
    assert columns.deciders.tolist() == [BY_SUPPORTS, BY_VERTICES]
    assert columns.supports[:6].tolist() == [[1, 1], [3, 3], [6, 3], [1, 1], [1, 3], [6, 3]]
    assert columns.numbers[1, :5].tolist() == [4 / 5, 1 / 5, 0, 2 / 3, 1 / 3]
    assert columns.numbers[5, :5].tolist() == [0, 1 / 3, 2 / 3, 1 / 3, 2 / 3]
    assert columns.numbers[5, 5:].tolist() == pytest.approx([4, 8 / 3])


def test_decimals_need_wide_integers() -> None:
    columns = solved(np.array([TIED]) / 10)
    assert columns.deciders.tolist() == [BY_WIDE_INTEGERS]
    assert columns.done[1] >= 1


def test_payoffs_of_no_ordinary_size_stay_undecided() -> None:
    games = np.array([MIXED, MIXED, MIXED]).astype(np.float64)
    games[1] *= 1e200
    columns = solved(games)
    assert columns.deciders.tolist() == [BY_SUPPORTS, UNDECIDED, BY_SUPPORTS]
    assert columns.ends.tolist() == [3, 3, 6]


def test_weights_that_nearly_vanish_are_computed_anew() -> None:
    # the three rows of each matrix are nearly on a line, so the fully mixed equilibrium is the ratio of tiny numbers
    tilt = 2.0**-40
    near = np.array([[1, 0, 0.3], [0, 1, 0.3], [0.5, 0.5, 0.3 + tilt]])
    near[2, 2] = 0.3 - tilt
    columns = solved(np.array([[near, -near]]))
    assert columns.deciders.tolist() == [BY_WIDE_INTEGERS]


def test_columns_that_are_full_hold_the_first_games() -> None:
    columns = solved(np.array([MIXED, TIED, MIXED]), num_equilibria=7)
    assert columns.done.tolist() == [2, 6]


def test_more_games_than_lanes() -> None:
    games = np.array([MIXED, TIED] * 50)
    columns = solved(games)
    assert columns.done.tolist() == [100, 300]
    assert columns.deciders.tolist() == [BY_SUPPORTS, BY_VERTICES] * 50


def test_points_are_solved_as_games_are() -> None:
    rng = np.random.default_rng(3)
    games = np.concatenate([rng.integers(0, 4, (100, 2, 3, 3)), rng.normal(size=(50, 2, 3, 3))]).astype(float)
    one = solved(games)
    other = batch_columns(len(games), 1000, 6)
    solve_points(games.reshape(len(games), -1).T.copy(), (batch_tables(3, 3), batch_work(3, 3)), other, 1e-10)
    assert one.done.tolist() == other.done.tolist()
    assert (one.ends == other.ends).all()
    assert (one.num_components == other.num_components).all()
    num_equilibria = one.done[1]
    assert (one.supports[:num_equilibria] == other.supports[:num_equilibria]).all()
    assert (one.numbers[:num_equilibria] == other.numbers[:num_equilibria]).all()


@pytest.mark.parametrize("shape", [(2, 2), (2, 3)])
def test_signs_within_the_margin_are_in_doubt(shape: tuple[int, int]) -> None:
    games = np.zeros((3, 2, *shape))
    games[:, :, 0, 0] = 1.0
    games[:, 0, 1:, :] = -1.0
    games[:, 1, :, 1:] = -1.0
    games[0, 0, 1, 0] = 1 - 1e-9
    games[1, 0, 1, 0] = 1 - 1e-11
    games[2, 0, 1, 0] = 1 + 1e-11
    columns = batch_columns(3, 100, sum(shape))
    tools = batch_tables(*shape), batch_work(*shape)
    solve_points(games.reshape(3, -1).T.copy(), tools, columns, 1e-10)
    assert (columns.deciders != BY_SUPPORTS).tolist() == [False, True, True]
    assert columns.supports[:3].tolist() == [[1, 1], [1, 1], [2, 1]]
    narrow = batch_columns(3, 100, sum(shape))
    solve_points(games.reshape(3, -1).T.copy(), tools, narrow, 1e-13)
    assert (narrow.deciders == BY_SUPPORTS).all()
