"""Tables as long lists of numbers: counted, read exactly, turned so that each player has an axis."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import INT64_LIMIT, brief_fraction
from gametheory.io.gambit.tokens import inconsistent
from gametheory.io.number_text import is_number, parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from gametheory.array_types import PayoffArray
    from gametheory.errors import MalformedGameFileError
    from gametheory.io.prescan import Source

MAX_PLAYERS = 31
"""Players of a table; arrays have no more axes."""
MAX_PAYOFFS = 10_000_000
"""Payoffs of a table, as in game files."""

_DECIMAL = re.compile(r"(-?\d{1,20})\.(\d{1,20})", re.ASCII)
"""Most decimals; they are read three times as fast as by the rule for all numbers."""
_WORD = re.compile(r"\S++")


class Numbers(dict[str, "int | Fraction"]):
    """Values of number texts, each parsed once.

    Examples
    --------
    >>> numbers = Numbers()
    >>> [str(numbers[text]) for text in (".5", "3e1", "2/4")]
    ['1/2', '30', '1/2']
    """

    def __missing__(self, text: str) -> int | Fraction:
        plain = _DECIMAL.fullmatch(text)
        if plain is None:
            value = parse_number(text)
        else:
            whole, places = plain.groups()
            value = Fraction(int(whole + places), 10 ** len(places))
        self[text] = value
        return value


def read_numbers(source: Source, offset: int, count: int, *, what: str) -> list[int | Fraction]:
    """Return the numbers from an offset to the end of the file, which nothing but blanks may separate.

    Parameters
    ----------
    source, offset
        The file, and where the numbers begin.
    count
        How many there have to be.
    what
        What they are, for sentences.

    Raises
    ------
    MalformedGameFileError
        If something else stands there.
    InconsistentGameFileError
        If there are too few or too many.
    """
    words = source.text[offset:].split(None, count)
    rest = words.pop() if len(words) > count else None
    numbers = Numbers()
    try:
        values = [numbers[word] for word in words]
    except ValueError:
        raise _word_mistake(source, offset) from None
    if rest is not None:
        place = word_offset(source, offset, count)
        if not is_number(rest.split(None, 1)[0]):
            raise _word_mistake(source, place)
        num_given = count + sum(1 for _ in _WORD.finditer(source.text, place))
        raise inconsistent(source, place, f"expected {count:,} {what}, got {num_given:,}")
    if len(values) < count:
        raise inconsistent(source, len(source.text.rstrip()), f"expected {count:,} {what}, got {len(values):,}")
    return values


def _word_mistake(source: Source, offset: int) -> MalformedGameFileError:
    """Return what is wrong with the first word from an offset that is no number."""
    for found in _WORD.finditer(source.text, offset):
        try:
            parse_number(found.group())
        except ValueError as error:
            return source.malformed(found.start(), str(error))
    return source.malformed(offset, "expected numbers, got something else")


def word_offset(source: Source, offset: int, index: int) -> int:
    """Return where a word stands, counted from 0 behind an offset.

    Examples
    --------
    >>> from gametheory.io.prescan import Source
    >>> word_offset(Source("2 2  7 9", "meet.gam"), 3, 1)
    7
    """
    return next(islice(_WORD.finditer(source.text, offset), index, None)).start()


def check_sizes(source: Source, offset: int, counts: Sequence[int]) -> int:
    """Return the number of profiles of a table with these numbers of actions.

    Raises
    ------
    InconsistentGameFileError
        If a player has no action, or there are too many players or payoffs.
    """
    check_players(source, offset, len(counts))
    if min(counts) < 1:
        raise inconsistent(source, offset, f"expected at least one action of each player, got {min(counts)}")
    num_profiles = math.prod(counts)
    if num_profiles * len(counts) > MAX_PAYOFFS:
        got = brief_fraction(num_profiles * len(counts))
        raise inconsistent(source, offset, f"expected at most {MAX_PAYOFFS:,} payoffs in a table, got {got}")
    return num_profiles


def check_players(source: Source, offset: int, num_players: int) -> None:
    """Raise InconsistentGameFileError where a table has no players, or too many."""
    if not 1 <= num_players <= MAX_PLAYERS:
        raise inconsistent(source, offset, f"expected 1 to {MAX_PLAYERS} players in a table, got {num_players:,}")


def to_table(values: Sequence[Any], shape: Sequence[int]) -> PayoffArray:
    """Return numbers as an array: int64 where all fit, else of Python's numbers.

    Examples
    --------
    >>> to_table([1, 2, 3, 4, 5, 6], (3, 2)).tolist()
    [[1, 2], [3, 4], [5, 6]]
    """
    if all(type(value) is int and -INT64_LIMIT <= value < INT64_LIMIT for value in values):
        return np.array(values, dtype=np.int64).reshape(shape)
    table = np.empty(len(values), dtype=object)
    table[:] = values
    return table.reshape(shape)
