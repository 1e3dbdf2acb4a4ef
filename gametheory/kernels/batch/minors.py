"""Minors of 64 small games at a time, and the signs of which rounding leaves no doubt."""

from __future__ import annotations

from math import frexp, inf, isfinite, ldexp
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.batch.arrays import LANES
from gametheory.kernels.batch.tables import FIRST_TERM, NUM_CONSTANTS, ORDER, TOLERANCE
from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDING = 2.0**-44
"""Bound on the rounding error of a minor of order 3 or 4, relative to the range of payoffs to the power of its degree.

A difference of payoffs has a relative error of 2^-53 at most, so the six products of three of them and their sums stay
below 100 times that.
"""

FLAT = 2.0**-16
"""Range of payoffs relative to their size from which on a margin of 1e-10 of it covers their rounding errors."""

SMALLEST_RANGE, LARGEST_RANGE = 1e-90, 1e90
"""Ranges of payoffs whose third power is far from the ends of floats."""

EXACT_BITS = 14
"""With payoffs that are multiples of one unit, over a range of fewer than 2^14 of them, minors have no rounding error,
and `ROUNDING` is less than one unit."""


@compiled
def load_games(payoffs: NDArray[np.float64], start: int, values: NDArray[np.float64]) -> None:
    """Put games side by side, from ``start`` on; where they end, the last one fills the lanes.

    Parameters
    ----------
    payoffs
        ``[game, place]``.
    start
        Index of the first.
    values
        Its first rows are filled.
    """
    num_games, num_places = payoffs.shape
    for lane in range(LANES):
        game = min(start + lane, num_games - 1)
        for place in range(num_places):
            values[place, lane] = payoffs[game, place]


@compiled
def load_points(payoffs: NDArray[np.float64], start: int, values: NDArray[np.float64]) -> None:
    """Put games that stand side by side already, ``[place, game]``, into the lanes; for the rest as `load_games`."""
    num_places, num_games = payoffs.shape
    num_loaded = min(LANES, num_games - start)
    for place in range(num_places):
        for lane in range(num_loaded):
            values[place, lane] = payoffs[place, start + lane]
        for lane in range(num_loaded, LANES):
            values[place, lane] = payoffs[place, num_games - 1]


@compiled
def set_tolerances(values: NDArray[np.float64], num_places: int) -> None:
    """Bound the rounding errors of each player's minors; infinite where no bound is known."""
    half, doubt = num_places // 2, num_places + 6
    for player in range(2):
        first, highest, lowest = player * half, num_places + 2 + 2 * player, num_places + 3 + 2 * player
        for lane in range(LANES):
            values[highest, lane] = values[lowest, lane] = values[first, lane]
            values[doubt, lane] = 0.0
        for place in range(first, first + half):
            for lane in range(LANES):
                payoff = values[place, lane]
                values[highest, lane] = max(values[highest, lane], payoff)
                values[lowest, lane] = min(values[lowest, lane], payoff)
                values[doubt, lane] += payoff - payoff  # no number, unless all payoffs are finite
        for lane in range(LANES):
            width = values[highest, lane] - values[lowest, lane] + values[doubt, lane]
            is_bounded = (width == 0.0) | ((width > SMALLEST_RANGE) & (width < LARGEST_RANGE))
            width = width if is_bounded else inf
            values[highest, lane] = ROUNDING * width * width
            values[lowest, lane] = ROUNDING * width * width * width


@compiled
def compute_minors(values: NDArray[np.float64], terms: NDArray[np.int64]) -> None:
    """Compute the minors in all lanes, from those of lower order."""
    for row in range(len(terms)):
        order = terms[row, ORDER]
        plus, plus_times = terms[row, FIRST_TERM], terms[row, FIRST_TERM + 1]
        minus, minus_times = terms[row, FIRST_TERM + 2], terms[row, FIRST_TERM + 3]
        last, last_times = terms[row, FIRST_TERM + 4], terms[row, FIRST_TERM + 5]
        if order == 2:
            for lane in range(LANES):
                values[row, lane] = values[plus, lane] - values[plus_times, lane]
        elif order == 3:
            for lane in range(LANES):
                values[row, lane] = (
                    values[plus, lane] * values[plus_times, lane] - values[minus, lane] * values[minus_times, lane]
                )
        elif order == 4:
            for lane in range(LANES):
                values[row, lane] = (
                    values[plus, lane] * values[plus_times, lane]
                    - values[minus, lane] * values[minus_times, lane]
                    + values[last, lane] * values[last_times, lane]
                )


@compiled
def set_signs(values: NDArray[np.float64], terms: NDArray[np.int64], words: NDArray[np.uint64]) -> None:
    """Pack the certain signs of each minor into two words."""
    for row in range(len(terms)):
        if terms[row, ORDER]:
            tolerance = terms[row, TOLERANCE]
            positive, negative = np.uint64(0), np.uint64(0)
            for lane in range(LANES):
                positive |= np.uint64(values[row, lane] > values[tolerance, lane]) << np.uint64(lane)
                negative |= np.uint64(values[row, lane] < -values[tolerance, lane]) << np.uint64(lane)
            words[2 * row] = positive
            words[2 * row + 1] = negative


@compiled
def set_signs_beyond(
    values: NDArray[np.float64], terms: NDArray[np.int64], words: NDArray[np.uint64], margin: float
) -> None:
    """Pack the signs of the minors that are larger than a margin into two words each.

    Parameters
    ----------
    values, terms, words
        As in `BatchWork` and `BatchTables`, with tolerances set.
    margin
        For a minor of order 2 relative to the player's range of payoffs, above that relative to its powers.
    """
    factor = margin / ROUNDING
    first_constant = 0
    while terms[first_constant, ORDER] == 0:
        first_constant += 1
    one = first_constant - NUM_CONSTANTS
    for row in range(first_constant, len(terms)):
        order = terms[row, ORDER]
        tolerance = terms[row, TOLERANCE]
        if order == 2:
            tolerance = one + 2 if terms[row, FIRST_TERM] < one // 2 else one + 4
        positive, negative = np.uint64(0), np.uint64(0)
        for lane in range(LANES):
            bound = values[tolerance, lane]
            bound = margin * np.sqrt(bound / ROUNDING) if order == 2 else factor * bound
            positive |= np.uint64(values[row, lane] > bound) << np.uint64(lane)
            negative |= np.uint64(values[row, lane] < -bound) << np.uint64(lane)
        words[2 * row] = positive
        words[2 * row + 1] = negative


@compiled
def are_flat(values: NDArray[np.float64], num_places: int) -> np.uint64:
    """Lanes in which some player's payoffs are so near to each other that their own rounding matters."""
    half, work = num_places // 2, num_places + 6
    flat = np.uint64(0)
    for player in range(2):
        for lane in range(LANES):
            values[work, lane] = 0.0
        for place in range(player * half, (player + 1) * half):
            for lane in range(LANES):
                values[work, lane] = max(values[work, lane], abs(values[place, lane]))
        for lane in range(LANES):
            width = np.sqrt(values[num_places + 2 + 2 * player, lane] / ROUNDING)
            flat |= np.uint64(width < FLAT * values[work, lane]) << np.uint64(lane)
    return flat


@compiled
def has_bounds(values: NDArray[np.float64], lane: int, num_places: int) -> bool:
    """Whether a game's payoffs are finite, with ranges of ordinary size."""
    return isfinite(values[num_places + 2, lane] + values[num_places + 4, lane])


@compiled
def has_exact_minors(values: NDArray[np.float64], lane: int, num_places: int) -> bool:
    """Whether a game's minors, and thus all signs, have no rounding error: small integers in any unit."""
    half = num_places // 2
    return _is_on_grid(values, lane, 0, half) and _is_on_grid(values, lane, half, num_places)


@compiled
def _is_on_grid(values: NDArray[np.float64], lane: int, first: int, end: int) -> bool:
    """Whether payoffs are multiples of a power of 2, fewer than 2^14 of them apart."""
    highest = lowest = values[first, lane]
    for place in range(first + 1, end):
        highest = max(highest, values[place, lane])
        lowest = min(lowest, values[place, lane])
    if highest == lowest:
        return True
    _, exponent = frexp(highest - lowest)
    units = ldexp(1.0, EXACT_BITS - exponent)
    for place in range(first, end):
        multiple = values[place, lane] * units
        if multiple != np.floor(multiple):
            return False
    return True
