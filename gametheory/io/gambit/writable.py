"""What the formats of other programs cannot hold, told in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gametheory.core.rationals import MAX_DIGITS, to_fraction
from gametheory.errors import UnsupportedGameError
from gametheory.io.number_text import is_readable
from gametheory.io.prescan import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from gametheory.array_types import PayoffArray

_RETURN = "\r"
_MAX_KEY_DIGITS = 9


def check_texts(texts: Iterable[str]) -> None:
    r"""Raise UnsupportedGameError where a reader would refuse a character of a text.

    Examples
    --------
    >>> check_texts(["left", "a\x00b"])
    Traceback (most recent call last):
    gametheory.errors.UnsupportedGameError: expected printable labels, got '\x00' in 'a\x00b'; rename it
    """
    for text in texts:
        found = FORBIDDEN.search(text)
        character = found.group() if found else _RETURN if _RETURN in text else None
        if character is not None:
            raise UnsupportedGameError(f"expected printable labels, got {character!r} in {text[:60]!r}; rename it")


def check_numbers(payoffs: PayoffArray, *more: Iterable[Fraction]) -> None:
    """Raise UnsupportedGameError where a number has more digits than files may hold; int64 and float64 never have."""
    listed = map(to_fraction, payoffs.ravel().tolist()) if payoffs.dtype == object else ()
    if not all(map(is_readable, listed)) or not all(is_readable(number) for numbers in more for number in numbers):
        raise UnsupportedGameError(
            f"expected numbers of at most {MAX_DIGITS:,} digits, as many as a file holds, got a longer one"
        )


def number_of_key(key: str, owner: str) -> int | None:
    """Return the number of an information set whose key is its player's and a number.

    Examples
    --------
    >>> number_of_key("buyer:12", "buyer"), number_of_key("buyer:two", "buyer")
    (12, None)
    """
    number = key.removeprefix(f"{owner}:")
    is_number = number != key and re.fullmatch(rf"-?[1-9]\d{{0,{_MAX_KEY_DIGITS - 1}}}|0", number, re.ASCII)
    return int(number) if is_number else None
