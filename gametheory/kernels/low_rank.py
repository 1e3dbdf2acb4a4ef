"""Matrices that are the product of a narrow and a flat one, up to rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

LEAST_ACTIONS = 100
"""Smaller matrices are not worth it."""
SAMPLE = 60
"""Rows and columns of the part whose rank is looked at first."""
MOST_RANK = 20
SMALLEST_PIVOT = 1e-11
"""Entries of the sample that count as zero, relative to the largest of the matrix."""
MOST_OFF = 1e-12
"""How far entries of the product may be off, relative to the largest of the matrix."""


class Factors(NamedTuple):
    """A matrix as ``left @ right``.

    Parameters
    ----------
    left
        ``num_rows`` x ``rank``.
    right
        ``rank`` x ``num_columns``.
    """

    left: FloatArray
    right: FloatArray

    def restricted(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Factors:
        """The factors of the part with some rows and columns."""
        return Factors(self.left[rows], self.right[:, columns])


def low_rank_factors(matrix: FloatArray) -> Factors | None:
    """The factors of a large matrix of low rank; None for all others.

    Parameters
    ----------
    matrix
        ``num_rows`` x ``num_columns``.

    Returns
    -------
    Factors or None
        Their product is compared with every entry. None also where the rank does not show in a sample of rows and
        columns, which is drawn with a fixed seed.

    Notes
    -----
    Some rows and columns of the matrix span the others: elimination with complete pivoting in the sample says which.

    Examples
    --------
    >>> found = low_rank_factors(np.add.outer(np.arange(300.0), np.arange(200.0) ** 2))
    >>> found.left.shape, found.right.shape
    ((300, 2), (2, 200))
    >>> low_rank_factors(np.random.default_rng(1).random((300, 200))) is None
    True
    """
    if min(matrix.shape) < LEAST_ACTIONS:
        return None
    rng = np.random.default_rng(1)
    sampled_rows, sampled_columns = (rng.choice(size, SAMPLE, replace=False) for size in matrix.shape)
    largest = max(float(matrix.max()), -float(matrix.min()))
    rest = matrix[np.ix_(sampled_rows, sampled_columns)]
    places: list[tuple[int, int]] = []
    while True:
        row, column = divmod(int(np.abs(rest).argmax()), SAMPLE)
        if abs(rest[row, column]) <= SMALLEST_PIVOT * largest:
            break
        if len(places) == MOST_RANK:
            return None
        places.append((row, column))
        rest = rest - np.outer(rest[:, column], rest[row] / rest[row, column])
    rows, columns = sampled_rows[[row for row, _ in places]], sampled_columns[[column for _, column in places]]
    left = np.ascontiguousarray(matrix[:, columns])
    right = np.asarray(np.linalg.solve(matrix[np.ix_(rows, columns)], matrix[rows]), dtype=np.float64)
    is_product = float(np.abs(left @ right - matrix).max()) <= MOST_OFF * largest
    return Factors(left, right) if is_product else None
