"""All equilibria with given supports."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.analysis.certificate import judge
from gametheory.solvers.many_players import exact_supports
from gametheory.solvers.many_players.copied_actions import CopiedActions
from gametheory.solvers.many_players.exact_supports import ExactSupports

HORSE = NormalFormGame(
    [
        [[[3, 0], [3, 0]], [[1, 1], [4, 0]]],
        [[[3, 0], [3, 0]], [[1, 1], [4, 0]]],
        [[[2, 0], [2, 0]], [[1, 1], [0, 1]]],
    ]
)
"""Selten (1975): the first player's D and A, the second's a and d, the third's L and R."""


def nothing() -> None:
    """Hear a tick."""


def each_alone(actions: list[range]) -> CopiedActions:
    """Actions of which none is a copy of another one."""
    return CopiedActions(tuple(tuple((action,) for action in own) for own in actions))


def solved(game: NormalFormGame) -> tuple[ExactSupports, list[tuple[tuple[int, ...], ...]]]:
    """All supports of a game, and those that were not decided."""
    actions = [range(size) for size in game.num_actions]
    exact = ExactSupports(game, each_alone(actions), nothing)
    return exact, exact.undecided_within(actions)


def test_selten_horse_has_two_segments() -> None:
    exact, undecided = solved(HORSE)
    assert undecided == []
    ends = {
        tuple(map(str, (own[0][0], own[1][0], own[2][0])))
        for found in exact.found.products
        for own in found.profiles((2, 2, 2))
    }
    assert ends == {("1", "1", "1"), ("1", "1/3", "1"), ("0", "1", "0"), ("0", "1", "1/4")}


def test_each_profile_of_supports_is_looked_at_once() -> None:
    exact, _ = solved(HORSE)
    number = len(exact.found.products)
    assert exact.has_decided(((0,), (0, 1), (0,)))
    assert exact.decides(((0,), (0, 1), (0,)))
    assert len(exact.found.products) == number
    assert not exact.has_decided(((0, 7), (0,), (0,)))


def indifferent_player() -> NormalFormGame:
    """The first of three players is always indifferent, the others want to match each other where it plays first."""
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[1, 0] = [[2, 0], [0, 1]]
    payoffs[1, 1] = [[1, 0], [0, 3]]
    payoffs[2] = payoffs[1]
    return NormalFormGame(payoffs)


def test_an_indifferent_player_makes_curved_sets() -> None:
    exact, undecided = solved(indifferent_player())
    assert undecided == []
    (curved,) = exact.found.curved
    (point,) = curved.points
    assert isinstance(point, MixedProfile)
    assert curved.supports == ((0, 1), (0, 1), (0, 1))
    assert curved.free == (0, 1, 2)
    assert [condition.is_equation for condition in curved.conditions] == [True, True]
    assert judge(indifferent_player(), point).is_equilibrium


def test_a_curved_set_may_be_proved_empty() -> None:
    game = NormalFormGame(np.random.default_rng(4).integers(0, 4, (3, 3, 3, 3)))
    exact = ExactSupports(game, each_alone([range(3)] * 3), nothing)
    assert exact.decides(((0, 1), (0, 1), (0,)))
    assert exact.found.curved == []
    assert exact.found.products == []


def test_roots_above_lower_bounds() -> None:
    exact = ExactSupports(indifferent_player(), each_alone([range(2)] * 3), nothing)
    full = ((0, 1), (0, 1), (0, 1))
    assert not exact.decides_near(full, [[0.0, 0.0]] * 3)
    assert exact.decides_near(full, [[0.0, 0.0], [0.9, 0.0], [0.9, 0.0]])
    assert not exact.decides_near(full, [[1.0, 1.0], [0.9, 0.0], [0.9, 0.0]])
    assert exact.found.isolated == []
    row = ((0,), (0, 1), (0, 1))
    assert exact.decides_near(row, [[1.0, 0.0], [0.3, 0.5], [0.3, 0.5]])
    (found,) = exact.found.isolated
    assert isinstance(found, MixedProfile)
    assert found.strategies[1] == (Fraction(1, 3), Fraction(2, 3))


def test_a_root_next_to_a_guess() -> None:
    exact = ExactSupports(indifferent_player(), each_alone([range(2)] * 3), nothing)
    found = exact.root_near(((0,), (0, 1), (0, 1)), [[1.0, 0.0], [0.3, 0.7], [0.3, 0.7]])
    assert isinstance(found, MixedProfile)
    assert found.strategies[2] == (Fraction(1, 3), Fraction(2, 3))
    assert exact.root_near(((0,), (0, 1), (0,)), [[1.0, 0.0], [0.3, 0.7], [1.0, 0.0]]) is None


@pytest.mark.parametrize("seed", range(6))
def test_large_tables_are_compared_as_small_ones_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    game = NormalFormGame(np.random.default_rng(seed).integers(0, 5, (3, 2, 3, 2)))
    few, undecided = solved(game)
    monkeypatch.setattr(exact_supports, "FEW_PAYOFFS", 0)
    other, still_undecided = solved(game)
    assert few.found.products
    assert undecided == still_undecided
    assert few.found == other.found


def test_a_pure_equilibrium_is_noted_once() -> None:
    exact = ExactSupports(HORSE, each_alone([range(2)] * 3), nothing)
    exact.add_pure([1, 0, 1])
    (found,) = exact.found.products
    assert found.is_point
    assert next(found.profiles((2, 2, 2))) == ((0, 1), (1, 0), (0, 1))
    assert exact.has_decided(((1,), (0,), (1,)))
