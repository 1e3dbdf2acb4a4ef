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
    START,
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
    size, right = num_corners(work, scope[OWNER], scope[WINDOW_START], scope[WINDOW_END]), 1
    for other in range(scope[WINDOW_END] - 1, scope[WINDOW_START] - 1, -1):
        num_axis = work.sizes[NUM_AXIS, other]
        if other == scope[OWNER] or num_axis == 1:
            continue
        if scope[KEPT_START] <= other < scope[KEPT_END]:
            right *= num_axis
            continue
        if scope[KIND] == AVERAGE_AT_POINT:
            _average_axis(work, other, right, size)
        elif work.sizes[IS_CUT, other] == 1:
            _fill_axis(work, other, right, size)
        else:
            _choose_on_axis(work, other, right, size)
        size //= num_axis


def _average_axis(work: Workplace, player: int, right: int, size: int) -> None:
    """Average over a player's strategy, in place."""
    first, num_axis, target = work.sizes[START, player], work.sizes[NUM_AXIS, player], work.scope[TARGET]
    for block in range(size // (num_axis * right)):
        for place in range(right):
            total = 0.0
            for index in range(num_axis):
                entry = work.entries[target, (block * num_axis + index) * right + place]
                total += work.weights[SHARE, first + index] * entry
            work.entries[target, block * right + place] = total


def _choose_on_axis(work: Workplace, player: int, right: int, size: int) -> None:
    """Take the best corner, in place."""
    num_axis, target = work.sizes[NUM_AXIS, player], work.scope[TARGET]
    for block in range(size // (num_axis * right)):
        for place in range(right):
            base = block * num_axis * right + place
            best = work.entries[target, base]
            for index in range(1, num_axis):
                best = max(best, work.entries[target, base + index * right])
            work.entries[target, block * right + place] = best


def _fill_axis(work: Workplace, player: int, right: int, size: int) -> None:
    """Take the best average within the capacities, in place."""
    first, num_axis, target = work.sizes[START, player], work.sizes[NUM_AXIS, player], work.scope[TARGET]
    for block in range(size // (num_axis * right)):
        for place in range(right):
            base = block * num_axis * right + place
            best = 0
            for index in range(1, num_axis):
                if work.entries[target, base + index * right] > work.entries[target, base + best * right]:
                    best = index
            total = work.entries[target, base + best * right]
            if work.weights[CAPACITY, first + best] < 1.0:
                total = _fill_fiber(work, player, (base, right, best))
            work.entries[target, block * right + place] = total


def _fill_fiber(work: Workplace, player: int, extent: tuple[int, int, int]) -> float:
    """Best average over a player within the capacities, of entries at equal steps; the best one is told."""
    first, num_axis, target = work.sizes[START, player], work.sizes[NUM_AXIS, player], work.scope[TARGET]
    base, right, best = extent
    left, total = 1.0, 0.0
    while True:
        entry = work.entries[target, base + best * right]
        share = min(work.weights[CAPACITY, first + best], left)
        total += share * entry
        left -= share
        if left <= 0.0:
            return float(total)
        last, best = best, -1
        for index in range(num_axis):
            other = work.entries[target, base + index * right]
            if other > entry or (other == entry and index <= last):
                continue
            if best < 0 or other > work.entries[target, base + best * right]:
                best = index
        if best < 0:  # rounding
            return float(total + left * entry)
