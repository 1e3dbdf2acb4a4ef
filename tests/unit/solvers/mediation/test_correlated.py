from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory import Coverage, NormalFormGame, solve
from gametheory.core.distributions import Distribution
from gametheory.solvers.mediation.correlated import CorrelatedOptions
from oracles.classic_trees import outside_option


def test_dominated_actions_are_not_recommended() -> None:
    game = NormalFormGame.from_bimatrix(
        [[6, 2, 0], [7, 0, 0], [5, 1, -1]], [[6, 7, 1], [2, 0, -1], [9, 9, 8]], players=["row", "column"]
    )
    solution = solve(game, "correlated")
    play = solution.equilibria[0].play
    assert isinstance(play, Distribution)
    assert play.probabilities == {(0, 0): Fraction(1, 2), (0, 1): Fraction(1, 4), (1, 0): Fraction(1, 4)}
    assert solution.coverage is Coverage.AT_LEAST_ONE
    assert solution.equilibria[0].max_regret == 0
    assert solution.statistics["profiles"] == 4


def test_the_objective_of_the_options() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]], players=["row", "column"])
    solution = solve(game, "correlated", options=CorrelatedOptions("column"))
    assert solution.equilibria[0].payoffs == (2, 7)


def test_plans_of_a_tree_are_recommended() -> None:
    solution = solve(outside_option(), "correlated", options=CorrelatedOptions("egalitarian"))
    assert min(solution.equilibria[0].payoffs) == 2
    assert isinstance(solution.equilibria[0].play, Distribution)


def test_three_players() -> None:
    game = NormalFormGame(np.random.default_rng(2).integers(0, 10, (3, 2, 2, 3)))
    assert solve(game, "correlated").equilibria[0].max_regret == 0
