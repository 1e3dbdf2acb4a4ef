"""Simplex tableaux in integers of machine words, for compiled kernels: those of `integer_tableau`, but in place.

Every entry is kept twice: exactly, in two's complement, and rounded to a float, which has its sign and tells sizes.
Pivots are fraction-free. The division by the old denominator has no remainder, so it is done modulo a power of two: a
shift by the denominator's trailing zeros, then a product with the inverse of its odd part. Before each pivot the
floats bound its results; it then takes as many words as these need, one, two or more.
"""

from __future__ import annotations

from math import frexp, ldexp
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.machine_words import (
    HIGHEST_SHIFT,
    ONE,
    WORD,
    WORD_BITS,
    ZERO,
    compare_products,
    extend_sign,
    high_word,
    inverse,
    inverse_of_odd,
    multiply,
    shift_right,
    subtract,
    to_float,
    trailing_zeros,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUM_ROWS, NUM_COLUMNS, NUM_WORDS, NUM_BITS, IS_STALLED, IS_SCANNED, OWN_START, OWN_STOP = range(8)
"""Fields of ``WordTableau.size``: ``NUM_BITS`` is the length of the largest number, at most."""
NUM_FIELDS = 8

BUDGET, WORDS_NEEDED, WIDEST, NUM_PIVOTS = range(4)
"""Counters of a run: entries that may still be computed, words that a pivot lacked, most words used, pivots."""

DONE, EMPTY, PAUSED, TOO_WIDE = range(4)
"""How a step ended: at its end; the face is empty; the budget is spent; more words are needed than there are."""

NUM_SCRATCH_ROWS = 6
SLACK = 2.0**-44
"""Relative bound of the rounding errors of a pivot in floats, generous: a few units in the last place."""
LARGEST = 2.0**1000
MOST_BITS = 1 << 20
"""Length of a number that is not below ``LARGEST``: too long for any kernel."""
NEAR = 2.0**-40
"""Ratios of rounded entries that differ relatively by more than this are in the right order."""


class WordTableau(NamedTuple):
    """Linear equations solved for the basic variables.

    Row ``i`` says: ``denominator * basic[i] + sum(entry[i, j] * nonbasic[j] for j >= 1) == entry[i, 0]``.

    Parameters
    ----------
    exact
        Entries, ``[word, row, column]``, lowest word first; only the first ``size[NUM_WORDS]`` words are valid. The
        last row of the array holds the denominator, positive, at column 0.
    rounded
        The same as floats, ``[row, column]``.
    basic, nonbasic
        Variable of each row and of each column; column 0 has none.
    size
        Numbers of rows, columns and words in use, and more: see ``NUM_ROWS`` and what follows it.
    scratch
        Memory for numbers on the way, ``[NUM_SCRATCH_ROWS, 2 * num_words]``.
    """

    exact: NDArray[np.uint64]
    rounded: NDArray[np.float64]
    basic: NDArray[np.int32]
    nonbasic: NDArray[np.int32]
    size: NDArray[np.int64]
    scratch: NDArray[np.uint64]


@compiled
def bits_after_pivot(tableau: WordTableau, row: int, column: int) -> int:
    """Bits of the largest number after a pivot, at most; more than floats can hold if that is infinite."""
    rounded, size = tableau.rounded, tableau.size
    element, denominator = abs(rounded[row, column]), rounded[-1, 0]
    ratio = element / denominator
    sign = 1.0 if rounded[row, column] > 0 else -1.0
    largest, terms = 0.0, 0.0
    for other in range(size[NUM_ROWS]):
        if other == row:
            continue
        factor = sign * rounded[other, column] / denominator
        for index in range(size[NUM_COLUMNS]):
            first, second = rounded[other, index] * ratio, factor * rounded[row, index]
            value, both = abs(first - second), abs(first) + abs(second)
            if index != column:
                largest = value if value > largest else largest
                terms = both if both > terms else terms
    return max(_bits(largest + SLACK * terms), kept_bits(tableau, row, column))


@compiled
def kept_bits(tableau: WordTableau, row: int, column: int) -> int:
    """Bits of the largest number that a pivot keeps, but for its sign: those of its row and column, and the denominator."""
    rounded, size = tableau.rounded, tableau.size
    largest = rounded[-1, 0]
    for index in range(size[NUM_COLUMNS]):
        largest = max(largest, abs(rounded[row, index]))
    for other in range(size[NUM_ROWS]):
        largest = max(largest, abs(rounded[other, column]))
    return _bits(largest)


@compiled
def _bits(value: float) -> int:
    """Bits of a rounded number, at most."""
    return int(frexp(value * (1.0 + SLACK))[1]) if value < LARGEST else MOST_BITS


@compiled
def _words_for(tableau: WordTableau, row: int, column: int, shift: int) -> int:
    """Words that a pivot needs so that no number overflows: by a quick bound, where it matters by a sharp one."""
    rounded, size = tableau.rounded, tableau.size
    largest_in_row, largest_in_column = 0.0, 0.0
    for index in range(size[NUM_COLUMNS]):
        largest_in_row = max(largest_in_row, abs(rounded[row, index]))
    for other in range(size[NUM_ROWS]):
        largest_in_column = max(largest_in_column, abs(rounded[other, column]))
    largest = ldexp(1.0, size[NUM_BITS]) * (abs(rounded[row, column]) / rounded[-1, 0])
    num_bits = max(size[NUM_BITS], _bits(largest + largest_in_column / rounded[-1, 0] * largest_in_row))
    num_words = (num_bits + shift) // WORD_BITS + 1
    if num_words > 1 and (num_words > size[NUM_WORDS] or (num_bits + shift) % WORD_BITS < WORD_BITS // 4):
        num_words = (bits_after_pivot(tableau, row, column) + shift) // WORD_BITS + 1
    return num_words


@compiled
def pivot(tableau: WordTableau, row: int, column: int, counters: NDArray[np.int64]) -> int:
    """Exchange a basic and a nonbasic variable at a nonzero entry; DONE, or TOO_WIDE and nothing is changed."""
    exact, rounded, size = tableau.exact, tableau.rounded, tableau.size
    last = len(rounded) - 1
    for word in range(size[NUM_WORDS]):
        tableau.scratch[0, word] = exact[word, last, 0]
    shift = trailing_zeros(tableau.scratch[0], size[NUM_WORDS])
    num_words = _words_for(tableau, row, column, shift)
    if num_words > len(exact):
        counters[WORDS_NEEDED] = num_words
        return TOO_WIDE
    _widen(tableau, num_words)
    is_negative = rounded[row, column] < 0
    if is_negative:
        _negate_row(tableau, row, num_words)
    num_bits = kept_bits(tableau, row, column)
    if num_words == 1:
        num_bits = max(num_bits, _eliminate_1(tableau, row, column, shift))
    elif num_words == 2 and shift < WORD_BITS:
        num_bits = max(num_bits, _eliminate_2(tableau, row, column, shift))
    else:
        num_bits = max(num_bits, _eliminate_many(tableau, (row, column), num_words, shift))
    _exchange(tableau, (row, column), num_words, is_negative)
    size[NUM_BITS] = num_bits
    size[NUM_WORDS] = num_bits // WORD_BITS + 1
    size[IS_SCANNED] = 0
    counters[NUM_PIVOTS] += 1
    counters[BUDGET] -= size[NUM_ROWS] * size[NUM_COLUMNS] * (1 if num_words == 1 else num_words * num_words)
    counters[WIDEST] = max(counters[WIDEST], num_words)
    return DONE


@compiled
def _widen(tableau: WordTableau, num_words: int) -> None:
    """Give all numbers so many valid words."""
    exact, rounded, size = tableau.exact, tableau.rounded, tableau.size
    for word in range(size[NUM_WORDS], num_words):
        for row in range(size[NUM_ROWS]):
            for column in range(size[NUM_COLUMNS]):
                exact[word, row, column] = ~ZERO if rounded[row, column] < 0 else ZERO
        exact[word, len(rounded) - 1, 0] = ZERO
    size[NUM_WORDS] = max(size[NUM_WORDS], num_words)


@compiled
def _negate_row(tableau: WordTableau, row: int, num_words: int) -> None:
    for column in range(tableau.size[NUM_COLUMNS]):
        _negate_entry(tableau, row, column, num_words)


@compiled
def _eliminate_1(tableau: WordTableau, row: int, column: int, shift: int) -> int:
    """Eliminate a column from all rows but one, in numbers of one word; return the bits of the largest result."""
    exact, rounded, num_columns = tableau.exact, tableau.rounded, tableau.size[NUM_COLUMNS]
    bits, signed_bits = np.uint64(shift), np.int64(shift)
    reciprocal = inverse_of_odd(exact[0, len(rounded) - 1, 0] >> bits)
    element = exact[0, row, column]
    is_unit = element == exact[0, len(rounded) - 1, 0]
    magnitudes = np.int64(0)
    for other in range(tableau.size[NUM_ROWS]):
        if other == row:
            continue
        factor, rounded_factor = exact[0, other, column], rounded[other, column]
        if rounded_factor == 0.0 and is_unit:
            continue
        for index in range(num_columns):
            numerator = exact[0, other, index] * element - factor * exact[0, row, index]
            value = np.int64(((numerator >> bits) * reciprocal) << bits) >> signed_bits
            exact[0, other, index] = np.uint64(value)
            rounded[other, index] = np.float64(value)
            magnitudes |= value ^ (value >> np.int64(63))
        exact[0, other, column], rounded[other, column] = factor, rounded_factor
    return max(_length(np.uint64(magnitudes)), 0 if not is_unit else tableau.size[NUM_BITS])


@compiled
def _eliminate_2(tableau: WordTableau, row: int, column: int, shift: int) -> int:
    """The same in numbers of two words, where the old denominator has fewer than 64 trailing zeros."""
    exact, rounded, num_columns = tableau.exact, tableau.rounded, tableau.size[NUM_COLUMNS]
    last = len(rounded) - 1
    bits, signed_bits = np.uint64(shift), np.int64(shift)
    odd = (exact[0, last, 0] >> bits) | ((exact[1, last, 0] << ONE) << (HIGHEST_SHIFT - bits))
    odd_high = exact[1, last, 0] >> bits
    reciprocal = inverse_of_odd(odd)
    # one more step of Newton's iteration, r (2 - r d), for the upper word
    reciprocal_high = ZERO - reciprocal * (high_word(odd, reciprocal) + odd_high * reciprocal)
    element, element_high = exact[0, row, column], exact[1, row, column]
    magnitudes, magnitudes_high = ZERO, ZERO
    for other in range(tableau.size[NUM_ROWS]):
        if other == row:
            continue
        factor, factor_high = exact[0, other, column], exact[1, other, column]
        rounded_factor = rounded[other, column]
        for index in range(num_columns):
            entry, entry_high = exact[0, other, index], exact[1, other, index]
            pivotal, pivotal_high = exact[0, row, index], exact[1, row, index]
            low, minus = entry * element, factor * pivotal
            high = high_word(entry, element) + entry * element_high + entry_high * element
            high -= high_word(factor, pivotal) + factor * pivotal_high + factor_high * pivotal
            high -= np.uint64(low < minus)
            low -= minus
            low = (low >> bits) | ((high << ONE) << (HIGHEST_SHIFT - bits))
            high >>= bits
            top = high_word(low, reciprocal) + low * reciprocal_high + high * reciprocal
            low *= reciprocal
            signed = np.int64(top << bits) >> signed_bits
            exact[0, other, index], exact[1, other, index] = low, np.uint64(signed)
            # the float of -1 must not become -2**64 + 2**64: take ~value, add 1, and change the sign
            sign = np.uint64(signed >> np.int64(63))
            magnitude, magnitude_high = low ^ sign, np.uint64(signed) ^ sign
            size = np.float64(np.int64(magnitude_high)) * WORD + np.float64(magnitude)
            is_below = np.float64(np.int64(sign & ONE))
            rounded[other, index] = (size + is_below) * (1.0 - 2.0 * is_below)
            magnitudes |= magnitude
            magnitudes_high |= magnitude_high
        exact[0, other, column], exact[1, other, column] = factor, factor_high
        rounded[other, column] = rounded_factor
    return _length(magnitudes_high) + WORD_BITS if magnitudes_high != ZERO else _length(magnitudes)


@compiled
def _eliminate_many(tableau: WordTableau, place: tuple[int, int], num_words: int, shift: int) -> int:
    """The same in numbers of any length."""
    exact, rounded, num_columns = tableau.exact, tableau.rounded, tableau.size[NUM_COLUMNS]
    row, column = place
    odd, reciprocal, element, factor = np.empty((4, num_words), np.uint64)
    numerator, minus, entry, pivotal = np.empty((4, num_words), np.uint64)
    for word in range(num_words):
        odd[word] = exact[word, len(rounded) - 1, 0]
        element[word] = exact[word, row, column]
    shift_right(odd, num_words, shift)
    inverse(reciprocal, odd, tableau.scratch, num_words)
    largest = 0.0
    for other in range(tableau.size[NUM_ROWS]):
        if other == row:
            continue
        for word in range(num_words):
            factor[word] = exact[word, other, column]
        for index in range(num_columns):
            if index == column:
                continue
            for word in range(num_words):
                entry[word], pivotal[word] = exact[word, other, index], exact[word, row, index]
            multiply(numerator, entry, element, num_words)
            if rounded[other, column] != 0.0 and rounded[row, index] != 0.0:
                multiply(minus, factor, pivotal, num_words)
                subtract(numerator, minus, num_words)
            shift_right(numerator, num_words, shift)
            multiply(entry, numerator, reciprocal, num_words)
            extend_sign(entry, num_words, num_words * WORD_BITS - shift)
            for word in range(num_words):
                exact[word, other, index] = entry[word]
            rounded[other, index] = to_float(entry, num_words)
            largest = max(largest, abs(rounded[other, index]))
    return _bits(largest)


@compiled
def _length(word: np.uint64) -> int:
    """Bits of a word up to its highest one bit."""
    length = 0
    while word != ZERO:
        word >>= ONE
        length += 1
    return length


@compiled
def _exchange(tableau: WordTableau, place: tuple[int, int], num_words: int, is_negative: bool) -> None:
    """Write the column of the variable that leaves, and the denominator, after the elimination."""
    exact, rounded = tableau.exact, tableau.rounded
    row, column = place
    last = len(rounded) - 1
    for word in range(num_words):
        exact[word, row, column], exact[word, last, 0] = exact[word, last, 0], exact[word, row, column]
    rounded[row, column], rounded[last, 0] = rounded[last, 0], rounded[row, column]
    for other in range(tableau.size[NUM_ROWS]):
        if (other == row) == is_negative:  # the row of a negative pivot has changed its sign already
            _negate_entry(tableau, other, column, num_words)
    tableau.basic[row], tableau.nonbasic[column] = tableau.nonbasic[column], tableau.basic[row]


@compiled
def _negate_entry(tableau: WordTableau, row: int, column: int, num_words: int) -> None:
    exact = tableau.exact
    tableau.rounded[row, column] = -tableau.rounded[row, column]
    carry = ONE
    for word in range(num_words):
        exact[word, row, column] = ~exact[word, row, column] + carry
        carry = np.uint64(carry == ONE and exact[word, row, column] == ZERO)


@compiled
def drop_row(tableau: WordTableau, row: int) -> None:
    """Forget the equation of a basic variable; the last one takes its place."""
    exact, rounded, size = tableau.exact, tableau.rounded, tableau.size
    size[NUM_ROWS] -= 1
    last = size[NUM_ROWS]
    if row == last:
        return
    for column in range(size[NUM_COLUMNS]):
        rounded[row, column] = rounded[last, column]
        for word in range(size[NUM_WORDS]):
            exact[word, row, column] = exact[word, last, column]
    tableau.basic[row] = tableau.basic[last]


@compiled
def drop_column(tableau: WordTableau, column: int) -> None:
    """Fix a nonbasic variable at zero; the last column takes the place of its own."""
    exact, rounded, size = tableau.exact, tableau.rounded, tableau.size
    size[IS_SCANNED] = 0
    size[NUM_COLUMNS] -= 1
    last = size[NUM_COLUMNS]
    if column == last:
        return
    for row in range(size[NUM_ROWS]):
        rounded[row, column] = rounded[row, last]
        for word in range(size[NUM_WORDS]):
            exact[word, row, column] = exact[word, row, last]
    tableau.nonbasic[column] = tableau.nonbasic[last]


@compiled
def copy_tableau(source: WordTableau, target: WordTableau) -> None:
    """Copy what is in use."""
    num_rows, num_columns, num_words = source.size[NUM_ROWS], source.size[NUM_COLUMNS], source.size[NUM_WORDS]
    last = len(source.rounded) - 1
    for field in range(NUM_FIELDS):
        target.size[field] = source.size[field]
    for row in range(num_rows):
        target.basic[row] = source.basic[row]
        for column in range(num_columns):
            target.rounded[row, column] = source.rounded[row, column]
    for word in range(num_words):
        target.exact[word, last, 0] = source.exact[word, last, 0]
        for row in range(num_rows):
            for column in range(num_columns):
                target.exact[word, row, column] = source.exact[word, row, column]
    target.rounded[last, 0] = source.rounded[last, 0]
    for column in range(num_columns):
        target.nonbasic[column] = source.nonbasic[column]


@compiled
def leaving_row(tableau: WordTableau, column: int, preferred: int) -> int:
    """Row whose basic variable first reaches zero as the variable of a column grows; -1 if nothing bounds the growth.

    Of a tie the preferred row, else the smallest variable (Bland's rule).
    """
    rounded = tableau.rounded
    best, best_step = -1, np.inf
    for row in range(tableau.size[NUM_ROWS]):
        entry = rounded[row, column]
        if entry <= 0.0:
            continue
        step = rounded[row, 0] / entry
        if best < 0 or step < best_step * (1.0 - NEAR):
            order = -1
        elif step > best_step * (1.0 + NEAR):
            continue
        else:
            order = _compare_steps(tableau, row, best, column)
        if order == 0 and best != preferred:
            order = -1 if row == preferred or tableau.basic[row] < tableau.basic[best] else 1
        if order < 0:
            best, best_step = row, step
    return best


@compiled
def _compare_steps(tableau: WordTableau, row: int, other: int, column: int) -> int:
    """Sign of the difference of two rows' steps, constant over entry, exactly."""
    constant, other_constant = tableau.rounded[row, 0], tableau.rounded[other, 0]
    if constant == 0.0 or other_constant == 0.0:
        return int(constant > 0.0) - int(other_constant > 0.0)
    num_words = tableau.size[NUM_WORDS]
    for word in range(num_words):
        tableau.scratch[0, word] = tableau.exact[word, row, 0]
        tableau.scratch[1, word] = tableau.exact[word, other, column]
        tableau.scratch[2, word] = tableau.exact[word, other, 0]
        tableau.scratch[3, word] = tableau.exact[word, row, column]
    return compare_products(tableau.scratch, num_words)


@compiled
def entering_column(tableau: WordTableau, row: int) -> int:
    """Column that lowers a row's variable: the steepest, after a degenerate pivot Bland's; 0 if there is none."""
    rounded, is_stalled = tableau.rounded, tableau.size[IS_STALLED] != 0
    best = 0
    for column in range(1, tableau.size[NUM_COLUMNS]):
        entry = rounded[row, column]
        if entry <= 0.0:
            continue
        if best == 0:
            best = column
        elif is_stalled:
            best = column if tableau.nonbasic[column] < tableau.nonbasic[best] else best
        else:
            best = column if entry > rounded[row, best] else best
    return best


@compiled
def fix_at_zero(tableau: WordTableau, row: int, counters: NDArray[np.int64]) -> int:
    """Restrict to the face on which a row's basic variable is zero (primal simplex); DONE, EMPTY, PAUSED or TOO_WIDE.

    The variable is gone when it is DONE. Each pivot leaves equations of the same polyhedron: a run that paused, or
    lacked words, is taken up by calling again, with the row in which the variable then stands.
    """
    rounded, size = tableau.rounded, tableau.size
    variable = tableau.basic[row]
    while True:
        if counters[BUDGET] <= 0:
            return PAUSED
        if rounded[row, 0] == 0.0:
            column = size[NUM_COLUMNS] - 1
            while column > 0 and rounded[row, column] == 0.0:
                column -= 1
            leaving = row
        else:
            column = entering_column(tableau, row)
            if column == 0:
                return EMPTY
            leaving = leaving_row(tableau, column, row)
        if column == 0:
            drop_row(tableau, row)
            size[IS_SCANNED] = 0
            break
        is_stalled = rounded[leaving, 0] == 0.0
        status = pivot(tableau, leaving, column, counters)
        if status != DONE:
            return status
        if tableau.nonbasic[column] == variable:
            drop_column(tableau, column)
            break
        size[IS_STALLED] = int(is_stalled)
    size[IS_STALLED] = 0
    return DONE


@compiled
def scan(tableau: WordTableau, scales: NDArray[np.float64], scores: NDArray[np.float64]) -> None:
    """Score each variable: how far, at least, some nonbasic variable must grow for it to reach zero.

    ``inf`` says that it is positive on the whole polyhedron; variables that are zero now have score 0.
    """
    rounded, size = tableau.rounded, tableau.size
    num_columns = size[NUM_COLUMNS]
    for column in range(1, num_columns):
        scores[tableau.nonbasic[column]] = 0.0
    for row in range(size[NUM_ROWS]):
        steepest = 0.0
        for column in range(1, num_columns):
            entry = rounded[row, column] * scales[tableau.nonbasic[column]]
            steepest = entry if entry > steepest else steepest
        constant = rounded[row, 0]
        scores[tableau.basic[row]] = 0.0 if constant == 0.0 else constant / steepest
    size[IS_SCANNED] = 1
