"""Players by keys, labels and numbers."""

from __future__ import annotations

import pytest

from gametheory import InvalidGameError
from gametheory.core.players import Player, check_unique, player_index, to_players

AMAZON = Player("amazon", "Amazon")


def test_ways_to_name_players() -> None:
    assert to_players(None, 2) == (Player("1", "Player 1"), Player("2", "Player 2"))
    assert to_players({"amazon": "Amazon"}, 1) == (AMAZON,)
    assert to_players([AMAZON, "seller"], 2) == (AMAZON, Player("seller", "seller"))


def test_wrong_number_or_double_keys() -> None:
    with pytest.raises(InvalidGameError, match=r"expected 3 players, got 2: \['a', 'b'\]"):
        to_players(["a", "b"], 3)
    with pytest.raises(InvalidGameError, match="expected different player keys, got 'a' twice; rename one"):
        to_players(["a", "b", "a"], 3)
    with pytest.raises(InvalidGameError, match="expected different stages, got 'x' twice"):
        check_unique(["x", "x"], "stages")


def test_index_of_a_player() -> None:
    players = to_players(["a", "b"], 2)
    assert [player_index(players, key) for key in ("a", "b", 0, 1, -1)] == [0, 1, 0, 1, 1]
    with pytest.raises(KeyError, match="no player 'c'; the players are a, b"):
        player_index(players, "c")
    with pytest.raises(IndexError, match="range object index out of range"):
        player_index(players, 2)


def test_original_labels_are_not_compared() -> None:
    assert Player("2", "Player 2", original_label="") == Player("2", "Player 2")
    assert hash(Player("2", "Player 2", original_label="")) == hash(Player("2", "Player 2"))
