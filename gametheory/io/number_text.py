"""Numbers as a file writes them: decimals and fractions, exact, of bounded length."""

from __future__ import annotations

import re
from fractions import Fraction

MAX_DIGITS = 1000
"""Digits of a number in a file, those of its exponent counted as the zeros that they stand for."""

NUMBER_PATTERN = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?\d+/\d+"
_NUMBER = re.compile(NUMBER_PATTERN, re.ASCII)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?\.?(inf|infinity|nan)", re.IGNORECASE)


def is_number(text: str) -> bool:
    """Whether a text is written as a number, be it infinite, too long or divided by zero."""
    return _NUMBER.fullmatch(text) is not None or _NOT_FINITE.fullmatch(text) is not None


def parse_number(text: str) -> int | Fraction:
    """Return the exact value of a number's text.

    Raises
    ------
    ValueError
        If the text is no finite number, or one of more than ``MAX_DIGITS`` digits; the message says
        expected ..., got ....

    Examples
    --------
    >>> parse_number("0.15"), parse_number("-2/6"), parse_number("30")
    (Fraction(3, 20), Fraction(-1, 3), 30)
    """
    if _INTEGER.fullmatch(text):
        return int(text)
    shown = repr(text if len(text) <= 60 else text[:60] + "…")
    found = _NUMBER.fullmatch(text)
    if found is None:
        kind = "a finite number" if _NOT_FINITE.fullmatch(text) else "a number such as 3, 0.15 or -1/3"
        raise ValueError(f"expected {kind}, got {shown}")
    exponent = found.group(3)
    magnitude = len(text) + (abs(int(exponent[1:])) if exponent and len(exponent) <= 7 else 0)
    if magnitude > MAX_DIGITS or (exponent and len(exponent) > 7):
        raise ValueError(f"expected a number of at most {MAX_DIGITS:,} digits, got {shown}")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise ValueError(f"expected a denominator other than 0, got {shown}") from None


def format_number(value: int | Fraction) -> str:
    """Return the text of a number that reads back exactly: ``3``, ``-1/3``."""
    return str(value)
