"""The table of pure best replies."""

from __future__ import annotations

import itertools

import numpy as np

from gametheory import NormalFormGame
from gametheory.analysis.profiles.best_replies import best_reply_table


def test_every_cell_of_three_players() -> None:
    game = NormalFormGame(np.random.default_rng(2).integers(0, 4, size=(3, 2, 3, 4)))
    table = best_reply_table(game)
    assert table.shape == game.payoffs.shape
    for cell in itertools.product(*map(range, game.num_actions)):
        for player in range(3):
            others = [(*cell[:player], action, *cell[player + 1 :]) for action in range(game.num_actions[player])]
            best = max(game.payoff(player, other) for other in others)
            assert table[(player, *cell)] == (game.payoff(player, cell) == best)


def test_fractions_are_compared_exactly() -> None:
    game = NormalFormGame.from_bimatrix([["1/3"], ["0.33333333333333333333"]], [["1"], ["1"]])
    assert best_reply_table(game).dtype == np.bool_
    assert best_reply_table(game)[0, :, 0].tolist() == [True, False]
