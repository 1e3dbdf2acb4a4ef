"""Faces of polyhedra in floats, for compiled kernels: what they seem to say has to be proved elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUM_ROWS, NUM_COLUMNS = range(2)
"""Fields of ``RoundedFace.size``."""

BUDGET, TRIAL_BUDGET = range(2)
"""Counters of a run: entries that may still be computed, in all and to try a branch."""

DONE, EMPTY, PAUSED, UNPROVED, DOUBTFUL = range(5)
"""How a step ended: at its end; nothing is left; the budget is spent; a proof is asked for; floats do not decide."""

NEARLY_ZERO = 1e-9
"""Entries are taken for zero up to this, where variables are measured in their typical sizes."""
MOST_PIVOTS = 60
"""Pivots after which floats do not decide whether a variable can be zero."""


class RoundedFace(NamedTuple):
    """Linear equations solved for the basic variables, in units of typical sizes.

    Columns of variables that are fixed at zero stand behind the others, and are kept: they tell how a row is made of
    the first ones.

    Parameters
    ----------
    entries
        ``[row, column]``, column 0 the constants.
    basic, nonbasic
        Variable of each row and of each column; column 0 has none.
    size
        Numbers of rows, and of columns of variables that are not fixed.
    """

    entries: NDArray[np.float64]
    basic: NDArray[np.int32]
    nonbasic: NDArray[np.int32]
    size: NDArray[np.int64]


@compiled
def copy_face(source: RoundedFace, target: RoundedFace) -> None:
    """Copy what is in use."""
    num_rows = source.size[NUM_ROWS]
    target.size[NUM_ROWS], target.size[NUM_COLUMNS] = num_rows, source.size[NUM_COLUMNS]
    num_columns = source.entries.shape[1]
    for column in range(num_columns):
        target.nonbasic[column] = source.nonbasic[column]
    for row in range(num_rows):
        target.basic[row] = source.basic[row]
        for column in range(num_columns):
            target.entries[row, column] = source.entries[row, column]


@compiled
def drop_column(face: RoundedFace, column: int) -> None:
    """Fix a nonbasic variable at zero: its column goes behind those that are not fixed."""
    face.size[NUM_COLUMNS] -= 1
    _exchange_columns(face, column, face.size[NUM_COLUMNS])


@compiled
def free_column(face: RoundedFace, column: int) -> None:
    """Let a variable that was fixed at zero be free again: its column is the last of those that are not fixed."""
    _exchange_columns(face, column, face.size[NUM_COLUMNS])
    face.size[NUM_COLUMNS] += 1


@compiled
def _exchange_columns(face: RoundedFace, column: int, other: int) -> None:
    if column == other:
        return
    face.nonbasic[column], face.nonbasic[other] = face.nonbasic[other], face.nonbasic[column]
    for row in range(face.size[NUM_ROWS]):
        entry = face.entries[row, column]
        face.entries[row, column] = face.entries[row, other]
        face.entries[row, other] = entry


@compiled
def drop_row(face: RoundedFace, row: int) -> None:
    """Forget the equation of a basic variable; the last one takes its place."""
    face.size[NUM_ROWS] -= 1
    last = face.size[NUM_ROWS]
    if row != last:
        face.basic[row] = face.basic[last]
        for column in range(face.entries.shape[1]):
            face.entries[row, column] = face.entries[last, column]


@compiled
def exchange(face: RoundedFace, row: int, column: int) -> None:
    """Pivot: exchange a basic and a nonbasic variable."""
    entries, num_columns = face.entries, face.entries.shape[1]
    element = entries[row, column]
    entries[row, column] = 1.0
    for index in range(num_columns):
        entries[row, index] /= element
    for other in range(face.size[NUM_ROWS]):
        factor = entries[other, column]
        if other == row or factor == 0.0:
            continue
        entries[other, column] = 0.0
        for index in range(num_columns):
            entries[other, index] -= factor * entries[row, index]
    face.basic[row], face.nonbasic[column] = face.nonbasic[column], face.basic[row]


@compiled
def fix_at_zero(face: RoundedFace, row: int, counters: NDArray[np.int64], budget: int) -> int:
    """Lower a row's variable to zero, and fix it (primal simplex); DONE, EMPTY, PAUSED or DOUBTFUL.

    The variable stays in its row until it is fixed. After PAUSED the face is the same, at another vertex.
    """
    entries = face.entries
    for _ in range(MOST_PIVOTS):
        is_zero = entries[row, 0] <= NEARLY_ZERO
        column, steepest = 0, NEARLY_ZERO
        for index in range(1, face.size[NUM_COLUMNS]):
            entry = abs(entries[row, index]) if is_zero else entries[row, index]
            if entry > steepest:
                column, steepest = index, entry
        if column == 0 and not is_zero:
            return EMPTY
        if column == 0:
            drop_row(face, row)
            return DONE
        leaving = row if is_zero else _leaving_row(face, column, row)
        exchange(face, leaving, column)
        counters[budget] -= face.entries.size
        if leaving == row:
            drop_column(face, column)
            return DONE
        if counters[budget] <= 0:
            return PAUSED
    return DOUBTFUL


@compiled
def _leaving_row(face: RoundedFace, column: int, preferred: int) -> int:
    """Row whose variable first reaches zero as the variable of a column grows; of a tie the preferred one."""
    entries = face.entries
    best, least = preferred, entries[preferred, 0] / entries[preferred, column]
    for row in range(face.size[NUM_ROWS]):
        if entries[row, column] > NEARLY_ZERO:
            step = entries[row, 0] / entries[row, column]
            if step < least - NEARLY_ZERO:
                best, least = row, step
    return best


@compiled
def is_nearly_zero(face: RoundedFace, row: int) -> bool:
    """Whether a row seems to say that its variable is zero on the whole face."""
    if face.entries[row, 0] > NEARLY_ZERO:
        return False
    column, stop = 1, face.size[NUM_COLUMNS]
    while column < stop and face.entries[row, column] >= -NEARLY_ZERO:
        column += 1
    return bool(column == stop)


@compiled
def is_nearly_positive(face: RoundedFace, row: int) -> bool:
    """Whether a row seems to say that its variable is positive on the whole face."""
    if face.entries[row, 0] <= NEARLY_ZERO:
        return False
    column, stop = 1, face.size[NUM_COLUMNS]
    while column < stop and face.entries[row, column] <= NEARLY_ZERO:
        column += 1
    return bool(column == stop)


@compiled
def steepness(face: RoundedFace, row: int) -> float:
    """Largest entry of a row: how fast its variable can fall; at most ``NEARLY_ZERO`` where it seems not to."""
    steepest = NEARLY_ZERO
    for column in range(1, face.size[NUM_COLUMNS]):
        steepest = max(steepest, face.entries[row, column])
    return float(steepest)


@compiled
def rate(face: RoundedFace, scores: NDArray[np.float64]) -> None:
    """Score each variable: how far, at least, some nonbasic variable must grow for it to reach zero; else 0."""
    for label in range(len(scores)):
        scores[label] = 0.0
    for row in range(face.size[NUM_ROWS]):
        if face.entries[row, 0] > NEARLY_ZERO:
            scores[face.basic[row]] = face.entries[row, 0] / steepness(face, row)
