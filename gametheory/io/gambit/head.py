"""The beginning that Gambit's trees and tables share: title and players; what reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.io.gambit.labels import misnamed, to_players
from gametheory.io.gambit.tokens import brief, inconsistent

if TYPE_CHECKING:
    from gametheory.core.players import Player
    from gametheory.errors import FileMistake
    from gametheory.io.gambit.tokens import Cursor, Remarks
    from gametheory.models.given_game import GivenGame


@dataclass(frozen=True, slots=True)
class ReadGame:
    """A file that was read.

    Parameters
    ----------
    given
        The game, and what the format keeps beside it.
    remarks
        What was read although it is not quite right.
    """

    given: GivenGame
    remarks: tuple[FileMistake, ...] = ()


def read_head(cursor: Cursor, remarks: Remarks, *, name: str, version: str) -> tuple[str, tuple[Player, ...]]:
    """Return the title and the players of a file such as ``EFG 2 R "title" { "player" ... }``.

    Parameters
    ----------
    cursor
        At the beginning of the file; afterwards behind the players.
    remarks
        Where players without a name of their own are noted.
    name, version
        How the file begins: ``EFG`` and ``2``.
    """
    cursor.take(name)
    cursor.take(version)
    cursor.take("R", "D")
    title = cursor.take_text("the title")
    start = cursor.peek().start
    labels, offsets = take_texts(cursor, "a player's label")
    if not labels:
        raise inconsistent(cursor.source, start, "expected at least one player, got none")
    players = to_players(labels)
    for index in misnamed(labels):
        note_renamed(remarks, offsets[index], "player", labels[index], name=players[index].key)
    return title, players


def take_texts(cursor: Cursor, what: str) -> tuple[tuple[str, ...], list[int]]:
    """Pass texts in braces and return them, and their offsets."""
    cursor.take("{")
    texts, offsets = [], []
    while not cursor.is_at("}"):
        if not cursor.is_at_text():
            cursor.refuse(f"{what} in quotes or '}}'")
        offsets.append(cursor.peek().start)
        texts.append(cursor.take_text(what))
    cursor.take("}")
    return tuple(texts), offsets


def take_comment(cursor: Cursor) -> str:
    """Pass the comment, where there is one, and return it."""
    return cursor.take_text("the comment") if cursor.is_at_text() else ""


def note_renamed(remarks: Remarks, offset: int, what: str, label: str, *, name: str) -> None:
    """Note that a label was empty or stood twice and what is used instead."""
    if label:
        remarks.note(
            f"double {what}",
            offset,
            f"expected different labels, got the {what} {brief(label)} twice; used {brief(name)}",
        )
    else:
        article = "an" if what[0] in "aeiou" else "a"
        remarks.note(f"empty {what}", offset, f"expected a label, got {article} {what} without one; used {brief(name)}")
