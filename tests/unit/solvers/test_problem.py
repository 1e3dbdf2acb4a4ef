from __future__ import annotations

import numpy as np

from gametheory import NormalFormGame
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import Watch
from oracles.classic_trees import trust


def made(game: object) -> Problem:
    assert hasattr(game, "to_game")
    return Problem(game.to_game(), "nash", Watch(), num_listed=10)


def test_normal_form_is_taken_as_it_is() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0]], [[1, 2]])
    problem = made(game)
    assert problem.normal_form is game
    assert problem.strategic_form is None
    assert problem.choosing_players == ()


def test_tree_is_reduced_once() -> None:
    problem = made(trust())
    assert problem.strategic_form is problem.strategic_form
    assert problem.normal_form.num_actions == (2, 2)
    assert problem.choosing_players == (0, 1)


def test_large_games_of_three_players_are_eliminated_by_mixed_strategies_too() -> None:
    size = 28
    first, second, third = np.indices((size, size, size))
    payoffs = np.zeros((3, size, size, size), dtype=np.int64)
    payoffs[0] = np.where(first < 2, np.where(first == second % 2, 10, 0), 4)
    payoffs[1] = np.where(second < 2, np.where(second != first % 2, 10, 0), 4)
    payoffs[2] = np.where(first < 2, -third, third)
    problem = made(NormalFormGame(payoffs))
    assert problem.reduction.kept == ((0, 1), (0, 1), (0,))
    assert problem.choosing_players == (0, 1)


def test_elimination_moves_the_clock() -> None:
    problem = made(NormalFormGame.from_bimatrix([[3, 2], [0, 1]], [[1, 0], [0, 1]]))
    assert problem.choosing_players == ()
    assert problem.watch.steps >= 2


def test_conclusion_is_complete_unless_it_says_otherwise() -> None:
    conclusion = Conclusion(Coverage.ALL)
    assert (conclusion.termination, conclusion.unresolved) == (Termination.EXHAUSTED, ())
