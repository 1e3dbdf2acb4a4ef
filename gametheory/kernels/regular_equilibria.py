"""Index of many equilibria in which every best reply is played, by Shapley's formula, in NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.kernels.determinant_signs import LARGEST_ENTRY, ROUNDING, determinant_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

Weights: TypeAlias = tuple[int, ...]
FloatArray: TypeAlias = "NDArray[np.float64]"

AT_ONCE = 512
"""Equilibria treated together: some milliseconds of work."""


def regular_signs(
    row_payoffs: Sequence[Sequence[int]],
    column_payoffs: Sequence[Sequence[int]],
    equilibria: Sequence[tuple[Weights, Weights]],
    *,
    heartbeat: Callable[[], None],
) -> dict[int, int]:
    """Index, +1 or -1, of the equilibria that have no unplayed best reply, as far as floats can prove that.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.
    equilibria
        Extreme equilibria as weights of the row player's and of the column player's actions.
    heartbeat
        Called every few milliseconds; what it raises ends the computation.

    Returns
    -------
    dict
        Position in ``equilibria`` to index. What is missing has unplayed best replies, or seems to.

    References
    ----------
    shapley1974.

    Examples
    --------
    >>> equilibria = [((1, 0), (1, 0)), ((0, 1), (0, 1)), ((2, 1), (1, 3))]
    >>> regular_signs([[3, 0], [0, 1]], [[1, 0], [0, 2]], equilibria, heartbeat=lambda: None)
    {0: 1, 1: 1, 2: -1}
    """
    if max(abs(entry) for table in (row_payoffs, column_payoffs) for row in table for entry in row) > LARGEST_ENTRY:
        return {}
    tables = np.array(row_payoffs, dtype=np.float64), np.array(column_payoffs, dtype=np.float64).T
    found: dict[int, int] = {}
    for first in range(0, len(equilibria), AT_ONCE):
        heartbeat()
        part = equilibria[first : first + AT_ONCE]
        strategies = tuple(np.array([_shares(pair[side]) for pair in part]) for side in (0, 1))
        is_regular = ~(_has_ties(tables[0], strategies[0], strategies[1]) | _has_ties(tables[1], *strategies[::-1]))
        sizes = (strategies[0] > 0).sum(axis=1)
        is_regular &= sizes == (strategies[1] > 0).sum(axis=1)
        for size in np.unique(sizes[is_regular]).tolist():
            chosen = np.flatnonzero(is_regular & (sizes == size))
            rows, columns = (_supports(strategy[chosen], size) for strategy in strategies)
            signs = determinant_signs(_differences(tables[0], rows, columns))
            signs *= determinant_signs(_differences(tables[1], columns, rows))
            signs *= 1 if size % 2 else -1
            found |= dict(zip((first + chosen).tolist(), signs.tolist(), strict=True))
    return {position: sign for position, sign in found.items() if sign}


def _shares(weights: Weights) -> list[float]:
    """Probabilities, each correctly rounded."""
    total = sum(weights)
    return [weight / total for weight in weights]


def _has_ties(table: FloatArray, own: FloatArray, other: FloatArray) -> NDArray[np.bool_]:
    """Whether an action that a player does not use pays as much as those it uses, up to rounding errors."""
    payoffs = other @ table.T
    error = 4 * (table.shape[1] + 2) * ROUNDING * np.abs(table).max()
    best = payoffs.max(axis=1, keepdims=True)
    result: NDArray[np.bool_] = ((payoffs >= best - 2 * error) & (own == 0)).any(axis=1)
    return result


def _supports(strategies: FloatArray, size: int) -> NDArray[np.int64]:
    """Actions that each strategy uses, shape ``[strategy, size]``."""
    return np.nonzero(strategies)[1].reshape(-1, size)


def _differences(table: FloatArray, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> FloatArray:
    """Differences of differences against the first row and column of parts of a table, one part for each support."""
    parts = table[rows[:, :, None], columns[:, None, :]]
    steps = parts[:, 1:, :] - parts[:, :1, :]
    result: FloatArray = steps[:, :, 1:] - steps[:, :, :1]
    return result
