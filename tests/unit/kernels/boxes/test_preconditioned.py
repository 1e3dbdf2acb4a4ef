"""Combinations of equations that hold one weight each."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels.boxes.arrays import LOWER, REQUIRED, STATUS, UPPER
from gametheory.kernels.boxes.equations import list_equations
from gametheory.kernels.boxes.frames import has_profile, load_frame
from gametheory.kernels.boxes.preconditioned import combine_equations
from unit.kernels.boxes_of_games import planted_payoffs, workplace_of


@pytest.mark.parametrize("seed", range(60))
def test_a_root_is_never_lost_and_small_boxes_shrink(seed: int) -> None:
    rng = random.Random(seed)
    shape = [(2, 3, 2), (3, 3), (2, 2, 2, 2)][seed % 3]
    profile = []
    for size in shape:
        parts = [rng.randint(1, 9) for _ in range(size)]
        profile.append([Fraction(part, sum(parts)) for part in parts])
    work = workplace_of(shape, planted_payoffs(profile, seed))
    work.actions[STATUS] = REQUIRED
    exact = [weight for own in profile for weight in own]
    width = 10.0 ** -rng.randint(1, 5)
    work.weights[LOWER] = [max(0.0, float(weight) - width * rng.random()) for weight in exact]
    work.weights[UPPER] = [min(1.0, float(weight) + width * rng.random()) for weight in exact]
    assert has_profile(work)
    load_frame(work)
    before = np.sum(work.weights[UPPER] - work.weights[LOWER])
    assert combine_equations(work, list_equations(work))
    for action, weight in enumerate(exact):
        assert Fraction(float(work.weights[LOWER, action])) <= weight <= Fraction(float(work.weights[UPPER, action]))
    if width < 1e-4:
        assert np.sum(work.weights[UPPER] - work.weights[LOWER]) < 0.5 * before


def test_a_box_beside_the_root_is_emptied() -> None:
    profile = [[Fraction(1, 3), Fraction(2, 3)], [Fraction(1, 4), Fraction(3, 4)]]
    work = workplace_of((2, 2), planted_payoffs(profile, 3))
    work.actions[STATUS] = REQUIRED
    work.weights[LOWER] = [0.25, 0.6, 0.26, 0.7]
    work.weights[UPPER] = [0.4, 0.75, 0.3, 0.74]
    load_frame(work)
    assert not combine_equations(work, list_equations(work))
