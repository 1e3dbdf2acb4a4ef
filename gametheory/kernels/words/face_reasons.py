"""Why a row of a face says what it says: few of the variables that are fixed at zero are enough.

Where a row says that its variable is positive, or zero, on the whole face, those fixed variables are the reasons that
have a coefficient of the wrong sign. Each is let free for trial, the one fixed last first, and stays free if a few
pivots lead to a row that says the same. What is found is proved afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.rounded_faces import (
    NEARLY_ZERO,
    NUM_COLUMNS,
    NUM_ROWS,
    RoundedFace,
    copy_face,
    exchange,
    free_column,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW_PIVOTS = 8
"""Pivots after which a reason is kept."""

NO_ORDER = np.iinfo(np.int64).max
"""In ``Reasons.order``: a reason that is kept."""


class Reasons(NamedTuple):
    """Memory for the search of few reasons.

    Parameters
    ----------
    face
        The face with fewer fixed variables; the row that is looked at keeps its place.
    spare
        The same before a trial.
    order
        For each label when its variable is let free.
    """

    face: RoundedFace
    spare: RoundedFace
    order: NDArray[np.int64]


@compiled
def write_reasons(reasons: Reasons, face: RoundedFace, row: int, sign: int) -> int:
    """Free all fixed variables but few that a row needs to say the same; how many entries were computed.

    The row says that its variable is positive on the whole face (sign 1), or zero (-1).
    """
    narrowed = reasons.face
    copy_face(face, narrowed)
    for column in range(1, len(narrowed.nonbasic)):
        reasons.order[narrowed.nonbasic[column]] = column
    num_trials = 1
    while True:
        column = _next_reason(reasons, row, sign)
        if column == 0:
            return num_trials * face.entries.size
        label = narrowed.nonbasic[column]
        copy_face(narrowed, reasons.spare)
        free_column(narrowed, column)
        num_pivots = _num_pivots_to_say_the_same(narrowed, row, sign)
        num_trials += 1 + abs(num_pivots)
        if num_pivots < 0:
            copy_face(reasons.spare, narrowed)
            reasons.order[label] = NO_ORDER


@compiled
def _next_reason(reasons: Reasons, row: int, sign: int) -> int:
    """Free what is no reason; the column of the reason that is let free next, 0 if there is none."""
    face = reasons.face
    best, least = 0, NO_ORDER
    for column in range(face.size[NUM_COLUMNS], len(face.nonbasic)):
        if sign * face.entries[row, column] <= NEARLY_ZERO:
            free_column(face, column)
    for column in range(face.size[NUM_COLUMNS], len(face.nonbasic)):
        order = reasons.order[face.nonbasic[column]]
        if order < least:
            best, least = column, order
    return best


@compiled
def _num_pivots_to_say_the_same(face: RoundedFace, row: int, sign: int) -> int:
    """Pivot until a row says the same again; how many pivots, less than 0 if it does not."""
    entries = face.entries
    for num_pivots in range(FEW_PIVOTS):
        column, steepest = 0, NEARLY_ZERO
        for index in range(1, face.size[NUM_COLUMNS]):
            if sign * entries[row, index] > steepest:
                column, steepest = index, sign * entries[row, index]
        if column == 0:
            return num_pivots
        leaving, least = -1, np.inf
        for other in range(face.size[NUM_ROWS]):
            if other != row and entries[other, column] > NEARLY_ZERO:
                step = entries[other, 0] / entries[other, column]
                if step < least:
                    leaving, least = other, step
        changed = steepest * least
        if leaving < 0 or (changed > NEARLY_ZERO if sign < 0 else entries[row, 0] - changed <= NEARLY_ZERO):
            return -1 - num_pivots
        exchange(face, leaving, column)
    return -1 - FEW_PIVOTS
