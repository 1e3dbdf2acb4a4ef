"""Equilibria in which each player mixes two actions: candidates in floats, found through upper hulls.

For two columns, plot each row as a point: its payoff against the first column and against the second. Two rows can both
be best replies to a mixture of these columns only if they are neighbors on the upper hull of the points. So instead of
all pairs of rows, the few neighbors on the hull are tested in the column player's payoffs. Points far from the hull are
kept out by ranking: only rows that are among the best against one of the two columns are looked at. That can miss an
equilibrium but names none wrongly, since the caller verifies each candidate against all actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray, IndexArray

ROUNDING = 1e-12
"""How much more than the mixture an action may pay, in payoffs scaled to 0..1, before a candidate is dropped."""


@compiled
def next_candidate(
    row_payoffs: FloatArray, column_payoffs: FloatArray, ranked: IndexArray, state: IndexArray, num_pairs: int
) -> bool:
    """Go on through the pairs of columns and stop at the next candidate.

    Parameters
    ----------
    row_payoffs
        Row player's payoffs by column, shape ``[num_columns, num_rows]``, scaled to 0..1.
    column_payoffs
        Column player's payoffs, shape ``[num_rows, num_columns]``, scaled to 0..1.
    ranked
        For each column the best rows against it, best first, shape ``[num_columns, num_ranked]``.
    state
        First and second column of the next pair, and the two rows of the candidate; changed. At the end the first
        column is the last one.
    num_pairs
        How many pairs to look at before handing back.

    Returns
    -------
    bool
        Whether there is a candidate: the two columns are those before the next pair, in ``state[4:6]``.
    """
    num_columns, num_ranked = ranked.shape
    front = np.empty(2 * num_ranked, dtype=np.int32)
    replies = np.full(column_payoffs.shape[0], -1, dtype=np.int32)
    first, second = state[0], state[1]
    found = False
    for _ in range(num_pairs):
        if found or first >= num_columns - 1:
            break
        size = _upper_hull(row_payoffs, ranked, first, second, front)
        for edge in range(size - 1):
            if _column_player_agrees(column_payoffs, replies, first, second, front[edge], front[edge + 1]):
                state[2], state[3], state[4], state[5] = front[edge], front[edge + 1], first, second
                found = True
                break
        second += 1
        if second == num_columns:
            first += 1
            second = first + 1
    state[0], state[1] = first, second
    return found


@compiled
def _upper_hull(
    row_payoffs: FloatArray, ranked: IndexArray, first: int, second: int, front: IndexArray
) -> int:
    """Write the rows on the upper hull for two columns, the best against the first one first; return their number."""
    size = 0
    highest = -1.0
    for rank in range(ranked.shape[1]):
        row = ranked[first, rank]
        if row_payoffs[second, row] > highest:
            highest = row_payoffs[second, row]
            size = _push(row_payoffs, first, second, front, size, row)
    # rows that only the second list holds, from its end: they lie behind the others on the front
    last = front[size - 1]
    widest = -1.0
    end = front.size
    for rank in range(ranked.shape[1]):
        row = ranked[second, rank]
        if row_payoffs[second, row] <= highest or row_payoffs[first, row] >= row_payoffs[first, last]:
            break
        if row_payoffs[first, row] > widest:
            widest = row_payoffs[first, row]
            end -= 1
            front[end] = row
    for place in range(end, front.size):
        size = _push(row_payoffs, first, second, front, size, front[place])
    return size


@compiled
def _push(
    row_payoffs: FloatArray, first: int, second: int, front: IndexArray, size: int, row: int
) -> int:
    """Add a row behind the hull so far, take off those that it covers, and return the new number of rows."""
    while size >= 1:
        last = front[size - 1]
        down = row_payoffs[first, last] - row_payoffs[first, row]
        up = row_payoffs[second, row] - row_payoffs[second, last]
        if down > 0.0:
            if size == 1:
                break
            before = front[size - 2]
            previous_down = row_payoffs[first, before] - row_payoffs[first, last]
            previous_up = row_payoffs[second, last] - row_payoffs[second, before]
            if previous_up * down > up * previous_down:
                break
        size -= 1
    front[size] = row
    return size + 1


@compiled
def _column_player_agrees(
    column_payoffs: FloatArray, replies: IndexArray, first: int, second: int, upper: int, lower: int
) -> bool:
    """Whether some mixture of two rows makes both columns best replies; ``replies`` remembers best replies to rows."""
    upper_gain = column_payoffs[upper, second] - column_payoffs[upper, first]
    lower_gain = column_payoffs[lower, first] - column_payoffs[lower, second]
    if upper_gain * lower_gain <= 0.0:
        return False
    share = lower_gain / (upper_gain + lower_gain)
    rest = 1.0 - share
    payoff = share * column_payoffs[upper, first] + rest * column_payoffs[lower, first] + ROUNDING
    for row in (upper, lower):
        if replies[row] < 0:
            replies[row] = _best_column(column_payoffs, row)
        column = replies[row]
        if share * column_payoffs[upper, column] + rest * column_payoffs[lower, column] > payoff:
            return False
    for column in range(column_payoffs.shape[1]):
        if share * column_payoffs[upper, column] + rest * column_payoffs[lower, column] > payoff:
            return False
    return True


@compiled
def _best_column(column_payoffs: FloatArray, row: int) -> int:
    """Return the column player's best reply to a row."""
    best = 0
    for column in range(1, column_payoffs.shape[1]):
        if column_payoffs[row, column] > column_payoffs[row, best]:
            best = column
    return best
