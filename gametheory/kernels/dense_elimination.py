"""Gaussian elimination with exchanges of rows in floats, compiled: for systems of a few to some hundred unknowns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray


LARGEST = 1e300
"""Entries from which a matrix is taken to have left the range of floats."""


@compiled
def _pivot_row(matrix: FloatArray, step: int) -> int:
    """Return the row from a step on whose entry in the column of the step is largest."""
    best, pivot = 0.0, step
    for row in range(step, len(matrix)):
        entry = abs(matrix[row, step])
        if entry > best:
            best, pivot = entry, row
    return pivot


@compiled
def factorize(matrix: FloatArray, order: NDArray[np.int64]) -> int:
    """Replace a square matrix by its triangular factors, and return the sign of its determinant.

    Parameters
    ----------
    matrix
        Square; overwritten.
    order
        For each step the row that is exchanged with its own; overwritten.

    Returns
    -------
    int
        0 where the matrix is singular, or holds what is not a number.

    Examples
    --------
    >>> import numpy as np
    >>> factorize(np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros(2, dtype=np.int64))
    -1
    """
    size = len(matrix)
    sign = 1
    for step in range(size):
        pivot = _pivot_row(matrix, step)
        if not 0.0 < abs(matrix[pivot, step]) < LARGEST:
            return 0
        order[step] = pivot
        if pivot != step:
            sign = -sign
            for column in range(size):
                matrix[step, column], matrix[pivot, column] = matrix[pivot, column], matrix[step, column]
        if matrix[step, step] < 0.0:
            sign = -sign
        scale = 1.0 / matrix[step, step]
        for row in range(step + 1, size):
            factor = matrix[row, step] * scale
            matrix[row, step] = factor
            if factor != 0.0:
                for column in range(step + 1, size):
                    matrix[row, column] -= factor * matrix[step, column]
    return sign


@compiled
def substitute(matrix: FloatArray, order: NDArray[np.int64], right: FloatArray) -> None:
    """Replace a right-hand side by the solution of the system whose factors are given.

    Parameters
    ----------
    matrix, order
        As ``factorize`` leaves them.
    right
        Overwritten.

    Examples
    --------
    >>> import numpy as np
    >>> matrix, order, right = np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros(2, dtype=np.int64), np.array([5.0, 11.0])
    >>> _ = factorize(matrix, order)
    >>> substitute(matrix, order, right)
    >>> right.round(12).tolist()
    [1.0, 2.0]
    """
    size = len(matrix)
    for step in range(size):
        pivot = order[step]
        right[step], right[pivot] = right[pivot], right[step]
    for row in range(1, size):
        total = right[row]
        for column in range(row):
            total -= matrix[row, column] * right[column]
        right[row] = total
    for row in range(size - 1, -1, -1):
        total = right[row]
        for column in range(row + 1, size):
            total -= matrix[row, column] * right[column]
        right[row] = total / matrix[row, row]
