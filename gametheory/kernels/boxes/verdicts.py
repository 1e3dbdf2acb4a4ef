"""Whether the only root of a box is an equilibrium: positive weights, and nothing better outside its support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    AXIS,
    BUFFER,
    CERTIFIED,
    CORNER,
    DOUBTFUL,
    FIRST_PLACES,
    HEIGHT,
    KEPT_IMAGE,
    LOWER,
    NUM_ACTIONS,
    NUM_AXIS,
    NUM_ENTRIES,
    NUM_FOUND,
    OUTER_LOWER,
    OUTER_UPPER,
    PAYOFF_ERROR,
    RADIUS,
    REACH,
    REQUIRED,
    SECOND_PLACES,
    SHARE,
    START,
    STATUS,
    STRIDE,
    UNIT,
    UPPER,
)

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Findings, Integers, Workplace


def record_root(work: Workplace, findings: Findings, counters: Integers) -> None:
    """Write down the root that was enclosed last, unless it surely is no equilibrium."""
    found = counters[NUM_FOUND]
    _write_root(work, findings, found)
    for action in range(work.sizes[START, -1]):
        findings.status[found, action] = work.actions[STATUS, action]
    num_doubts = 0
    for player in range(len(work.scales[0])):
        doubts = _judge_weights(work, findings, found, player)
        if doubts < 0:
            return
        others = _judge_payoffs(work, findings, found, player)
        if others < 0:
            return
        num_doubts += doubts + others
    findings.kinds[found] = DOUBTFUL if num_doubts > 0 else CERTIFIED
    counters[NUM_FOUND] += 1


def _write_root(work: Workplace, findings: Findings, found: int) -> None:
    """Write the bounds of the root, rounded outward, and of the box in which it is alone, rounded inward."""
    unknown = 0
    for player in range(len(work.scales[0])):
        first, num_axis, reach = work.sizes[START, player], work.sizes[NUM_AXIS, player], work.scales[REACH, player]
        for action in range(first, work.sizes[START, player + 1]):
            findings.bounds[found, LOWER, action] = findings.bounds[found, UPPER, action] = 0.0
            findings.bounds[found, OUTER_LOWER, action] = findings.bounds[found, OUTER_UPPER, action] = 0.0
        distance, outer_distance = 0.0, 0.0
        rounding = 32.0 * num_axis * UNIT
        for index in range(num_axis):
            place = num_axis - 1 - index
            action = first + work.actions[AXIS, first + place]
            weight = work.weights[CORNER, first + place] + reach * work.weights[SHARE, first + place]
            if place == 0:
                radius, outer = distance, outer_distance + 1.0
            else:
                radius = reach * work.distances[KEPT_IMAGE, unknown + place - 1] + rounding
                outer = reach * work.distances[RADIUS, unknown + place - 1] - rounding
                distance += radius
                outer_distance += outer
            if num_axis == 1:
                weight, radius = 1.0, 0.0
            findings.bounds[found, LOWER, action] = weight - radius
            findings.bounds[found, UPPER, action] = weight + radius
            findings.bounds[found, OUTER_LOWER, action] = weight - outer
            findings.bounds[found, OUTER_UPPER, action] = weight + outer
        unknown += num_axis - 1


def _judge_weights(work: Workplace, findings: Findings, found: int, player: int) -> int:
    """Count the weights of a player that may be zero; -1 if one is negative."""
    first = work.sizes[START, player]
    num_doubts = 0
    for place in range(work.sizes[NUM_AXIS, player]):
        action = first + work.actions[AXIS, first + place]
        if findings.bounds[found, UPPER, action] < 0.0:
            return -1
        if findings.bounds[found, LOWER, action] <= 0.0:
            findings.status[found, action] = -1 - findings.status[found, action]
            num_doubts += 1
    return num_doubts


def _judge_payoffs(work: Workplace, findings: Findings, found: int, player: int) -> int:
    """Count the actions outside a player's support that may be as good; -1 if one is better."""
    error = 2.0 * _error_of_payoffs(work, findings, found, player)
    first = work.sizes[START, player]
    base = _payoff_at(work, findings, found, (player, work.actions[AXIS, first]))
    num_doubts = 0
    for action in range(work.sizes[NUM_ACTIONS, player]):
        if work.actions[STATUS, first + action] == REQUIRED:
            continue
        gap = _payoff_at(work, findings, found, (player, action)) - base
        if gap > error:
            return -1
        if gap >= -error:
            findings.status[found, first + action] = -1 - findings.status[found, first + action]
            num_doubts += 1
    return num_doubts


def _error_of_payoffs(work: Workplace, findings: Findings, found: int, player: int) -> float:
    """Bound how far a payoff at the middle of the bounds is from that at the root."""
    growth, num_roundings = 1.0, 4.0 + work.sizes[NUM_ENTRIES, player]
    for other in range(len(work.scales[0])):
        if other == player:
            continue
        total = 0.0
        for action in range(work.sizes[START, other], work.sizes[START, other + 1]):
            total += findings.bounds[found, UPPER, action] - findings.bounds[found, LOWER, action]
            num_roundings += 4.0
        growth *= 1.0 + total
    rounding = growth - 1.0 + num_roundings * UNIT * growth
    return float(1.01 * (work.scales[PAYOFF_ERROR, player] * growth + work.scales[HEIGHT, player] * rounding))


def _payoff_at(work: Workplace, findings: Findings, found: int, choice: tuple[int, int]) -> float:
    """Payoff of a player's action against the middle of the bounds of the others' weights."""
    player, action = choice
    positions = work.positions
    size, source = 1, FIRST_PLACES
    positions[source, 0] = action * work.sizes[STRIDE, player]
    work.entries[BUFFER, 0] = 1.0
    total = 0.0
    for other in range(len(work.scales[0])):
        if other == player:
            continue
        num_axis, first = work.sizes[NUM_AXIS, other], work.sizes[START, other]
        target = FIRST_PLACES + SECOND_PLACES - source
        for place in range(size - 1, -1, -1):
            weight = work.entries[BUFFER, place]
            for index in range(num_axis - 1, -1, -1):
                chosen = work.actions[AXIS, first + index]
                share = 0.5 * (
                    findings.bounds[found, LOWER, first + chosen] + findings.bounds[found, UPPER, first + chosen]
                )
                step = chosen * work.sizes[STRIDE, other]
                positions[target, place * num_axis + index] = positions[source, place] + step
                work.entries[BUFFER, place * num_axis + index] = weight * share
        size *= num_axis
        source = target
    for place in range(size):
        total += work.entries[BUFFER, place] * work.payoffs[player, positions[source, place]]
    return total
