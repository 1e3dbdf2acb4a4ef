"""Tensors with fewer players, against NumPy."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels.boxes.arrays import BUFFER, CAPACITY, IS_CUT, SHARE
from gametheory.kernels.boxes.frames import load_frame
from gametheory.kernels.boxes.shrinking import (
    AVERAGE_AT_POINT,
    HIGHEST_AVERAGE,
    NOBODY,
    half_of,
    num_corners,
    shrink_to_half,
    shrink_to_player,
    shrink_whole,
)
from unit.kernels.boxes_of_games import random_payoffs, workplace_of

SHAPE = (2, 3, 4, 2)


@pytest.fixture
def entries() -> np.ndarray:
    return np.random.default_rng(5).random(SHAPE)


@pytest.mark.parametrize("kept", [0, 2, 3, NOBODY])
def test_best_corners(entries: np.ndarray, kept: int) -> None:
    work = workplace_of(SHAPE, random_payoffs(SHAPE, 1))
    load_frame(work)
    work.entries[BUFFER] = entries.ravel()
    shrink_whole(work, NOBODY, HIGHEST_AVERAGE, kept)
    expected = entries.max(axis=tuple(player for player in range(4) if player != kept)).ravel()
    assert work.entries[BUFFER, : expected.size].tolist() == expected.tolist()


def test_averages_at_a_point_by_halves(entries: np.ndarray) -> None:
    work = workplace_of(SHAPE, random_payoffs(SHAPE, 1))
    load_frame(work)
    work.weights[SHARE] = [0.25, 0.75, 0.5, 0.125, 0.375, 0.1, 0.2, 0.3, 0.4, 1.0, 0.0]
    own, point = entries[:, 0], work.weights[SHARE]
    expected = {
        0: np.einsum("ikl,k,l->i", own, point[5:9], point[9:]),
        2: np.einsum("ikl,i,l->k", own, point[:2], point[9:]),
        3: np.einsum("ikl,i,k->l", own, point[:2], point[5:9]),
    }
    for half, players in enumerate([(0,), (2, 3)]):
        work.entries[BUFFER, : own.size] = own.ravel()
        shrink_to_half(work, 1, AVERAGE_AT_POINT, half)
        for player in players:
            row = shrink_to_player(work, 1, AVERAGE_AT_POINT, player)
            found = work.entries[row, : SHAPE[player]]
            assert found.tolist() == pytest.approx(expected[player].tolist())
    assert [half_of(work, half) for half in range(2)] == [(0, 2), (2, 4)]
    assert num_corners(work, 1, 0, 4) == 16


def test_capacities_are_filled_with_the_best() -> None:
    shape = (1, 1, 4, 2)
    work = workplace_of(shape, random_payoffs(shape, 1))
    load_frame(work)
    work.sizes[IS_CUT, 2] = 1
    work.weights[CAPACITY, 2:6] = [0.25, 0.5, 1.0, 0.125]
    work.entries[BUFFER, :8] = [5.0, 1.0, 3.0, 3.0, 1.0, 7.0, 4.0, 2.0]
    shrink_whole(work, NOBODY, HIGHEST_AVERAGE, 3)
    # 5, 3, 1, 4: an eighth of 4, a quarter of 5, half of 3, an eighth of 1; 1, 3, 7, 2: all of 7
    assert work.entries[BUFFER, :2].tolist() == [1.25 + 0.5 + 1.5 + 0.125, 7.0]


@pytest.mark.parametrize("seed", range(40))
def test_the_best_average_within_capacities_in_rationals(seed: int) -> None:
    rng = random.Random(seed)
    shape = (1, 2 + seed % 4)
    work = workplace_of(shape, random_payoffs(shape, 1))
    load_frame(work)
    work.sizes[IS_CUT, 1] = 1
    capacities = [rng.uniform(1 / shape[1], 1) for _ in range(shape[1])]
    values = [rng.choice([rng.uniform(-1, 1), 0.25]) for _ in range(shape[1])]
    work.weights[CAPACITY, 1:] = capacities
    work.entries[BUFFER, : shape[1]] = values
    left, expected = Fraction(1), Fraction(0)
    for value, capacity in sorted(zip(values, capacities, strict=True), reverse=True):
        share = min(left, Fraction(capacity))
        expected += share * Fraction(value)
        left -= share
    assert left == 0
    shrink_whole(work, NOBODY, HIGHEST_AVERAGE, NOBODY)
    allowed = (3 * shape[1] + 3) * Fraction(1, 2**53)
    assert abs(Fraction(float(work.entries[BUFFER, 0])) - expected) <= allowed
