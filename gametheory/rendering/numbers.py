"""Numbers for readers: exact where they are short."""

from __future__ import annotations

import math
from fractions import Fraction

MAX_EXACT = 13
"""Longest fraction, in characters, that is shown exactly; longer ones are rounded and marked ``≈``."""


def payoff_text(value: Fraction | float) -> str:
    """Return an amount: a decimal where it ends within four places, else a fraction, or ``≈`` and six digits.

    Examples
    --------
    >>> payoff_text(Fraction(61, 20)), payoff_text(Fraction(-1, 3)), payoff_text(Fraction(10**9, 10**9 + 7))
    ('3.05', '-1/3', '≈1')
    """
    if isinstance(value, float):
        return f"{value:.6g}"
    if 10_000 % value.denominator == 0 and abs(value) < 10**12:
        return _decimal_text(value)
    return fraction_text(value)


def fraction_text(value: Fraction | float) -> str:
    """Return a fraction such as ``48/107``, or ``≈`` and six digits where it is long."""
    if isinstance(value, float):
        return f"{value:.6g}"
    text = str(value)
    return text if len(text) <= MAX_EXACT else f"≈{_rounded(value)}"


def percent_text(probability: Fraction | float) -> str:
    """Return a probability in percent, with ``<`` or ``>`` where rounding would call it impossible or certain."""
    percent = 100 * float(probability)
    if 0 < percent < 0.1:
        return "<0.1 %"
    if 99.9 < percent < 100:
        return ">99.9 %"
    return f"{percent:.1f}".removesuffix(".0") + " %"


def probability_text(probability: Fraction | float) -> str:
    """Return a probability with its percentage: ``48/107 (44.9 %)``, or ``certain`` and ``never``.

    Examples
    --------
    >>> probability_text(Fraction(48, 107)), probability_text(Fraction(1))
    ('48/107 (44.9 %)', 'certain')
    """
    if probability in (0, 1):
        return "certain" if probability else "never"
    return f"{fraction_text(probability)} ({percent_text(probability)})"


def _decimal_text(value: Fraction) -> str:
    """Return a number that ends within four decimals."""
    scaled = abs(value.numerator) * (10_000 // value.denominator)
    whole, rest = divmod(scaled, 10_000)
    decimals = f".{rest:04d}".rstrip("0") if rest else ""
    return f"{'-' if value < 0 else ''}{whole}{decimals}"


def _rounded(value: Fraction) -> str:
    """Return six significant digits, also beyond the range of floats."""
    try:
        return f"{float(value):.6g}"
    except OverflowError:
        digits = len(str(abs(value.numerator))) - len(str(value.denominator))
        return f"{'-' if value < 0 else ''}1e{digits}" if digits else str(math.floor(value))
