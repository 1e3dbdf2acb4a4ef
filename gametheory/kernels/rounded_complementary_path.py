"""Lemke's path in floats, for linear complementarity problems too large for exact tableaux."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

SMALLEST_PIVOT = 1e-9
"""Entries up to which, against the largest of their column, a row is no candidate to leave the basis."""
TIE = 1e-10
"""How near two ratios are one."""


@dataclass(slots=True)
class FloatTableau:
    """Linear equations solved for the basic variables, in floats.

    Row ``i`` says: ``basic[i] + sum(entries[i, j] * nonbasic[j] for j >= 2) == entries[i, 0]``. Column 1 is by how much
    an infinitely small number moves the right-hand sides apart.

    Parameters
    ----------
    entries
        ``num_rows`` x ``2 + num_nonbasic``, changed in place.
    basic, nonbasic
        Variables of rows and columns; the first two columns have none.
    """

    entries: FloatArray
    basic: NDArray[np.int64]
    nonbasic: NDArray[np.int64]


def rounded_complementary_path(
    tableau: FloatTableau, entering: int, last: int, num_pairs: int
) -> Generator[None, None, bool]:
    """Follow the path on which of each pair of partners one is zero, changing the tableau.

    Parameters
    ----------
    tableau
        Equations at the start, right-hand sides at least 0, those of column 1 above 0 and drawn at random.
    entering, last, num_pairs
        As for `gametheory.kernels.complementary_path`.

    Yields
    ------
    None
        A heartbeat before each pivot.

    Returns
    -------
    bool
        Whether the path came to its end; if not, rounding has led it astray.

    Examples
    --------
    >>> entries = np.array([[1.0, 1.7, -1.0, 2.0], [1.0, 1.2, 0.0, 1.0]])
    >>> start = FloatTableau(entries, np.array([1, 3]), np.array([-1, -1, 0, 2]))
    >>> path = rounded_complementary_path(start, entering=2, last=3, num_pairs=1)
    >>> while True:
    ...     try:
    ...         next(path)
    ...     except StopIteration as end:
    ...         has_ended = end.value
    ...         break
    >>> has_ended, start.basic.tolist(), start.entries[:, 0].tolist()
    (True, [2, 0], [1.0, 1.0])
    """
    while True:
        yield
        column = int(np.flatnonzero(tableau.nonbasic == entering)[0])
        row = _leaving_row(tableau.entries, column)
        if row < 0:
            return False
        leaving = int(tableau.basic[row])
        _pivot(tableau, row, column)
        if leaving == last:
            return True
        entering = leaving + num_pairs if leaving < num_pairs else leaving - num_pairs


def _leaving_row(entries: FloatArray, column: int) -> int:
    """Row that first reaches zero as the variable of a column grows; -1 if nothing bounds it."""
    sizes = entries[:, column]
    rows = np.flatnonzero(sizes > SMALLEST_PIVOT * max(1.0, float(np.abs(sizes).max())))
    if not rows.size:
        return -1
    ratios = np.maximum(entries[rows, 0], 0.0) / sizes[rows]
    tied = rows[ratios <= ratios.min() + TIE]
    return int(tied[np.argmin(entries[tied, 1] / sizes[tied])])


def _pivot(tableau: FloatTableau, row: int, column: int) -> None:
    """Exchange the basic variable of a row and the nonbasic variable of a column."""
    entries = tableau.entries
    pivot_row = entries[row] / entries[row, column]
    pivot_row[column] = 1.0 / entries[row, column]
    factors = entries[:, column].copy()
    factors[row] = 0.0
    entries[:, column] = 0.0
    changed, places = np.flatnonzero(factors), np.flatnonzero(pivot_row)
    if changed.size * places.size * 4 < entries.size:
        entries[np.ix_(changed, places)] -= np.outer(factors[changed], pivot_row[places])
    else:
        entries[changed] -= np.outer(factors[changed], pivot_row)
    entries[row] = pivot_row
    tableau.basic[row], tableau.nonbasic[column] = tableau.nonbasic[column], tableau.basic[row]
