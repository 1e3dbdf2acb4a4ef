"""The beginning that trees and tables share."""

from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError, MalformedGameFileError
from gametheory.io.gambit.head import note_renamed, read_head, take_comment, take_texts
from gametheory.io.gambit.tokens import Cursor, Remarks
from unit.io.gambit.sources import source


def test_title_players_and_comment() -> None:
    text = source('EFG 2 D "a \\"b\\"" { "A" "" "A" } "more" t')
    cursor, remarks = Cursor(text), Remarks(text)
    title, players = read_head(cursor, remarks, name="EFG", version="2")
    assert title == 'a "b"'
    assert [player.key for player in players] == ["A", "2", "A (2)"]
    assert take_comment(cursor) == "more"
    assert take_comment(cursor) == ""
    assert [(remark.column, remark.message) for remark in remarks.told()] == [
        (25, "expected a label, got a player without one; used '2'"),
        (28, "expected different labels, got the player 'A' twice; used 'A (2)'"),
    ]


def test_a_game_has_players() -> None:
    text = source('EFG 2 R "t" { }')
    with pytest.raises(InconsistentGameFileError, match="f:1:13: expected at least one player, got none"):
        read_head(Cursor(text), Remarks(text), name="EFG", version="2")


def test_texts_are_quoted() -> None:
    with pytest.raises(MalformedGameFileError, match="f:1:7: expected a name in quotes or '}', got 'b'"):
        take_texts(Cursor(source('{ "a" b }')), "a name")


def test_long_labels_are_told_in_part() -> None:
    remarks = Remarks(source("abc"))
    note_renamed(remarks, 1, "player", "x" * 9999, name="y" * 9999)
    assert len(remarks.told()[0].message) < 200


def test_articles() -> None:
    remarks = Remarks(source("abc"))
    note_renamed(remarks, 1, "action", "", name="1")
    assert remarks.told()[0].message == "expected a label, got an action without one; used '1'"
