"""Square root, exponential and logarithm of rationals: exact where rational, else correctly rounded to float64."""

from __future__ import annotations

import decimal
import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_DIGITS = 40
_MAX_EXPONENT = Fraction(710)
_MIN_EXPONENT = Fraction(-750)


def exact_square_root(value: Fraction) -> Fraction | None:
    """Return the square root of a nonnegative rational if it is rational, else None."""
    numerator, denominator = math.isqrt(value.numerator), math.isqrt(value.denominator)
    if numerator**2 == value.numerator and denominator**2 == value.denominator:
        return Fraction(numerator, denominator)
    return None


def rounded_square_root(value: Fraction) -> float:
    """Return the float nearest to the irrational square root of a positive rational.

    Notes
    -----
    An integer root with more than 64 significant bits and a sticky bit below them; the division of two integers rounds
    once, correctly.
    """
    missing = 140 - value.numerator.bit_length() + value.denominator.bit_length()
    half_shift = max(0, (missing + 1) // 2)
    root = math.isqrt((value.numerator << (2 * half_shift)) // value.denominator)
    return (2 * root + 1) / (1 << (half_shift + 1))


def rounded_exponential(value: Fraction) -> float:
    """Return the float nearest to the exponential of a rational other than 0.

    Raises
    ------
    OverflowError
        If the result is larger than every float.
    """
    if value > _MAX_EXPONENT:
        raise OverflowError
    if value < _MIN_EXPONENT:
        return 0.0
    rounded = _round(value, _exponential)
    if math.isinf(rounded):
        raise OverflowError
    return rounded


def rounded_logarithm(value: Fraction) -> float:
    """Return the float nearest to the natural logarithm of a positive rational other than 1."""
    return _round(value, _logarithm)


def _exponential(argument: Decimal, context: decimal.Context) -> tuple[Fraction, Fraction]:
    """Return the exponential and a bound on its error over the unit of the last digit."""
    result = Fraction(context.exp(argument))
    return result, 1000 * result


def _logarithm(argument: Decimal, context: decimal.Context) -> tuple[Fraction, Fraction]:
    """Return the logarithm and a bound on its error over the unit of the last digit."""
    result = Fraction(context.ln(argument))
    return result, 2 * max(abs(result), Fraction(1))


def _round(value: Fraction, function: Callable[[Decimal, decimal.Context], tuple[Fraction, Fraction]]) -> float:
    """Evaluate with more and more digits until both ends of the error interval round to one float.

    The argument and the result each carry a relative error of at most 10^(1 - digits); the derivative turns the first
    into at most 750 times that of the result (exponential), or into as much absolute error (logarithm).
    """
    digits = _FIRST_DIGITS
    while True:
        context = decimal.Context(prec=digits, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
        argument = context.divide(Decimal(value.numerator), Decimal(value.denominator))
        result, error = function(argument, context)
        slack = error / 10 ** (digits - 1)
        low, high = _to_float(result - slack), _to_float(result + slack)
        if low == high:
            return low
        digits *= 2


def _to_float(value: Fraction) -> float:
    """Return the nearest float, infinite above the range."""
    try:
        return float(value)
    except OverflowError:
        return math.inf
