"""Payoff differences around a profile, and Krawczyk's test, in integers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.analysis.profiles.action_payoffs import action_payoffs
from gametheory.analysis.profiles.payoff_slopes import PayoffSlopes

COORDINATION = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[3, 0], [0, 1]])
EXACT = [(Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 3), Fraction(2, 3))]
HALF = (Fraction(1, 2), Fraction(1, 2))


def nothing() -> None:
    """Hear a heartbeat."""


@pytest.mark.parametrize("seed", range(5))
def test_payoffs_and_losses_are_those_of_the_profile(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(-9, 10, (3, 2, 3, 2)) * Fraction(1, 7))
    profile = MixedProfile(game, [("1/3", "2/3"), ("1/4", "0", "3/4"), ("1", "0")])
    slopes = PayoffSlopes(game, profile.strategies, nothing)
    for player in range(3):
        unit = slopes.scale_of_others(player) * 7
        expected = list(action_payoffs(game, profile, player))
        assert [Fraction(payoff, unit) for payoff in slopes.payoffs[player]] == expected
        support = slopes.supports[player]
        lost = [expected[support[0]] - payoff for action, payoff in enumerate(expected) if action not in support]
        assert [loss * slopes.ranges[player] / 7 for loss in slopes.losses(player)] == lost


def test_a_box_around_an_equilibrium_is_proved_to_hold_it_alone() -> None:
    shift, radius = Fraction(1, 1000), Fraction(1, 100)
    near = [tuple(weight + sign * shift for weight, sign in zip(own, (1, -1), strict=True)) for own in EXACT]
    slopes = PayoffSlopes(COORDINATION, near, nothing)
    assert slopes.contracts(radius)
    assert slopes.contracts(shift * 2)
    assert not slopes.contracts(shift / 2)
    assert PayoffSlopes(COORDINATION, [(1, 0), (1, 0)], nothing).contracts(radius)


def test_a_wide_box_of_three_players_is_refused_where_derivatives_change_too_much() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[0, 0] = [[1, -1], [-1, 2]]
    payoffs[1, :, 0] = [[2, -1], [-1, 1]]
    payoffs[2, :, :, 0] = [[1, -1], [-2, 3]]
    game = NormalFormGame(payoffs)
    slopes = PayoffSlopes(game, [(Fraction(3, 5), Fraction(2, 5)), HALF, HALF], nothing)
    assert not slopes.contracts(Fraction(1, 2))


def test_singular_derivatives_prove_nothing() -> None:
    idle = NormalFormGame(np.zeros((3, 2, 2, 2), dtype=np.int64))
    slopes = PayoffSlopes(idle, [HALF] * 3, nothing)
    assert not slopes.contracts(Fraction(1, 100))
    assert slopes.sign() == 0


def test_the_sign_is_that_of_the_index() -> None:
    assert PayoffSlopes(COORDINATION, EXACT, nothing).sign() == -1
    assert PayoffSlopes(COORDINATION, [(1, 0), (1, 0)], nothing).sign() == 1
    pennies = NormalFormGame.zero_sum([[1, -1], [-1, 1]])
    assert PayoffSlopes(pennies, [HALF, HALF], nothing).sign() == 1
