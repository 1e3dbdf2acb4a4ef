"""Numbers as files write them: as fractions or as decimals with all their digits, both exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.rationals import format_fraction, to_fraction

if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Any


def number_text(value: Any) -> str:
    """Return the shorter text of a number that reads back exactly, the fraction where both are as long.

    Examples
    --------
    >>> number_text(7), number_text("1/3"), number_text("1/2"), number_text("101/100"), number_text("-1/10")
    ('7', '1/3', '1/2', '1.01', '-0.1')
    """
    if type(value) is int:
        return str(value)
    number = to_fraction(value)
    fraction = format_fraction(number)
    decimal = None if number.denominator == 1 else decimal_text(number)
    return decimal if decimal is not None and len(decimal) < len(fraction) else fraction


def decimal_text(value: Fraction) -> str | None:
    """Return a number as a decimal with all its digits, or None where it has no end as one.

    Examples
    --------
    >>> from fractions import Fraction
    >>> decimal_text(Fraction(-1, 80)), decimal_text(Fraction(3)), decimal_text(Fraction(1, 3))
    ('-0.0125', '3', None)
    """
    rest, places = without_factors(value.denominator)
    if rest != 1:
        return None
    if places == 0:
        return format_fraction(value)
    digits = format_fraction(abs(value.numerator) * (10**places // value.denominator)).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def without_factors(denominator: int) -> tuple[int, int]:
    """Return a positive integer without its factors 2 and 5, and the larger number of either.

    Examples
    --------
    >>> without_factors(600)
    (3, 3)
    """
    twos = (denominator & -denominator).bit_length() - 1
    rest = denominator >> twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return rest, max(twos, fives)
