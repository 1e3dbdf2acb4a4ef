from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.core.solution import Coverage
from gametheory.studies.nash_payoffs import nash_payoffs


def test_a_maximal_subset_is_a_rectangle_of_payoffs() -> None:
    # each player's payoff depends on what the other does only
    game = NormalFormGame.from_bimatrix([[1, 4, 2], [1, 4, 2]], [[3, 3, 3], [8, 8, 8]])
    found = nash_payoffs(game, seconds=10)
    assert found is not None
    assert found.ranges == (((1, 4), (3, 8)),)
    assert found.equilibria == (tuple(range(6)),)
    assert (found.best(0), found.best(1)) == (4, 8)


def test_equal_payoffs_are_told_once() -> None:
    game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    found = nash_payoffs(game, seconds=10)
    assert found is not None
    assert dict(zip(found.ranges, found.equilibria, strict=True)) == {
        ((3, 3), (3, 3)): (0, 1),
        ((4, 4), (Fraction(8, 3), Fraction(8, 3))): (2,),
    }


def test_three_players_by_single_equilibria() -> None:
    game = NormalFormGame(np.stack([np.eye(2)[:, :, None] * [1, 1]] * 2 + [np.zeros((2, 2, 2))]))
    found = nash_payoffs(game, seconds=10)
    assert found is not None
    assert found.best(0) == 1


def test_without_an_equilibrium_there_is_nothing_to_tell() -> None:
    matching = np.array([[[1, 1], [0, 0]], [[0, 0], [1, 1]]])
    payoffs = np.stack([matching, np.moveaxis(matching, 2, 0), 1 - np.moveaxis(matching, 1, 2)])
    game = NormalFormGame(payoffs)
    found = nash_payoffs(game, seconds=10)
    assert found is None or found.solution.equilibria


@pytest.mark.parametrize("seconds", [0.0])
def test_no_time_finds_nothing(seconds: float) -> None:
    game = NormalFormGame(np.random.default_rng(3).integers(0, 101, (2, 12, 12)))
    found = nash_payoffs(game, seconds=seconds)
    assert found is None or not found.solution.coverage.is_complete


def test_the_best_equilibrium_is_called_what_it_is_known_to_be() -> None:
    found = nash_payoffs(NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]]), seconds=10)
    assert found is not None
    assert (found.is_complete, found.best_in_words) == (True, "the best Nash equilibrium")
    pure = replace(found, solution=found.solution.replace(coverage=Coverage.ALL_PURE))
    assert (pure.is_complete, pure.best_in_words) == (False, "the best pure Nash equilibrium")
    some = replace(found, solution=found.solution.replace(coverage=Coverage.PARTIAL))
    assert (some.is_complete, some.best_in_words) == (False, "the best Nash equilibrium that was found")
