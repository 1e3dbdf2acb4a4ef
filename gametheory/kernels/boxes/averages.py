"""What averages of a tensor that must not be negative say about single weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    AXIS,
    BUFFER,
    CAPACITY,
    CORNER,
    FILLING,
    GAP,
    HIGHEST,
    IS_CUT,
    LOWER,
    NUM_AXIS,
    RANKING,
    REACH,
    START,
    UNIT,
    UPPER,
)
from gametheory.kernels.boxes.frames import LEAST_REACH, load_capacity
from gametheory.kernels.boxes.shrinking import (
    HIGHEST_AVERAGE,
    NOBODY,
    half_of,
    num_corners,
    shrink_to_half,
    shrink_to_player,
    shrink_whole,
)

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Workplace


def highest_average(work: Workplace, player: int, sign: float, highest: float) -> float:
    """Bound the averages of the gap, or of its negative, from above; the gap has no axis for one player."""
    for other in range(len(work.scales[0])):
        if other != player and work.sizes[IS_CUT, other] == 1:
            _load_buffer(work, player, sign)
            shrink_whole(work, player, HIGHEST_AVERAGE, NOBODY)
            return min(highest, float(work.entries[BUFFER, 0]))
    return highest


def bound_all_weights(work: Workplace, player: int, sign: float, error: float) -> bool:
    """Bound the weights of all players by a gap that must not be negative, or not positive; False if none are left.

    One half of the players is taken out for the other half first, which is less work than all others for each.
    """
    for half in range(2):
        start, end = half_of(work, half)
        if num_corners(work, player, start, end) == 1:
            continue
        _load_buffer(work, player, sign)
        shrink_to_half(work, player, HIGHEST_AVERAGE, half)
        for other in range(start, end):
            if other == player or work.sizes[NUM_AXIS, other] == 1:
                continue
            source = shrink_to_player(work, player, HIGHEST_AVERAGE, other)
            if not _bound_by(work, source, other, error):
                return False
    return True


def bound_combined(work: Workplace, player: int, sign: float, error: float) -> bool:
    """Bound the weights of one player by a gap in all players' axes; False if none are left."""
    _load_buffer(work, NOBODY, sign)
    shrink_whole(work, NOBODY, HIGHEST_AVERAGE, player)
    return _bound_by(work, BUFFER, player, error)


def _load_buffer(work: Workplace, player: int, sign: float) -> None:
    """Copy the gap, times a sign."""
    buffer, gap = work.entries[BUFFER], work.entries[GAP]
    for place in range(num_corners(work, player, 0, len(work.scales[0]))):
        buffer[place] = sign * gap[place]


def _bound_by(work: Workplace, source: int, player: int, error: float) -> bool:
    """Bound the weights of a player by the first entries of a row, for its corners."""
    for index in range(work.sizes[NUM_AXIS, player]):
        work.weights[HIGHEST, index] = work.entries[source, index]
    return bound_weights(work, player, error)


def bound_weights(work: Workplace, player: int, error: float) -> bool:
    """Bound weights for which the average of the highest entries is at least 0, up to an error; False if none are left.

    For each corner the share is found up to which, and down to which, the best filling of the others keeps the average.
    Corners that are no worse than that by themselves have no bound above, those that are not filled none below.
    """
    num_axis, reach, first = work.sizes[NUM_AXIS, player], work.scales[REACH, player], work.sizes[START, player]
    if reach < LEAST_REACH:
        return True
    height, worst = 0.0, 0.0
    for index in range(num_axis):
        height = max(height, abs(work.weights[HIGHEST, index]))
        worst = min(worst, work.weights[HIGHEST, index])
    if worst >= 0.0:
        return True
    slack = _fill_best(work, player) + error + 8.0 * num_axis * UNIT * height
    if slack < 0.0:
        return False
    rounding = 8.0 * num_axis * UNIT
    for index in range(num_axis):
        action = first + work.actions[AXIS, first + index]
        base, share = work.weights[CORNER, first + index], work.weights[FILLING, index]
        if work.weights[HIGHEST, index] < 0.0:
            highest = base + reach * (share + _most_moved(work, player, index, slack)) + rounding
            work.weights[UPPER, action] = min(work.weights[UPPER, action], highest)
        if share > 0.0:
            lowest = base + reach * (share - _most_taken(work, player, index, slack)) - rounding
            work.weights[LOWER, action] = max(work.weights[LOWER, action], lowest)
        if work.weights[LOWER, action] > work.weights[UPPER, action]:
            return False
    return True


def _fill_best(work: Workplace, player: int) -> float:
    """Fill the corners with the highest entries first, each up to its capacity; the average that gives."""
    num_axis, first = work.sizes[NUM_AXIS, player], work.sizes[START, player]
    for index in range(num_axis):
        load_capacity(work, player, index)
        place = index
        while place > 0 and work.weights[HIGHEST, work.actions[RANKING, place - 1]] < work.weights[HIGHEST, index]:
            work.actions[RANKING, place] = work.actions[RANKING, place - 1]
            place -= 1
        work.actions[RANKING, place] = index
    left, average = 1.0, 0.0
    for place in range(num_axis):
        index = work.actions[RANKING, place]
        share = min(work.weights[CAPACITY, first + index], left)
        work.weights[FILLING, index] = share
        left -= share
        average += share * work.weights[HIGHEST, index]
    if left > 0.0:  # rounding
        work.weights[FILLING, work.actions[RANKING, 0]] += left
        average += left * work.weights[HIGHEST, work.actions[RANKING, 0]]
    return average


def _most_moved(work: Workplace, player: int, index: int, slack: float) -> float:
    """How much can be moved to a corner from the others, the lowest ones first, before the slack is used up."""
    first, num_axis, moved = work.sizes[START, player], work.sizes[NUM_AXIS, player], 0.0
    room = work.weights[CAPACITY, first + index] - work.weights[FILLING, index]
    for place in range(num_axis - 1, -1, -1):
        other = work.actions[RANKING, place]
        if other == index:
            continue
        part = min(work.weights[FILLING, other], room - moved)
        loss = work.weights[HIGHEST, other] - work.weights[HIGHEST, index]
        if part <= 0.0:
            continue
        if loss * part > slack:
            return float(moved + slack / loss)
        moved += part
        slack -= max(loss, 0.0) * part
    return moved


def _most_taken(work: Workplace, player: int, index: int, slack: float) -> float:
    """How much can be moved from a corner to the others, the highest ones first, before the slack is used up."""
    first, num_axis, moved = work.sizes[START, player], work.sizes[NUM_AXIS, player], 0.0
    for place in range(num_axis):
        other = work.actions[RANKING, place]
        if other == index:
            continue
        room = work.weights[CAPACITY, first + other] - work.weights[FILLING, other]
        part = min(room, work.weights[FILLING, index] - moved)
        loss = work.weights[HIGHEST, index] - work.weights[HIGHEST, other]
        if part <= 0.0:
            continue
        if loss * part > slack:
            return float(moved + slack / loss)
        moved += part
        slack -= max(loss, 0.0) * part
    return moved
