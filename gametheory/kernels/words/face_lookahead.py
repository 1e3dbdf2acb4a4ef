"""Branches of a node of the compiled tree over supports, tried in floats: they steer the search, and prove nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.face_states import INSIDE, LOOSE, NEEDED, OUTSIDE, TIGHT, InfosetArrays, follow
from gametheory.kernels.words.tableau import NUM_COLUMNS, NUM_ROWS, WordTableau, round_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEARLY_ZERO = 1e-9
"""Entries are taken for zero up to this, where variables are measured in their typical sizes."""
MOST_PIVOTS = 40
"""Pivots after which a variable is let be."""


class RoundedFace(NamedTuple):
    """Linear equations solved for the basic variables, in floats and in units of typical sizes.

    Parameters
    ----------
    entries
        ``[row, column]``, column 0 the constants.
    basic, nonbasic
        Variable of each row and of each column; column 0 has none.
    size
        Numbers of rows and columns in use: see ``NUM_ROWS``.
    """

    entries: NDArray[np.float64]
    basic: NDArray[np.int32]
    nonbasic: NDArray[np.int32]
    size: NDArray[np.int64]


class Branch(NamedTuple):
    """A node in floats.

    Parameters
    ----------
    first, second
        Faces of both polyhedra.
    states
        For each label what is decided.
    """

    first: RoundedFace
    second: RoundedFace
    states: NDArray[np.uint8]


@compiled
def read_face(tableau: WordTableau, scales: NDArray[np.float64], face: RoundedFace) -> None:
    """Write a tableau in floats, in units of the typical sizes of variables."""
    round_all(tableau)
    num_rows, num_columns = tableau.size[NUM_ROWS], tableau.size[NUM_COLUMNS]
    face.size[NUM_ROWS], face.size[NUM_COLUMNS] = num_rows, num_columns
    denominator = tableau.rounded[len(tableau.rounded) - 1, 0]
    for column in range(num_columns):
        face.nonbasic[column] = tableau.nonbasic[column]
    for row in range(num_rows):
        label = tableau.basic[row]
        face.basic[row] = label
        for column in range(num_columns):
            size = scales[tableau.nonbasic[column]] if column > 0 else 1.0
            face.entries[row, column] = tableau.rounded[row, column] / denominator * size / scales[label]


@compiled
def copy_face(source: RoundedFace, target: RoundedFace) -> None:
    """Copy what is in use."""
    num_rows, num_columns = source.size[NUM_ROWS], source.size[NUM_COLUMNS]
    target.size[NUM_ROWS], target.size[NUM_COLUMNS] = num_rows, num_columns
    for column in range(num_columns):
        target.nonbasic[column] = source.nonbasic[column]
    for row in range(num_rows):
        target.basic[row] = source.basic[row]
        for column in range(num_columns):
            target.entries[row, column] = source.entries[row, column]


@compiled
def _drop_column(face: RoundedFace, column: int) -> None:
    face.size[NUM_COLUMNS] -= 1
    last = face.size[NUM_COLUMNS]
    face.nonbasic[column] = face.nonbasic[last]
    for row in range(face.size[NUM_ROWS]):
        face.entries[row, column] = face.entries[row, last]


@compiled
def _drop_row(face: RoundedFace, row: int) -> None:
    face.size[NUM_ROWS] -= 1
    last = face.size[NUM_ROWS]
    face.basic[row] = face.basic[last]
    for column in range(face.size[NUM_COLUMNS]):
        face.entries[row, column] = face.entries[last, column]


@compiled
def _pivot(face: RoundedFace, row: int, column: int) -> None:
    entries, num_columns = face.entries, face.size[NUM_COLUMNS]
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
def is_lowered(face: RoundedFace, row: int) -> bool:
    """Lower a row's variable to zero, and drop it; False if it seems to stay positive (primal simplex)."""
    entries, variable = face.entries, face.basic[row]
    for _ in range(MOST_PIVOTS):
        is_zero = entries[row, 0] <= NEARLY_ZERO
        column, steepest = 0, NEARLY_ZERO
        for index in range(1, face.size[NUM_COLUMNS]):
            entry = abs(entries[row, index]) if is_zero else entries[row, index]
            if entry > steepest:
                column, steepest = index, entry
        if column == 0 and not is_zero:
            return False
        if column == 0:
            break
        leaving = row if is_zero else _leaving_row(face, column, row)
        _pivot(face, leaving, column)
        if face.nonbasic[column] == variable:
            _drop_column(face, column)
            return True
    _drop_row(face, row)
    return True


@compiled
def _leaving_row(face: RoundedFace, column: int, preferred: int) -> int:
    """Row whose variable first reaches zero as that of a column grows; of a tie the preferred."""
    entries = face.entries
    best, least = preferred, entries[preferred, 0] / entries[preferred, column]
    for row in range(face.size[NUM_ROWS]):
        if entries[row, column] > NEARLY_ZERO:
            step = entries[row, 0] / entries[row, column]
            if step < least - NEARLY_ZERO:
                best, least = row, step
    return best


@compiled
def is_open(branch: Branch, infosets: InfosetArrays) -> bool:
    """Carry out all decisions and those that follow from them; False if nothing seems to be left."""
    states, sides = branch.states, infosets.side
    while True:
        for side in range(2):
            face = branch.second if side == 1 else branch.first
            if not _is_carried_out(face, states, sides, side):
                return False
            _drop_zeros(face, states, sides, side)
        for label in range(len(states)):
            state = states[label]
            if state & (TIGHT | LOOSE) == TIGHT | LOOSE or state & (OUTSIDE | NEEDED) == OUTSIDE | NEEDED:
                return False
        num_decided = _decide_positive(branch.first, states, sides, 0) + _decide_positive(
            branch.second, states, sides, 1
        )
        followed = follow(infosets, states)
        if followed < 0:
            return False
        if num_decided + followed == 0:
            return True


@compiled
def _is_carried_out(face: RoundedFace, states: NDArray[np.uint8], sides: NDArray[np.int64], side: int) -> bool:
    """Fix at zero the weights of outside labels, and the slacks of inside ones; False if that seems impossible."""
    while True:
        for column in range(face.size[NUM_COLUMNS] - 1, 0, -1):
            label = face.nonbasic[column]
            if states[label] & (OUTSIDE if sides[label] == side else INSIDE):
                if sides[label] != side:
                    states[label] |= TIGHT
                _drop_column(face, column)
        row = face.size[NUM_ROWS] - 1
        while row >= 0:
            label = face.basic[row]
            if states[label] & (OUTSIDE if sides[label] == side else INSIDE):
                break
            row -= 1
        if row < 0:
            return True
        if sides[face.basic[row]] != side:
            states[face.basic[row]] |= TIGHT
        if not is_lowered(face, row):
            return False


@compiled
def _drop_zeros(face: RoundedFace, states: NDArray[np.uint8], sides: NDArray[np.int64], side: int) -> None:
    """Drop variables that single rows show to be zero: weights are outside then, slacks tight."""
    entries, size = face.entries, face.size
    row = 0
    while row < size[NUM_ROWS]:
        is_zero = entries[row, 0] <= NEARLY_ZERO
        column = 1
        while is_zero and column < size[NUM_COLUMNS]:
            is_zero = entries[row, column] >= -NEARLY_ZERO
            column += 1
        if not is_zero:
            row += 1
            continue
        for index in range(size[NUM_COLUMNS] - 1, -1, -1):
            if index > 0 and entries[row, index] <= NEARLY_ZERO:
                continue
            label = face.basic[row] if index == 0 else face.nonbasic[index]
            states[label] |= OUTSIDE if sides[label] == side else TIGHT
            if index > 0:
                _drop_column(face, index)
        _drop_row(face, row)
        row = 0


@compiled
def _decide_positive(face: RoundedFace, states: NDArray[np.uint8], sides: NDArray[np.int64], side: int) -> int:
    """Decide on labels whose variables seem positive everywhere, and drop their rows; how many are new."""
    num_decided = 0
    for row in range(face.size[NUM_ROWS] - 1, -1, -1):
        is_positive = face.entries[row, 0] > NEARLY_ZERO
        column = 1
        while is_positive and column < face.size[NUM_COLUMNS]:
            is_positive = face.entries[row, column] <= NEARLY_ZERO
            column += 1
        if is_positive:
            label = face.basic[row]
            decided = INSIDE | NEEDED if sides[label] == side else OUTSIDE
            num_decided += int(states[label] & decided != decided)
            states[label] |= decided
            _drop_row(face, row)
    return num_decided
