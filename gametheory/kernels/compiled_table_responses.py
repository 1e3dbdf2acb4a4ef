"""The equations of logit equilibria of a table, and their derivatives, compiled."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray


class TableArrays(NamedTuple):
    """A normal form, and room for what its equations give at one point.

    Parameters
    ----------
    payoffs
        From 0 to at most 1, shape ``[num_players, num_profiles]``.
    starts
        Position of each player's first action among all, and their number at the end.
    ranges
        Each player's range of payoffs.
    pairs
        What an action pays against another player's action, the rest mixing, ``[N, N]``.
    probabilities, means, left
        Of each action: its probability, what it pays, what its equation leaves.
    likeliest
        Of each player, the position of the action with which the others are compared.
    digits
        Each player's action in a profile.
    """

    payoffs: FloatArray
    starts: NDArray[np.int64]
    ranges: FloatArray
    pairs: FloatArray
    probabilities: FloatArray
    means: FloatArray
    left: FloatArray
    likeliest: NDArray[np.int64]
    digits: NDArray[np.int64]


def table_arrays(tables: Sequence[FloatArray]) -> TableArrays:
    """Return the arrays of a game, given each player's payoffs from 0 to at most 1."""
    starts = np.cumsum((0, *tables[0].shape)).astype(np.int64)
    size = int(starts[-1])
    arrays = TableArrays(
        payoffs=np.ascontiguousarray([table.ravel() for table in tables]),
        starts=starts,
        ranges=np.array([float(table.max()) or 1.0 for table in tables]),
        pairs=np.zeros((size, size)),
        probabilities=np.zeros(size),
        means=np.zeros(size),
        left=np.zeros(size),
        likeliest=np.zeros(len(tables), dtype=np.int64),
        digits=np.zeros(len(tables), dtype=np.int64),
    )
    if len(tables) == 2:
        arrays.pairs[: starts[1], starts[1] :] = tables[0]
        arrays.pairs[starts[1] :, : starts[1]] = tables[1].T
    return arrays


@compiled
def _fill_pairs(table: TableArrays) -> None:
    """Work out what actions pay against pairs, from the probabilities, of three and more players."""
    num_players = len(table.digits)
    table.pairs[:] = 0.0
    table.digits[:] = 0
    for profile in range(table.payoffs.shape[1]):
        for one in range(num_players):
            for two in range(one + 1, num_players):
                weight = 1.0
                for other in range(num_players):
                    if other not in (one, two):
                        weight *= table.probabilities[table.starts[other] + table.digits[other]]
                first, second = table.starts[one] + table.digits[one], table.starts[two] + table.digits[two]
                table.pairs[first, second] += weight * table.payoffs[one, profile]
                table.pairs[second, first] += weight * table.payoffs[two, profile]
        for player in range(num_players - 1, -1, -1):
            table.digits[player] += 1
            if table.digits[player] < table.starts[player + 1] - table.starts[player]:
                break
            table.digits[player] = 0


@compiled
def fill_left(table: TableArrays, point: FloatArray) -> None:
    """Work out what the equations leave at a point, with probabilities and payoffs.

    An action's log probability less that of the player's likeliest action is to be the precision times the difference
    of what both pay; the equation of the likeliest action is that probabilities sum to 1.

    Parameters
    ----------
    table
        The game.
    point
        Log probabilities, then the precision.

    Examples
    --------
    >>> table = table_arrays([np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])])
    >>> fill_left(table, np.array([0.0, -1.0, -1.5, 3.0]))
    >>> table.left.round(3).tolist()
    [0.0, -0.409, -3.5]
    """
    num_players = len(table.digits)
    precision = point[len(table.left)]
    for index in range(len(table.left)):
        table.probabilities[index] = math.exp(point[index])
    if num_players > 2:
        _fill_pairs(table)
    for player in range(num_players):
        start, end = table.starts[player], table.starts[player + 1]
        other = 0 if player else 1
        likeliest, total = start, 0.0
        for action in range(start, end):
            mean = 0.0
            for against in range(table.starts[other], table.starts[other + 1]):
                mean += table.pairs[action, against] * table.probabilities[against]
            table.means[action] = mean
            total += table.probabilities[action]
            if point[action] > point[likeliest]:
                likeliest = action
        table.likeliest[player] = likeliest
        for action in range(start, end):
            gain = table.means[action] - table.means[likeliest]
            table.left[action] = point[action] - point[likeliest] - precision * gain
        table.left[likeliest] = total - 1.0


@compiled
def fill_derivatives(table: TableArrays, point: FloatArray, matrix: FloatArray) -> None:
    """Write the derivatives of the equations at the point of ``fill_left``, one row for each action.

    Parameters
    ----------
    table
        After ``fill_left``.
    point
        The point.
    matrix
        Shape ``[N + 1, N + 1]``; its last row is left alone.

    Examples
    --------
    >>> table = table_arrays([np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])])
    >>> point, matrix = np.array([0.0, np.log(0.25), np.log(0.75), 0.0]), np.zeros((4, 4))
    >>> fill_left(table, point)
    >>> fill_derivatives(table, point, matrix)
    >>> matrix[:3].tolist()
    [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, -1.0, 1.0], [0.0, 0.25, 0.75, 0.0]]
    """
    size = len(table.left)
    precision = point[size]
    for player in range(len(table.digits)):
        likeliest = table.likeliest[player]
        start, end = table.starts[player], table.starts[player + 1]
        for action in range(start, end):
            for column in range(size):
                slope = precision * (table.pairs[action, column] - table.pairs[likeliest, column])
                matrix[action, column] = -slope * table.probabilities[column]
            matrix[action, action] += 1.0
            matrix[action, likeliest] -= 1.0
            matrix[action, size] = table.means[likeliest] - table.means[action]
        for column in range(size):
            matrix[likeliest, column] = 0.0
        for action in range(start, end):
            matrix[likeliest, action] = table.probabilities[action]


@compiled
def largest_regret(table: TableArrays) -> float:
    """Return the largest regret at the point of ``fill_left``, relative to each player's range of payoffs.

    Parameters
    ----------
    table
        After ``fill_left``.

    Examples
    --------
    >>> table = table_arrays([np.array([[0.5, 0.0]]), np.array([[0.0, 0.5]])])
    >>> fill_left(table, np.log(np.array([1.0, 0.75, 0.25, 1.0])))
    >>> round(largest_regret(table), 12)
    0.75
    """
    largest = 0.0
    for player in range(len(table.digits)):
        highest, lost = 0.0, 0.0
        for action in range(table.starts[player], table.starts[player + 1]):
            highest = max(highest, table.means[action])
        for action in range(table.starts[player], table.starts[player + 1]):
            lost += table.probabilities[action] * (highest - table.means[action])
        largest = max(largest, lost / table.ranges[player])
    return largest
