"""Numbers for readers: exact where they are short."""

from __future__ import annotations

from fractions import Fraction

from gametheory.core.rationals import brief_fraction, rounded_text

MAX_EXACT = 13
"""Longest fraction, in characters, that is shown exactly; longer ones are rounded and marked ``≈``."""
MAX_IN_SENTENCE = 5
"""The same in sentences."""


def payoff_text(value: Fraction | float) -> str:
    """Return an amount for a sentence: a decimal that ends within four places, a short fraction, or ``≈`` and digits.

    Examples
    --------
    >>> payoff_text(Fraction(61, 20)), payoff_text(Fraction(-1, 3)), payoff_text(Fraction(86371, 20450))
    ('3.05', '-1/3', '≈4.22352')
    """
    if _is_short_decimal(value):
        return _decimal_text(Fraction(value))
    text = fraction_text(value)
    if len(text) <= MAX_IN_SENTENCE or isinstance(value, float):
        return text
    rounded = rounded_text(value)
    return rounded if Fraction(rounded) == value else f"≈{rounded}"


def exact_payoff_text(value: Fraction | float) -> str:
    """Return an amount for a table: as in a sentence, with the fraction beside a rounded number.

    Examples
    --------
    >>> exact_payoff_text(Fraction(61, 20)), exact_payoff_text(Fraction(86371, 20450))
    ('3.05', '86371/20450 ≈ 4.22352')
    """
    text = payoff_text(value)
    exact = fraction_text(value)
    return f"{exact} ≈ {text[1:]}" if text.startswith("≈") and not exact.startswith("≈") else text


def _is_short_decimal(value: Fraction | float) -> bool:
    """Whether an exact number ends within four decimals and is not too long to read."""
    return not isinstance(value, float) and 10_000 % value.denominator == 0 and abs(value) < 10**12


def fraction_text(value: Fraction | float) -> str:
    """Return a fraction such as ``48/107``, or ``≈`` and six digits where it is long."""
    return f"{value:.6g}" if isinstance(value, float) else brief_fraction(value, MAX_EXACT)


def percent_text(probability: Fraction | float) -> str:
    """Return a probability in percent, with ``<`` or ``>`` where rounding would call it impossible or certain."""
    if 0 < probability < Fraction(1, 1000):
        return "<0.1 %"
    if Fraction(999, 1000) < probability < 1:
        return ">99.9 %"
    return f"{100 * float(probability):.1f}".removesuffix(".0") + " %"


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
