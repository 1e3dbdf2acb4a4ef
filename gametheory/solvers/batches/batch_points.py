"""Equilibria and regimes of very many two-player games whose payoffs stand side by side, in rounded numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.batch.tables import batch_tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.core.batch_solution import BatchSolution
    from gametheory.kernels.batch.arrays import BatchColumns

ROOM = 1.5
"""Equilibria for each game that there is room for at first."""
LEAST_ROOM = 1024
"""More than any one game has."""


class PointColumns(NamedTuple):
    """Equilibria of games in a row, and their regimes.

    Attributes
    ----------
    ends, num_components, deciders
        For each game: where its equilibria end, its components, codes of ``DECIDERS``.
    supports, numbers
        For each equilibrium: bit masks ``[equilibrium, player]``; strategies and payoffs side by side.
    components
        For each equilibrium its component within its game.
    regimes
        For each game the number of its regime, -1 where it is unknown.
    examples
        For each regime the first game that has it.
    """

    ends: NDArray[np.int64]
    num_components: NDArray[np.int32]
    deciders: NDArray[np.uint8]
    supports: NDArray[np.uint8]
    numbers: FloatArray
    components: NDArray[np.int32]
    regimes: NDArray[np.int32]
    examples: NDArray[np.int64]


def solve_points(payoffs: FloatArray, shape: tuple[int, int], margin: float) -> PointColumns:
    """Return all extreme equilibria of games, and what regimes there are.

    Parameters
    ----------
    payoffs
        ``[place, game]``: the row player's payoffs by row and column, then the column player's; a game with a payoff
        that is not a number is left without equilibria.
    shape
        Actions of both players, few enough that ``has_tables``.
    margin
        Relative to a player's range of payoffs. Games in which no sign is nearer to 0 have 0 among the ``deciders``:
        no change of payoffs below the margin changes their supports. The others are solved as they are given.

    Examples
    --------
    >>> import numpy as np
    >>> games = np.array([[[[3, 1], [0, 2]], [[3, 0], [1, 2]]], [[[3, 1], [0, -2]], [[3, 0], [1, 2]]]], dtype=float)
    >>> found = solve_points(games.reshape(2, -1).T.copy(), (2, 2), 1e-10)
    >>> found.ends.tolist(), found.num_components.tolist(), found.regimes.tolist()
    ([3, 4], [3, 1], [0, 1])
    """
    from gametheory.kernels.batch.arrays import batch_columns, batch_work
    from gametheory.kernels.batch.supports import solve_points as solve_in_kernel

    num_games = payoffs.shape[1]
    tools = batch_tables(*shape), batch_work(*shape)
    room = max(LEAST_ROOM, int(ROOM * num_games))
    given = np.ascontiguousarray(payoffs)
    while True:
        columns = batch_columns(num_games, room, sum(shape))
        solve_in_kernel(given, tools, columns, margin)
        if columns.done[0] == num_games:
            return _with_regimes(columns, shape[0])
        room *= 2


def columns_of_batch(batch: BatchSolution) -> PointColumns:
    """Return the games of a batch whose equilibria are all listed, with their regimes.

    Examples
    --------
    >>> from gametheory.solvers.batches.batch import solve_batch
    >>> columns_of_batch(solve_batch([[[["1/3", 0]], [[0, 2]]]])).numbers.tolist()
    [[1.0, 0.0, 1.0, 0.0, 2.0]]
    """
    from gametheory.kernels.batch.arrays import BatchColumns

    numbers = np.concatenate([*batch.strategies, batch.payoffs], axis=1)
    columns = BatchColumns(
        np.array([len(batch), len(numbers)]),
        batch.offsets[1:].copy(),
        batch.num_components.copy(),
        batch.deciders.copy(),
        batch.supports.astype(np.uint8),
        numbers,
    )
    return _with_regimes(columns, batch.strategies[0].shape[1])


def select_rows(columns: PointColumns, rule: str | int) -> NDArray[np.int64]:
    """Return the row of one equilibrium of each game, -1 where there is none.

    Parameters
    ----------
    columns
        The games.
    rule
        ``first``, ``payoff_dominant`` (no player gets more in another one), or the index of a player, whose best it is.
    """
    from gametheory.kernels.batch.selections import BEST_OF_ROW_PLAYER, FIRST, PAYOFF_DOMINANT
    from gametheory.kernels.batch.selections import select_rows as select_in_kernel

    number = {"first": FIRST, "payoff_dominant": PAYOFF_DOMINANT}[rule] if isinstance(rule, str) else None
    selected = np.empty(len(columns.ends), dtype=np.int64)
    code = BEST_OF_ROW_PLAYER + int(rule) if number is None else number
    select_in_kernel(columns.ends, columns.numbers, code, selected)
    return selected


def risk_dominant_rows(columns: PointColumns, payoffs: FloatArray) -> NDArray[np.int64]:
    """Return the row of the risk-dominant equilibrium of each 2 x 2 game, -1 where there is none.

    It is the only one, or of two strict ones the one with the larger product of losses from deviating.

    Parameters
    ----------
    columns
        The games.
    payoffs
        As for `solve_points`.
    """
    starts = columns.ends - np.diff(columns.ends, prepend=0)
    counts = columns.ends - starts
    selected = np.where(counts == 1, starts, -1)
    for game in np.flatnonzero((counts == 3) & (columns.num_components == 3)).tolist():
        table = payoffs[:, game].reshape(2, 2, 2)
        rows = [row for row in range(starts[game], columns.ends[game]) if set(columns.supports[row].tolist()) <= {1, 2}]
        losses = []
        for row in rows:
            first, second = (int(mask) - 1 for mask in columns.supports[row])
            own = table[0, first, second] - table[0, 1 - first, second]
            losses.append(own * (table[1, first, second] - table[1, first, 1 - second]))
        if losses[0] != losses[1]:
            selected[game] = rows[int(losses[1] > losses[0])]
    return selected


def warm() -> None:
    """Compile the kernels of sweeps, or load them from the cache on disk."""
    select_rows(solve_points(np.zeros((2, 1)), (1, 1), 1e-10), "first")


def _with_regimes(columns: BatchColumns, num_rows: int) -> PointColumns:
    """Return columns that are filled, with the regimes of the games."""
    from gametheory.kernels.batch.regimes import number_regimes, regime_columns

    num_games, num_equilibria = columns.done.tolist()
    regimes = regime_columns(num_games, num_equilibria)
    num_regimes = number_regimes(columns, num_rows, regimes)
    return PointColumns(
        columns.ends[:num_games],
        columns.num_components[:num_games],
        columns.deciders[:num_games],
        columns.supports[:num_equilibria],
        columns.numbers[:num_equilibria],
        regimes.components,
        regimes.numbers,
        regimes.examples[:num_regimes],
    )
