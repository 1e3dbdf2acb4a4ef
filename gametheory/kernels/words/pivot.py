"""Pivots of tableaux in integers of machine words, in as many words as each needs."""

from __future__ import annotations

from math import ldexp
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.machine_words import (
    HIGHEST_SHIFT,
    ONE,
    WORD_BITS,
    ZERO,
    bits_of_words,
    extend_sign,
    high_word,
    inverse,
    inverse_of_odd,
    length_of,
    multiply,
    shift_right,
    subtract,
    trailing_zeros,
)
from gametheory.kernels.words.tableau import (
    BUDGET,
    DONE,
    IS_ROUNDED,
    IS_SCANNED,
    NUM_BITS,
    NUM_COLUMNS,
    NUM_PIVOTS,
    NUM_ROWS,
    NUM_WORDS,
    SLACK,
    TOO_WIDE,
    WIDEST,
    WORDS_NEEDED,
    WordTableau,
    bits_of,
    round_all,
    round_entries,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


@compiled
def bits_after_pivot(tableau: WordTableau, row: int, column: int) -> int:
    """Bits of the largest number that a pivot computes, at most."""
    round_all(tableau)
    rounded, size = tableau.rounded, tableau.size
    denominator = rounded[-1, 0]
    ratio = rounded[row, column] / denominator
    largest, terms = 0.0, 0.0
    for other in range(size[NUM_ROWS]):
        factor = rounded[other, column] / denominator
        for index in range(size[NUM_COLUMNS]):
            first, second = rounded[other, index] * ratio, factor * rounded[row, index]
            value, both = abs(first - second), abs(first) + abs(second)
            if other != row and index != column:
                largest = value if value > largest else largest
                terms = both if both > terms else terms
    return bits_of(largest + SLACK * terms)


@compiled
def _bits_for_pivot(tableau: WordTableau, row: int, column: int) -> tuple[int, int]:
    """Bits of the largest number that a pivot keeps, and of the largest that it keeps or computes, at most.

    By a quick bound, and by a sharp one before numbers grow by a word; a rounded row and column are enough for the
    quick one.
    """
    rounded, size = tableau.rounded, tableau.size
    in_row, in_column, denominator = 0.0, 0.0, rounded[-1, 0]
    for index in range(size[NUM_COLUMNS]):
        in_row = max(in_row, abs(rounded[row, index]))
    for other in range(size[NUM_ROWS]):
        in_column = max(in_column, abs(rounded[other, column]))
    num_kept = bits_of(max(denominator, in_row, in_column))
    terms = ldexp(1.0, size[NUM_BITS]) * (abs(rounded[row, column]) / denominator) + in_column / denominator * in_row
    num_bits = max(num_kept, bits_of(terms))
    if num_bits // WORD_BITS >= size[NUM_WORDS]:
        num_bits = max(num_kept, bits_after_pivot(tableau, row, column))
    return num_kept, num_bits


@compiled
def pivot(tableau: WordTableau, row: int, column: int, counters: NDArray[np.int64]) -> int:
    """Exchange a basic and a nonbasic variable at a nonzero entry; DONE, or TOO_WIDE and nothing is changed."""
    exact, rounded, size = tableau.exact, tableau.rounded, tableau.size
    if size[IS_ROUNDED] == 0:
        round_entries(tableau, (row, row + 1), (0, size[NUM_COLUMNS]))
        round_entries(tableau, (0, size[NUM_ROWS]), (column, column + 1))
    num_kept, num_bits = _bits_for_pivot(tableau, row, column)
    for word in range(size[NUM_WORDS]):
        tableau.scratch[0, word] = exact[word, len(rounded) - 1, 0]
    shift = trailing_zeros(tableau.scratch[0], size[NUM_WORDS])
    num_words = (num_bits + shift) // WORD_BITS + 1
    if num_words > len(exact):
        counters[WORDS_NEEDED] = num_words
        return TOO_WIDE
    _widen(tableau, num_words)
    is_negative = rounded[row, column] < 0
    if is_negative:
        for index in range(size[NUM_COLUMNS]):
            _negate_entry(tableau, row, index, num_words)
    if num_words == 1:
        num_bits = _eliminate_1(tableau, row, column, shift)
    elif num_words == 2 and shift < WORD_BITS:
        num_bits = _eliminate_2(tableau, row, column, shift)
    else:
        num_bits = _eliminate_many(tableau, (row, column), num_words, shift)
    _exchange(tableau, (row, column), num_words, is_negative)
    size[NUM_BITS] = max(num_kept, num_bits)
    size[NUM_WORDS] = size[NUM_BITS] // WORD_BITS + 1
    size[IS_ROUNDED] = size[IS_SCANNED] = 0
    counters[NUM_PIVOTS] += 1
    counters[BUDGET] -= size[NUM_ROWS] * size[NUM_COLUMNS] * num_words * num_words
    counters[WIDEST] = max(counters[WIDEST], num_words)
    return DONE


@compiled
def _widen(tableau: WordTableau, num_words: int) -> None:
    """Give all numbers so many valid words."""
    exact, size = tableau.exact, tableau.size
    top = size[NUM_WORDS] - 1
    for word in range(size[NUM_WORDS], num_words):
        for row in range(size[NUM_ROWS]):
            for column in range(size[NUM_COLUMNS]):
                exact[word, row, column] = np.uint64(np.int64(exact[top, row, column]) >> np.int64(63))
        exact[word, exact.shape[1] - 1, 0] = ZERO
    size[NUM_WORDS] = max(size[NUM_WORDS], num_words)


@compiled
def _eliminate_1(tableau: WordTableau, row: int, column: int, shift: int) -> int:
    """Eliminate a column from all rows but one, in numbers of one word; return the bits of the largest result."""
    exact, num_columns = tableau.exact, tableau.size[NUM_COLUMNS]
    bits, signed_bits = np.uint64(shift), np.int64(shift)
    denominator = exact[0, exact.shape[1] - 1, 0]
    reciprocal = inverse_of_odd(denominator >> bits)
    element = exact[0, row, column]
    magnitudes = np.int64(0)
    for other in range(tableau.size[NUM_ROWS]):
        if other == row:
            continue
        factor = exact[0, other, column]
        for index in range(num_columns):
            numerator = exact[0, other, index] * element - factor * exact[0, row, index]
            value = np.int64(((numerator >> bits) * reciprocal) << bits) >> signed_bits
            exact[0, other, index] = np.uint64(value)
            magnitudes |= value ^ (value >> np.int64(63))
        exact[0, other, column] = factor
    return length_of(np.uint64(magnitudes))


@compiled
def _eliminate_2(tableau: WordTableau, row: int, column: int, shift: int) -> int:
    """The same in numbers of two words, where the old denominator has fewer than 64 trailing zeros."""
    exact, num_columns = tableau.exact, tableau.size[NUM_COLUMNS]
    last = exact.shape[1] - 1
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
            sign = np.uint64(signed >> np.int64(63))
            magnitudes |= low ^ sign
            magnitudes_high |= np.uint64(signed) ^ sign
        exact[0, other, column], exact[1, other, column] = factor, factor_high
    return length_of(magnitudes_high) + WORD_BITS if magnitudes_high != ZERO else length_of(magnitudes)


@compiled
def _eliminate_many(tableau: WordTableau, place: tuple[int, int], num_words: int, shift: int) -> int:
    """The same in numbers of any length."""
    exact, scratch = tableau.exact, tableau.scratch
    row, column = place
    odd, reciprocal, element, factor = scratch[2], scratch[3], scratch[4], scratch[5]
    numerator, minus, entry, pivotal = scratch[6], scratch[7], scratch[8], scratch[9]
    for word in range(num_words):
        odd[word] = exact[word, exact.shape[1] - 1, 0]
        element[word] = exact[word, row, column]
    shift_right(odd, num_words, shift)
    inverse(reciprocal, odd, scratch, num_words)
    num_bits = 0
    for other in range(tableau.size[NUM_ROWS]):
        if other == row:
            continue
        for word in range(num_words):
            factor[word] = exact[word, other, column]
        for index in range(tableau.size[NUM_COLUMNS]):
            if index == column:
                continue
            for word in range(num_words):
                entry[word], pivotal[word] = exact[word, other, index], exact[word, row, index]
            multiply(numerator, entry, element, num_words)
            multiply(minus, factor, pivotal, num_words)
            subtract(numerator, minus, num_words)
            shift_right(numerator, num_words, shift)
            multiply(entry, numerator, reciprocal, num_words)
            extend_sign(entry, num_words, num_words * WORD_BITS - shift)
            for word in range(num_words):
                exact[word, other, index] = entry[word]
            num_bits = max(num_bits, bits_of_words(entry, num_words))
    return num_bits


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
