"""Signs of determinants of integer matrices, exactly: one by one in integers, many at once in proved floats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDING = 2.0**-53
"""Largest relative error of one operation on floats."""
LARGEST_ENTRY = 2**50
"""Integers up to this size are exact as floats, with room for sums of a few."""


def determinant_sign(rows: list[list[int]]) -> int:
    """Sign of the determinant of a square matrix, 1 if it is empty; fraction-free elimination (Bareiss).

    Parameters
    ----------
    rows
        Square, integers of any size.

    Examples
    --------
    >>> determinant_sign([[0, 2, 1], [3, 1, 0], [5, 0, 1]])
    -1
    """
    sign, divisor = 1, 1
    while rows:
        index = next((index for index, row in enumerate(rows) if row[0]), -1)
        if index < 0:
            return 0
        first = rows[index]
        if index % 2:
            sign = -sign
        element = first[0]
        rows = [
            [(element * entry - row[0] * other) // divisor for entry, other in zip(row[1:], first[1:], strict=True)]
            for row in rows[:index] + rows[index + 1 :]
        ]
        divisor = element
    return sign if divisor > 0 else -sign


def determinant_signs(matrices: NDArray[np.float64]) -> NDArray[np.int64]:
    """Signs of the determinants of many matrices of one size.

    Parameters
    ----------
    matrices
        Integers of at most ``LARGEST_ENTRY``, shape ``[matrix, row, column]``.

    Returns
    -------
    array of int64
        One sign for each matrix.

    Notes
    -----
    The sign of a float determinant is that of a matrix which differs by the errors of the elimination (Higham 2002,
    theorem 9.3; with partial pivoting entries grow at most by 2 to the size). It is right if every matrix that near is
    regular, which the inverse proves. Where that is open, integers decide.

    Examples
    --------
    >>> matrices = [[[2.0, 1.0], [1.0, 1.0]], [[1.0, 2.0], [2.0, 4.0]], [[0.0, 1.0], [3.0, 1.0]]]
    >>> determinant_signs(np.array(matrices)).tolist()
    [1, 0, -1]
    """
    count, size, _ = matrices.shape
    if size == 0:
        return np.ones(count, dtype=np.int64)
    signs: NDArray[np.int64] = np.linalg.slogdet(matrices)[0].astype(np.int64)
    regular = np.flatnonzero(signs)
    is_proved = np.zeros(count, dtype=np.bool_)
    is_proved[regular] = _has_certain_sign(matrices[regular])
    for index in np.flatnonzero(~is_proved).tolist():
        signs[index] = determinant_sign([[int(entry) for entry in row] for row in matrices[index].tolist()])
    return signs


def _has_certain_sign(matrices: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether no matrix within the errors of elimination is singular; norms are the largest sums of a row."""
    count, size, _ = matrices.shape
    if count == 0:
        return np.zeros(0, dtype=np.bool_)
    inverses = np.linalg.inv(matrices)
    norms, inverse_norms = (np.abs(stack).sum(axis=2).max(axis=1) for stack in (matrices, inverses))
    residuals = np.abs(matrices @ inverses - np.eye(size)).sum(axis=2).max(axis=1)
    residuals += 4 * size * ROUNDING * (norms * inverse_norms + 1)
    errors = 4.0 * size**3 * 2.0**size * ROUNDING * np.abs(matrices).max(axis=(1, 2))
    # a bound of the inverse is inverse_norms / (1 - residuals); nan compares as False
    certain: NDArray[np.bool_] = errors * inverse_norms < 0.5 * (1 - residuals)
    return certain
