"""Arrays that the kernels for many small games work in, and the columns that they fill.

Games are worked on 64 at a time, one in each lane: a number of all of them is a row of an array, a sign of all of them
a word of 64 bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.batch.tables import batch_tables

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
        ``[2 row]``: lanes in which a minor is certainly positive; ``[2 row + 1]``: certainly negative. After them, for
        each player and pair, lanes in which the pair gives a vertex.
    fits
        ``[pair]``: lanes without ties in which a pair of supports carries an equilibrium.
    found
        ``[lane, equilibrium, player]`` with ties: pair of supports whose minors are the weights of the player.
    summary
        ``[lane, field]``: numbers of equilibria and components, how the game was decided, and the row that its next
        equilibrium goes to.
    """

    values: NDArray[np.float64]
    words: NDArray[np.uint64]
    fits: NDArray[np.uint64]
    found: NDArray[np.int16]
    summary: NDArray[np.int64]


COUNT, COMPONENTS, DECIDER, NEXT_ROW = range(4)
"""Fields of a game's summary."""


class BatchColumns(NamedTuple):
    """Equilibria of games in a row.

    Attributes
    ----------
    done
        Numbers of games and of equilibria written.
    ends
        For each game, where its equilibria end.
    num_components, deciders
        For each game, as in `BatchWork.summary`.
    supports
        ``[equilibrium, player]``, bit masks.
    numbers
        One row for each equilibrium: probabilities of the row player's actions and of the column player's, and the
        payoffs of both.
    """

    done: NDArray[np.int64]
    ends: NDArray[np.int64]
    num_components: NDArray[np.int32]
    deciders: NDArray[np.uint8]
    supports: NDArray[np.uint8]
    numbers: NDArray[np.float64]


def batch_work(num_rows: int, num_columns: int) -> BatchWork:
    """Return arrays for games of a shape."""
    tables = batch_tables(num_rows, num_columns)
    one = 2 * num_rows * num_columns
    values = np.zeros((tables.num_values, LANES))
    values[one] = 1
    num_pairs = tables.pairs.shape[1]
    words = np.zeros(2 * tables.num_values + 2 * num_pairs, dtype=np.uint64)
    words[2 * one] = np.iinfo(np.uint64).max
    return BatchWork(
        values,
        words,
        np.zeros(num_pairs, dtype=np.uint64),
        np.zeros((LANES, MOST_EQUILIBRIA, 2), dtype=np.int16),
        np.zeros((LANES, NEXT_ROW + 1), dtype=np.int64),
    )


def batch_columns(num_games: int, num_equilibria: int, num_actions: int) -> BatchColumns:
    """Return columns with room for so many games and equilibria."""
    return BatchColumns(
        np.zeros(2, dtype=np.int64),
        np.empty(num_games, dtype=np.int64),
        np.empty(num_games, dtype=np.int32),
        np.empty(num_games, dtype=np.uint8),
        np.empty((num_equilibria, 2), dtype=np.uint8),
        np.empty((num_equilibria, num_actions + 2)),
    )
