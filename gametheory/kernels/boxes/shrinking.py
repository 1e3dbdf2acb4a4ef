"""Tensors over the corners of several players, with fewer players: largest averages, or averages at a point.

Strategies are shares of the corners of a simplex, each up to a capacity. The largest average fills the best corners
first. Where players follow one another, later ones may answer to the shares of earlier ones: a bound from above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    BUFFER,
    CAPACITY,
    HALF,
    IS_CUT,
    KEPT_END,
    KEPT_START,
    KIND,
    NUM_AXIS,
    OWNER,
    SHARE,
    SIZE,
    START,
    STEP,
    TARGET,
    WINDOW_END,
    WINDOW_START,
)

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Workplace

NOBODY = -1
"""Stands for a player where all have an axis, or all are taken out."""

HIGHEST_AVERAGE, AVERAGE_AT_POINT = range(2)
"""What players are taken out by."""


def num_corners(work: Workplace, player: int, start: int, end: int) -> int:
    """Number of choices of corners by some players in a row, without one."""
    size = 1
    for other in range(start, end):
        if other != player:
            size *= work.sizes[NUM_AXIS, other]
    return size


def half_of(work: Workplace, half: int) -> tuple[int, int]:
    """First and last player but one of a half of the players."""
    num_players = len(work.scales[0])
    middle = (num_players + 1) // 2
    return (0, middle) if half == 0 else (middle, num_players)


def shrink_to_half(work: Workplace, player: int, kind: int, half: int) -> None:
    """Take the players of the other half out of the buffer, in which one player has no axis."""
    start, end = half_of(work, half)
    work.scope[TARGET], work.scope[OWNER], work.scope[KIND] = BUFFER, player, kind
    work.scope[WINDOW_START], work.scope[WINDOW_END] = 0, len(work.scales[0])
    work.scope[KEPT_START], work.scope[KEPT_END] = start, end
    _shrink(work)


def shrink_to_player(work: Workplace, player: int, kind: int, kept: int) -> int:
    """Take all players but one out of what `shrink_to_half` left of a half; the row of entries with the result."""
    start, end = half_of(work, int(kept >= half_of(work, 0)[1]))
    size = num_corners(work, player, start, end)
    if size == work.sizes[NUM_AXIS, kept]:
        return BUFFER
    for place in range(size):
        work.entries[HALF, place] = work.entries[BUFFER, place]
    work.scope[TARGET], work.scope[OWNER], work.scope[KIND] = HALF, player, kind
    work.scope[WINDOW_START], work.scope[WINDOW_END] = start, end
    work.scope[KEPT_START], work.scope[KEPT_END] = kept, kept + 1
    _shrink(work)
    return HALF


def shrink_whole(work: Workplace, player: int, kind: int, kept: int) -> None:
    """Take all players but one out of the buffer, in which one player has no axis."""
    work.scope[TARGET], work.scope[OWNER], work.scope[KIND] = BUFFER, player, kind
    work.scope[WINDOW_START], work.scope[WINDOW_END] = 0, len(work.scales[0])
    work.scope[KEPT_START], work.scope[KEPT_END] = kept, kept + 1
    _shrink(work)


def _shrink(work: Workplace) -> None:
    """Take the players of a window out of a tensor, in place, but for those who are kept."""
    scope = work.scope
    scope[SIZE] = num_corners(work, scope[OWNER], scope[WINDOW_START], scope[WINDOW_END])
    scope[STEP] = 1
    for other in range(scope[WINDOW_END] - 1, scope[WINDOW_START] - 1, -1):
        num_axis = work.sizes[NUM_AXIS, other]
        if other == scope[OWNER] or num_axis == 1:
            continue
        if scope[KEPT_START] <= other < scope[KEPT_END]:
            scope[STEP] *= num_axis
            continue
        if scope[KIND] == AVERAGE_AT_POINT:
            _average_axis(work, other)
        elif work.sizes[IS_CUT, other] == 1:
            _fill_axis(work, other)
        else:
            _choose_on_axis(work, other)
        scope[SIZE] //= num_axis


def _average_axis(work: Workplace, player: int) -> None:
    """Average over a player's strategy, in place."""
    first, num_axis, step = work.sizes[START, player], work.sizes[NUM_AXIS, player], work.scope[STEP]
    row, shares = work.entries[work.scope[TARGET]], work.weights[SHARE]
    for block in range(work.scope[SIZE] // (num_axis * step)):
        for place in range(step):
            base, total = block * num_axis * step + place, 0.0
            for index in range(num_axis):
                total += shares[first + index] * row[base + index * step]
            row[block * step + place] = total


def _choose_on_axis(work: Workplace, player: int) -> None:
    """Take the best corner, in place."""
    num_axis, step, row = work.sizes[NUM_AXIS, player], work.scope[STEP], work.entries[work.scope[TARGET]]
    for block in range(work.scope[SIZE] // (num_axis * step)):
        for place in range(step):
            base = block * num_axis * step + place
            best = row[base]
            for index in range(1, num_axis):
                best = max(best, row[base + index * step])
            row[block * step + place] = best


def _fill_axis(work: Workplace, player: int) -> None:
    """Take the best average within the capacities, in place.

    Above any threshold, at most each excess is earned as often as its capacity allows; the lowest of these bounds, with
    a threshold at one of the corners, is the best average itself (duality).
    """
    first, num_axis, step = work.sizes[START, player], work.sizes[NUM_AXIS, player], work.scope[STEP]
    row, capacities = work.entries[work.scope[TARGET]], work.weights[CAPACITY]
    for block in range(work.scope[SIZE] // (num_axis * step)):
        for place in range(step):
            base, lowest = block * num_axis * step + place, 1e300
            for index in range(num_axis):
                threshold = row[base + index * step]
                bound = threshold
                for other in range(num_axis):
                    bound += capacities[first + other] * max(row[base + other * step] - threshold, 0.0)
                lowest = min(lowest, bound)
            row[block * step + place] = lowest
