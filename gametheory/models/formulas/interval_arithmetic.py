"""Arithmetic on arrays of intervals: widened outward only where an error-free operation shows an error."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from gametheory.array_types import BooleanArray, FloatArray

Interval: TypeAlias = "tuple[FloatArray, FloatArray]"
"""Lower and upper ends, of one shape; NaN in either where nothing is known."""

_SPLITTER = 134217729.0
_TINY = 1e-280
_LARGEST_WHOLE = 2.0**53
_UNIT = 2.3e-16
"""More than the relative error of one operation."""
_ROUNDING = 1e-15
"""Relative error of NumPy's square root, exponential and logarithm, with room to spare."""

UNKNOWN: Interval = (np.full(1, np.nan), np.full(1, np.nan))


def of_fraction(value: Fraction) -> Interval:
    """Return the narrowest interval of floats around a rational.

    Examples
    --------
    >>> low, high = of_fraction(Fraction(1, 10))
    >>> bool(Fraction(low[0]) < Fraction(1, 10) < Fraction(high[0])), of_fraction(Fraction(3, 4))[1]
    (True, array([0.75]))
    """
    try:
        nearest = float(value)
    except OverflowError:
        return UNKNOWN
    end = np.array([nearest])
    if Fraction(nearest) > value:
        return np.nextafter(end, -np.inf), end
    if Fraction(nearest) < value:
        return end, np.nextafter(end, np.inf)
    return end, end


def negated(operand: Interval) -> Interval:
    """Return minus an interval."""
    return -operand[1], -operand[0]


def hull(left: Interval, right: Interval) -> Interval:
    """Return the smallest interval around two."""
    return np.minimum(left[0], right[0]), np.maximum(left[1], right[1])


def total(left: Interval, right: Interval) -> Interval:
    """Return the sum of two intervals."""
    return _sum_end(left[0], right[0], -np.inf), _sum_end(left[1], right[1], np.inf)


def _sum_end(left: FloatArray, right: FloatArray, direction: float) -> FloatArray:
    """Return a sum that is rounded in one direction where it is not exact."""
    rounded = left + right
    other = rounded - left
    error = (left - (rounded - other)) + (right - other)
    return _directed(rounded, error, direction)


def _directed(rounded: FloatArray, error: FloatArray, direction: float) -> FloatArray:
    """Return a rounded result moved in a direction where what it leaves out points there, or is unknown."""
    leaves_out = ~(error >= 0) if direction < 0 else ~(error <= 0)
    return np.where(leaves_out, np.nextafter(rounded, direction), rounded)


def product(left: Interval, right: Interval) -> Interval:
    """Return the product of two intervals.

    Examples
    --------
    >>> product((np.array([-2.0]), np.array([3.0])), (np.array([-1.0]), np.array([5.0])))
    (array([-10.]), array([15.]))
    """
    if left[0] is left[1] or right[0] is right[1]:
        pairs = [(left[0], right[0]), (left[1], right[1])]
    elif np.all(left[0] >= 0) and np.all(right[0] >= 0):
        return _product_end(left[0], right[0], -np.inf), _product_end(left[1], right[1], np.inf)
    else:
        pairs = [(one, other) for one in left for other in right]
    low = [_product_end(one, other, -np.inf) for one, other in pairs]
    high = [_product_end(one, other, np.inf) for one, other in pairs]
    return np.minimum.reduce(low), np.maximum.reduce(high)


def _product_end(left: FloatArray, right: FloatArray, direction: float) -> FloatArray:
    """Return a product that is rounded in one direction where it is not exact."""
    rounded = left * right
    error = _product_error(left, right, rounded)
    is_lost = (np.abs(rounded) < _TINY) & (left != 0) & (right != 0)
    return _directed(rounded, np.where(is_lost, np.nan, error), direction)


def _product_error(left: FloatArray, right: FloatArray, rounded: FloatArray) -> FloatArray:
    """Return what a rounded product leaves out, exactly."""
    left_high, left_low = _halves(left)
    right_high, right_low = _halves(right)
    return ((left_high * right_high - rounded) + left_high * right_low + left_low * right_high) + left_low * right_low


def _halves(value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a float as the sum of two with half as many digits."""
    scaled = _SPLITTER * value
    high = scaled - (scaled - value)
    return high, value - high


def whole_total(left: Interval, right: Interval) -> Interval:
    """Return the sum of two intervals whose ends are whole numbers: exact as far as floats count one by one."""
    return _whole_end(left[0] + right[0], -np.inf), _whole_end(left[1] + right[1], np.inf)


def whole_product(left: Interval, right: Interval) -> Interval:
    """Return the product of two intervals whose ends are whole numbers: exact as far as floats count one by one."""
    if np.all(left[0] >= 0) and np.all(right[0] >= 0):
        low, high = left[0] * right[0], left[1] * right[1]
    else:
        first, *others = [one * other for one in left for other in right]
        low = high = first
        for other in others:
            low, high = np.minimum(low, other), np.maximum(high, other)
    return _whole_end(low, -np.inf), _whole_end(high, np.inf)


def _whole_end(rounded: FloatArray, direction: float) -> FloatArray:
    """Return a whole number, moved in a direction where it is too large to be exact."""
    if np.all(np.abs(rounded) <= _LARGEST_WHOLE):
        return rounded
    return np.where(np.abs(rounded) <= _LARGEST_WHOLE, rounded, np.nextafter(rounded, direction))


def widened_total(left: Interval, right: Interval) -> Interval:
    """Return the sum of two intervals, a little wider than it need be."""
    low, high = left[0] + right[0], left[1] + right[1]
    return low - np.abs(low) * _UNIT, high + np.abs(high) * _UNIT


def widened_product(left: Interval, right: Interval) -> Interval:
    """Return the product of two intervals, a little wider than it need be."""
    first, *others = [one * other for one in left for other in right]
    low = high = first
    for other in others:
        low, high = np.minimum(low, other), np.maximum(high, other)
    return low - np.abs(low) * _UNIT - _TINY, high + np.abs(high) * _UNIT + _TINY


def quotient(left: Interval, right: Interval) -> Interval:
    """Return the quotient of two intervals; unknown where the divisor may be 0."""
    divisors = [right[0]] if right[0] is right[1] else [*right]
    low = [_quotient_end(one, other, -np.inf) for one in left for other in divisors]
    high = [_quotient_end(one, other, np.inf) for one in left for other in divisors]
    is_known = (right[0] > 0) | (right[1] < 0)
    return (
        np.where(is_known, np.minimum.reduce(low), np.nan),
        np.where(is_known, np.maximum.reduce(high), np.nan),
    )


def _quotient_end(left: FloatArray, right: FloatArray, direction: float) -> FloatArray:
    """Return a quotient that is rounded in one direction where it is not exact."""
    rounded = left / right
    back = rounded * right
    rest = ((left - back) - _product_error(rounded, right, back)) * np.sign(right)
    is_lost = (np.abs(back) < _TINY) & (left != 0)
    return _directed(rounded, np.where(is_lost, np.nan, rest), direction)


def power(base: Interval, exponent: int) -> Interval:
    """Return a whole power of an interval; negative ones are unknown where the base may be 0.

    Examples
    --------
    >>> power((np.array([-2.0]), np.array([1.0])), 3)
    (array([-8.]), array([1.]))
    """
    if exponent < 0:
        return quotient((np.ones(1), np.ones(1)), power(base, -exponent))
    if exponent == 0:
        return np.ones_like(base[0]), np.ones_like(base[0])
    if exponent % 2 == 0:
        base = magnitude(base)
    return _power_end(base[0], exponent, -np.inf), _power_end(base[1], exponent, np.inf)


def _power_end(base: FloatArray, exponent: int, direction: float) -> FloatArray:
    """Return an odd power, or any of a number that is not negative, rounded in one direction."""
    size = np.abs(base)
    same, opposite = size, size
    for _ in range(exponent - 1):
        same, opposite = _product_end(same, size, direction), _product_end(opposite, size, -direction)
    return np.where(base < 0, -opposite, same)


def magnitude(operand: Interval) -> Interval:
    """Return the absolute values of an interval."""
    low, high = operand
    ends = np.minimum(np.abs(low), np.abs(high))
    least = np.where((low <= 0) & (high >= 0), 0.0, ends)
    return least, np.maximum(np.abs(low), np.abs(high))


def minimum(left: Interval, right: Interval) -> Interval:
    """Return the smaller of two, end by end."""
    return np.minimum(left[0], right[0]), np.minimum(left[1], right[1])


def maximum(left: Interval, right: Interval) -> Interval:
    """Return the larger of two, end by end."""
    return np.maximum(left[0], right[0]), np.maximum(left[1], right[1])


def square_root(operand: Interval) -> Interval:
    """Return square roots; unknown where a number may be negative."""
    low, high = np.sqrt(operand[0]), np.sqrt(operand[1])
    return np.where(operand[0] >= 0, low * (1 - _ROUNDING), np.nan), high * (1 + _ROUNDING)


def exponential(operand: Interval) -> Interval:
    """Return exponentials."""
    low, high = np.exp(operand[0]), np.exp(operand[1])
    return low * (1 - _ROUNDING), np.nextafter(high * (1 + _ROUNDING), np.inf)


def logarithm(operand: Interval) -> Interval:
    """Return logarithms; unknown where a number may not be positive."""
    low, high = np.log(operand[0]), np.log(operand[1])
    slack = _ROUNDING * (np.abs(low) + np.abs(high) + 1)
    return np.where(operand[0] > 0, low - slack, np.nan), high + slack


def _truth(is_certain: BooleanArray, is_possible: BooleanArray, *ends: FloatArray) -> Interval:
    """Return 1 where something is certain, 0 where it is impossible, else both; unknown where an end is."""
    is_unknown = np.isnan(sum(ends))
    return (
        np.where(is_unknown, np.nan, is_certain.astype(np.float64)),
        np.where(is_unknown, np.nan, is_possible.astype(np.float64)),
    )


def less(left: Interval, right: Interval) -> Interval:
    """Return whether one is less than the other."""
    return _truth(left[1] < right[0], ~(left[0] >= right[1]), *left, *right)


def less_equal(left: Interval, right: Interval) -> Interval:
    """Return whether one is at most the other."""
    return _truth(left[1] <= right[0], ~(left[0] > right[1]), *left, *right)


def equal(left: Interval, right: Interval) -> Interval:
    """Return whether two are equal."""
    is_one = (left[0] == left[1]) & (right[0] == right[1]) & (left[0] == right[0])
    return _truth(is_one, ~((left[1] < right[0]) | (right[1] < left[0])), *left, *right)


def is_true(operand: Interval) -> Interval:
    """Return whether a number is other than 0."""
    low, high = operand
    return _truth((low > 0) | (high < 0), ~((low == 0) & (high == 0)), low, high)


def negation(operand: Interval) -> Interval:
    """Return whether a number is 0."""
    low, high = is_true(operand)
    return 1 - high, 1 - low


def conjunction(left: Interval, right: Interval) -> Interval:
    """Return whether both are other than 0."""
    return minimum(is_true(left), is_true(right))


def disjunction(left: Interval, right: Interval) -> Interval:
    """Return whether one of two is other than 0."""
    return maximum(is_true(left), is_true(right))


def selection(condition: Interval, consequent: Interval, alternative: Interval) -> Interval:
    """Return the branch that is taken, or both where that is open."""
    low, high = is_true(condition)
    either = hull(consequent, alternative)
    open_low, open_high = (np.where(np.isnan(low), np.nan, end) for end in either)
    return (
        np.where(low == 1, consequent[0], np.where(high == 0, alternative[0], open_low)),
        np.where(low == 1, consequent[1], np.where(high == 0, alternative[1], open_high)),
    )
