"""GAMUT's tables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import NormalFormGame
from gametheory.errors import InconsistentGameFileError, MalformedGameFileError, UnsupportedGameError
from gametheory.io.gambit.gamut import read_gam, write_gam
from unit.io.gambit.sources import source


def test_each_player_in_turn_with_the_first_action_fastest() -> None:
    text = "# a table\n3\n2 1 3\n\n0 1 2 3 4 5\n10 11 12 13 14 15\n20 21 22 23 24 -2.5e-1\n"
    game = read_gam(source(text)).given.game
    assert isinstance(game, NormalFormGame)
    assert game.num_actions == (2, 1, 3)
    assert [game.payoff(player, (1, 0, 1)) for player in range(3)] == [3, 13, 23]
    assert game.payoff(2, (1, 0, 2)) == Fraction(-1, 4)
    assert write_gam(game) == "3\n2 1 3\n\n0 1 2 3 4 5\n10 11 12 13 14 15\n20 21 22 23 24 -0.25\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0", "expected 1 to 31 players in a table, got 0"),
        ("99999999 1", "expected 1 to 31 players in a table, got 99,999,999"),
        ("2\n1 0\n", "expected at least one action of each player, got 0"),
        ("2\n1 2\n1 2 3", "expected 4 payoffs, 2 for each of 2 players, got 3"),
    ],
)
def test_what_is_no_game_is_told(text: str, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        read_gam(source(text))


def test_what_is_not_in_the_format_is_told() -> None:
    with pytest.raises(MalformedGameFileError, match=r"f:3:1: expected a number such as 3, 0.15 or -1/3, got '\[1'"):
        read_gam(source("1\n2\n[1 2]"))


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/8", "0.125"), ("-1/80", "-0.0125"), ("12.5", "12.5"), ("-3", "-3"), ("1/625", "0.0016"), (0.1, f"{0.1:.55f}")],
)
def test_decimals_have_all_their_digits(value: str | float, text: str) -> None:
    assert write_gam(NormalFormGame([[value]])).splitlines()[-1] == text


def test_numbers_without_an_end_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match=r"as .gam files hold them, got 5/42; multiply them by 21"):
        write_gam(NormalFormGame([["5/42"]]))
    with pytest.raises(UnsupportedGameError, match="expected numbers of at most 1,000 digits, as many as a file holds"):
        write_gam(NormalFormGame([[5e-324]]))
