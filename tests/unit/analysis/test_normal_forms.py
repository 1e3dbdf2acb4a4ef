"""The normal form of a game."""

from __future__ import annotations

from gametheory import NormalFormGame, load
from gametheory.analysis.normal_forms import normal_form


def test_games_models_and_trees_have_one() -> None:
    game = NormalFormGame.zero_sum([[1, 2], [3, 0]])
    assert normal_form(game) is game
    assert normal_form(load("trust_game").to_game()).num_actions == (2, 2)
    assert normal_form(load("price_monitoring")).num_players == 2
