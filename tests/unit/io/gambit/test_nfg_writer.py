"""Games in normal form as Gambit's text."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.io.gambit.nfg_reader import read_nfg
from gametheory.io.gambit.nfg_writer import write_nfg
from unit.io.gambit.sources import source
from unit.io.gambit.test_nfg_reader import OUTCOMES


def test_a_list_of_outcomes_is_written_as_it_was_read() -> None:
    given = read_nfg(source(OUTCOMES)).given
    assert isinstance(given.game, NormalFormGame)
    written = write_nfg(given.game, original_actions=given.original_actions, outcomes=given.outcomes)
    assert written == OUTCOMES.replace(" {", " {", 1).replace('"t" { "A" "B" }\n', '"t" { "A" "B" }\n\n').replace(
        "3/4 -5", "3/4, -5"
    )


def test_payoffs_are_written_with_the_first_player_fastest() -> None:
    game = NormalFormGame(
        [[[[1], [2]], [[3], [4]], [[5], [6]]], [[[0], [0]], [[0], [0]], [[0], [7]]], [[[0], [8]]] * 3]
    )
    text = write_nfg(game)
    assert text.endswith('""\n\n1 0 0 3 0 0 5 0 0\n2 0 8 4 0 8 6 7 8\n')
    assert read_nfg(source(text)).given.game.payoffs.tolist() == game.payoffs.tolist()


def test_original_labels_are_written() -> None:
    text = 'NFG 1 R "" { "" "" }\n\n{ { "" "x" "x" }\n{ "\\"" }\n}\n""\n\n1 2 3 4 5 6\n'
    given = read_nfg(source(text)).given
    assert isinstance(given.game, NormalFormGame)
    assert write_nfg(given.game, original_actions=given.original_actions) == text


def test_what_the_format_cannot_hold() -> None:
    with pytest.raises(UnsupportedGameError, match="expected printable labels, got"):
        write_nfg(NormalFormGame([[1]], actions=[["a\rb"]]))
    with pytest.raises(UnsupportedGameError, match="expected numbers of at most 1,000 digits"):
        write_nfg(NormalFormGame([[10**2000]]))
