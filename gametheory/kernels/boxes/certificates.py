"""Proof that the equations of a box in which all is decided have exactly one solution.

Around a point the equations are written in powers of the distances from it, each in units of its radius, and combined
by an approximate inverse of their slopes. What is left besides each unknown itself, added up with the number of
unknowns in each product, bounds the map from a point to its distance from the root: where the bound is below 1, the
map contracts and keeps the box, so that it has exactly one fixed point (Banach; the bound is Krawczyk's).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    AXIS,
    CORNER,
    EQUATION_PLAYER,
    EQUATION_ROW,
    ERROR,
    GAP,
    IMAGE,
    KEPT_IMAGE,
    KEPT_LOWER,
    KEPT_UPPER,
    LOWER,
    NUM_AXIS,
    NUM_ENTRIES,
    ORDER,
    RADIUS,
    REACH,
    ROW_HEIGHT,
    SHARE,
    START,
    UNIT,
    UNKNOWN_PLACE,
    UNKNOWN_PLAYER,
    UNKNOWN_POSITION,
    UPPER,
)
from gametheory.kernels.boxes.equations import has_inverse, linearize, list_equations, load_middle, step_to_root
from gametheory.kernels.boxes.frames import load_frame
from gametheory.kernels.boxes.shrinking import NOBODY, num_corners

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Workplace

LEAST_RADIUS = 1e-7
"""Boxes are made at least this large before a root is looked for."""
TIGHT_RADIUS = 1e-9
"""Size of the box around a root in which it is enclosed once more."""
MOST_STEPS = 12
"""Newton steps to a root."""
MOST_STEP = 4.0
"""Newton steps, in shares of the corners, that lead too far away."""
SMALL_STEP = 1e-13
"""Newton steps that say that the root is reached."""

NO_ROOT_FOUND, ONE_ROOT = range(2)
"""Whether a root was found, and proved to be the only one."""


def enclose_root(work: Workplace) -> int:
    """Look for the only root in a box that holds the box; on success the frame is that of the larger box.

    The root's shares of the corners are `weights`, known up to `images`; `radii` are those of the larger box.
    """
    for action in range(len(work.weights[0])):
        work.weights[KEPT_LOWER, action] = work.weights[LOWER, action]
        work.weights[KEPT_UPPER, action] = work.weights[UPPER, action]
        if work.weights[UPPER, action] > 0.0:
            margin = max(0.05 * (work.weights[UPPER, action] - work.weights[LOWER, action]), LEAST_RADIUS)
            work.weights[LOWER, action] -= margin
            work.weights[UPPER, action] += margin
    load_frame(work)
    status = _find_root(work, list_equations(work))
    for action in range(len(work.weights[0])):
        work.weights[LOWER, action] = work.weights[KEPT_LOWER, action]
        work.weights[UPPER, action] = work.weights[KEPT_UPPER, action]
    return status


def _find_root(work: Workplace, num_equations: int) -> int:
    """Go to the root by Newton's method, and prove it in the large box and in a tight one."""
    if num_equations < 0 or not _has_converged(work, num_equations):
        return NO_ROOT_FOUND
    for unknown in range(num_equations):
        work.distances[RADIUS, unknown] = TIGHT_RADIUS / work.scales[REACH, work.equations[UNKNOWN_PLAYER, unknown]]
    if not _is_contracting(work, num_equations):
        return NO_ROOT_FOUND
    for unknown in range(num_equations):
        work.distances[KEPT_IMAGE, unknown] = work.distances[IMAGE, unknown] * work.distances[RADIUS, unknown]
    _load_radii(work, num_equations)
    return ONE_ROOT if _is_contracting(work, num_equations) else NO_ROOT_FOUND


def _has_converged(work: Workplace, num_equations: int) -> bool:
    """Whether Newton's method settles; the inverse is then that at its end."""
    load_middle(work)
    for _ in range(MOST_STEPS):
        linearize(work, num_equations)
        if not has_inverse(work, num_equations):
            return False
        step = step_to_root(work, num_equations)
        if not step < MOST_STEP:
            return False
        if step < SMALL_STEP:
            break
    _complete_shares(work)
    linearize(work, num_equations)
    return has_inverse(work, num_equations)


def _complete_shares(work: Workplace) -> None:
    """Let the first share of each player be what the others leave."""
    for player in range(len(work.scales[0])):
        first = work.sizes[START, player]
        total = 0.0
        for place in range(1, work.sizes[NUM_AXIS, player]):
            total += work.weights[SHARE, first + place]
        work.weights[SHARE, first] = 1.0 - total


def _load_radii(work: Workplace, num_equations: int) -> None:
    """Choose radii so that the whole box lies within."""
    for unknown in range(num_equations):
        player, place = work.equations[UNKNOWN_PLAYER, unknown], work.equations[UNKNOWN_PLACE, unknown]
        first = work.sizes[START, player]
        action = first + work.actions[AXIS, first + place]
        share = work.weights[SHARE, first + place]
        highest = (work.weights[UPPER, action] - work.weights[CORNER, first + place]) / work.scales[REACH, player]
        work.distances[RADIUS, unknown] = max(share, highest - share)


def _is_contracting(work: Workplace, num_equations: int) -> bool:
    """Whether the map that subtracts the combined equations contracts the box around the point, and keeps it.

    Writes how far from the point the root is at most, in units of the radii.
    """
    size, growth = num_corners(work, NOBODY, 0, len(work.scales[0])), 1.0
    for player in range(len(work.scales[0])):
        growth *= _growth_of(work, player, num_equations)
    num_roundings = num_equations + 8
    for player in range(len(work.scales[0])):
        num_roundings += 4 * work.sizes[NUM_AXIS, player]
    num_players = len(work.scales[0])
    _load_orders(work)
    _load_coefficients(work, num_equations)
    for unknown in range(num_equations):
        _combine(work, unknown, num_equations, size)
        error = 0.0
        for equation in range(num_equations):
            player, row = work.equations[EQUATION_PLAYER, equation], work.equations[EQUATION_ROW, equation]
            height = work.weights[ROW_HEIGHT, work.sizes[START, player] + row]
            factor = abs(work.slopes[unknown, num_equations + equation]) / work.distances[RADIUS, unknown]
            error += factor * growth * (work.scales[ERROR, player] + num_roundings * UNIT * height)
        rest = 2.0 * num_players * error
        own = work.equations[UNKNOWN_POSITION, unknown]
        for place in range(1, size):
            value = work.entries[GAP, place] - 1.0 if place == own else work.entries[GAP, place]
            rest += work.positions[ORDER, place] * abs(value)
        work.distances[IMAGE, unknown] = (abs(work.entries[GAP, 0]) + rest) * (1.0 + 4.0 * size * UNIT)
        if not work.distances[IMAGE, unknown] < 1.0:
            return False
    return True


def _growth_of(work: Workplace, player: int, num_equations: int) -> float:
    """Bound on what writing a player's axis in distances adds to sums of absolute entries."""
    first = work.sizes[START, player]
    growth = 0.0
    for place in range(work.sizes[NUM_AXIS, player]):
        growth += abs(work.weights[SHARE, first + place])
    for unknown in range(num_equations):
        if work.equations[UNKNOWN_PLAYER, unknown] == player:
            growth += 2.0 * work.distances[RADIUS, unknown]
    return max(growth, 1.0)


def _load_orders(work: Workplace) -> None:
    """Count the unknowns in the product of each entry, and place those that are an unknown alone."""
    work.positions[ORDER, 0] = 0
    right = 1
    for player in range(len(work.scales[0]) - 1, -1, -1):
        for index in range(1, work.sizes[NUM_AXIS, player]):
            for place in range(right):
                work.positions[ORDER, index * right + place] = work.positions[ORDER, place] + 1
        right *= work.sizes[NUM_AXIS, player]
    unknown = 0
    for player in range(len(work.scales[0])):
        right //= work.sizes[NUM_AXIS, player]
        for index in range(1, work.sizes[NUM_AXIS, player]):
            work.equations[UNKNOWN_POSITION, unknown] = index * right
            unknown += 1


def _load_coefficients(work: Workplace, num_equations: int) -> None:
    """Write the equations in powers of the distances from the point."""
    for equation in range(num_equations):
        player, row = work.equations[EQUATION_PLAYER, equation], work.equations[EQUATION_ROW, equation]
        size = work.sizes[NUM_ENTRIES, player]
        for place in range(size):
            work.coefficients[equation, place] = work.tensors[player, (row - 1) * size + place]
        last_unknown = num_equations
        for other in range(len(work.scales[0]) - 1, -1, -1):
            num_axis = work.sizes[NUM_AXIS, other]
            last_unknown -= num_axis - 1
            if other != player and num_axis > 1:
                _expand_axis(work, equation, other, last_unknown)


def _expand_axis(work: Workplace, equation: int, other: int, unknown: int) -> None:
    """Write an equation in powers of the distances of one player's unknowns, of which the first is told."""
    num_axis, first = work.sizes[NUM_AXIS, other], work.sizes[START, other]
    player = work.equations[EQUATION_PLAYER, equation]
    size, right = work.sizes[NUM_ENTRIES, player], num_corners(work, player, other + 1, len(work.scales[0]))
    for block in range(size // (num_axis * right)):
        for place in range(right):
            base = block * num_axis * right + place
            total = 0.0
            corner = work.coefficients[equation, base]
            for index in range(num_axis):
                total += work.weights[SHARE, first + index] * work.coefficients[equation, base + index * right]
            for index in range(1, num_axis):
                work.coefficients[equation, base + index * right] = work.distances[RADIUS, unknown + index - 1] * (
                    work.coefficients[equation, base + index * right] - corner
                )
            work.coefficients[equation, base] = total


def _combine(work: Workplace, unknown: int, num_equations: int, size: int) -> None:
    """Write a combination of the equations in powers of the distances of all players' unknowns."""
    for place in range(size):
        work.entries[GAP, place] = 0.0
    for equation in range(num_equations):
        factor = work.slopes[unknown, num_equations + equation] / work.distances[RADIUS, unknown]
        player, right = work.equations[EQUATION_PLAYER, equation], 1
        for other in range(player + 1, len(work.scales[0])):
            right *= work.sizes[NUM_AXIS, other]
        step = right * work.sizes[NUM_AXIS, player]
        for block in range(work.sizes[NUM_ENTRIES, player] // right):
            for place in range(right):
                work.entries[GAP, block * step + place] += factor * work.coefficients[equation, block * right + place]
