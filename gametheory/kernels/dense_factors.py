"""Products and factorizations of large dense matrices in slices, so that none of them keeps a run for long.

Each function is a generator that yields None as a heartbeat and returns its result. The slices are those of LAPACK's
own blocked algorithms: together they take as long as the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

SLICE = 8e8
"""Multiplications between two heartbeats: some 0.03 s."""
WIDTHS = (32, 256)
"""Fewest and most columns of a panel."""


def _width(size: int) -> int:
    """Columns of a panel whose product with a square matrix of a size is one slice."""
    return int(min(max(SLICE / size**2, WIDTHS[0]), WIDTHS[1]))


def weighted_gram(
    matrix: FloatArray, roots: FloatArray, gram: FloatArray, buffer: FloatArray
) -> Generator[None, None, FloatArray]:
    """The lower triangle of ``A' diag(roots**2) A``.

    Parameters
    ----------
    matrix
        ``A``, ``num_rows`` x ``num_columns``, row by row in memory.
    roots
        Square roots of the weights, ``num_rows``.
    gram
        Where the result is written, ``num_columns`` x ``num_columns``, column by column in memory.
    buffer
        Memory for some rows of ``A``, as many as are taken at a time.

    Examples
    --------
    >>> matrix, gram = np.array([[1.0, 2.0], [3.0, 5.0]]), np.zeros((2, 2), order="F")
    >>> list(weighted_gram(matrix, np.ones(2), gram, np.empty((1, 2)))), gram.tolist()
    ([None, None], [[10.0, 0.0], [17.0, 29.0]])
    """
    from scipy.linalg.blas import dsyrk

    height = len(buffer)
    for start in range(0, len(matrix), height):
        part = buffer[: min(height, len(matrix) - start)]
        np.multiply(matrix[start : start + height], roots[start : start + height, None], out=part)
        gram = dsyrk(1.0, part.T, beta=float(start > 0), lower=1, c=gram, overwrite_c=1)
        yield
    return gram


def gram_buffer(matrix: FloatArray) -> FloatArray:
    """Memory for as many rows of a matrix as `weighted_gram` takes at a time."""
    num_rows, num_columns = matrix.shape
    height = num_rows if num_rows * num_columns**2 <= SLICE else _width(num_columns)
    return np.empty((min(num_rows, height), num_columns))


def cholesky(matrix: FloatArray) -> Generator[None, None, FloatArray]:
    """The lower triangular ``L`` with ``L L' = A``; what stands above the diagonal is not defined.

    Parameters
    ----------
    matrix
        The lower triangle of ``A``, column by column in memory; overwritten.

    Raises
    ------
    LinAlgError
        If the matrix is not positive definite.

    Examples
    --------
    >>> matrix = np.array([[4.0, 0.0], [6.0, 10.0]], order="F")
    >>> list(cholesky(matrix)), matrix[1].tolist()
    ([None], [3.0, 1.0])
    """
    from scipy.linalg.blas import dtrsm
    from scipy.linalg.lapack import dpotrf

    size = len(matrix)
    width = size if size**3 <= 3 * SLICE else _width(size)
    for start in range(0, size, width):
        yield
        stop = min(start + width, size)
        panel = np.asfortranarray(matrix[start:, start:stop])
        if start:
            panel -= matrix[start:, :start] @ matrix[start:stop, :start].T
        top, failed_at = dpotrf(panel[: stop - start], lower=1, clean=0, overwrite_a=1)
        if failed_at:
            raise np.linalg.LinAlgError("the matrix is not positive definite in floating point")
        matrix[start:stop, start:stop] = top
        if stop < size:
            matrix[stop:, start:stop] = dtrsm(1.0, top, panel[stop - start :], side=1, lower=1, trans_a=1)
    return matrix


def lu_factors(matrix: FloatArray) -> Generator[None, None, tuple[FloatArray, NDArray[np.int32]] | None]:
    """Factors and exchanges of rows as LAPACK's ``dgetrf`` returns them; None if the matrix is singular.

    Parameters
    ----------
    matrix
        A square one, column by column in memory; overwritten.

    Examples
    --------
    >>> matrix = np.array([[1.0, 2.0], [4.0, 4.0]], order="F")
    >>> list(lu_factors(matrix)), matrix.tolist()
    ([None, None], [[4.0, 4.0], [0.25, 1.0]])
    """
    from scipy.linalg.blas import dtrsm
    from scipy.linalg.lapack import dgetrf

    size = len(matrix)
    width = size if 2 * size**3 <= 3 * SLICE else _width(size)
    pivots = np.empty(size, np.int32)
    for start in range(0, size, width):
        yield
        stop = min(start + width, size)
        panel, exchanges, failed_at = dgetrf(matrix[start:, start:stop])
        if failed_at:
            return None
        pivots[start:stop] = start + exchanges
        order = np.arange(start, size)
        for place, other in enumerate(exchanges):
            order[[place, other]] = order[[other, place]]
        moved = np.flatnonzero(order != np.arange(start, size))
        matrix[start + moved] = matrix[order[moved]]
        matrix[start:, start:stop] = panel
        yield
        if stop < size:
            upper = dtrsm(1.0, panel[: stop - start], matrix[start:stop, stop:], lower=1, diag=1)
            matrix[start:stop, stop:] = upper
            matrix[stop:, stop:] -= panel[stop - start :] @ upper
    return matrix, pivots
