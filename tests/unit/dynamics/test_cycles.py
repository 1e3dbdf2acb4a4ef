"""Cycles are told from spirals and from chance."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.dynamics.cycles import growing_cycle, returning_cycle
from gametheory.dynamics.recording import Spell


def spells(lengths: list[int], num_profiles: int) -> list[Spell]:
    """Spells of these lengths, of profiles in turn."""
    ends = np.cumsum(lengths).tolist()
    return [
        Spell((position % num_profiles,), length, end)
        for position, (length, end) in enumerate(zip(lengths, ends, strict=True))
    ]


def test_spells_that_grow_in_proportion_are_a_cycle() -> None:
    lengths = [round(1.5**power) for power in range(4, 22)]
    assert growing_cycle(spells(lengths, 4)) == ((1,), (2,), (3,), (0,))


def test_spells_that_grow_steadily_converge() -> None:
    assert growing_cycle(spells(list(range(1, 60)), 4)) is None


def test_spells_without_order_are_no_cycle() -> None:
    found = [Spell((position * position % 7,), 2**position, 2 ** (position + 1)) for position in range(8)]
    assert growing_cycle(found) is None


@pytest.mark.parametrize("count", [0, 1, 4, 6])
def test_too_few_spells_tell_nothing(count: int) -> None:
    assert growing_cycle(spells([2**power for power in range(count)], 3)) is None


TIMES = np.arange(2001) * 0.1


def orbit(radius: np.ndarray | float, angle: np.ndarray) -> np.ndarray:
    return np.stack([0.5 + radius * np.cos(angle), 0.5 + radius * np.sin(angle)], axis=1)


def test_closed_orbits_return_after_their_period() -> None:
    assert returning_cycle(TIMES, orbit(0.3, TIMES)) == pytest.approx(2 * np.pi, rel=0.02)


@pytest.mark.parametrize("rate", [0.02, -0.006])
def test_spirals_do_not_return(rate: float) -> None:
    assert returning_cycle(TIMES, orbit(0.1 * np.exp(-rate * TIMES), TIMES)) is None


def test_ever_slower_rounds_are_not_periodic() -> None:
    assert returning_cycle(TIMES, orbit(0.3, 30 * np.log1p(TIMES))) is None


def test_one_way_does_not_return() -> None:
    assert returning_cycle(TIMES, orbit(0.3, TIMES / 500)) is None


def test_rows_far_apart_tell_no_period() -> None:
    times = TIMES * 10
    assert returning_cycle(times, orbit(0.3, times / 40)) is None


@pytest.mark.parametrize("rate", [1e-4, -1e-4])
def test_returns_that_come_ever_nearer_are_a_spiral(rate: float) -> None:
    assert returning_cycle(TIMES, orbit(0.3 * np.exp(-rate * TIMES), TIMES)) is None


def test_rounds_must_grow_clearly() -> None:
    lengths = [100 + round(1.02**power) for power in range(60)]
    assert growing_cycle(spells(lengths, 4)) is None
    assert growing_cycle(spells([1, 1000, 4000, 1100, 4100, 1200, 4200, 1], 2)) is None
