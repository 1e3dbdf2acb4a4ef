"""Minors with a last row of ones, of polynomials in floats, with bounds on the rounding errors."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Numbers: TypeAlias = NDArray[np.int64]

UNIT = 2.0**-52
"""Bound on the relative error of one operation, twice what it is."""
LEAST = 1e-290
"""More than what numbers below the floats can add up to, where the entries are at most 1."""


def rounded_minors(entries: Floats) -> tuple[list[tuple[int, int]], Floats, Floats]:
    """Return masks of rows and columns of all minors, in the order of ``bordered_minors``, and their coefficients.

    Parameters
    ----------
    entries
        Coefficients of polynomials, the constants first, each off by a rounding at most and none above 1; shape
        ``[num_rows, num_columns, num_coefficients]``.

    Returns
    -------
    keys, coefficients, errors
        The latter two have shape ``[num_minors, num_coefficients of the largest]``. Where an error is 0 so is the
        coefficient.

    Examples
    --------
    >>> import numpy as np
    >>> keys, coefficients, errors = rounded_minors(np.array([[[0.0, 0], [-0.5, 1]], [[0, 0], [0.25, 0]]]))
    >>> [(key, row) for key, row in zip(keys, coefficients.tolist()) if key[0]]
    [((1, 3), [0.5, -1.0]), ((2, 3), [-0.25, 0.0])]
    >>> bool(errors.max() < 1e-14)
    True

    Notes
    -----
    Laplace expansion along the last row but one. An error is bounded by the same sum of absolute values, which is a
    permanent, times the roundings on the way to one product.
    """
    num_rows, num_columns, num_coefficients = entries.shape
    most = (num_coefficients - 1) * min(num_rows, num_columns - 1) + 1
    keys = [(0, 1 << column) for column in range(num_columns)]
    values = np.zeros((1, num_columns, 1))
    values[0, :, 0] = 1
    sizes = values
    tables, bounds = [_widened(values, most)], [np.zeros((num_columns, most))]
    rows_before, columns_before = {0: 0}, {1 << column: column for column in range(num_columns)}
    for size in range(1, min(num_rows, num_columns - 1) + 1):
        rows, columns = _masks(num_rows, size), _masks(num_columns, size + 1)
        keys += [(row, column) for row in rows for column in columns]
        lasts = np.array([row.bit_length() - 1 for row in rows])
        rests = np.array([rows_before[row ^ 1 << (row.bit_length() - 1)] for row in rows])
        places = np.array([[place for place in range(num_columns) if column >> place & 1] for column in columns])
        smaller = np.array(
            [
                [columns_before[column ^ 1 << place] for place in own]
                for column, own in zip(columns, places.tolist(), strict=True)
            ]
        )
        signs = np.where(np.arange(size + 1) % 2 == (size - 1) % 2, 1.0, -1.0)
        factors = entries[lasts][:, places]
        values = _expanded(factors * signs[:, None], values[rests][:, smaller])
        sizes = _expanded(np.abs(factors), sizes[rests][:, smaller])
        rounding = 2 * size * (size + num_coefficients + 3) * UNIT
        tables.append(_widened(values, most))
        bounds.append(_widened(np.where(sizes > 0, rounding * sizes + LEAST, 0), most))
        rows_before = {row: number for number, row in enumerate(rows)}
        columns_before = {column: number for number, column in enumerate(columns)}
    return keys, np.concatenate(tables), np.concatenate(bounds)


def _masks(num_places: int, size: int) -> list[int]:
    """Return the masks with so many ones, in increasing order."""
    return sorted(sum(1 << place for place in places) for places in combinations(range(num_places), size))


def _expanded(factors: Floats, minors: Floats) -> Floats:
    """Return sums of products of polynomials over the third axis."""
    degree = minors.shape[-1] - 1
    total = np.zeros((*factors.shape[:2], degree + factors.shape[-1]))
    for power in range(factors.shape[-1]):
        total[:, :, power : power + degree + 1] += np.einsum("rcj,rcjd->rcd", factors[..., power], minors)
    return total


def _widened(minors: Floats, num_coefficients: int) -> Floats:
    """Return one row a minor, with zeros for higher powers."""
    flat = minors.reshape(-1, minors.shape[-1])
    return np.pad(flat, ((0, 0), (0, num_coefficients - flat.shape[1])))
