from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
from gametheory.analysis.payoff_structure.symmetric_play import plays_alike
from gametheory.core.enclosed_profile import EnclosedProfile


def volunteers() -> NormalFormGame:
    """Helping costs 2, help by anybody is worth 4: all help with probability sqrt(2)/2 in one equilibrium."""
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    for profile in product(range(2), repeat=3):
        for player, own in enumerate(profile):
            payoffs[(player, *profile)] = 2 if own == 0 else 4 * (0 in profile)
    return NormalFormGame(payoffs)


def boxed(game: NormalFormGame, weights: list[Fraction], radius: Fraction) -> EnclosedProfile:
    center = MixedProfile(game, tuple((1 - weight, weight) for weight in weights))
    numbers = tuple(tuple((weight - radius, weight + radius) for weight in own) for own in center.strategies)
    return EnclosedProfile(center, numbers, center, radius)


ROOT = Fraction(round(2**199.5), 2**200)
TINY = Fraction(1, 2**40)


def test_matched_by_name() -> None:
    row, column = np.array([[0, 4], [3, 1]])[:, ::-1], np.array([[0, 3], [4, 1]])[:, ::-1]
    game = NormalFormGame.from_bimatrix(row, column, actions=[["a", "b"], ["b", "a"]])
    groups = exchangeable_groups(game)
    third = Fraction(1, 3)
    assert plays_alike(MixedProfile(game, ((third, 1 - third), (1 - third, third))), groups)
    assert not plays_alike(MixedProfile(game, ((third, 1 - third), (third, 1 - third))), groups)


def test_a_box_with_a_symmetric_equilibrium() -> None:
    game = volunteers()
    near = [Fraction(float(ROOT))] * 3
    exact = boxed(game, near, TINY)
    assert plays_alike(exact, exchangeable_groups(game))
    skewed = boxed(game, [near[0] + TINY / 2**20, near[1], near[2] - TINY / 2**20], TINY)
    assert plays_alike(skewed, exchangeable_groups(game))


def test_a_box_that_is_not_proved() -> None:
    game = volunteers()
    assert not plays_alike(boxed(game, [Fraction(7, 10)] * 3, TINY), exchangeable_groups(game))
    assert not plays_alike(boxed(game, [ROOT, ROOT + TINY, ROOT - TINY], TINY), exchangeable_groups(game))


def test_some_groups_only() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[0, 1, 0, 0] = 5
    game = NormalFormGame(payoffs)
    outsider, pair = exchangeable_groups(game)
    assert (outsider.players, pair.players) == ((0,), (1, 2))
    assert plays_alike(MixedProfile(game, ((1, 0), (0, 1), (0, 1))), [pair])
    assert not plays_alike(MixedProfile(game, ((1, 0), (0, 1), (1, 0))), [pair])


def test_heartbeat_can_stop_it() -> None:
    def stop() -> None:
        raise KeyboardInterrupt("enough")

    game = volunteers()
    with pytest.raises(KeyboardInterrupt, match="enough"):
        plays_alike(boxed(game, [ROOT] * 3, TINY), exchangeable_groups(game), heartbeat=stop)
