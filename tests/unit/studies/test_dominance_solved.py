"""Where dominance leaves one profile, it is the only equilibrium that the solver finds."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import numpy as np
import pytest

from gametheory import load, solve
from gametheory.studies.dominance_solved import UNSOLVED, dominance_solved
from gametheory.studies.regimes import regime

THREE_PLAYERS = """
gametheory: 1
form: normal
parameters:
  p: {value: 1/3, range: [0, 1], assumption: for the test}
players: [first, second, third]
actions:
  first: {Low: {x: 0}, Mid: {x: 1}, High: {x: 2}}
  second: {Low: {x: 0}, High: {x: 1}}
  third: {Low: {x: 0}, High: {x: 1}}
payoffs:
  first: first.x * (p - 1/2)
  second: second.x * (first.x - 1)
  third: third.x * (second.x - 1/2) * (p - 1/4)
"""


def test_profiles_are_the_only_equilibria() -> None:
    model = load("commission_competition")
    places = [Fraction(1, 10) + Fraction(index, 29) for index in range(12)]
    fixed = {name: value for name, value in model.parameter_values.items() if name != "variety"}
    found = dominance_solved(model.formulas(), fixed, {"variety": np.array([float(place) for place in places])})
    game = model.formulas().game
    solved = np.flatnonzero((found != UNSOLVED).all(axis=0)).tolist()
    assert len(solved) > 5
    for point in solved[::3]:
        support = tuple(
            (player.key, "", (names[action],))
            for player, names, action in zip(game.players, game.actions, found[:, point].tolist(), strict=True)
        )
        assert regime(solve(model.with_values(variety=places[point]))) == ((support,),)


def test_three_players_one_after_the_other() -> None:
    model = load(StringIO(THREE_PLAYERS))
    found = dominance_solved(model.formulas(), {}, {"p": np.array([0.2, 0.3, 0.8])})
    assert found.T.tolist() == [[0, 0, 1], [0, 0, 0], [2, 1, 1]]


def test_ties_and_missing_values_are_left_to_others() -> None:
    model = load(StringIO(THREE_PLAYERS.replace("(p - 1/4)", "(p - 1/4) / (p - 4/5)")))
    found = dominance_solved(model.formulas(), {}, {"p": np.array([0.5, 0.8, 0.9])})
    assert found.T.tolist() == [[UNSOLVED] * 3, [UNSOLVED] * 3, [2, 1, 1]]


@pytest.mark.parametrize("gap", [1e-15, 1e-3])
def test_rounding_leaves_a_doubt(gap: float) -> None:
    model = load(StringIO(THREE_PLAYERS.replace("(p - 1/2)", "(p - 1/2 + 100 - 100)")))
    found = dominance_solved(model.formulas(), {}, {"p": np.array([0.5 + gap])})
    assert bool(found[0, 0] == UNSOLVED) is (gap < 1e-10)
