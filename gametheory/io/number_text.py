"""Numbers as a file writes them: decimals and fractions, exact, of bounded length."""

from __future__ import annotations

import re
from fractions import Fraction

from gametheory.core.rationals import MAX_DIGITS, format_fraction, has_too_many_digits

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
    if has_too_many_digits(text):
        raise ValueError(f"expected a number of at most {MAX_DIGITS:,} digits, got {shown}")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise ValueError(f"expected a denominator other than 0, got {shown}") from None


def format_number(value: int | Fraction) -> str:
    """Return the text of a number that reads back exactly: ``3``, ``-1/3``."""
    return format_fraction(value)


def is_readable(value: int | Fraction) -> bool:
    """Whether a file may hold a number: written, it has at most ``MAX_DIGITS`` characters."""
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return bits <= 4 * MAX_DIGITS and len(format_number(value)) <= MAX_DIGITS
