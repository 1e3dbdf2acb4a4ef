"""Equilibria of small games in which each player mixes two actions: candidates in floats, by looking at all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray, PayoffArray

ROUNDING = 1e-12
"""How much more than the mixture an action may pay, in payoffs scaled to 0..1, before a candidate is dropped."""


def num_payoffs_compared(num_rows: int, num_columns: int) -> int:
    """Return about how many payoffs looking at all pairs of a game of this size compares."""
    pairs = num_rows * (num_rows - 1) * num_columns * (num_columns - 1) // 4
    return pairs * (num_rows + num_columns)


def two_action_candidates(row_payoffs: FloatArray, column_payoffs: FloatArray) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the two rows and the two columns of each candidate.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Shape ``[num_rows, num_columns]``, scaled to 0..1.
    """
    rows = np.stack(np.triu_indices(row_payoffs.shape[0], 1))
    columns = np.stack(np.triu_indices(row_payoffs.shape[1], 1))
    shares, of_columns = _equalizing_shares(row_payoffs[rows][:, :, columns])
    others, of_rows = _equalizing_shares(column_payoffs[rows][:, :, columns].transpose(2, 3, 0, 1))
    found = np.argwhere(of_columns & of_rows.T)
    row_pairs, column_pairs = rows[:, found[:, 0]], columns[:, found[:, 1]]
    column_share, row_share = shares[found[:, 0], found[:, 1]], others[found[:, 1], found[:, 0]]
    are_best = _are_best_replies(row_payoffs, row_pairs, column_pairs, column_share)
    are_best &= _are_best_replies(column_payoffs.T, column_pairs, row_pairs, row_share)
    for candidate in np.flatnonzero(are_best).tolist():
        yield row_pairs[:, candidate].tolist(), column_pairs[:, candidate].tolist()


def _equalizing_shares(payoffs: FloatArray) -> tuple[FloatArray, PayoffArray]:
    """Return the share of the first column against which two rows pay the same, and whether it lies inside 0..1.

    Payoffs have shape ``[2, row pair, 2, column pair]``.
    """
    first = payoffs[0, :, 0] - payoffs[1, :, 0]
    second = payoffs[1, :, 1] - payoffs[0, :, 1]
    is_inside = first * second > 0.0
    return second / np.where(is_inside, first + second, 1.0), is_inside


def _are_best_replies(
    payoffs: FloatArray, replies: PayoffArray, against: PayoffArray, share: FloatArray
) -> PayoffArray:
    """Return whether each first reply is a best one against two actions of the other player, shape ``[candidate]``."""
    mixed = payoffs[:, against[0]] * share + payoffs[:, against[1]] * (1.0 - share)
    chosen = np.take_along_axis(mixed, replies[:1], axis=0)[0]
    return np.asarray(mixed.max(axis=0) <= chosen + ROUNDING)
