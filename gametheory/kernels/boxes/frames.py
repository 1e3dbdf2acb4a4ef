"""Differences of payoffs at the corners of the simplices around a box of mixed strategies.

A difference of two payoffs of a player is linear in the strategy of each other player. On a product of simplices its
range is therefore the range of its values at the corners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    AXIS,
    CAPACITY,
    CORNER,
    ERROR,
    EXCLUDED,
    FIRST_PLACES,
    INFERIOR,
    IS_CUT,
    LOWER,
    NUM_ACTIONS,
    NUM_AXIS,
    NUM_ENTRIES,
    NUM_ROWS,
    PAYOFF_ERROR,
    REACH,
    ROW,
    ROW_HEIGHT,
    SECOND_PLACES,
    START,
    STATUS,
    STRETCH,
    STRIDE,
    UNIT,
    UPPER,
)

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Workplace

CORNER_ROUNDINGS = 12
"""Bound on the error of moving to the corners of a simplex, in units of rounding and of the largest entry, per action.

With m actions: m for the sum, 2 for what is added to it, and 6 m for the reach, which may be wrong by that much.
"""

LEAST_REACH = 1e-13
"""Simplices that are smaller are left as they are: rounding would be all that is seen."""
UNCUT_SHARE = 0.999
"""Corners of which this share is allowed count as not cut off."""


def has_profile(work: Workplace) -> bool:
    """Tighten the bounds of each player's weights by their sum, which is 1; False if that leaves nothing."""
    for player in range(len(work.scales[0])):
        first, end = work.sizes[START, player], work.sizes[START, player + 1]
        slack = 4.0 * UNIT * (end - first)
        for _ in range(2):
            lower_sum, upper_sum = 0.0, 0.0
            for action in range(first, end):
                lower_sum += work.weights[LOWER, action]
                upper_sum += work.weights[UPPER, action]
            if lower_sum > 1.0 + slack or upper_sum < 1.0 - slack:
                return False
            for action in range(first, end):
                if work.weights[UPPER, action] > 0.0:
                    most = 1.0 - (lower_sum - work.weights[LOWER, action]) + slack
                    least = 1.0 - (upper_sum - work.weights[UPPER, action]) - slack
                    work.weights[UPPER, action] = min(work.weights[UPPER, action], most)
                    work.weights[LOWER, action] = max(work.weights[LOWER, action], least)
                    if work.weights[LOWER, action] > work.weights[UPPER, action]:
                        return False
    return True


def load_frame(work: Workplace) -> None:
    """Compute the differences at the corners of the simplices around the box."""
    _load_axes(work)
    for player in range(len(work.scales[0])):
        _load_differences(work, player)
        for other in range(len(work.scales[0])):
            if other != player and work.sizes[NUM_AXIS, other] > 1:
                _move_to_corners(work, player, other)


def _load_axes(work: Workplace) -> None:
    """List the actions that may have weight, and those that a best reply is compared with."""
    for player in range(len(work.scales[0])):
        first = work.sizes[START, player]
        num_axis, num_rows = 0, 0
        reach, size = 1.0, 0.0
        for action in range(work.sizes[NUM_ACTIONS, player]):
            status = work.actions[STATUS, first + action]
            if status < EXCLUDED:
                work.actions[AXIS, first + num_axis] = action
                work.weights[CORNER, first + num_axis] = work.weights[LOWER, first + action]
                reach -= work.weights[LOWER, first + action]
                size += abs(work.weights[LOWER, first + action])
                num_axis += 1
            if status < INFERIOR:
                work.actions[ROW, first + num_rows] = action
                num_rows += 1
        work.sizes[NUM_AXIS, player] = num_axis
        work.sizes[NUM_ROWS, player] = num_rows
        # the first row is an action with weight: equations are told against it
        for row in range(1, num_rows):
            if work.actions[ROW, first + row] == work.actions[AXIS, first]:
                work.actions[ROW, first + row] = work.actions[ROW, first]
                work.actions[ROW, first] = work.actions[AXIS, first]
        work.scales[REACH, player] = max(reach, 0.0)
        _load_capacities(work, player)
        work.scales[STRETCH, player] = max(1.0, size + work.scales[REACH, player])


def _load_capacities(work: Workplace, player: int) -> None:
    """Bound the shares of the corners of a player's simplex."""
    work.sizes[IS_CUT, player] = 0
    for place in range(work.sizes[NUM_AXIS, player]):
        load_capacity(work, player, place)
        if work.weights[CAPACITY, work.sizes[START, player] + place] < UNCUT_SHARE:
            work.sizes[IS_CUT, player] = 1


def load_capacity(work: Workplace, player: int, place: int) -> None:
    """Bound the share of a corner by the upper bound of its weight."""
    first, reach = work.sizes[START, player], work.scales[REACH, player]
    capacity = 1.0
    if reach >= LEAST_REACH:
        room = work.weights[UPPER, first + work.actions[AXIS, first + place]] - work.weights[CORNER, first + place]
        capacity = min((max(room, 0.0) + 8.0 * work.sizes[NUM_AXIS, player] * UNIT) / reach, 1.0)
    work.weights[CAPACITY, first + place] = capacity


def _load_differences(work: Workplace, player: int) -> None:
    """Copy the differences of a player's payoffs at the actions of the others that may have weight."""
    positions = work.positions
    size, source = 1, FIRST_PLACES
    positions[source, 0] = 0
    for other in range(len(work.scales[0])):
        if other == player:
            continue
        num_axis = work.sizes[NUM_AXIS, other]
        target = FIRST_PLACES + SECOND_PLACES - source
        for place in range(size):
            for index in range(num_axis):
                action = work.actions[AXIS, work.sizes[START, other] + index]
                step = action * work.sizes[STRIDE, other]
                positions[target, place * num_axis + index] = positions[source, place] + step
        size *= num_axis
        source = target
    work.sizes[NUM_ENTRIES, player] = size
    first, stride = work.sizes[START, player], work.sizes[STRIDE, player]
    base = work.actions[ROW, first] * stride
    highest = 0.0
    for row in range(1, work.sizes[NUM_ROWS, player]):
        offset = work.actions[ROW, first + row] * stride
        begin = (row - 1) * size
        height = 0.0
        for place in range(size):
            position = positions[source, place]
            difference = work.payoffs[player, offset + position] - work.payoffs[player, base + position]
            work.tensors[player, begin + place] = difference
            height = max(height, abs(difference))
        work.weights[ROW_HEIGHT, first + row] = height
        highest = max(highest, height)
    num_roundings, stretch = 1, 1.0
    for other in range(len(work.scales[0])):
        if other != player:
            num_roundings += CORNER_ROUNDINGS * work.sizes[NUM_AXIS, other]
            stretch *= work.scales[STRETCH, other]
    work.scales[ERROR, player] = stretch * (2.0 * work.scales[PAYOFF_ERROR, player] + num_roundings * UNIT * highest)
    for row in range(1, work.sizes[NUM_ROWS, player]):
        work.weights[ROW_HEIGHT, first + row] *= stretch


def _move_to_corners(work: Workplace, player: int, other: int) -> None:
    """Express a player's differences at the corners of another player's simplex, in place of its actions."""
    size = work.sizes[NUM_AXIS, other]
    right = 1
    for index in range(other + 1, len(work.scales[0])):
        if index != player:
            right *= work.sizes[NUM_AXIS, index]
    num_blocks = (work.sizes[NUM_ROWS, player] - 1) * work.sizes[NUM_ENTRIES, player] // (size * right)
    reach, first = work.scales[REACH, other], work.sizes[START, other]
    tensor, base = work.tensors[player], work.weights[CORNER]
    for block in range(num_blocks):
        begin = block * size * right
        for place in range(begin, begin + right):
            total = 0.0
            for index in range(size):
                total += base[first + index] * tensor[place + index * right]
            for index in range(size):
                tensor[place + index * right] = total + reach * tensor[place + index * right]
