from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory import NormalFormGame
from gametheory.solvers.normal_forms.two_player_rest import NOBODY, kept_by_pure_elimination, two_player_rest

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


def test_pure_elimination_goes_on_until_nothing_is_dominated() -> None:
    # row 2 falls to row 0, then column 0 to column 1, then row 1 to row 0; ties and mixtures eliminate nothing
    row_payoffs = np.array([[1, 4, 4], [2, 3, 3], [0, 3, 1]])
    column_payoffs = np.array([[1, 3, 5], [1, 2, 0], [9, 0, 0]])
    beats: list[None] = []
    assert kept_by_pure_elimination([row_payoffs, column_payoffs], lambda: beats.append(None)) == ((0,), (2,))
    assert beats
    tied = np.array([[4, 0], [0, 4], [1, 1]])
    assert kept_by_pure_elimination([tied, 0 * tied], beats.clear) == ((0, 1, 2), (0, 1))


def test_pure_elimination_of_large_numbers_keeps_every_equilibrium() -> None:
    large = np.array([[2**70, 3], [2**70 + 1, 4], [0, 9]], dtype=object)
    assert kept_by_pure_elimination([large, -large], lambda: None) == ((1, 2), (0, 1))
    # sums overflow: the order is spoilt, and the dominated row stays
    most = 2**62
    whole = np.array([[most, most], [most + 1, most + 1]])
    kept, _ = kept_by_pure_elimination([whole, 0 * whole], lambda: None)
    assert 1 in kept
