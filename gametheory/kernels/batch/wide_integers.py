"""Minors of one small game in wide integers: exact where floats leave a sign in doubt.

Payoffs are multiples of some power of 2. A difference of them is written in three digits to the base 2^26, a minor of
order 3 in six, one of order 4 in nine; digits lie between -2^25 and 2^25, so the first that is not zero has the sign
of the number.
"""

from __future__ import annotations

from math import floor, frexp, ldexp
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.batch.tables import FIRST_TERM, NUM_CONSTANTS, ORDER
from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

BASE_BITS = 26
HALF_BASE = 1 << (BASE_BITS - 1)
DIFFERENCE_BITS = 76
"""Bits of the largest difference of payoffs in their unit; three digits hold two more."""
DIFFERENCE_DIGITS = 3
"""Digits of a minor for each of its columns."""
MOST_DIGITS = 9


@compiled
def has_wide_minors(
    values: NDArray[np.float64], terms: NDArray[np.int64], words: NDArray[np.uint64], lane: int
) -> bool:
    """Compute the minors of the game in a lane anew, with their exact signs.

    Parameters
    ----------
    values, words
        The game's minors and signs are set.
    terms
        As in `BatchTables`.
    lane
        Of a game whose payoffs are finite, with ranges of ordinary size.

    Returns
    -------
    bool
        False where the payoffs are too far apart to be multiples of one unit in so few digits.
    """
    first_minor = 0
    while first_minor < len(terms) and terms[first_minor, ORDER] == 0:
        first_minor += 1
    half = (first_minor - NUM_CONSTANTS) // 2
    units = (_unit(values, lane, 0, half), _unit(values, lane, half, 2 * half))
    if units[0] == 0.0 or units[1] == 0.0:
        return False
    bit = np.uint64(1) << np.uint64(lane)
    digits = np.zeros((len(terms), MOST_DIGITS), dtype=np.int64)
    for row in range(first_minor, len(terms)):
        order = terms[row, ORDER]
        if order == 2:
            minuend, subtrahend = terms[row, FIRST_TERM], terms[row, FIRST_TERM + 1]
            unit = units[0] if minuend < half else units[1]
            _subtract(values[minuend, lane], values[subtrahend, lane], unit, digits[row])
        else:
            _sum_products(digits, terms, row)
        value = _carried(digits[row], DIFFERENCE_DIGITS * (order - 1))
        values[row, lane] = value
        words[2 * row] = words[2 * row] | bit if value > 0.0 else words[2 * row] & ~bit
        words[2 * row + 1] = words[2 * row + 1] | bit if value < 0.0 else words[2 * row + 1] & ~bit
    return True


@compiled
def _unit(values: NDArray[np.float64], lane: int, first: int, end: int) -> float:
    """Power of 2 of which all payoffs are multiples, as many as fit; 0 if there is none."""
    highest = lowest = values[first, lane]
    for place in range(first + 1, end):
        highest, lowest = max(highest, values[place, lane]), min(lowest, values[place, lane])
    if highest == lowest:
        return 1.0
    _, exponent = frexp(highest - lowest)
    for place in range(first, end):
        multiple = values[place, lane] * ldexp(1.0, DIFFERENCE_BITS - exponent)
        if multiple != np.floor(multiple):
            return 0.0
    return ldexp(1.0, exponent - DIFFERENCE_BITS)


@compiled
def _subtract(minuend: float, subtrahend: float, unit: float, digits: NDArray[np.int64]) -> None:
    """Write the exact difference of two payoffs, in units: that of floats, and its rounding error (Knuth 1997)."""
    difference = minuend - subtrahend
    back = difference - minuend
    error = (minuend - (difference - back)) - (subtrahend + back)
    high, low = difference / unit, error / unit
    for digit in range(DIFFERENCE_DIGITS - 1, -1, -1):
        weight = 2.0 ** (BASE_BITS * digit)
        high_digit, low_digit = floor(high / weight), floor(low / weight)
        high -= high_digit * weight
        low -= low_digit * weight
        digits[digit] = np.int64(high_digit) + np.int64(low_digit)


@compiled
def _sum_products(digits: NDArray[np.int64], terms: NDArray[np.int64], row: int) -> None:
    """Write the alternating sum of the products of smaller minors, not yet carried."""
    degree = terms[row, ORDER] - 1
    for term in range(degree):
        sign = 1 - 2 * (term % 2)
        left, right = terms[row, FIRST_TERM + 2 * term], terms[row, FIRST_TERM + 2 * term + 1]
        for digit in range(DIFFERENCE_DIGITS):
            factor = sign * digits[left, digit]
            for other in range(DIFFERENCE_DIGITS * (degree - 1)):
                digits[row, digit + other] += factor * digits[right, other]


@compiled
def _carried(digits: NDArray[np.int64], num_digits: int) -> float:
    """Carry, so that digits are small, and return the number, whose sign is exact."""
    for digit in range(num_digits - 1):
        carry = (digits[digit] + HALF_BASE) >> BASE_BITS
        digits[digit] -= carry << BASE_BITS
        digits[digit + 1] += carry
    value = 0.0
    for digit in range(num_digits - 1, -1, -1):
        value = value * 2.0**BASE_BITS + digits[digit]
    return value
