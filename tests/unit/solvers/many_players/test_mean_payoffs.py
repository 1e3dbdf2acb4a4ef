"""Exact payoffs, indices and Krawczyk's test of searches."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.analysis.profiles.action_payoffs import action_payoffs
from gametheory.solvers.many_players.mean_payoffs import Slopes, is_nash, mean_payoffs

HALF = (Fraction(1, 2), Fraction(1, 2))


def nothing() -> None:
    """Hear a tick."""


def index_of(game: NormalFormGame, *strategies: tuple[str, ...]) -> int | None:
    return Slopes.at(game, [tuple(map(Fraction, own)) for own in strategies], nothing).index()


@pytest.mark.parametrize("seed", range(5))
def test_payoffs_are_those_of_the_certificates(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(-9, 10, (3, 2, 3, 2)) * Fraction(1, 7))
    strategies = [("1/3", "2/3"), ("1/4", "0", "3/4"), ("1", "0")]
    profile = MixedProfile(game, strategies)
    expected = [list(action_payoffs(game, profile, player)) for player in range(3)]
    assert mean_payoffs(game, profile.strategies, nothing) == expected


def test_index_of_exact_equilibria() -> None:
    coordination = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[3, 0], [0, 1]])
    assert index_of(coordination, ("1", "0"), ("1", "0")) == 1
    assert index_of(coordination, ("1/4", "3/4"), ("1/3", "2/3")) == -1
    tied = NormalFormGame.from_bimatrix([[2, 0], [2, 1]], [[3, 0], [0, 1]])
    assert index_of(tied, ("1", "0"), ("1", "0")) is None
    pennies = NormalFormGame.zero_sum([[1, -1], [-1, 1]])
    assert index_of(pennies, ("1/2", "1/2"), ("1/2", "1/2")) == 1
    idle = NormalFormGame(np.zeros((2, 2, 2), dtype=np.int64))
    assert index_of(idle, ("1/2", "1/2"), ("1/2", "1/2")) is None


def test_who_gains_is_seen() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[3, 0], [0, 1]])
    assert is_nash(game, [(1, 0), (1, 0)], nothing)
    assert is_nash(game, [(Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 3), Fraction(2, 3))], nothing)
    assert not is_nash(game, [(1, 0), (0, 1)], nothing)
    assert not is_nash(game, [HALF, (1, 0)], nothing)


def test_krawczyk() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[3, 0], [0, 1]])
    exact = [(Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 3), Fraction(2, 3))]
    shift, radius = Fraction(1, 1000), Fraction(1, 100)
    near = [tuple(weight + sign * shift for weight, sign in zip(own, (1, -1), strict=True)) for own in exact]
    assert Slopes.at(game, near, nothing).contracts(radius)
    assert not Slopes.at(game, near, nothing).contracts(shift / 2)
    assert Slopes.at(game, [(1, 0), (1, 0)], nothing).contracts(radius)
    idle = NormalFormGame(np.zeros((3, 2, 2, 2), dtype=np.int64))
    assert not Slopes.at(idle, [HALF] * 3, nothing).contracts(radius)


def test_ranges_are_those_on_the_face() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [7, 9]], [[3, 3], [3, 3]])
    assert Slopes(game, [[1, 1], [1, 0]], nothing).ranges == [5, 1]
    assert Slopes(game, [[1, 1], [1, 0]], nothing, supports=[[0, 1], [0, 1]]).ranges == [9, 1]


def test_gains_are_rounded_away_from_zero() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[3, 0], [0, 1]])
    slopes = Slopes(game, [[1, 3], [1, 3]], nothing)
    assert slopes.rounded_gains(3) == [1, 0]
    assert Slopes(game, [[1, 3], [1, 2]], nothing).rounded_gains(40) == [0, 0]
    assert Slopes(game, [[1, 3], [1001, 2000]], nothing).rounded_gains(3) == [-1, 0]


@pytest.mark.parametrize("seed", range(5))
def test_derivatives_are_what_a_step_changes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(-9, 10, (4, 3, 2, 2, 3)))
    weights = [[2, 3, 5], [1, 4], [3, 2], [6, 0, 1]]
    slopes = Slopes(game, weights, nothing)
    columns = []
    bits, small = 80, 10**6
    for player, support in enumerate(slopes.supports):
        for action in support[1:]:
            moved = [[weight * small for weight in own] for own in weights]
            moved[player][support[0]] -= sum(weights[player])
            moved[player][action] += sum(weights[player])
            after = Slopes(game, moved, nothing, supports=slopes.supports).rounded_gains(bits)
            before = slopes.rounded_gains(bits)
            columns.append([(b - a) * small / 2**bits for a, b in zip(before, after, strict=True)])
    assert slopes.derivatives == pytest.approx(np.array(columns).T, abs=1e-9)
    assert slopes.inverse is not None
    assert slopes.inverse @ slopes.derivatives == pytest.approx(np.eye(len(columns)), abs=1e-8)
