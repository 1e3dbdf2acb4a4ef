"""Newton's method on the actions that are played."""

from __future__ import annotations

import numpy as np

from gametheory.kernels.pair_payoffs import PairPayoffs
from gametheory.kernels.settled_strategies import settled_strategies

ALL = np.ones(4, dtype=np.bool_)


def two_by_two(first: list[list[float]], second: list[list[float]]) -> PairPayoffs:
    """A game of two players."""
    return PairPayoffs([np.array(first), np.array(second)])


PENNIES = two_by_two([[1.0, 0.0], [0.0, 0.5]], [[0.0, 0.25], [1.0, 0.0]])


def test_the_equilibrium_near_a_guess_of_three_players() -> None:
    # nobody gains by a change where each action of everybody is as good: planted at these strategies
    rng = np.random.default_rng(8)
    planted = np.array([0.25, 0.75, 0.4, 0.6, 0.1, 0.9])
    tables = list(rng.random((3, 2, 2, 2)))
    for player in range(3):
        paid = PairPayoffs(tables).against(planted)[2 * player : 2 * player + 2]
        np.moveaxis(tables[player], player, 0)[...] -= paid.reshape(2, 1, 1)
    settled = settled_strategies(PairPayoffs(tables), planted + [0.01, -0.01] * 3, np.ones(6, dtype=np.bool_))
    assert settled is not None
    assert np.abs(settled - planted).max() < 1e-11


def test_pure_strategies_stay_where_nothing_pays_more() -> None:
    game = two_by_two([[1.0, 0.0], [0.0, 0.5]], [[0.75, 0.0], [0.0, 1.0]])
    pure = np.array([1.0, 0.0, 1.0, 0.0])
    settled = settled_strategies(game, pure, pure > 0.0)
    assert settled is not None
    assert settled.tolist() == pure.tolist()


def test_no_equilibrium_where_another_action_pays_more() -> None:
    pure = np.array([1.0, 0.0, 1.0, 0.0])
    assert settled_strategies(PENNIES, pure, pure > 0.0) is None


def test_nothing_settles_far_away() -> None:
    assert settled_strategies(PENNIES, np.array([0.2, 0.8, 0.3, 0.7]), ALL) is None


def test_nothing_settles_where_the_actions_played_leave_several_mixtures() -> None:
    indifferent = two_by_two([[1.0, 0.0], [1.0, 0.0]], [[0.0, 0.25], [1.0, 0.0]])
    assert settled_strategies(indifferent, np.array([0.8, 0.2, 0.5, 0.5]), ALL) is None
    nearly = two_by_two([[1.0, 0.0], [1.0, 1e-12]], [[0.0, 0.25], [1.0, 0.0]])
    assert settled_strategies(nearly, np.array([0.8, 0.2, 0.5, 0.5]), ALL) is None


def test_no_equilibrium_where_a_probability_would_be_negative() -> None:
    game = two_by_two([[1.0, 0.0], [0.96, -0.9]], [[0.0, 0.25], [1.0, 0.0]])
    assert settled_strategies(game, np.array([0.8, 0.2, 0.99, 0.01]), ALL) is None
