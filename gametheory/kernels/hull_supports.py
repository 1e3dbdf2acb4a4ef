"""Equilibria in which each player mixes two actions: candidates in floats, found through upper hulls.

For two columns, plot each row as a point: its payoff against the first column and against the second. Two rows can both
be best replies to a mixture of these columns only if they are neighbors on the upper hull of the points. So instead of
all pairs of rows, the few neighbors on the hull are tested in the column player's payoffs. Points far from the hull are
kept out by ranking: only rows that are among the best against one of the two columns are looked at. That can miss an
equilibrium but names none wrongly, since the caller verifies each candidate against all actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray, IndexArray

ROUNDING = 1e-12
"""How much more than the mixture an action may pay, in payoffs scaled to 0..1, before a candidate is dropped."""
UNKNOWN = -1
"""Best reply to a row that was not looked at yet."""


class PairScan(NamedTuple):
    """A game, and how far its pairs of columns have been looked at.

    Parameters
    ----------
    row_payoffs
        Row player's payoffs by column, shape ``[num_columns, num_rows]``, scaled to 0..1.
    column_payoffs
        Column player's payoffs, shape ``[num_rows, num_columns]``, scaled to 0..1.
    ranked
        For each column the best rows against it, best first, shape ``[num_columns, num_ranked]``.
    best_columns
        The column player's best reply to each row, or UNKNOWN.
    hull
        Room for the rows on a hull, shape ``[2 * num_ranked]``.
    next_columns
        The two columns that come next, and the place on their hull from which on.
    candidate
        The two rows and the two columns of the last candidate.
    """

    row_payoffs: FloatArray
    column_payoffs: FloatArray
    ranked: IndexArray
    best_columns: IndexArray
    hull: IndexArray
    next_columns: IndexArray
    candidate: IndexArray


def start_scan(row_payoffs: FloatArray, column_payoffs: FloatArray, num_ranked: int) -> PairScan:
    """Return the scan at its beginning.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Shape ``[num_rows, num_columns]``, scaled to 0..1.
    num_ranked
        How many of the best rows against each column are looked at.
    """
    by_column = np.ascontiguousarray(row_payoffs.T)
    best = np.argpartition(-by_column, num_ranked - 1, axis=1)[:, :num_ranked]
    order = np.argsort(-np.take_along_axis(by_column, best, axis=1), axis=1)
    return PairScan(
        by_column,
        np.ascontiguousarray(column_payoffs),
        np.take_along_axis(best, order, axis=1).astype(np.int32),
        np.full(len(row_payoffs), UNKNOWN, dtype=np.int32),
        np.empty(2 * num_ranked, dtype=np.int32),
        np.array([0, 1, 0], dtype=np.int32),
        np.zeros(4, dtype=np.int32),
    )


def is_finished(scan: PairScan) -> bool:
    """Whether all pairs of columns have been looked at."""
    return bool(scan.next_columns[1] >= len(scan.row_payoffs))


@compiled
def next_candidate(scan: PairScan, num_pairs: int) -> bool:
    """Go on through so many pairs of columns, or to the next candidate, and return whether there is one."""
    num_columns = scan.row_payoffs.shape[0]
    first, second, start = scan.next_columns[0], scan.next_columns[1], scan.next_columns[2]
    for _ in range(num_pairs):
        if second >= num_columns:
            break
        size = _upper_hull(scan, (first, second))
        for place in range(start, size - 1):
            rows = (scan.hull[place], scan.hull[place + 1])
            if _column_player_agrees(scan, (first, second), rows):
                scan.candidate[0], scan.candidate[1] = rows
                scan.candidate[2], scan.candidate[3] = first, second
                scan.next_columns[0], scan.next_columns[1], scan.next_columns[2] = first, second, place + 1
                return True
        start = 0
        second += 1
        if second == num_columns:
            first += 1
            second = first + 1
    scan.next_columns[0], scan.next_columns[1], scan.next_columns[2] = first, second, start
    return False


@compiled
def _upper_hull(scan: PairScan, columns: tuple[int, int]) -> int:
    """Write down the rows on the upper hull for two columns, the best against the first one first; return how many."""
    first_payoffs, second_payoffs = scan.row_payoffs[columns[0]], scan.row_payoffs[columns[1]]
    size = 0
    highest = -1.0
    for rank in range(scan.ranked.shape[1]):
        row = scan.ranked[columns[0], rank]
        if second_payoffs[row] > highest:
            highest = second_payoffs[row]
            size = _with_row(scan.hull, size, row, (first_payoffs, second_payoffs))
    # rows that only the second list holds lie behind these; its best one comes last, so gather them from the end
    lowest_first = first_payoffs[scan.hull[size - 1]]
    widest = -1.0
    end = scan.hull.size
    for rank in range(scan.ranked.shape[1]):
        row = scan.ranked[columns[1], rank]
        if second_payoffs[row] <= highest or first_payoffs[row] >= lowest_first:
            break
        if first_payoffs[row] > widest:
            widest = first_payoffs[row]
            end -= 1
            scan.hull[end] = row
    for place in range(end, scan.hull.size):
        size = _with_row(scan.hull, size, scan.hull[place], (first_payoffs, second_payoffs))
    return size


@compiled
def _with_row(hull: IndexArray, size: int, row: int, payoffs: tuple[FloatArray, FloatArray]) -> int:
    """Put a row behind the hull so far, take off those that it covers, and return the new number of rows."""
    first, second = payoffs
    while size > 0:
        last = hull[size - 1]
        down = first[last] - first[row]
        up = second[row] - second[last]
        if down > 0.0:
            if size == 1:
                break
            before = hull[size - 2]
            if (second[last] - second[before]) * down > up * (first[before] - first[last]):
                break
        size -= 1
    hull[size] = row
    return size + 1


@compiled
def _column_player_agrees(scan: PairScan, columns: tuple[int, int], rows: tuple[int, int]) -> bool:
    """Whether some mixture of two rows makes two columns best replies."""
    upper, lower = scan.column_payoffs[rows[0]], scan.column_payoffs[rows[1]]
    upper_gain = upper[columns[1]] - upper[columns[0]]
    lower_gain = lower[columns[0]] - lower[columns[1]]
    if upper_gain * lower_gain <= 0.0:
        return False
    share = lower_gain / (upper_gain + lower_gain)
    payoff = share * upper[columns[0]] + (1.0 - share) * lower[columns[0]] + ROUNDING
    for row in rows:
        if scan.best_columns[row] == UNKNOWN:
            scan.best_columns[row] = np.argmax(scan.column_payoffs[row])
        column = scan.best_columns[row]
        if share * upper[column] + (1.0 - share) * lower[column] > payoff:
            return False
    is_best = True
    for column in range(upper.size):
        is_best &= share * upper[column] + (1.0 - share) * lower[column] <= payoff
    return is_best
