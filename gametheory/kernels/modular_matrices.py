"""Matrices of integers modulo a prime, in floats that hold every product exactly: inverse and rank, in slices.

Residues lie between ``-PRIME / 2`` and ``PRIME / 2``, so that a scalar product of up to ``MOST_TERMS`` terms is exact
in double precision and linear algebra runs at the speed of floats. Elimination goes by panels of columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

PRIME = 2_097_143
"""The largest prime below ``2**21``."""
MOST_TERMS = 8_000
PANEL = 32
"""Columns eliminated between two heartbeats."""


def residues(values: FloatArray) -> FloatArray:
    """Residues modulo the prime of integers that floats hold exactly.

    Examples
    --------
    >>> residues(np.array([PRIME + 5.0, -3.0, 7.0 * PRIME])).tolist()
    [5.0, -3.0, 0.0]
    """
    rest: FloatArray = values - np.rint(values * (1 / PRIME)) * PRIME
    return rest


def inverse_modulo(matrix: FloatArray) -> Generator[None, None, FloatArray | None]:
    """The inverse of a square matrix modulo the prime; None if there is none.

    Parameters
    ----------
    matrix
        Residues, at most ``MOST_TERMS`` in a row; overwritten.

    Yields
    ------
    None
        Heartbeats.

    Examples
    --------
    >>> running = inverse_modulo(np.array([[2.0, 1.0], [5.0, 3.0]]))
    >>> next(running)
    >>> try:
    ...     next(running)
    ... except StopIteration as end:
    ...     end.value.tolist()
    [[3.0, -1.0], [-5.0, 2.0]]
    """
    size = len(matrix)
    order = np.arange(size)
    for start in range(0, size, PANEL):
        yield
        stop = min(start + PANEL, size)
        rows, _ = _pivots(matrix[start:, start:stop])
        if len(rows) < stop - start:
            return None
        _bring_up(matrix, start, rows, order)
        inverse = _small_inverse(matrix[start:stop, start:stop])
        block = residues(inverse @ matrix[start:stop])
        block[:, start:stop] = inverse
        column = matrix[:, start:stop].copy()
        column[start:stop] = 0.0
        matrix[:, start:stop] = 0.0
        matrix[start:stop] = 0.0
        matrix -= column @ block
        matrix[:] = residues(matrix)
        matrix[start:stop] = block
    # rows were exchanged, so the columns of the inverse are
    made = np.empty_like(matrix)
    made[:, order] = matrix
    return made


def rank_modulo(matrix: FloatArray) -> Generator[None, None, int]:
    """The rank of a matrix modulo the prime, which is at most that over the rationals.

    Parameters
    ----------
    matrix
        Residues, ``num_rows`` x ``num_columns``; overwritten.

    Yields
    ------
    None
        Heartbeats.
    """
    rank = 0
    order = np.arange(len(matrix))
    for start in range(0, matrix.shape[1], PANEL):
        yield
        if rank == len(matrix):
            break
        panel = matrix[rank:, start : start + PANEL]
        rows, columns = _pivots(panel)
        if not rows:
            continue
        _bring_up(matrix, rank, rows, order)
        stop = rank + len(rows)
        later = matrix[:, start + PANEL :]
        multipliers = residues(panel[len(rows) :, columns] @ _small_inverse(panel[: len(rows), columns]))
        later[stop:] = residues(later[stop:] - multipliers @ later[rank:stop])
        rank = stop
    return rank


def _bring_up(matrix: FloatArray, start: int, rows: list[int], order: NDArray[np.intp]) -> None:
    """Exchange rows so that some, counted from a start, come first there in turn."""
    chosen = set(rows)
    moved = start + np.array([*rows, *(row for row in range(max(rows) + 1) if row not in chosen)])
    places = np.arange(start, start + len(moved))
    matrix[places] = matrix[moved]
    order[places] = order[moved]


def _pivots(panel: FloatArray) -> tuple[list[int], list[int]]:
    """Rows and columns of a largest part of a panel with an inverse."""
    rest = panel.copy()
    rows: list[int] = []
    columns: list[int] = []
    for column in range(rest.shape[1]):
        row = int(np.abs(rest[:, column]).argmax())
        if rest[row, column] == 0:
            continue
        rows.append(row)
        columns.append(column)
        pivot_row = residues(rest[row] * pow(int(rest[row, column]), -1, PRIME))
        rest = residues(rest - np.outer(rest[:, column], pivot_row))
    return rows, columns


def _small_inverse(matrix: FloatArray) -> FloatArray:
    """Inverse of a small matrix that has one, by Gauss and Jordan."""
    size = len(matrix)
    both = np.hstack((matrix, np.eye(size)))
    for column in range(size):
        row = column + int(np.abs(both[column:, column]).argmax())
        both[[column, row]] = both[[row, column]]
        pivot_row = residues(both[column] * pow(int(both[column, column]), -1, PRIME))
        both = residues(both - np.outer(both[:, column], pivot_row))
        both[column] = pivot_row
    return both[:, size:]
