"""Gambit's tables (``.nfg``) as games: payoffs one after the other, or outcomes and one number for each profile."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import NO_OUTCOME
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import brief_fraction
from gametheory.io.gambit.efg_grammar import payoff_words, walk_payoffs
from gametheory.io.gambit.head import ReadGame, note_renamed, read_head, take_comment, take_texts
from gametheory.io.gambit.labels import misnamed, unique_names
from gametheory.io.gambit.number_list import Numbers, check_sizes, read_numbers, to_table, word_offset
from gametheory.io.gambit.tokens import FLAGS, QUOTED, SPACE, Cursor, Remarks, inconsistent, unquoted
from gametheory.models.given_game import GivenGame, OutcomeTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.array_types import IndexArray
    from gametheory.core.players import Player
    from gametheory.io.prescan import Source

    Row = tuple[int | Fraction, ...]

_OUTCOME = re.compile(rf'{SPACE}\{{{SPACE}(?:{QUOTED})?+([^{{}}"]*+)\}}', FLAGS)


def read_nfg(source: Source) -> ReadGame:
    """Return the game that a table in Gambit's format describes; player 1's action varies fastest in it.

    Parameters
    ----------
    source
        The text, with line feeds as line ends.

    Raises
    ------
    MalformedGameFileError
        If it is not in the format.
    InconsistentGameFileError
        If it is in the format but not a game: too few or too many numbers, an outcome that does not exist.

    Examples
    --------
    >>> from gametheory.io.prescan import Source
    >>> read = read_nfg(Source('NFG 1 R "Meet" { "A" "B" } { 2 3 } 1 2 3 4 5 6 7 8 9 10 11 .5', "meet.nfg"))
    >>> read.given.game
    <NormalFormGame 'Meet': 2 x 3, A, B>
    >>> read.given.game.payoff(0, (1, 0)), read.given.game.payoff(1, (1, 2))
    (Fraction(3, 1), Fraction(1, 2))
    """
    remarks = Remarks(source)
    cursor = Cursor(source)
    title, players = read_head(cursor, remarks, name="NFG", version="1")
    start = cursor.peek().start
    labels = _read_actions(cursor, players, remarks)
    num_profiles = check_sizes(source, start, [len(own) for own in labels])
    comment = take_comment(cursor)
    actions = tuple(map(unique_names, labels))
    counts = [len(own) for own in actions]
    outcomes = None
    if cursor.is_at("{"):
        outcomes = _read_outcomes(cursor, counts, num_profiles)
        zeros = np.zeros((1, len(players)), dtype=outcomes.payoffs.dtype)
        table = np.moveaxis(np.concatenate([outcomes.payoffs, zeros])[outcomes.outcome], -1, 0)
    else:
        what = f"payoffs, {len(players)} for each of {num_profiles:,} profile{'s' if num_profiles > 1 else ''}"
        values = read_numbers(source, cursor.offset, num_profiles * len(players), what=what)
        table = to_table(values, [*reversed(counts), len(players)]).transpose()
    game = NormalFormGame(np.ascontiguousarray(table), players=players, actions=actions, title=title, comment=comment)
    original = None if actions == labels else labels
    return ReadGame(GivenGame(game, original, outcomes), remarks.told())


def _read_actions(cursor: Cursor, players: Sequence[Player], remarks: Remarks) -> tuple[tuple[str, ...], ...]:
    """Return the labels of each player's actions, which the file gives or only counts."""
    start = cursor.peek().start
    cursor.take("{")
    labels: list[tuple[str, ...]] = []
    has_labels = cursor.is_at("{")
    while not cursor.is_at("}"):
        place = cursor.peek().start
        if has_labels:
            texts, offsets = take_texts(cursor, "an action's label")
            names = unique_names(texts)
            for index in misnamed(texts):
                note_renamed(remarks, offsets[index], "action", texts[index], name=names[index])
            if not texts:
                raise inconsistent(cursor.source, place, "expected at least one action of each player, got none")
            labels.append(texts)
        else:
            most = len(cursor.source.text) // math.prod(map(len, labels))
            labels.append(_counted(cursor, place, most))
    cursor.take("}")
    if len(labels) != len(players):
        what = f"expected the actions of {len(players)} players, got those of {len(labels)}"
        raise inconsistent(cursor.source, start, what)
    return tuple(labels)


def _counted(cursor: Cursor, place: int, most: int) -> tuple[str, ...]:
    """Return labels for as many actions as the file says, at most as many as it has room for."""
    count = cursor.take_integer("a number of actions")
    if count < 1:
        raise inconsistent(cursor.source, place, f"expected at least one action of each player, got {count:,}")
    if count > most:
        what = f"expected a number of actions whose payoffs the file holds, got {count:,}"
        raise inconsistent(cursor.source, place, what)
    return tuple(str(number) for number in range(1, count + 1))


def _read_outcomes(cursor: Cursor, counts: Sequence[int], num_profiles: int) -> OutcomeTable:
    """Return the outcomes and which one each profile has."""
    source = cursor.source
    labels, rows = _read_outcome_list(cursor, len(counts))
    numbers = read_numbers(source, cursor.offset, num_profiles, what="outcome numbers, one for each profile")
    for position, number in enumerate(numbers):
        if not (isinstance(number, int) and 0 <= number <= len(rows)):
            place = word_offset(source, cursor.offset, position)
            what = f"expected an outcome from 0, which is none, to {len(rows)}, got {brief_fraction(number)}"
            raise inconsistent(source, place, what)
    outcome: IndexArray = np.array(numbers, dtype=np.int32).reshape([*reversed(counts)]).transpose() - 1
    payoffs = to_table([value for row in rows for value in row], (len(rows), len(counts)))
    return OutcomeTable(tuple(labels), payoffs, np.where(outcome < 0, NO_OUTCOME, outcome))


def _read_outcome_list(cursor: Cursor, num_players: int) -> tuple[list[str], list[Row]]:
    """Pass the outcomes and return their labels and payoffs."""
    source = cursor.source
    cursor.take("{")
    numbers = Numbers()
    labels: list[str] = []
    rows: list[Row] = []
    while (found := _OUTCOME.match(source.text, cursor.offset)) is not None:
        words = payoff_words(found.group(2))
        try:
            row = None if words is None else tuple([numbers[word] for word in words])
        except ValueError:
            row = None
        if row is None:
            break
        if len(row) != num_players:
            what = f"expected {num_players} payoffs, one for each player, got {len(row)}"
            raise inconsistent(source, found.start(2), what)
        labels.append(unquoted(found.group(1) or ""))
        rows.append(row)
        cursor.offset = found.end()
    if cursor.is_at("{"):
        walk_payoffs(cursor, has_label=True)
        cursor.refuse("an outcome")
    if not cursor.is_at("}"):
        cursor.refuse("an outcome, which begins with '{', or '}'")
    cursor.take("}")
    return labels, rows
