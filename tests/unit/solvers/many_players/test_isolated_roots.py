"""Isolated equilibria by elimination."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.analysis.certificate import judge
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.polynomials import RealRoot
from gametheory.solvers.many_players.isolated_roots import isolated_roots, root_near
from gametheory.solvers.many_players.support_conditions import SupportConditions, support_conditions

FULL = ((0, 1), (0, 1), (0, 1))
NAU = NormalFormGame(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)


def nothing() -> None:
    """Hear a tick."""


def conditions_of(game: NormalFormGame, supports: tuple[tuple[int, ...], ...] = FULL) -> SupportConditions:
    """The conditions of some supports."""
    values = [game.integer_payoffs(player).values for player in range(game.num_players)]
    return support_conditions(values, supports, nothing)


def planted(strategies: list[list[Fraction]], seed: int) -> NormalFormGame:
    """A random game in which completely mixed strategies are an equilibrium."""
    rng = np.random.default_rng(seed)
    shape = tuple(map(len, strategies))
    payoffs = rng.integers(-9, 10, (len(shape), *shape)).astype(object)
    for player in range(len(shape)):
        means = np.moveaxis(payoffs[player], player, 0)
        for own in reversed([own for other, own in enumerate(strategies) if other != player]):
            means = means @ np.array(own)
        for action, mean in enumerate(means):
            index = tuple(action if axis == player else slice(None) for axis in range(len(shape)))
            payoffs[player][index] -= mean
    return NormalFormGame(payoffs)


def test_square_roots_of_601() -> None:
    (found,), is_decided, split = isolated_roots(NAU, conditions_of(NAU), nothing)
    assert is_decided
    assert split is None
    assert isinstance(found, EnclosedProfile)
    told = [[str(number) for number in own] for own in found.numbers]
    assert told[0] == ["(53 - sqrt(601))/46", "(-7 + sqrt(601))/46"]
    assert told[2][0] == "(-23 + sqrt(601))/4"
    first = found.numbers[2][0] if found.numbers[2] else None
    assert isinstance(first, RealRoot)
    assert [int(number) for number in first.polynomial.coefficients] == [-9, 23, 2]


@pytest.mark.parametrize("seed", range(6))
def test_rational_roots_are_rational(seed: int) -> None:
    strategies = [[Fraction(1, 3), Fraction(2, 3)], [Fraction(2, 7), Fraction(5, 7)], [Fraction(3, 4), Fraction(1, 4)]]
    game = planted(strategies, seed)
    found = isolated_roots(game, conditions_of(game), nothing)
    assert found.is_decided
    exact = [profile for profile in found.profiles if isinstance(profile, MixedProfile)]
    assert any([list(own) for own in profile.strategies] == strategies for profile in exact)
    assert all(judge(game, profile).is_equilibrium for profile in exact)


def test_a_root_next_to_a_guess() -> None:
    strategies = [
        [Fraction(1, 3), Fraction(2, 3)],
        [Fraction(1, 5), Fraction(3, 5), Fraction(1, 5)],
        [Fraction(1, 2)] * 2,
    ]
    game = planted(strategies, 3)
    guess = [[float(weight) + 1e-9 for weight in own] for own in strategies]
    found = root_near(game, conditions_of(game, ((0, 1), (0, 1, 2), (0, 1))), guess, nothing)
    assert isinstance(found, MixedProfile)
    assert [list(own) for own in found.strategies] == strategies


def test_too_many_unknowns_are_left_to_others() -> None:
    game = planted([[Fraction(1, 6)] * 6, [Fraction(1, 6)] * 6, [Fraction(1, 6)] * 6], 1)
    full = (tuple(range(6)),) * 3
    assert isolated_roots(game, conditions_of(game, full), nothing) == ((), False, None)
    assert root_near(game, conditions_of(game, full), [[1 / 6] * 6] * 3, nothing) is None


def test_an_unknown_with_rational_values_splits_a_continuum() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[1, :, 1, :] = [[2, -1], [-1, 2]]
    payoffs[2, 1, :, 1] = 1
    payoffs[2, 1, :, 0] = 0
    payoffs[2, 0, :, 1] = -1
    game = NormalFormGame(payoffs)
    conditions = conditions_of(game)
    assert conditions.vertices[0] == [(Fraction(1, 2), Fraction(1, 2))]
    assert conditions.is_point is False
