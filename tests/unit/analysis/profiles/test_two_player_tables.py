"""Payoffs of two players as integers."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame, UnsupportedGameError
from gametheory.analysis.profiles.two_player_tables import own_tables


def test_own_action_comes_first() -> None:
    game = NormalFormGame.from_bimatrix([["1/2", 1, 2]], [[3, "1/3", 5]])
    assert own_tables(game) == ([[1, 2, 4]], [[9], [1], [15]])


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="two players, got 3"):
        own_tables(NormalFormGame([[[[1]]], [[[2]]], [[[3]]]]))
