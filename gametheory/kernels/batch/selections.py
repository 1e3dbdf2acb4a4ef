"""One equilibrium of each game of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST, BEST_OF_ROW_PLAYER, BEST_OF_COLUMN_PLAYER, PAYOFF_DOMINANT = range(4)
"""Rules: the first one; the best of a player; the one that no player would exchange for another."""

NO_ROW = -1
"""Of a game without such an equilibrium."""

SAME_PAYOFF = 2.0**-40
"""Payoffs nearer than this, relative to the larger one, are taken as equal, so that rounding does not choose."""


@compiled
def select_rows(ends: NDArray[np.int64], numbers: NDArray[np.float64], rule: int, selected: NDArray[np.int64]) -> None:
    """Find the row of one equilibrium of each game; of several that are as good the first.

    Parameters
    ----------
    ends, numbers
        As in `BatchColumns`.
    rule
        Which one.
    selected
        Filled for each game; ``NO_ROW`` where there is none.
    """
    first = 0
    for game in range(len(ends)):
        end = ends[game]
        selected[game] = first if end > first else NO_ROW
        if rule in (BEST_OF_ROW_PLAYER, BEST_OF_COLUMN_PLAYER):
            place = numbers.shape[1] - (2 if rule == BEST_OF_ROW_PLAYER else 1)
            selected[game] = _best(numbers, (first, end), place)
        elif rule == PAYOFF_DOMINANT:
            place = numbers.shape[1] - 2
            row = _best(numbers, (first, end), place)
            for other in range(first, end):
                is_same = not _is_more(numbers[row, place], numbers[other, place])
                if is_same and _is_more(numbers[other, place + 1], numbers[row, place + 1]):
                    row = other
            for other in range(first, end):
                if row != NO_ROW and _is_more(numbers[other, place + 1], numbers[row, place + 1]):
                    row = NO_ROW
            selected[game] = row
        first = end


@compiled
def _best(numbers: NDArray[np.float64], rows: tuple[int, int], place: int) -> int:
    """Row with the largest number; ``NO_ROW`` where there are none."""
    if rows[0] == rows[1]:
        return NO_ROW
    best = rows[0]
    for row in range(rows[0] + 1, rows[1]):
        if _is_more(numbers[row, place], numbers[best, place]):
            best = row
    return best


@compiled
def _is_more(one: float, other: float) -> bool:
    """Whether a number is larger beyond rounding."""
    return bool(one - other > SAME_PAYOFF * max(abs(one), abs(other)))
