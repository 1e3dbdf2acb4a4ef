"""Random games and boxes for the kernels of the box search, and what they stand for in rationals."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.boxes.arrays import (
    AXIS,
    BRANCH_START,
    BUDGET,
    CORNER,
    LOWER,
    NUM_AXIS,
    NUM_COUNTERS,
    NUM_ROWS,
    ROW,
    START,
    STRIDE,
    TOP,
    UPPER,
    Workplace,
    new_findings,
    new_stack,
    new_workplace,
)
from gametheory.solvers.many_players.box_payoffs import centered_payoffs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.kernels.boxes.arrays import Findings, Integers, Stack

    Payoffs = list[list[Fraction]]


def random_payoffs(num_actions: Sequence[int], seed: int, largest: int = 10**6) -> list[list[int]]:
    """Integer payoffs, for each player at all profiles in C order."""
    rng = random.Random(seed)
    return [[rng.randint(0, largest) for _ in range(prod(num_actions))] for _ in num_actions]


def workplace_of(num_actions: tuple[int, ...], payoffs: Sequence[Sequence[int | Fraction]]) -> Workplace:
    """A workplace whose box is all profiles."""
    return new_workplace(num_actions, *centered_payoffs(num_actions, payoffs))


def shrink_at_random(work: Workplace, rng: random.Random) -> list[list[Fraction]]:
    """Make the box of a workplace small, around a profile that is returned."""
    profile = []
    for start, end in pairwise(work.sizes[START].tolist()):
        parts = [Fraction(rng.randint(0, 2**20)) + Fraction(1, 7) for _ in range(start, end)]
        own = [part / sum(parts) for part in parts]
        width = 2.0 ** -rng.randint(0, 12)
        for action, weight in zip(range(start, end), own, strict=True):
            work.weights[LOWER, action] = max(0.0, np.nextafter(float(weight) - rng.random() * width, -1))
            work.weights[UPPER, action] = min(1.0, np.nextafter(float(weight) + rng.random() * width, 2))
        profile.append(own)
    return profile


def corners_of(work: Workplace, player: int) -> list[list[Fraction]]:
    """Corners of a player's simplex in the frame, as weights of its axis."""
    first, size = int(work.sizes[START, player]), int(work.sizes[NUM_AXIS, player])
    base = [Fraction(float(work.weights[CORNER, first + place])) for place in range(size)]
    reach = 1 - sum(base)
    return [[low + (reach if place == corner else 0) for place, low in enumerate(base)] for corner in range(size)]


def exact_differences(work: Workplace, payoffs: Sequence[Sequence[Fraction]], player: int) -> Iterator[Fraction]:
    """Entries of a player's tensor in rationals: of each row, at each choice of corners of the others."""
    others = [other for other in range(len(payoffs)) if other != player]
    rows = [int(work.actions[ROW, work.sizes[START, player] + row]) for row in range(work.sizes[NUM_ROWS, player])]
    for row in rows[1:]:
        for chosen in product(*(corners_of(work, other) for other in others)):
            profile = {
                other: _over_actions(work, other, weights) for other, weights in zip(others, chosen, strict=True)
            }
            yield payoff_at(work, payoffs, player, {**profile, player: {row: Fraction(1)}}) - payoff_at(
                work, payoffs, player, {**profile, player: {rows[0]: Fraction(1)}}
            )


def _over_actions(work: Workplace, player: int, weights: Sequence[Fraction]) -> dict[int, Fraction]:
    first = int(work.sizes[START, player])
    return {int(work.actions[AXIS, first + place]): weight for place, weight in enumerate(weights)}


def payoff_at(
    work: Workplace, payoffs: Sequence[Sequence[Fraction]], player: int, profile: dict[int, dict[int, Fraction]]
) -> Fraction:
    """Payoff of a player at weights by player and action."""
    strides = work.sizes[STRIDE, : len(payoffs)].tolist()
    total = Fraction(0)
    for choice in product(*(profile[other].items() for other in range(len(payoffs)))):
        position = sum(action * stride for (action, _), stride in zip(choice, strides, strict=True))
        total += payoffs[player][position] * prod(weight for _, weight in choice)
    return total


def planted_payoffs(profile: Sequence[Sequence[Fraction]], seed: int) -> Payoffs:
    """Payoffs of a random game in which all players mix all actions as told, in equilibrium."""
    sizes = tuple(map(len, profile))
    rng = random.Random(seed)
    positions = list(product(*map(range, sizes)))
    payoffs = []
    for player, own in enumerate(sizes):
        table = {position: Fraction(rng.randint(0, 1000)) for position in positions}
        means = [Fraction(0)] * own
        for position, value in table.items():
            weight = prod(profile[other][position[other]] for other in range(len(sizes)) if other != player)
            means[position[player]] += weight * value
        payoffs.append([table[position] - means[position[player]] for position in positions])
    return payoffs


def started(shape: tuple[int, ...], room: int = 200, num_findings: int = 200) -> tuple[Stack, Findings, Integers]:
    """Everything but the workplace for a search of all profiles."""
    stack, findings = new_stack(room, sum(shape)), new_findings(num_findings, sum(shape))
    stack.bounds[0, UPPER] = 1.0
    stack.shares[0] = 1.0
    counters = np.zeros(NUM_COUNTERS, np.int64)
    counters[[TOP, BUDGET, BRANCH_START]] = 1, 10**9, -1
    return stack, findings, counters
