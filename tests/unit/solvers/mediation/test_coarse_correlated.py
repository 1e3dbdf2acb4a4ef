from __future__ import annotations

from fractions import Fraction

from gametheory import NormalFormGame, solve
from gametheory.core.distributions import Distribution
from gametheory.solvers.mediation.coarse_correlated import CorrelatedOptions


def test_it_can_be_better_than_every_correlated_equilibrium() -> None:
    # the row player's last action is strictly dominated, but the column player likes it
    game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 1], [1, 1], [9, 9]], players=["row", "column"])
    coarse = solve(game, "coarse_correlated").equilibria[0]
    play = coarse.play
    assert isinstance(play, Distribution)
    assert play.is_coarse
    assert coarse.max_regret == 0
    # 4 with probability 1/3, else 1, is as much as the 2 that each of the first two actions brings against a fair draw
    assert coarse.payoffs == (2, Fraction(19, 3))
    assert play["1", "1"] + play["2", "2"] == Fraction(1, 3)
    assert sum(solve(game, "correlated").equilibria[0].payoffs) == 5


def test_the_objective_of_the_options() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]], players=["row", "column"])
    solution = solve(game, "coarse_correlated", options=CorrelatedOptions("column"))
    assert solution.equilibria[0].payoffs == (2, 7)
