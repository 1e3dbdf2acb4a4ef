"""lrsnash's matrices."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import NormalFormGame
from gametheory.errors import InconsistentGameFileError, MalformedGameFileError, UnsupportedGameError
from gametheory.io.gambit.lrsnash_text import read_lrs, write_lrs
from unit.io.gambit.sources import source

TEXT = "2 3\n\n1 2 3\n4 5 1/2\n\n-1 0 0\n7 8 9\n"


def test_rows_of_either_player() -> None:
    game = read_lrs(source(TEXT)).given.game
    assert isinstance(game, NormalFormGame)
    assert game.num_actions == (2, 3)
    assert (game.payoff(0, (1, 2)), game.payoff(1, (1, 0))) == (Fraction(1, 2), 7)
    assert write_lrs(game) == TEXT


def test_decimals_are_exact_and_written_as_fractions() -> None:
    game = read_lrs(source("1 1 0.5 -.25")).given.game
    assert isinstance(game, NormalFormGame)
    assert write_lrs(game) == "1 1\n\n1/2\n\n-1/4\n"


def test_mistakes_are_told() -> None:
    with pytest.raises(InconsistentGameFileError, match="expected 4 payoffs, 2 for either player, got 3"):
        read_lrs(source("1 2 1 2 3"))
    with pytest.raises(InconsistentGameFileError, match="expected at least one action of each player, got 0"):
        read_lrs(source("0 2"))
    with pytest.raises(MalformedGameFileError, match="expected the number of columns, an integer, got the end"):
        read_lrs(source("2"))


def test_other_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match=r"lrsnash's files hold games of 2 players, got 1; write '.nfg'"):
        write_lrs(NormalFormGame([[1, 2]]))
    with pytest.raises(
        UnsupportedGameError, match="of at most 63 bits, as lrsnash reads them, got -1/9223372036854775808"
    ):
        write_lrs(NormalFormGame.from_bimatrix([[2**63 - 1]], [[Fraction(-1, 2**63)]]))
