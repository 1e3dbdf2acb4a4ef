"""What single comparisons of payoffs say about a box: actions that are worse than others, and bounds on weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    BUFFER,
    ERROR,
    GAP,
    INFERIOR,
    LOWER,
    NUM_ENTRIES,
    NUM_ROWS,
    REQUIRED,
    ROW,
    ROW_MIDDLE,
    START,
    STATUS,
    UPPER,
)
from gametheory.kernels.boxes.averages import bound_all_weights, highest_average
from gametheory.kernels.boxes.equations import load_middle
from gametheory.kernels.boxes.shrinking import AVERAGE_AT_POINT, NOBODY, shrink_whole

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Workplace


def compare_rows(work: Workplace) -> bool:
    """Use all comparisons of two actions of a player, which must not be worse where required; False if one must be."""
    _load_middles(work)
    for player in range(len(work.scales[0])):
        first = work.sizes[START, player]
        for row in range(work.sizes[NUM_ROWS, player]):
            for other_row in range(row + 1, work.sizes[NUM_ROWS, player]):
                if work.actions[STATUS, first + work.actions[ROW, first + row]] == INFERIOR:
                    break
                if work.actions[STATUS, first + work.actions[ROW, first + other_row]] == INFERIOR:
                    continue
                if not _compare(work, player, row, other_row):
                    return False
    return True


def _load_middles(work: Workplace) -> None:
    """Compute the rows in the middle of the box."""
    load_middle(work)
    for player in range(len(work.scales[0])):
        first, size = work.sizes[START, player], work.sizes[NUM_ENTRIES, player]
        work.weights[ROW_MIDDLE, first] = 0.0
        for row in range(1, work.sizes[NUM_ROWS, player]):
            for place in range(size):
                work.entries[BUFFER, place] = work.tensors[player, (row - 1) * size + place]
            shrink_whole(work, player, AVERAGE_AT_POINT, NOBODY)
            work.weights[ROW_MIDDLE, first + row] = work.entries[BUFFER, 0]


def _compare(work: Workplace, player: int, row: int, other_row: int) -> bool:
    """Use the comparison of two actions; False if one that is required is worse."""
    first = work.sizes[START, player]
    action = first + work.actions[ROW, first + row]
    other = first + work.actions[ROW, first + other_row]
    is_required = work.actions[STATUS, action] == REQUIRED
    is_other_required = work.actions[STATUS, other] == REQUIRED
    highest, lowest = _load_gap(work, player, row, other_row)
    error = 3.0 * work.scales[ERROR, player]
    if lowest < 0.0 < highest:
        # of those that are required, the bounds of weights tell; and the middle tells of one that none is always better
        middle = work.weights[ROW_MIDDLE, first + row] - work.weights[ROW_MIDDLE, first + other_row]
        if not is_required and middle < 0.0:
            highest = highest_average(work, player, 1.0, highest)
        if not is_other_required and middle > 0.0:
            lowest = -highest_average(work, player, -1.0, -lowest)
    if highest + error < 0.0:
        _drop(work, action)
        return not is_required
    if lowest - error > 0.0:
        _drop(work, other)
        return not is_other_required
    if is_required and lowest < 0.0 and not bound_all_weights(work, player, 1.0, error):
        return False
    return not (is_other_required and highest > 0.0) or bound_all_weights(work, player, -1.0, error)


def _drop(work: Workplace, action: int) -> None:
    """Take an action out of the game in the box."""
    work.actions[STATUS, action] = INFERIOR
    work.weights[LOWER, action] = 0.0
    work.weights[UPPER, action] = 0.0


def _load_gap(work: Workplace, player: int, row: int, other_row: int) -> tuple[float, float]:
    """Write how much better one action is than another at all corners; the largest and the smallest entry."""
    size = work.sizes[NUM_ENTRIES, player]
    gap, tensor = work.entries[GAP], work.tensors[player]
    begin, other_begin = (row - 1) * size, (other_row - 1) * size
    highest, lowest = -1e300, 1e300
    for place in range(size):
        value = -tensor[other_begin + place]
        if row > 0:
            value += tensor[begin + place]
        gap[place] = value
        highest = max(highest, value)
        lowest = min(lowest, value)
    return highest, lowest
