"""The primal simplex method on tableaux in integers of machine words: faces on which a variable is zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.machine_words import (
    compare_products,
)
from gametheory.kernels.words.pivot import (
    pivot,
)
from gametheory.kernels.words.tableau import (
    BUDGET,
    DONE,
    EMPTY,
    IS_ROUNDED,
    IS_SCANNED,
    IS_STALLED,
    NUM_COLUMNS,
    NUM_ROWS,
    NUM_WORDS,
    PAUSED,
    WordTableau,
    drop_column,
    drop_row,
    round_entries,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR = 2.0**-40
"""Ratios of rounded entries that differ relatively by more than this are in the right order."""


@compiled
def leaving_row(tableau: WordTableau, column: int, preferred: int) -> int:
    """Row whose basic variable first reaches zero as the variable of a column grows; -1 if nothing bounds the growth.

    Of a tie the preferred row, else the smallest variable (Bland's rule).
    """
    rounded, size = tableau.rounded, tableau.size
    if size[IS_ROUNDED] == 0:
        round_entries(tableau, (0, size[NUM_ROWS]), (0, 1))
        round_entries(tableau, (0, size[NUM_ROWS]), (column, column + 1))
    best, best_step = -1, np.inf
    for row in range(size[NUM_ROWS]):
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
    """Column that lowers a row's variable: the steepest, after a degenerate pivot Bland's; 0 if there is none.

    A variable that is zero already can leave by any column with an entry.
    """
    rounded, is_stalled = tableau.rounded, tableau.size[IS_STALLED] != 0
    best = 0
    if rounded[row, 0] == 0.0:
        for column in range(1, tableau.size[NUM_COLUMNS]):
            best = column if rounded[row, column] != 0.0 else best
        return best
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
        if size[IS_ROUNDED] == 0:
            round_entries(tableau, (row, row + 1), (0, size[NUM_COLUMNS]))
        column = entering_column(tableau, row)
        if column == 0 and rounded[row, 0] > 0.0:
            return EMPTY
        if column == 0:
            drop_row(tableau, row)
            break
        leaving = leaving_row(tableau, column, row) if rounded[row, 0] > 0.0 else row
        is_stalled = rounded[leaving, 0] == 0.0
        status = pivot(tableau, leaving, column, counters)
        if status != DONE:
            return status
        if tableau.nonbasic[column] == variable:
            drop_column(tableau, column)
            break
        size[IS_STALLED] = int(is_stalled)
        if counters[BUDGET] <= 0:  # not before the first pivot: each call gets on
            return PAUSED
    size[IS_STALLED] = size[IS_SCANNED] = 0
    return DONE
