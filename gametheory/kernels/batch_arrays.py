"""Arrays that the kernels for many small games work in, and the columns that they fill.

Games are worked on 64 at a time, one in each lane: a number of all of them is a row of an array, a sign of all of them
a word of 64 bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.batch_tables import batch_tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

LANES = 64

MOST_EQUILIBRIA = 512
"""More than any game has: in each small shape either polytope has at most 20 vertices."""

BY_SUPPORTS, BY_VERTICES, BY_WIDE_INTEGERS, UNDECIDED = range(4)
"""How a game was decided; the last needs arithmetic that no kernel here has."""


class BatchWork(NamedTuple):
    """Numbers of 64 games, and what was found.

    Attributes
    ----------
    values
        ``[row, lane]``: payoffs, constants and minors in the rows of `BatchTables`.
    words
        ``[2 row]``: lanes in which a minor is certainly positive; ``[2 row + 1]``: certainly negative.
    found
        ``[lane, equilibrium, player]``: pair of supports whose minors are the weights of the player.
    summary
        ``[lane, field]``: numbers of equilibria and components, and how the game was decided.
    """

    values: NDArray[np.float64]
    words: NDArray[np.uint64]
    found: NDArray[np.int16]
    summary: NDArray[np.int64]


COUNT, COMPONENTS, DECIDER = range(3)
"""Fields of a game's summary."""


class BatchColumns(NamedTuple):
    """Equilibria of games in a row.

    Attributes
    ----------
    done
        Numbers of games and of equilibria written.
    summary
        ``[game, field]`` as in `BatchWork`.
    supports
        ``[equilibrium, player]``, bit masks.
    strategies
        ``[equilibrium, action]``: the row player's actions, then the column player's.
    payoffs
        ``[equilibrium, player]``.
    """

    done: NDArray[np.int64]
    summary: NDArray[np.int16]
    supports: NDArray[np.uint8]
    strategies: NDArray[np.float64]
    payoffs: NDArray[np.float64]


def batch_work(num_rows: int, num_columns: int) -> BatchWork:
    """Return arrays for games of a shape."""
    tables = batch_tables(num_rows, num_columns)
    one = 2 * num_rows * num_columns
    values = np.zeros((tables.num_values, LANES))
    values[one] = 1
    words = np.zeros(2 * tables.num_values, dtype=np.uint64)
    words[2 * one] = np.iinfo(np.uint64).max
    return BatchWork(
        values, words, np.zeros((LANES, MOST_EQUILIBRIA, 2), dtype=np.int16), np.zeros((LANES, DECIDER + 1), dtype=np.int64)
    )


def batch_columns(num_games: int, num_equilibria: int, num_actions: int) -> BatchColumns:
    """Return columns with room for so many games and equilibria."""
    return BatchColumns(
        np.zeros(2, dtype=np.int64),
        np.empty((num_games, DECIDER + 1), dtype=np.int16),
        np.empty((num_equilibria, 2), dtype=np.uint8),
        np.empty((num_equilibria, num_actions)),
        np.empty((num_equilibria, 2)),
    )
