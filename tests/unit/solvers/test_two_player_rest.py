from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory import NormalFormGame
from gametheory.solvers.two_player_rest import NOBODY, two_player_rest

HALF = Fraction(1, 2)


def test_copies_are_merged_and_split_again() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0, 0], [2, 0, 0], [0, 1, 1]], [[1, 0, 0], [1, 0, 0], [0, 2, 2]])
    rest = two_player_rest(game, [(0, 1, 2), (0, 1, 2)], [0, 1])
    assert rest.payoffs == ([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    assert rest.copies == (((0, 1), (2,)), ((0,), (1, 2)))
    assert list(rest.expansions(0, (1, 1))) == [(HALF, 0, HALF), (0, HALF, HALF)]
    assert list(rest.expansions(1, (0, 3))) == [(0, 1, 0), (0, 0, 1)]


def test_players_without_a_choice_keep_their_only_action() -> None:
    payoffs = np.arange(3 * 2 * 3 * 2).reshape(3, 2, 3, 2)
    rest = two_player_rest(NormalFormGame(payoffs), [(0, 1), (2,), (0, 1)], [0, 2])
    assert rest.players == (0, 2)
    assert rest.payoffs == (payoffs[0, :, 2, :].tolist(), payoffs[2, :, 2, :].tolist())
    assert rest.only_strategy(1) == (0, 0, 1)


def test_one_player_and_nobody() -> None:
    rest = two_player_rest(NormalFormGame([[1, 5, 5]]), [(1, 2)], [0])
    assert rest.players == (0, NOBODY)
    assert rest.copies == (((1, 2),), ((0,),))
    assert list(rest.expansions(1, (1,))) == [(1,)]
    decided = two_player_rest(NormalFormGame.from_bimatrix([[3, 0]], [[1, 2]]), [(0,), (1,)], [])
    assert (decided.players, decided.payoffs) == ((0, NOBODY), ([[0]], [[0]]))
    assert decided.only_strategy(1) == (0, 1)
