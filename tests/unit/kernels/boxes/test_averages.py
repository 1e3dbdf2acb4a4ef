"""Largest averages and bounds of weights, against rationals."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from gametheory.kernels.boxes.arrays import GAP, HIGHEST, IS_CUT, LOWER, NUM_AXIS, UPPER
from gametheory.kernels.boxes.averages import bound_all_weights, bound_weights, highest_average
from gametheory.kernels.boxes.frames import has_profile, load_frame
from unit.kernels.boxes_of_games import corners_of, random_payoffs, shrink_at_random, workplace_of


def shares_of(work: object, player: int, weights: list[Fraction]) -> list[Fraction]:
    """Shares of the corners at which a strategy lies."""
    corners = corners_of(work, player)  # type: ignore[arg-type]
    reach = 1 - sum(min(corner[place] for corner in corners) for place in range(len(corners)))
    return [(weight - min(corner[place] for corner in corners)) / reach for place, weight in enumerate(weights)]


@pytest.mark.parametrize("seed", range(150))
def test_no_profile_of_the_box_is_lost(seed: int) -> None:
    """A profile at which a gap is 0, or a little more, stays within the bounds that the gap gives."""
    rng = random.Random(seed)
    shape = [(2, 3, 3), (3, 4), (2, 2, 3, 2)][seed % 3]
    work = workplace_of(shape, random_payoffs(shape, seed))
    profile = shrink_at_random(work, rng)
    assert has_profile(work)
    load_frame(work)
    shares = [shares_of(work, player, own) for player, own in enumerate(profile)]
    sizes = work.sizes[NUM_AXIS, : len(shape)].tolist()
    places = [()]
    for size in sizes[1:]:
        places = [(*place, index) for place in places for index in range(size)]
    values = [Fraction(rng.uniform(-1, 1)) for _ in places]
    average = Fraction(0)
    for place, value in zip(places, values, strict=True):
        weight = value
        for player, index in enumerate(place, 1):
            weight *= shares[player][index]
        average += weight
    for number, value in enumerate(values):
        work.entries[GAP, number] = float(value - average)
    before = work.weights.copy()
    assert highest_average(work, 0, 1.0, float(max(values) - average)) >= -1e-15
    assert highest_average(work, 0, -1.0, float(average - min(values))) >= -1e-15
    for sign in (1.0, -1.0):
        assert bound_all_weights(work, 0, sign, 1e-14)
    for (start, end), own in zip(pairwise(work.sizes[1].tolist()), profile, strict=True):
        for action, weight in zip(range(start, end), own, strict=True):
            assert Fraction(float(work.weights[LOWER, action])) <= weight
            assert weight <= Fraction(float(work.weights[UPPER, action]))
    assert (work.weights[LOWER] >= before[LOWER]).all()
    assert (work.weights[UPPER] <= before[UPPER]).all()


def test_bounds_by_hand() -> None:
    """Shares of -1, 1 and 3 that average at least 0: at most 3/4 of the first; with the last at most 1/8, 5/8 of it."""
    work = workplace_of((2, 3), random_payoffs((2, 3), 2))
    load_frame(work)
    work.weights[HIGHEST, :3] = [-1.0, 1.0, 3.0]
    assert bound_weights(work, 1, 0.0)
    assert work.weights[UPPER, 2:].tolist() == pytest.approx([0.75, 1.0, 1.0])
    assert work.weights[LOWER, 2:].tolist() == [0.0, 0.0, 0.0]
    work.weights[UPPER, 4] = 0.125
    work.weights[HIGHEST, :3] = [-1.0, 1.0, 3.0]
    assert bound_weights(work, 1, 0.0)
    assert work.weights[UPPER, 2:].tolist() == pytest.approx([0.625, 1.0, 0.125])
    assert work.weights[LOWER, 3] == pytest.approx(0.25)
    work.weights[HIGHEST, :3] = [-3.0, -1.0, 1.0]
    assert not bound_weights(work, 1, 0.0)


def test_cut_corners_lower_the_average() -> None:
    work = workplace_of((2, 3), random_payoffs((2, 3), 2))
    work.weights[UPPER, 4] = 0.25
    load_frame(work)
    assert work.sizes[IS_CUT, 1] == 1
    work.entries[GAP, :3] = [1.0, 2.0, 6.0]
    assert highest_average(work, 0, 1.0, 6.0) == pytest.approx(3.0)
    assert highest_average(work, 0, -1.0, -1.0) == -1.0
