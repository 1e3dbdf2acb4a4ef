"""Equilibria of small games written into columns, in the order of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.batch_arrays import COMPONENTS, COUNT, DECIDER, LANES, BatchColumns, BatchWork
from gametheory.kernels.batch_tables import NUM_OWN, OTHER_ACTIONS, OTHER_SUPPORT, SIGNS, SIZE
from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@compiled
def write_games(work: BatchWork, pairs: NDArray[np.int64], columns: BatchColumns) -> bool:
    """Write the equilibria that were found, game by game.

    Parameters
    ----------
    work
        What was found in each lane.
    pairs
        As in `BatchTables`.
    columns
        Filled from where they are done; where the games end, further lanes are left out.

    Returns
    -------
    bool
        Whether all fitted.
    """
    values, found, summary = work.values, work.found, work.summary
    supports, strategies, payoffs = columns.supports, columns.strategies, columns.payoffs
    num_rows, num_columns = pairs[0, 0, NUM_OWN], pairs[1, 0, NUM_OWN]
    game, index = columns.done
    for lane in range(min(LANES, len(columns.summary) - game)):
        first, count = index, summary[lane, COUNT]
        if first + count > len(supports):
            return False
        for position in range(count):
            row_pair, column_pair = found[lane, position, 0], found[lane, position, 1]
            for action in range(num_rows + num_columns):
                strategies[index, action] = 0.0
            _write_strategy(values, pairs, (1, row_pair, lane, index, 0), strategies)
            _write_strategy(values, pairs, (0, column_pair, lane, index, num_rows), strategies)
            supports[index, 0] = pairs[1, row_pair, OTHER_SUPPORT]
            supports[index, 1] = pairs[0, column_pair, OTHER_SUPPORT]
            row, column = pairs[1, row_pair, OTHER_ACTIONS], pairs[0, column_pair, OTHER_ACTIONS]
            payoff = 0.0
            for action in range(num_columns):
                payoff += values[row * num_columns + action, lane] * strategies[index, num_rows + action]
            payoffs[index, 0] = payoff
            payoff = 0.0
            for action in range(num_rows):
                payoff += values[(num_rows + action) * num_columns + column, lane] * strategies[index, action]
            payoffs[index, 1] = payoff
            index += 1
        for start in range(first + 1, index):
            _sort_in(columns, first, start)
        columns.summary[game, COUNT] = count
        columns.summary[game, COMPONENTS] = summary[lane, COMPONENTS]
        columns.summary[game, DECIDER] = summary[lane, DECIDER]
        game += 1
        columns.done[0], columns.done[1] = game, index
    return True


@compiled
def _write_strategy(
    values: NDArray[np.float64],
    pairs: NDArray[np.int64],
    place: tuple[int, int, int, int, int],
    strategies: NDArray[np.float64],
) -> None:
    """Write the weights by which an opponent is indifferent as probabilities."""
    opponent, pair, lane, index, first = place
    size = pairs[opponent, pair, SIZE]
    total = 0.0
    for position in range(size):
        total += abs(values[pairs[opponent, pair, SIGNS + position] >> 1, lane])
    for position in range(size):
        weight = abs(values[pairs[opponent, pair, SIGNS + position] >> 1, lane])
        strategies[index, first + pairs[opponent, pair, OTHER_ACTIONS + position]] = weight / total


@compiled
def _sort_in(columns: BatchColumns, first: int, index: int) -> None:
    """Move a row up among those before it, which are sorted by probabilities, larger first."""
    supports, strategies, payoffs = columns.supports, columns.strategies, columns.payoffs
    while index > first and _is_before(strategies, index, index - 1):
        for action in range(strategies.shape[1]):
            strategies[index, action], strategies[index - 1, action] = (
                strategies[index - 1, action],
                strategies[index, action],
            )
        for player in range(2):
            supports[index, player], supports[index - 1, player] = supports[index - 1, player], supports[index, player]
            payoffs[index, player], payoffs[index - 1, player] = payoffs[index - 1, player], payoffs[index, player]
        index -= 1


@compiled
def _is_before(strategies: NDArray[np.float64], index: int, other: int) -> bool:
    """Whether one row belongs before another."""
    for action in range(strategies.shape[1]):
        if strategies[index, action] != strategies[other, action]:
            return strategies[index, action] > strategies[other, action]
    return False
