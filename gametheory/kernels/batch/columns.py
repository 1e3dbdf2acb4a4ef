"""Equilibria of small games written into columns, in the order of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.batch.arrays import (
    BY_SUPPORTS,
    COMPONENTS,
    COUNT,
    DECIDER,
    LANES,
    NEXT_ROW,
    BatchColumns,
    BatchWork,
)
from gametheory.kernels.batch.bits import lowest_lane, without_lowest
from gametheory.kernels.batch.tables import NUM_OWN, OTHER_ACTIONS, OTHER_SUPPORT, OWN_SUPPORT, SIGNS, SIZE
from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_PROBABILITY = 2.0**-40
"""Probabilities nearer than this are taken as equal in the order of equilibria, so that rounding does not decide it."""


@compiled
def write_games(work: BatchWork, pairs: NDArray[np.int64], columns: BatchColumns, num_games: int) -> bool:
    """Write the equilibria that were found, game by game.

    Parameters
    ----------
    work
        What was found in each lane.
    pairs
        As in `BatchTables`.
    columns
        Filled from where they are done.
    num_games
        Lanes that hold games.

    Returns
    -------
    bool
        Whether all fitted.
    """
    values, fits, found, summary = work.values, work.fits, work.found, work.summary
    supports, numbers = columns.supports, columns.numbers
    game = columns.done[0]
    num_placed = _place_games(summary, columns.done, num_games, len(supports))
    placed = ~np.uint64(0) if num_placed == LANES else (np.uint64(1) << np.uint64(num_placed)) - np.uint64(1)
    for pair in range(pairs.shape[1]):
        word = fits[pair] & placed
        while word:
            lane = lowest_lane(word)
            word = without_lowest(word)
            index = summary[lane, NEXT_ROW]
            summary[lane, NEXT_ROW] = index + 1
            supports[index, 0] = pairs[0, pair, OWN_SUPPORT]
            supports[index, 1] = pairs[0, pair, OTHER_SUPPORT]
            if pairs[0, pair, SIZE] == 1:
                _write_pure(values, pairs, (pair, pair, lane, index), numbers)
            else:
                _write_mixed(values, pairs, (pair, pair, lane, index), numbers)
    for lane in range(num_placed):
        first, count = summary[lane, NEXT_ROW], summary[lane, COUNT]
        if summary[lane, DECIDER] == BY_SUPPORTS:
            first -= count  # written above
        else:
            for position in range(count):
                row_pair, column_pair = int(found[lane, position, 0]), int(found[lane, position, 1])
                supports[first + position, 0] = pairs[1, row_pair, OTHER_SUPPORT]
                supports[first + position, 1] = pairs[0, column_pair, OTHER_SUPPORT]
                if pairs[1, row_pair, SIZE] == 1 and pairs[0, column_pair, SIZE] == 1:
                    _write_pure(values, pairs, (row_pair, column_pair, lane, first + position), numbers)
                else:
                    _write_mixed(values, pairs, (row_pair, column_pair, lane, first + position), numbers)
        end = first + count
        for index in range(first + 1, end):
            _sort_in(supports, numbers, first, index)
        columns.ends[game + lane] = end
        columns.num_components[game + lane] = summary[lane, COMPONENTS]
        columns.deciders[game + lane] = summary[lane, DECIDER]
    return num_placed == num_games


@compiled
def _place_games(summary: NDArray[np.int64], done: NDArray[np.int64], num_games: int, room: int) -> int:
    """Find the first row of each game; return how many games fit."""
    index = done[1]
    num_placed = 0
    while num_placed < num_games and index + summary[num_placed, COUNT] <= room:
        summary[num_placed, NEXT_ROW] = index
        index += summary[num_placed, COUNT]
        num_placed += 1
    done[0] += num_placed
    done[1] = index
    return num_placed


@compiled
def _write_pure(
    values: NDArray[np.float64],
    pairs: NDArray[np.int64],
    place: tuple[int, int, int, int],
    numbers: NDArray[np.float64],
) -> None:
    """Write a pure equilibrium: pairs that give the strategies, lane, and row to write."""
    row_pair, column_pair, lane, index = place
    num_rows, num_columns = pairs[0, 0, NUM_OWN], pairs[1, 0, NUM_OWN]
    row, column = pairs[1, row_pair, OTHER_ACTIONS], pairs[0, column_pair, OTHER_ACTIONS]
    for action in range(num_rows + num_columns):
        numbers[index, action] = 0.0
    numbers[index, row] = numbers[index, num_rows + column] = 1.0
    numbers[index, num_rows + num_columns] = values[row * num_columns + column, lane]
    numbers[index, num_rows + num_columns + 1] = values[(num_rows + row) * num_columns + column, lane]


@compiled
def _write_mixed(
    values: NDArray[np.float64],
    pairs: NDArray[np.int64],
    place: tuple[int, int, int, int],
    numbers: NDArray[np.float64],
) -> None:
    """Write any equilibrium: weights by which each opponent is indifferent, and payoffs."""
    row_pair, column_pair, lane, index = place
    num_rows, num_columns = pairs[0, 0, NUM_OWN], pairs[1, 0, NUM_OWN]
    for action in range(num_rows + num_columns):
        numbers[index, action] = 0.0
    for player in range(2):
        pair, first = (row_pair, 0) if player == 0 else (column_pair, num_rows)
        opponent = 1 - player
        total = 0.0
        for position in range(pairs[opponent, pair, SIZE]):
            total += abs(values[pairs[opponent, pair, SIGNS + position] >> 1, lane])
        for position in range(pairs[opponent, pair, SIZE]):
            weight = abs(values[pairs[opponent, pair, SIGNS + position] >> 1, lane])
            numbers[index, first + pairs[opponent, pair, OTHER_ACTIONS + position]] = weight / total
    row, column = pairs[1, row_pair, OTHER_ACTIONS], pairs[0, column_pair, OTHER_ACTIONS]
    payoff = 0.0
    for action in range(num_columns):
        payoff += values[row * num_columns + action, lane] * numbers[index, num_rows + action]
    numbers[index, num_rows + num_columns] = payoff
    payoff = 0.0
    for action in range(num_rows):
        payoff += values[(num_rows + action) * num_columns + column, lane] * numbers[index, action]
    numbers[index, num_rows + num_columns + 1] = payoff


@compiled
def _sort_in(supports: NDArray[np.uint8], numbers: NDArray[np.float64], first: int, index: int) -> None:
    """Move a row up among those before it, which are sorted by probabilities, larger first."""
    while index > first and _is_before(numbers, index, index - 1):
        for place in range(numbers.shape[1]):
            numbers[index, place], numbers[index - 1, place] = numbers[index - 1, place], numbers[index, place]
        for player in range(2):
            supports[index, player], supports[index - 1, player] = supports[index - 1, player], supports[index, player]
        index -= 1


@compiled
def _is_before(numbers: NDArray[np.float64], index: int, other: int) -> bool:
    """Whether one row belongs before another, by strategies."""
    for action in range(numbers.shape[1] - 2):
        difference = numbers[index, action] - numbers[other, action]
        if abs(difference) > SAME_PROBABILITY:
            return bool(difference > 0.0)
    return False
