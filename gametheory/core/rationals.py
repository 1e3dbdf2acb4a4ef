"""Exact numbers: what a user may write, as rationals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.array_types import FloatArray, PayoffArray

Number: TypeAlias = "int | float | str | Decimal | Fraction"

INT64_LIMIT = 2**63


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
        If the value is not a finite number.

    Examples
    --------
    >>> to_fraction("0.15"), to_fraction(0.5)
    (Fraction(3, 20), Fraction(1, 2))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Integral):
        return Fraction(int(value))
    try:
        if isinstance(value, Rational):
            return Fraction(int(value.numerator), int(value.denominator))
        if isinstance(value, str | Decimal):
            return Fraction(value)
        if isinstance(value, Real):
            return Fraction(float(value))
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        raise InvalidGameError(f"expected a finite number, got {value!r}") from error
    raise InvalidGameError(f"expected a number or the text of one, got {value!r}")


def format_fraction(value: Fraction) -> str:
    """Return the text of a rational: ``48/107``, or ``3`` for an integer."""
    return str(value)


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


def over_common_denominator(fractions: Iterable[Fraction]) -> tuple[list[int], int]:
    """Return integers and their positive common denominator, in lowest terms."""
    listed = list(fractions)
    denominator = math.lcm(*(value.denominator for value in listed)) if listed else 1
    return [value.numerator * (denominator // value.denominator) for value in listed], denominator


def integer_payoffs(payoffs: PayoffArray) -> IntegerPayoffs:
    """Return an array of exact numbers as integers over one denominator, of the same shape."""
    if payoffs.dtype == np.int64:
        return IntegerPayoffs(payoffs, 1)
    integers, denominator = over_common_denominator(to_fraction(value) for value in payoffs.ravel().tolist())
    fits = all(-INT64_LIMIT <= value < INT64_LIMIT for value in integers)
    values = np.array(integers, dtype=np.int64 if fits else object).reshape(payoffs.shape)
    values.setflags(write=False)
    return IntegerPayoffs(values, denominator)


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
    if isinstance(payoffs, np.ndarray):
        return payoffs
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
