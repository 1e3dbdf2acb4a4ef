"""Bounds on payoff differences that the search of boxes rounds outward, against integers of any size."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.boxes.arrays import (
    AXIS,
    CORNER,
    ERROR,
    LOWER,
    NUM_AXIS,
    NUM_ENTRIES,
    NUM_ROWS,
    ROW,
    START,
    UPPER,
)
from gametheory.kernels.boxes.frames import has_profile, load_frame
from unit.kernels.boxes_of_games import shrink_at_random, workplace_of

if TYPE_CHECKING:
    from typing import Any

    from gametheory.kernels.boxes.arrays import Workplace

SHAPES = ((2, 2, 2), (3, 3, 3), (5, 5, 5), (3, 3, 3, 3), (2, 2, 2, 2, 2), (4, 6), (2, 5, 3))
LARGEST = (1, 3, 10**6, 10**15, 10**30)


@dataclass
class Compared:
    """How many expressions were compared with their bounds.

    Parameters
    ----------
    corners
        Payoff differences at corners around a box, each with the error that is told of it.
    profiles
        Payoff differences at strategies in the box, each with the lowest and the highest corner.
    outside
        Those of either kind that lie outside.
    nearest
        Largest share of an error that was needed.
    """

    corners: int = 0
    profiles: int = 0
    outside: int = 0
    nearest: float = 0.0


def compare(num_expressions: int, seed: int, *, told: float = 1.0) -> Compared:
    """Compare so many expressions of random games and boxes, with a share of the error that is told of them."""
    compared = Compared()
    for number in range(num_expressions):
        if compared.corners + compared.profiles >= num_expressions:
            break
        rng = random.Random(f"{seed} {number}")
        shape, largest = rng.choice(SHAPES), rng.choice(LARGEST)
        payoffs = np.array([[rng.randint(0, largest) for _ in range(prod(shape))] for _ in shape], dtype=object)
        work = workplace_of(shape, payoffs.tolist())
        profile = shrink_at_random(work, rng)
        if rng.random() < 0.3:
            _widen(work, rng)
        elif not has_profile(work):
            raise AssertionError(f"the box of game {number} holds {profile}, but was ruled out")
        load_frame(work)
        for player in range(len(shape)):
            _compare_player(compared, work, payoffs[player].reshape(shape), (player, profile), told)
    return compared


def _widen(work: Workplace, rng: random.Random) -> None:
    """Let bounds be below 0 and above 1, as they are around a root on the border."""
    work.weights[LOWER] -= rng.random() * 1e-7
    work.weights[UPPER] += rng.random() * 1e-7


def _compare_player(
    compared: Compared, work: Workplace, table: Any, place: tuple[int, list[list[Fraction]]], told: float
) -> None:
    """Compare all differences of a player's payoffs."""
    player, profile = place
    others = [other for other in range(table.ndim) if other != player]
    corners = {other: _corners(work, other) for other in others}
    number = int(work.sizes[NUM_ENTRIES, player])
    error = Fraction(float(work.scales[ERROR, player])) * Fraction(told)
    scale = _scale(table, player)
    at_corners, at_profile = table, table
    for other in others:
        at_corners = np.moveaxis(np.tensordot(corners[other][0], at_corners, axes=([1], [other])), 0, other)
        own = np.array([[Fraction(weight) for weight in profile[other]]], dtype=object)
        at_profile = np.moveaxis(np.tensordot(own, at_profile, axes=([1], [other])), 0, other)
    unit = scale * prod(denominator for _, denominator in corners.values())
    rows = [int(work.actions[ROW, work.sizes[START, player] + row]) for row in range(work.sizes[NUM_ROWS, player])]
    at_rows = np.moveaxis(at_corners, player, 0)
    for row, action in enumerate(rows[1:]):
        near = work.tensors[player, row * number : (row + 1) * number].tolist()
        for entry, exact in zip(near, (2 * (at_rows[action] - at_rows[rows[0]])).ravel(), strict=True):
            _note(compared, abs(Fraction(entry) - exact / unit), error)
        compared.corners += number
        values = np.moveaxis(at_profile, player, 0).ravel()
        value = 2 * (values[action] - values[rows[0]]) / scale
        _note(compared, max(value - Fraction(max(near)), Fraction(min(near)) - value), 3 * error)
        compared.profiles += 1


def _note(compared: Compared, distance: Fraction, error: Fraction) -> None:
    """Count an expression that is farther away than its error."""
    if distance > error:
        compared.outside += 1
    elif error:
        compared.nearest = max(compared.nearest, float(distance / error))


def _corners(work: Workplace, player: int) -> tuple[Any, int]:
    """Corners of a player's simplex over all its actions, in multiples of one over the second number."""
    first, size = int(work.sizes[START, player]), int(work.sizes[NUM_AXIS, player])
    num_actions = int(work.sizes[START, player + 1]) - first
    base = [Fraction(0)] * num_actions
    actions = [int(work.actions[AXIS, first + place]) for place in range(size)]
    for place, action in enumerate(actions):
        base[action] = Fraction(float(work.weights[CORNER, first + place]))
    denominator = lcm(*(weight.denominator for weight in base))
    integers = [int(weight * denominator) for weight in base]
    listed = [list(integers) for _ in actions]
    for corner, action in zip(listed, actions, strict=True):
        corner[action] += denominator - sum(integers)
    return np.array(listed, dtype=object), denominator


def _scale(table: Any, player: int) -> Fraction:
    """What doubled payoffs are divided by: the power of 2 over the largest difference from a middle."""
    centered = 2 * table - (table.max(axis=player, keepdims=True) + table.min(axis=player, keepdims=True))
    return Fraction(2) ** int(max(abs(value) for value in centered.ravel())).bit_length()
