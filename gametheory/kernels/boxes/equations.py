"""The equations of a box in which all is decided, actions of a support being equally good: slopes and Newton steps.

Nothing here is a proof: points and inverses in floats that others use, whatever they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    AXIS,
    BUFFER,
    CORNER,
    EQUATION_PLAYER,
    EQUATION_ROW,
    ERROR,
    LOWER,
    NUM_AXIS,
    NUM_ENTRIES,
    NUM_ROWS,
    ROW,
    ROW_HEIGHT,
    SHARE,
    START,
    UNKNOWN_PLACE,
    UNKNOWN_PLAYER,
    UPPER,
    VALUE,
)
from gametheory.kernels.boxes.shrinking import (
    AVERAGE_AT_POINT,
    half_of,
    num_corners,
    shrink_to_half,
    shrink_to_player,
)

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Workplace

LEAST_PIVOT = 1e-13
"""Smaller pivots, where the largest entry of a row is 1, count as 0."""


def list_equations(work: Workplace) -> int:
    """List equations and unknowns, of which there are equally many; -1 if one is empty or stands twice.

    Unknown are the weights of a support without its first action.
    """
    num_equations, num_unknowns = 0, 0
    for player in range(len(work.scales[0])):
        first = work.sizes[START, player]
        for row in range(1, work.sizes[NUM_ROWS, player]):
            if work.weights[UPPER, first + work.actions[ROW, first + row]] > 0.0:
                if _is_idle(work, player, row):
                    return -1
                work.equations[EQUATION_PLAYER, num_equations] = player
                work.equations[EQUATION_ROW, num_equations] = row
                num_equations += 1
        for place in range(1, work.sizes[NUM_AXIS, player]):
            work.equations[UNKNOWN_PLAYER, num_unknowns] = player
            work.equations[UNKNOWN_PLACE, num_unknowns] = place
            num_unknowns += 1
    return num_equations


def _is_idle(work: Workplace, player: int, row: int) -> bool:
    """Whether a row is 0 everywhere, or the same as an earlier one."""
    size, first = work.sizes[NUM_ENTRIES, player], work.sizes[START, player]
    if work.weights[ROW_HEIGHT, first + row] <= work.scales[ERROR, player]:
        return True
    for other_row in range(1, row):
        if work.weights[UPPER, first + work.actions[ROW, first + other_row]] == 0.0:
            continue
        is_same = True
        for place in range(size):
            entry = work.tensors[player, (row - 1) * size + place]
            if abs(entry - work.tensors[player, (other_row - 1) * size + place]) > 2.0 * work.scales[ERROR, player]:
                is_same = False
                break
        if is_same:
            return True
    return False


def load_middle(work: Workplace) -> None:
    """Write the middle of the box as shares of the corners."""
    for player in range(len(work.scales[0])):
        first, num_axis = work.sizes[START, player], work.sizes[NUM_AXIS, player]
        total = 0.0
        for place in range(num_axis):
            action = first + work.actions[AXIS, first + place]
            share = (
                0.5 * (work.weights[LOWER, action] + work.weights[UPPER, action]) - work.weights[CORNER, first + place]
            )
            work.weights[SHARE, first + place] = share
            total += share
        for place in range(num_axis):
            work.weights[SHARE, first + place] = (
                work.weights[SHARE, first + place] / total if total > 0.0 else 1.0 / num_axis
            )


def linearize(work: Workplace, num_equations: int) -> None:
    """Compute the values and slopes of the equations at a point."""
    for equation in range(num_equations):
        player, row = work.equations[EQUATION_PLAYER, equation], work.equations[EQUATION_ROW, equation]
        whole = work.sizes[NUM_ENTRIES, player]
        work.distances[VALUE, equation] = work.tensors[player, (row - 1) * whole]
        for unknown in range(num_equations):
            work.slopes[equation, unknown] = 0.0
        for half in range(2):
            start, end = half_of(work, half)
            if num_corners(work, player, start, end) == 1:
                continue
            for place in range(whole):
                work.entries[BUFFER, place] = work.tensors[player, (row - 1) * whole + place]
            shrink_to_half(work, player, AVERAGE_AT_POINT, half)
            for other in range(start, end):
                if other != player and work.sizes[NUM_AXIS, other] > 1:
                    _load_slopes(work, equation, other, shrink_to_player(work, player, AVERAGE_AT_POINT, other))


def _load_slopes(work: Workplace, equation: int, player: int, source: int) -> None:
    """Write an equation's value, and its slopes in the unknowns of a player, from averages at that player's corners."""
    first, unknown = work.sizes[START, player], 0
    for other in range(player):
        unknown += work.sizes[NUM_AXIS, other] - 1
    value = 0.0
    for place in range(work.sizes[NUM_AXIS, player]):
        value += work.weights[SHARE, first + place] * work.entries[source, place]
        if place > 0:
            slope = work.entries[source, place] - work.entries[source, 0]
            work.slopes[equation, unknown + place - 1] = slope
    work.distances[VALUE, equation] = value


def has_inverse(work: Workplace, num_equations: int) -> bool:
    """Invert the slopes, to the right of them; False if floats find no inverse (Gauss-Jordan with largest pivots)."""
    slopes, width = work.slopes, 2 * num_equations
    for row in range(num_equations):
        height = 0.0
        for column in range(num_equations):
            height = max(height, abs(slopes[row, column]))
            slopes[row, num_equations + column] = 0.0
        if height == 0.0:
            return False
        for column in range(num_equations):
            slopes[row, column] /= height
        slopes[row, num_equations + row] = 1.0 / height
    for column in range(num_equations):
        pivot = column
        for row in range(column + 1, num_equations):
            if abs(slopes[row, column]) > abs(slopes[pivot, column]):
                pivot = row
        if abs(slopes[pivot, column]) < LEAST_PIVOT:
            return False
        element = slopes[pivot, column]
        for index in range(width):
            value = slopes[pivot, index] / element
            slopes[pivot, index] = slopes[column, index]
            slopes[column, index] = value
        _clear_column(work, column, width)
    return True


def _clear_column(work: Workplace, column: int, width: int) -> None:
    """Subtract multiples of a pivot row from all others."""
    slopes = work.slopes
    for row in range(width // 2):
        factor = slopes[row, column]
        if row != column and factor != 0.0:
            for index in range(column, width):
                slopes[row, index] -= factor * slopes[column, index]


def step_to_root(work: Workplace, num_equations: int) -> float:
    """Take a Newton step; its largest part."""
    largest = 0.0
    for unknown in range(num_equations):
        step = 0.0
        for equation in range(num_equations):
            step -= work.slopes[unknown, num_equations + equation] * work.distances[VALUE, equation]
        first = work.sizes[START, work.equations[UNKNOWN_PLAYER, unknown]]
        work.weights[SHARE, first + work.equations[UNKNOWN_PLACE, unknown]] += step
        work.weights[SHARE, first] -= step
        largest = max(largest, abs(step))
    return largest
