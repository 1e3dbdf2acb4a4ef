"""Exact numbers: what a user may write, as rationals."""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.array_types import FloatArray, PayoffArray

Number: TypeAlias = "int | float | str | Decimal | Fraction"

INT64_LIMIT = 2**63
FLOAT_BITS = 53
"""Bits of the integer that a float is, times a power of 2."""

MAX_DIGITS = 1000
"""Digits of a number that is given as text, those of its exponent counted as the zeros that they stand for."""
MAX_BRIEF = 60
"""Longest fraction, in characters, that a sentence or a representation of an object shows exactly."""

_EXPONENT = re.compile(r"[eE][+-]?(\d+)\Z")
_SAFE_BITS = 2000
"""Length up to which Python writes integers under any of its settings; it refuses integers beyond 4300 digits."""
_SAFE_DIGITS = 600
_LEADING_BITS = 200
"""Bits that six digits are rounded from."""
_SMALLEST_FLOAT, _LARGEST_FLOAT = Fraction(sys.float_info.min), Fraction(sys.float_info.max)


def to_fraction(value: Any) -> Fraction:
    """Return the exact rational that a number or a text such as ``"1/3"`` or ``"0.15"`` stands for.

    Parameters
    ----------
    value
        An integer, a float (keeps its exact binary value), a Fraction, a Decimal, a NumPy number, or the text of a
        decimal or a fraction.

    Raises
    ------
    InvalidGameError
        If the value is not a finite number, or a text or Decimal of more than ``MAX_DIGITS`` digits.

    Examples
    --------
    >>> to_fraction("0.15"), to_fraction(0.5)
    (Fraction(3, 20), Fraction(1, 2))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, str | Decimal):
        _check_length(value)
    try:
        if isinstance(value, Rational):
            return Fraction(int(value.numerator), int(value.denominator))
        if isinstance(value, str | Decimal):
            return Fraction(value)
        if isinstance(value, np.floating):
            return Fraction(*(int(part) for part in value.as_integer_ratio()))
        if isinstance(value, Real):
            return Fraction(float(value))
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        raise InvalidGameError(f"expected a finite number, got {_shown(value)}") from error
    raise InvalidGameError(f"expected a number or the text of one, got {value!r}")


def has_too_many_digits(text: str) -> bool:
    """Whether a number's text has more than ``MAX_DIGITS`` digits, zeros that its exponent stands for included."""
    if len(text) > MAX_DIGITS:
        return True
    exponent = _EXPONENT.search(text)
    return exponent is not None and (len(exponent[1]) > 6 or len(text) + int(exponent[1]) > MAX_DIGITS)


def _check_length(value: str | Decimal) -> None:
    """Raise InvalidGameError where reading a number would take long; finite numbers only are measured."""
    if isinstance(value, str):
        is_too_long = has_too_many_digits(value.strip().replace("_", ""))
    else:
        _, digits, exponent = value.as_tuple()
        is_too_long = isinstance(exponent, int) and len(digits) + abs(exponent) > MAX_DIGITS
    if is_too_long:
        raise InvalidGameError(f"expected a number of at most {MAX_DIGITS:,} digits, got {_shown(value)}")


def _shown(value: Any) -> str:
    """Return what was given, or its beginning, for a sentence."""
    text = repr(value)
    return text if len(text) <= MAX_BRIEF else text[:MAX_BRIEF] + "…"


def format_fraction(value: Fraction | int) -> str:
    """Return the text of a rational of any length: ``48/107``, or ``3`` for an integer."""
    numerator = _format_integer(value.numerator)
    return numerator if value.denominator == 1 else f"{numerator}/{_format_integer(value.denominator)}"


def _format_integer(value: int) -> str:
    """Return the digits of an integer; a Decimal writes those that Python refuses to."""
    return str(value) if value.bit_length() <= _SAFE_BITS else str(Decimal(value))


def parse_fraction(text: str) -> Fraction:
    """Return the rational that ``format_fraction`` wrote, of any length.

    Raises
    ------
    ZeroDivisionError
        If the denominator is 0.

    Examples
    --------
    >>> value = Fraction(10**5000 + 1, 7**3)
    >>> parse_fraction(format_fraction(value)) == value
    True
    """
    numerator, _, denominator = text.partition("/")
    magnitude = Fraction(_parse_digits(numerator.removeprefix("-")), _parse_digits(denominator or "1"))
    return -magnitude if text.startswith("-") else magnitude


def _parse_digits(digits: str) -> int:
    """Return the integer of a text of digits, by halves where it is long."""
    if len(digits) <= _SAFE_DIGITS:
        return int(digits)
    half = len(digits) // 2
    power: int = 10**half
    return _parse_digits(digits[:-half]) * power + _parse_digits(digits[-half:])


def brief_fraction(value: Fraction | float, max_length: int = MAX_BRIEF) -> str:
    """Return the text of a rational, or ``≈`` and six digits where it is longer than that many characters.

    A float is written with all its digits.

    Examples
    --------
    >>> brief_fraction(Fraction(48, 107)), brief_fraction(Fraction(10**400, 7))
    ('48/107', '≈1.42857e399')
    """
    if isinstance(value, float):
        return str(value)
    if value.numerator.bit_length() + value.denominator.bit_length() <= 4 * max_length:
        text = format_fraction(value)
        if len(text) <= max_length:
            return text
    return f"≈{rounded_text(value)}"


def rounded_text(value: Fraction) -> str:
    """Return six significant digits of a rational, also beyond the range of floats."""
    if not value or _SMALLEST_FLOAT < abs(value) < _LARGEST_FLOAT:
        return f"{float(value):.6g}"
    numerator, numerator_shift = _leading_bits(abs(value.numerator))
    denominator, denominator_shift = _leading_bits(value.denominator)
    with localcontext(Context(prec=50, Emax=MAX_EMAX, Emin=MIN_EMIN)) as context:
        magnitude = Decimal(numerator) / Decimal(denominator) * Decimal(2) ** (numerator_shift - denominator_shift)
        context.prec = 6
        return f"{'-' if value < 0 else ''}{magnitude.normalize():e}".replace("e+", "e")


def rounded_count(number: int) -> str:
    """Return a number of things, from 10^15 on as a power of ten.

    Examples
    --------
    >>> rounded_count(1326), rounded_count(7 * 10**18), rounded_count(3**20_000)
    ('1,326', 'about 10^18', 'about 10^9542')
    """
    if number < 10**15:
        return f"{number:,}"
    if number.bit_length() <= _SAFE_BITS:
        return f"about 10^{len(str(number)) - 1}"
    leading, shift = _leading_bits(number)
    return f"about 10^{int(math.log10(leading) + shift * math.log10(2))}"


def _leading_bits(value: int) -> tuple[int, int]:
    """Return the leading bits of a positive integer, and how many others there are."""
    shift = max(0, value.bit_length() - _LEADING_BITS)
    return value >> shift, shift


@dataclass(frozen=True, slots=True)
class IntegerPayoffs:
    """Payoffs of one player as integers over one denominator.

    Parameters
    ----------
    values
        Array of int64, or of Python integers (dtype object) where int64 would overflow.
    denominator
        Positive; the payoff is ``values / denominator``.
    """

    values: PayoffArray
    denominator: int


def short_decimal(first: Fraction, second: Fraction) -> Fraction:
    """Return the decimal with the fewest places between two different numbers, of several the one nearest the middle.

    Examples
    --------
    >>> short_decimal(Fraction(2, 7), Fraction(1, 3)), short_decimal(Fraction(70), Fraction(30))
    (Fraction(3, 10), Fraction(50, 1))
    """
    low, high = sorted((first, second))
    scale = Fraction(10) ** (-len(str(math.floor(high - low))))
    while math.ceil(low * scale) > math.floor(high * scale):
        scale *= 10
    nearest = round((low + high) / 2 * scale)
    return Fraction(min(max(nearest, math.ceil(low * scale)), math.floor(high * scale))) / scale


def over_common_denominator(fractions: Iterable[Fraction]) -> tuple[list[int], int]:
    """Return integers and their positive common denominator, in lowest terms."""
    listed = list(fractions)
    denominators = [value.denominator for value in listed]
    denominator = math.lcm(*set(denominators))
    if denominator == 1:
        return [value.numerator for value in listed], 1
    pairs = zip(listed, denominators, strict=True)
    return [value.numerator * (denominator // divisor) for value, divisor in pairs], denominator


def over_denominator(integers: Sequence[int], denominator: int) -> tuple[Fraction, ...]:
    """Return integers over one denominator as Fractions; equal ones are made once.

    Examples
    --------
    >>> [str(value) for value in over_denominator([6, 4, 6], 4)]
    ['3/2', '1', '3/2']
    """
    made = {value: Fraction(value, denominator) for value in set(integers)}
    return tuple(made[value] for value in integers)


def integer_payoffs(payoffs: PayoffArray) -> IntegerPayoffs:
    """Return an array of exact numbers as integers over one denominator, of the same shape."""
    if payoffs.dtype == np.int64:
        return IntegerPayoffs(payoffs, 1)
    if payoffs.dtype == np.float64:
        integers, denominator = _integer_floats(payoffs)
    else:
        listed, denominator = over_common_denominator(map(to_fraction, payoffs.ravel().tolist()))
        integers = np.array(listed, dtype=object).reshape(payoffs.shape)
    if integers.size and integers.min() >= -INT64_LIMIT and integers.max() < INT64_LIMIT:
        integers = integers.astype(np.int64)
    integers.setflags(write=False)
    return IntegerPayoffs(integers, denominator)


def _integer_floats(floats: FloatArray) -> tuple[PayoffArray, int]:
    """Return floats as Python integers over one power of 2, the lowest there is."""
    mantissas, exponents = np.frexp(floats)
    odd = np.ldexp(mantissas, FLOAT_BITS).astype(np.int64)
    # what is left of the lowest bit that is set is odd
    lowest = np.where(odd == 0, 1, odd & -odd)
    odd //= lowest
    powers = np.where(odd == 0, 0, exponents - FLOAT_BITS + np.frexp(lowest.astype(np.float64))[1] - 1)
    shift = max(0, -int(powers.min(initial=0)))
    return odd.astype(object) << (powers + shift).astype(object), 1 << shift


def to_payoff_array(payoffs: Any) -> PayoffArray:
    """Return a read-only array that keeps the given numbers exactly.

    Signed and unsigned integers that fit become int64, floats float64, all else Fractions (dtype object). Floats must
    be finite.

    Raises
    ------
    InvalidGameError
        If an entry is not a finite number or the nesting is ragged.
    """
    array = _as_array(payoffs)
    if array.dtype.kind in "iub":
        fits = array.dtype != np.uint64 or array.size == 0 or int(array.max()) < INT64_LIMIT
        converted = array.astype(np.int64) if fits else _to_fractions(array)
    elif array.dtype in (np.float64, np.float32, np.float16):
        if not np.isfinite(array).all():
            raise InvalidGameError(f"expected finite payoffs, got {array[~np.isfinite(array)][0]!r}")
        converted = array.astype(np.float64)
    else:
        converted = _to_fractions(array)
    if converted is payoffs or converted.base is not None:
        converted = converted.copy()
    converted.setflags(write=False)
    return converted


def _as_array(payoffs: Any) -> PayoffArray:
    """Return nested sequences as an array without losing exactness to a common float type."""
    if isinstance(payoffs, np.ma.MaskedArray) and np.ma.is_masked(payoffs):
        raise InvalidGameError("expected payoffs in a full table, got an array with masked entries; fill them in")
    if isinstance(payoffs, np.ndarray):
        return np.asarray(payoffs)
    try:
        listed = np.array(payoffs, dtype=object)
    except ValueError as error:
        raise InvalidGameError(f"expected payoffs in a full table, got rows of unequal length ({error})") from error
    kinds = {type(value) for value in listed.ravel().tolist()}
    if kinds & {list, tuple, dict, set, type(None), np.ndarray}:
        raise InvalidGameError("expected payoffs in a full table of numbers, got rows of unequal length")
    if kinds and all(issubclass(kind, float) for kind in kinds):
        return listed.astype(np.float64)
    if kinds and all(issubclass(kind, int) for kind in kinds):
        fits = all(-INT64_LIMIT <= value < INT64_LIMIT for value in listed.ravel().tolist())
        return listed.astype(np.int64) if fits else listed
    return listed


def _to_fractions(array: PayoffArray) -> PayoffArray:
    """Return an object array of Fractions of the same shape."""
    fractions = np.empty(array.size, dtype=object)
    fractions[:] = [to_fraction(value) for value in array.ravel().tolist()]
    return fractions.reshape(array.shape)


def to_float_array(payoffs: PayoffArray) -> FloatArray:
    """Return payoffs correctly rounded to float64, read-only; beyond the range of floats they are infinite."""
    try:
        rounded = payoffs.astype(np.float64)
    except OverflowError:
        rounded = np.array([_to_float(value) for value in payoffs.ravel().tolist()]).reshape(payoffs.shape)
    rounded.setflags(write=False)
    return rounded


def _to_float(value: Fraction) -> float:
    """Return the nearest float, infinite where there is none."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
