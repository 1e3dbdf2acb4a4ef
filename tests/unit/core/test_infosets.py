"""Information sets check their actions and probabilities."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import InvalidGameError
from gametheory.core.infosets import CHANCE, Infoset, infosets_by_player

THIRD = Fraction(1, 3)


def test_players_and_chance() -> None:
    own = Infoset(0, "h", "Where?", ("L", "R", "M"))
    coin = Infoset(CHANCE, "coin", "", ("h", "t"), (THIRD, 1 - THIRD))
    assert (own.is_chance, own.num_actions) == (False, 3)
    assert (coin.is_chance, coin.num_actions) == (True, 2)


@pytest.mark.parametrize(
    ("player", "actions", "probabilities", "sentence"),
    [
        (0, (), None, "expected at least one action at information set 'h', got none"),
        (0, ("L", "L"), None, "expected different actions at information set 'h', got 'L' twice"),
        (0, ("L",), (Fraction(1),), "expected probabilities at chance moves and nowhere else"),
        (CHANCE, ("L",), None, "expected probabilities at chance moves and nowhere else"),
        (CHANCE, ("L",), (THIRD, THIRD), "expected 1 probabilities at chance move 'h', got 2"),
        (CHANCE, ("L", "R"), (1 + THIRD, -THIRD), "expected probabilities of at least 0 at chance move 'h', got -1/3"),
        (CHANCE, ("L", "R"), (THIRD, THIRD), "expected probabilities at chance move 'h' to sum to 1, got 2/3"),
    ],
)
def test_mistakes(player: int, actions: tuple, probabilities: tuple | None, sentence: str) -> None:
    with pytest.raises(InvalidGameError, match=sentence):
        Infoset(player, "h", "", actions, probabilities)


def test_numbers_and_original_labels_are_not_compared() -> None:
    plain = Infoset(0, "h", "", ("x", "x (2)"))
    read = Infoset(0, "h", "", ("x", "x (2)"), number=7, original_actions=("x", "x"))
    assert plain == read
    assert hash(plain) == hash(read)
    assert (read.number, read.original_actions, plain.number) == (7, ("x", "x"), None)


def test_sets_by_player_keep_their_order() -> None:
    coin = Infoset(CHANCE, "coin", "", ("h", "t"), (THIRD, 1 - THIRD))
    first, later = Infoset(1, "first", "", ("L",)), Infoset(1, "later", "", ("R",))
    assert infosets_by_player([later, coin, first], 2) == {CHANCE: (1,), 0: (), 1: (0, 2)}
