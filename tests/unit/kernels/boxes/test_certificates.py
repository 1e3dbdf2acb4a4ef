"""Proofs of single roots, against planted ones."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels.boxes.arrays import (
    KEPT_IMAGE,
    LOWER,
    NUM_COUNTERS,
    OUTER_LOWER,
    OUTER_UPPER,
    REQUIRED,
    STATUS,
    UPPER,
    new_findings,
)
from gametheory.kernels.boxes.certificates import NO_ROOT_FOUND, ONE_ROOT, enclose_root
from gametheory.kernels.boxes.frames import has_profile
from gametheory.kernels.boxes.verdicts import record_root
from unit.kernels.boxes_of_games import planted_payoffs, random_payoffs, workplace_of


@pytest.mark.parametrize("seed", range(80))
def test_a_planted_root_is_enclosed(seed: int) -> None:
    rng = random.Random(seed)
    shape = [(2, 3, 2), (3, 3), (2, 2, 2, 2), (4, 2, 3)][seed % 4]
    profile = []
    for size in shape:
        parts = [rng.randint(1, 9) for _ in range(size)]
        profile.append([Fraction(part, sum(parts)) for part in parts])
    exact = [weight for own in profile for weight in own]
    work = workplace_of(shape, planted_payoffs(profile, seed))
    work.actions[STATUS] = REQUIRED
    work.weights[LOWER] = [float(weight) - 1e-4 * rng.random() for weight in exact]
    work.weights[UPPER] = [float(weight) + 1e-4 * rng.random() for weight in exact]
    assert has_profile(work)
    bounds = work.weights[:2].copy()
    assert enclose_root(work) == ONE_ROOT
    assert (work.weights[:2] == bounds).all()
    assert work.distances[KEPT_IMAGE].max() * 1e-4 < 1e-8
    findings, counters = new_findings(1, len(exact)), np.zeros(NUM_COUNTERS, np.int64)
    record_root(work, findings, counters)
    found = findings.bounds[0]
    for action, weight in enumerate(exact):
        assert Fraction(found[LOWER, action]) <= weight <= Fraction(found[UPPER, action])
        assert found[UPPER, action] - found[LOWER, action] < 1e-9
        assert found[OUTER_LOWER, action] <= bounds[LOWER, action]
        assert found[OUTER_UPPER, action] >= bounds[UPPER, action]


def test_a_double_root_proves_nothing() -> None:
    """Player 0 is indifferent where (q - 1/4)(r - 1/4) = 0, the others both where p = 1/4."""
    weights = [Fraction(3, 4), Fraction(-1, 4)]
    first = [one * other for one in weights for other in weights] + [Fraction(0)] * 4
    second = [one if own == 0 else Fraction(0) for one in weights for own in range(2) for _ in range(2)]
    third = [one if own == 0 else Fraction(0) for one in weights for _ in range(2) for own in range(2)]
    work = workplace_of((2, 2, 2), [first, second, third])
    work.actions[STATUS] = REQUIRED
    work.weights[LOWER] = [0.2, 0.7, 0.2, 0.7, 0.2, 0.7]
    work.weights[UPPER] = [0.3, 0.8, 0.3, 0.8, 0.3, 0.8]
    assert enclose_root(work) == NO_ROOT_FOUND


def test_tied_actions_prove_nothing() -> None:
    payoffs = np.array(random_payoffs((2, 2, 2), 4)).reshape(3, 2, 2, 2)
    payoffs[1, :, 1] = payoffs[1, :, 0]
    work = workplace_of((2, 2, 2), payoffs.reshape(3, 8).tolist())
    work.actions[STATUS] = REQUIRED
    assert enclose_root(work) == NO_ROOT_FOUND
