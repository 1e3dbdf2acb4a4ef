"""Where paths to one equilibrium start, and how long they are followed."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.solvers.many_players.starting_points import FIRST_STEPS, most_steps, prior

SIZES = (3, 2, 4)


def test_the_first_is_even() -> None:
    assert prior(SIZES, 0, np.random.default_rng(3)).tolist() == [1 / 3] * 3 + [1 / 2] * 2 + [1 / 4] * 4


def test_later_ones_are_drawn_and_positive() -> None:
    first, second = (prior(SIZES, 1, np.random.default_rng(seed)) for seed in (3, 4))
    assert np.abs(first - second).max() > 0.01
    for drawn in (first, second):
        assert drawn.min() > 0.0
        assert [own.sum() for own in np.split(drawn, [3, 5])] == pytest.approx([1.0] * 3)


def test_each_may_take_half_as_many_steps_more() -> None:
    assert [most_steps(number) for number in range(3)] == [FIRST_STEPS, 1.5 * FIRST_STEPS, 2.25 * FIRST_STEPS]
