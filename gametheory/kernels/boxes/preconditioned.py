"""Bounds from combinations of the equations that each hold one weight, nearly.

The equations are multiplied by an approximate inverse of their slopes, as tensors: the range of such a combination over
the corners is much narrower than what the ranges of its parts add up to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    EQUATION_PLAYER,
    EQUATION_ROW,
    ERROR,
    GAP,
    NUM_AXIS,
    NUM_ENTRIES,
    ROW_HEIGHT,
    START,
    UNIT,
    UNKNOWN_PLAYER,
)
from gametheory.kernels.boxes.averages import bound_combined
from gametheory.kernels.boxes.equations import has_inverse, linearize, load_middle

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Workplace


def combine_equations(work: Workplace, num_equations: int) -> bool:
    """Bound each weight of a support by the combination that holds it; False if nothing is left."""
    load_middle(work)
    linearize(work, num_equations)
    if not has_inverse(work, num_equations):
        return True
    for unknown in range(num_equations):
        player = work.equations[UNKNOWN_PLAYER, unknown]
        error = _load_combination(work, unknown, num_equations)
        for sign in (1.0, -1.0):
            if not bound_combined(work, player, sign, error):
                return False
    return True


def _load_combination(work: Workplace, unknown: int, num_equations: int) -> float:
    """Write a combination of equations at all corners of all players; a bound of its error."""
    size = 1
    for player in range(len(work.scales[0])):
        size *= work.sizes[NUM_AXIS, player]
    for place in range(size):
        work.entries[GAP, place] = 0.0
    error = 0.0
    for equation in range(num_equations):
        factor = work.slopes[unknown, num_equations + equation]
        player, row = work.equations[EQUATION_PLAYER, equation], work.equations[EQUATION_ROW, equation]
        height = work.weights[ROW_HEIGHT, work.sizes[START, player] + row]
        error += abs(factor) * (work.scales[ERROR, player] + (num_equations + 4) * UNIT * height)
        add_row(work, player, row, factor)
    return 3.0 * error


def add_row(work: Workplace, player: int, row: int, factor: float) -> None:
    """Add a multiple of a row to the gap, which has an axis for the player itself, too."""
    num_axis, size, right = work.sizes[NUM_AXIS, player], work.sizes[NUM_ENTRIES, player], 1
    for other in range(player + 1, len(work.scales[0])):
        right *= work.sizes[NUM_AXIS, other]
    begin = (row - 1) * size
    for block in range(size // right):
        source = begin + block * right
        for index in range(num_axis):
            target = (block * num_axis + index) * right
            for place in range(right):
                work.entries[GAP, target + place] += factor * work.tensors[player, source + place]
