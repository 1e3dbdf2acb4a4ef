"""Simplex tableaux in integers of machine words, for compiled kernels: those of `integer_tableau`, but in place.

Every entry is kept exactly, in two's complement; decisions read it rounded to a float, which has its sign and tells
sizes. Floats are written where they are needed, since that costs as much as computing the entries.
Pivots are fraction-free. The division by the old denominator has no remainder, so it is done modulo a power of two: a
shift by the denominator's trailing zeros, then a product with the inverse of its odd part. Before each pivot the
floats bound its results; it then takes as many words as these need, one, two or more.
"""

from __future__ import annotations

from math import frexp
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.machine_words import (
    ONE,
    WORD,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUM_ROWS, NUM_COLUMNS, NUM_WORDS, NUM_BITS, IS_STALLED, IS_ROUNDED, IS_SCANNED, OWN_START, OWN_STOP = range(9)
"""Fields of ``WordTableau.size``: ``NUM_BITS`` is the length of the largest number, at most."""
NUM_FIELDS = 9

BUDGET, WORDS_NEEDED, WIDEST, NUM_PIVOTS = range(4)
"""Counters of a run: entries that may still be computed, words that a pivot lacked, most words used, pivots."""

DONE, EMPTY, PAUSED, TOO_WIDE = range(4)
"""How a step ended: at its end; the face is empty; the budget is spent; more words are needed than there are."""

NUM_SCRATCH_ROWS = 10
SLACK = 2.0**-44
"""Relative bound of the rounding errors of a pivot in floats, generous: a few units in the last place."""
LARGEST = 2.0**1000
MOST_BITS = 1 << 20
"""Length of a number that is not below ``LARGEST``: too long for any kernel."""


class WordTableau(NamedTuple):
    """Linear equations solved for the basic variables.

    Row ``i`` says: ``denominator * basic[i] + sum(entry[i, j] * nonbasic[j] for j >= 1) == entry[i, 0]``.

    Parameters
    ----------
    exact
        Entries, ``[word, row, column]``, lowest word first; only the first ``size[NUM_WORDS]`` words are valid. The
        last row of the array holds the denominator, positive, at column 0.
    rounded
        The same as floats, ``[row, column]``, right to a few units in the last place; valid where `round_entries` came
        after the last pivot. That of the denominator always is.
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
def round_entries(tableau: WordTableau, rows: tuple[int, int], columns: tuple[int, int]) -> None:
    """Write the floats of a block of entries: rows and columns from one index to below another."""
    exact, rounded, num_words = tableau.exact, tableau.rounded, tableau.size[NUM_WORDS]
    for row in range(rows[0], rows[1]):
        for column in range(columns[0], columns[1]):
            if num_words == 1:
                rounded[row, column] = np.float64(np.int64(exact[0, row, column]))
                continue
            top = num_words - 1
            sign = np.uint64(np.int64(exact[top, row, column]) >> np.int64(63))
            magnitude = np.float64(np.int64(exact[top, row, column] ^ sign))
            for word in range(top - 1, -1, -1):
                magnitude = magnitude * WORD + np.float64(exact[word, row, column] ^ sign)
            # a negative number is the complement of what stands here, which is one smaller in size
            is_below = np.float64(np.int64(sign & ONE))
            rounded[row, column] = (magnitude + is_below) * (1.0 - 2.0 * is_below)


@compiled
def round_all(tableau: WordTableau) -> None:
    """Write the floats of all entries, unless they are there."""
    size = tableau.size
    if size[IS_ROUNDED] == 0:
        round_entries(tableau, (0, size[NUM_ROWS]), (0, size[NUM_COLUMNS]))
        size[IS_ROUNDED] = 1


@compiled
def bits_of(value: float) -> int:
    """Bits of a number that is given rounded, at most."""
    return int(frexp(value * (1.0 + SLACK))[1]) if value < LARGEST else MOST_BITS


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
