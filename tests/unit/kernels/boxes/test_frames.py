"""Differences at corners, against rationals."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from gametheory.kernels.boxes.arrays import (
    CAPACITY,
    ERROR,
    EXCLUDED,
    INFERIOR,
    IS_CUT,
    LOWER,
    NUM_ENTRIES,
    NUM_ROWS,
    STATUS,
    UPPER,
)
from gametheory.kernels.boxes.frames import has_profile, load_frame
from unit.kernels.boxes_of_games import exact_differences, random_payoffs, shrink_at_random, workplace_of

SHAPES = [(2, 2, 2), (3, 2, 4), (2, 3, 2, 2), (3, 3), (1, 2, 3)]


@pytest.mark.parametrize("seed", range(60))
def test_entries_are_as_exact_as_they_say(seed: int) -> None:
    rng = random.Random(seed)
    shape = SHAPES[seed % len(SHAPES)]
    largest = [3, 10**6, 10**15, 10**30][seed % 4]
    payoffs = [[Fraction(one) for one in own] for own in random_payoffs(shape, seed, largest)]
    work = workplace_of(shape, payoffs)
    shrink_at_random(work, rng)
    assert has_profile(work)
    for action in range(sum(shape)):
        if rng.random() < 0.2 and work.weights[LOWER, action] == 0.0:
            work.actions[STATUS, action] = rng.choice([EXCLUDED, INFERIOR])
            work.weights[UPPER, action] = 0.0
    starts = work.sizes[1].tolist()
    if any(work.actions[STATUS, start:end].min() > 0 for start, end in pairwise(starts)):
        return
    load_frame(work)
    for player, size in enumerate(shape):
        if size == 1:
            continue
        doubled = [2 * one for one in payoffs[player]]
        scale = _scale_of(shape, player, doubled)
        number = int((work.sizes[NUM_ROWS, player] - 1) * work.sizes[NUM_ENTRIES, player])
        exact = list(exact_differences(work, payoffs, player))
        assert len(exact) == number
        error = Fraction(float(work.scales[ERROR, player]))
        for near, one in zip(work.tensors[player, :number].tolist(), exact, strict=True):
            assert abs(Fraction(near) - 2 * one / scale) <= error


def _scale_of(shape: tuple[int, ...], player: int, doubled: list[Fraction]) -> Fraction:
    """What the doubled payoffs of a player are divided by: the power of 2 over the largest centered one."""
    table = np.array(doubled, dtype=object).reshape(shape)
    middle = (table.max(axis=player, keepdims=True) + table.min(axis=player, keepdims=True)) / 2
    largest = max(abs(one) for one in (table - middle).ravel())
    return Fraction(2) ** int(largest).bit_length()


def test_upper_bounds_cut_corners_off() -> None:
    work = workplace_of((3, 2), random_payoffs((3, 2), 1))
    work.weights[LOWER, 0] = 0.5
    work.weights[UPPER, 1] = 0.125
    load_frame(work)
    assert work.weights[CAPACITY, :3].tolist() == pytest.approx([1.0, 0.25, 1.0])
    assert work.sizes[IS_CUT, :2].tolist() == [1, 0]


def test_bounds_follow_from_the_sum() -> None:
    work = workplace_of((3, 2), random_payoffs((3, 2), 1))
    work.weights[UPPER, :3] = [0.25, 0.5, 1.0]
    work.weights[LOWER, 3] = 0.75
    assert has_profile(work)
    assert 0.25 - 1e-14 <= work.weights[LOWER, 2] <= 0.25
    assert 0.25 <= work.weights[UPPER, 4] <= 0.25 + 1e-14
    work.weights[UPPER, :3] = [0.25, 0.5, 0.125]
    assert not has_profile(work)
