from __future__ import annotations

import math

import numpy as np
import pytest

from gametheory.kernels.batch.arrays import LANES, BatchWork, batch_work
from gametheory.kernels.batch.minors import (
    are_flat,
    compute_minors,
    has_bounds,
    has_exact_minors,
    load_games,
    load_points,
    set_signs,
    set_signs_beyond,
    set_tolerances,
)
from gametheory.kernels.batch.tables import ORDER, batch_tables


def loaded(games: np.ndarray) -> BatchWork:
    """Numbers and signs of games ``[game, player, row, column]``."""
    shape = games.shape[2:]
    work = batch_work(*shape)
    terms = batch_tables(*shape).terms
    load_games(games.reshape(len(games), -1), 0, work.values)
    set_tolerances(work.values, 2 * shape[0] * shape[1])
    compute_minors(work.values, terms)
    set_signs(work.values, terms, work.words)
    return work


def test_games_stand_side_by_side_and_the_last_fills_the_lanes() -> None:
    games = np.arange(24.0).reshape(3, 2, 2, 2)
    work = batch_work(2, 2)
    load_games(games.reshape(3, 8), 1, work.values)
    assert work.values[:8, 0].tolist() == list(range(8, 16))
    assert work.values[:8, 1].tolist() == work.values[:8, LANES - 1].tolist() == list(range(16, 24))


@pytest.mark.parametrize("size", [2, 3, 4])
def test_minors_and_signs_of_integers(size: int) -> None:
    games = np.random.default_rng(7).integers(0, 3, (LANES, 2, size, size)).astype(np.float64)
    work, terms = loaded(games), batch_tables(size, size).terms
    rows = np.flatnonzero(terms[:, ORDER])
    own_rows = rows[: len(rows) // 2]
    last = own_rows[-1]
    order = terms[last, ORDER]
    expected = [np.linalg.det(np.column_stack([game[0][-order:, -order + 1 :], np.ones(order)])) for game in games]
    assert work.values[last].tolist() == pytest.approx(expected)
    for row in rows:
        bits = [[int(work.words[2 * row + sign]) >> lane & 1 for lane in range(LANES)] for sign in (0, 1)]
        assert bits == [(work.values[row] > 0).astype(int).tolist(), (work.values[row] < 0).astype(int).tolist()]


def test_rounding_leaves_a_sign_in_doubt() -> None:
    games = np.zeros((1, 2, 3, 3))
    games[0, 0] = [[0.1, 0.2, 0], [0.3, 0.4, 0], [0.5, 0.6, 0]]  # nearly on a line
    work, terms = loaded(games), batch_tables(3, 3).terms
    row = next(row for row in range(len(terms)) if terms[row, ORDER] == 3)
    assert work.words[2 * row] == work.words[2 * row + 1] == 0
    assert abs(work.values[row, 0]) < 1e-15


@pytest.mark.parametrize("payoff", [math.nan, math.inf, -math.inf, 1e100, 1e-100])
def test_bounds_need_ordinary_payoffs(payoff: float) -> None:
    for player in (0, 1):
        games = np.zeros((2, 2, 2, 3))
        games[1, player, 1, 1] = payoff
        work = loaded(games)
        assert (has_bounds(work.values, 0, 12), has_bounds(work.values, 1, 12)) == (True, False)


@pytest.mark.parametrize(
    ("payoffs", "is_exact"),
    [
        ([0, 1, 2, 3], True),
        ([0, 1e-12, 0, 3e-12], False),
        ([1e9, 1e9 + 1, 1e9, 1e9 + 7], True),
        ([0, 2.0**-40, 0, 3 * 2.0**-40], True),
        ([0.25, 0.5, -0.75, 100], True),
        ([7.3, 7.3, 7.3, 7.3], True),
        ([0, 2**14 - 1, 3, 5], True),
        ([0, 2**14 + 1, 3, 5], False),
        ([0.1, 0.2, 0.3, 0.4], False),
    ],
)
def test_small_multiples_of_a_unit_are_exact(payoffs: list[float], is_exact: bool) -> None:
    for player in (0, 1):
        games = np.ones((1, 2, 2, 2))
        games[0, player] = np.reshape(payoffs, (2, 2))
        assert has_exact_minors(loaded(games).values, 0, 8) is is_exact


def test_points_stand_side_by_side_already() -> None:
    points = np.arange(24.0).reshape(8, 3)
    work = batch_work(2, 2)
    load_points(points, 1, work.values)
    assert work.values[:8, 0].tolist() == points[:, 1].tolist()
    assert work.values[:8, 1].tolist() == work.values[:8, LANES - 1].tolist() == points[:, 2].tolist()


def test_payoffs_that_hardly_differ_are_flat() -> None:
    games = np.array([np.full((2, 2, 2), 7.0), np.zeros((2, 2, 2)), np.arange(8).reshape(2, 2, 2)])
    games[0, 1, 0, 0] += 1e-5
    games[0, 0, 0, 0] += 1
    work = loaded(games)
    assert are_flat(work.values, 8) == 1


@pytest.mark.parametrize("size", [2, 3, 4])
def test_signs_beyond_a_margin(size: int) -> None:
    games = np.random.default_rng(size).normal(size=(LANES, 2, size, size))
    work = loaded(games)
    terms = batch_tables(size, size).terms
    sure = work.words.copy()
    set_signs_beyond(work.values, terms, work.words, 0.2)
    widths = games.reshape(LANES, 2, -1).max(axis=2) - games.reshape(LANES, 2, -1).min(axis=2)
    first_minor = len(terms) - np.count_nonzero(terms[:, ORDER])
    num_own = np.count_nonzero(terms[:, ORDER]) // 2
    for row in range(first_minor, len(terms)):
        player = int(row >= first_minor + num_own)
        bounds = 0.2 * widths[:, player] ** (terms[row, ORDER] - 1)
        for lane in range(LANES):
            bit = np.uint64(1) << np.uint64(lane)
            signs = bool(work.words[2 * row] & bit), bool(work.words[2 * row + 1] & bit)
            value = work.values[row, lane]
            assert signs == (value > bounds[lane], value < -bounds[lane])
    assert ((work.words & ~sure) == 0).all()
