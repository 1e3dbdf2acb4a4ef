"""What is near an equilibrium, and which flows come to a stop."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.dynamics.recording import Record
from gametheory.dynamics.rest import has_ties, is_near_equilibrium, is_slowing_down, is_too_rare
from unit.dynamics.played_games import DILEMMA, PENNIES

NARROWLY_DOMINANT = NormalFormGame.from_bimatrix([[1000, 0], [1002, 2]], [[1000, 1002], [0, 2]])


def both(first: float) -> list[np.ndarray]:
    """Two players' shares, alike."""
    return [np.array([first, 1 - first])] * 2


@pytest.mark.parametrize(
    ("game", "first", "is_near"),
    [
        (PENNIES, 0.5, True),
        (PENNIES, 0.49, False),
        (DILEMMA, 0.0, True),
        (DILEMMA, 0.005, True),
        (DILEMMA, 0.02, False),
        (NARROWLY_DOMINANT, 0.5, False),
        (NARROWLY_DOMINANT, 0.015, False),
        (NARROWLY_DOMINANT, 0.009, True),
        (NARROWLY_DOMINANT, 1.0, False),
    ],
)
def test_gains_are_small_beside_what_is_at_stake(game: NormalFormGame, first: float, is_near: bool) -> None:
    strategies = both(first)
    if game is PENNIES:
        strategies[1] = np.array([0.5, 0.5]) if first == 0.5 else np.array([0.8, 0.2])
    assert is_near_equilibrium(game, strategies) is is_near


def test_mixtures_may_be_told_more_narrowly() -> None:
    strategies = [np.array([0.505, 0.495]), np.array([0.502, 0.498])]
    assert is_near_equilibrium(PENNIES, strategies)
    assert not is_near_equilibrium(PENNIES, strategies, tolerance=1e-4)


def test_only_some_actions_may_count_as_replies() -> None:
    assert is_near_equilibrium(DILEMMA, both(1.0), [np.array([True, False])] * 2)
    assert not is_near_equilibrium(DILEMMA, both(1.0), [np.array([True, True])] * 2)


@pytest.mark.parametrize(("first", "expected"), [(1.0, True), (1 - 1e-12, True), (0.9, False), (0.0, False)])
def test_what_would_gain_is_too_rare(first: float, expected: bool) -> None:
    assert is_too_rare(DILEMMA, both(first)) is expected


def test_ties() -> None:
    assert has_ties(PENNIES, [np.array([0.5, 0.5]), np.array([0.3, 0.7])])
    assert not has_ties(PENNIES, [np.array([0.6, 0.4]), np.array([0.3, 0.7])])


@pytest.mark.parametrize(
    ("speed", "expected"), [((1e-9, 1e-8), True), ((1e-4, 1e-5), True), ((1e-5, 1e-4), False), ((1e-2, 1e-3), False)]
)
def test_flows_come_to_a_stop(speed: tuple[float, float], expected: bool) -> None:
    times = np.arange(101.0)
    share = times / 1000

    def rates(strategies: Sequence[np.ndarray]) -> list[np.ndarray]:
        rate = np.interp(strategies[0][0], [0.05, 0.1], speed)
        return [np.array([rate, -rate])]

    record = Record(times, (np.stack([share, 1 - share], axis=1),), (), is_interrupted=False)
    assert is_slowing_down(rates, record) is expected
