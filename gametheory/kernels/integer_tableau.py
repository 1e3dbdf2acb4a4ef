"""Simplex tableaux in integers over one denominator.

Pivots are fraction-free (Edmonds, Bareiss): every entry is a minor of the first tableau, so the division by the
old denominator has no remainder and numbers grow no faster than determinants do. Rows and columns may be dropped at
any time. A tableau is never changed: pivots return a new one that shares the rows they did not touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

CONSTANT_COLUMN = 0
"""Index of the column of right-hand sides; its place in ``nonbasic`` is taken by ``NO_VARIABLE``."""

NO_VARIABLE = -1

SLICE = 5_000_000
"""Work of a pivot between two heartbeats, in products of digits: some 0.02 s."""
DIGIT_BITS = 30
CELL_COST = 50
"""Digits of Python's integers; and what an entry costs beside the products of its digits."""


@dataclass(slots=True)
class IntegerTableau:
    """Linear equations solved for the basic variables, in integers.

    Row ``i`` says: ``denominator * basic[i] + sum(rows[i][j] * nonbasic[j] for j >= 1) == rows[i][0]``.

    Parameters
    ----------
    rows
        One list of ``1 + num_nonbasic`` integers for each basic variable.
    basic
        Variable of each row.
    nonbasic
        Variable of each column; ``NO_VARIABLE`` for column 0.
    denominator
        Positive common denominator of all entries.
    """

    rows: list[list[int]]
    basic: list[int]
    nonbasic: list[int]
    denominator: int


def pivot(tableau: IntegerTableau, row_index: int, column_index: int) -> IntegerTableau:
    """Exchange the basic variable of a row and the nonbasic variable of a column.

    Parameters
    ----------
    tableau
        Equations before the exchange.
    row_index, column_index
        Place of a nonzero entry; ``column_index`` is at least 1.

    Returns
    -------
    IntegerTableau
        The same equations solved for the new basic variables.

    Examples
    --------
    Solve ``x + 2 u + 3 w = 4`` for ``w`` (variables 0, 1, 2):

    >>> pivot(IntegerTableau([[4, 2, 3]], [0], [NO_VARIABLE, 1, 2], 1), 0, 2)
    IntegerTableau(rows=[[4, 2, 1]], basic=[2], nonbasic=[-1, 1, 0], denominator=3)
    """
    return _exchanged(tableau, eliminated_rows(tableau, row_index, column_index), row_index, column_index)


def _exchanged(tableau: IntegerTableau, rows: list[list[int]], row_index: int, column_index: int) -> IntegerTableau:
    """Write the column of the variable that leaves into rows that are eliminated."""
    sign = 1 if tableau.rows[row_index][column_index] > 0 else -1
    for row, old in zip(rows, tableau.rows, strict=True):
        if old[column_index]:
            row[column_index] = -sign * old[column_index]
    rows[row_index][column_index] = sign * tableau.denominator
    nonbasic = tableau.nonbasic.copy()
    nonbasic[column_index] = tableau.basic[row_index]
    return _entered(tableau, rows, nonbasic, (row_index, column_index))


def pivot_out(tableau: IntegerTableau, row_index: int, column_index: int) -> IntegerTableau:
    """Exchange as `pivot` does, and fix the variable that leaves at zero: its column is dropped.

    Parameters
    ----------
    tableau
        Equations before the exchange.
    row_index, column_index
        Place of a nonzero entry; ``column_index`` is at least 1.

    Returns
    -------
    IntegerTableau
        One column fewer.
    """
    return _fixed(tableau, eliminated_rows(tableau, row_index, column_index), row_index, column_index)


def _fixed(tableau: IntegerTableau, rows: list[list[int]], row_index: int, column_index: int) -> IntegerTableau:
    """Drop the column of the variable that leaves from rows that are eliminated."""
    rows = [row[:column_index] + row[column_index + 1 :] for row in rows]
    nonbasic = tableau.nonbasic.copy()
    del nonbasic[column_index]
    return _entered(tableau, rows, nonbasic, (row_index, column_index))


def _entered(
    tableau: IntegerTableau, rows: list[list[int]], nonbasic: list[int], place: tuple[int, int]
) -> IntegerTableau:
    """Wrap up the tableau after the pivot at ``place``."""
    row_index, column_index = place
    basic = tableau.basic.copy()
    basic[row_index] = tableau.nonbasic[column_index]
    return IntegerTableau(rows, basic, nonbasic, abs(tableau.rows[row_index][column_index]))


def eliminated_rows(tableau: IntegerTableau, row_index: int, column_index: int) -> list[list[int]]:
    """Rows after a pivot, before its column is rewritten: zero there, but for the pivot row.

    Parameters
    ----------
    tableau
        Equations before the pivot.
    row_index, column_index
        Place of a nonzero entry.

    Returns
    -------
    list of list of int
        Rows over the absolute value of the pivot entry; the pivot row is a copy, made positive in that column, rows
        that did not change are shared.
    """
    denominator = tableau.denominator
    pivot_row = tableau.rows[row_index]
    element = pivot_row[column_index]
    if element < 0:
        element = -element
        pivot_row = [-entry for entry in pivot_row]
    rows = []
    for row in tableau.rows:
        factor = row[column_index]
        if factor:
            rows.append(
                [(element * entry - factor * other) // denominator for entry, other in zip(row, pivot_row, strict=True)]
            )
        elif element == denominator:
            rows.append(row)
        else:
            rows.append([element * entry // denominator for entry in row])
    rows[row_index] = pivot_row.copy()
    return rows


def eliminating_rows(
    tableau: IntegerTableau, row_index: int, column_index: int
) -> Generator[None, None, list[list[int]]]:
    """Rows as `eliminated_rows` returns them, in slices where they are many or long.

    Parameters
    ----------
    tableau
        Equations before the pivot.
    row_index, column_index
        Place of a nonzero entry.

    Yields
    ------
    None
        Heartbeats.

    Returns
    -------
    list of list of int
        Rows over the absolute value of the pivot entry.
    """
    pivot_row, num_columns = tableau.rows[row_index], len(tableau.nonbasic)
    num_digits = max(tableau.denominator.bit_length(), pivot_row[column_index].bit_length()) // DIGIT_BITS
    num_cells = SLICE // (CELL_COST + num_digits**2) + 1
    if len(tableau.rows) * num_columns <= num_cells:
        return eliminated_rows(tableau, row_index, column_index)
    rows: list[list[int]] = [[] for _ in tableau.rows]
    height, width = num_cells // num_columns + 1, min(num_cells, num_columns)
    for start in range(0, num_columns, width):
        columns = [*range(start, min(start + width, num_columns)), column_index]
        pivotal = [pivot_row[column] for column in columns]
        for first in range(0, len(rows), height):
            yield
            block = [[row[column] for column in columns] for row in tableau.rows[first : first + height]]
            part = IntegerTableau([pivotal, *block], [], columns, tableau.denominator)
            made = eliminated_rows(part, 0, len(columns) - 1)
            for row, piece in zip(rows[first : first + height], made[1:], strict=True):
                row.extend(piece[:-1])
            if first == 0:
                new_pivot_row = made[0]
        rows[row_index][start:] = new_pivot_row[:-1]
    return rows


def without_columns(tableau: IntegerTableau, columns: set[int]) -> IntegerTableau:
    """Fix nonbasic variables at zero: drop their columns.

    Parameters
    ----------
    tableau
        Equations.
    columns
        Indices of columns, each at least 1.

    Returns
    -------
    IntegerTableau
        The same rows, shorter.
    """
    kept = [index for index in range(len(tableau.nonbasic)) if index not in columns]
    return IntegerTableau(
        [[row[index] for index in kept] for row in tableau.rows],
        tableau.basic,
        [tableau.nonbasic[index] for index in kept],
        tableau.denominator,
    )


def without_rows(tableau: IntegerTableau, rows: set[int]) -> IntegerTableau:
    """Forget the equations of some basic variables, and with them those variables.

    Parameters
    ----------
    tableau
        Equations.
    rows
        Indices of rows.

    Returns
    -------
    IntegerTableau
        The remaining rows.
    """
    kept = [index for index in range(len(tableau.rows)) if index not in rows]
    return IntegerTableau(
        [tableau.rows[index] for index in kept],
        [tableau.basic[index] for index in kept],
        tableau.nonbasic,
        tableau.denominator,
    )


def leaving_row(tableau: IntegerTableau, column_index: int, preferred: int = -1) -> int:
    """Row whose basic variable first reaches zero as the variable of a column grows.

    Parameters
    ----------
    tableau
        Equations with constants >= 0.
    column_index
        Column of the growing variable.
    preferred
        Row that wins a tie; otherwise the smallest variable does (Bland's rule).

    Returns
    -------
    int
        Index of the row; -1 if nothing bounds the growth.
    """
    best = -1
    best_constant = best_entry = 0
    for index, row in enumerate(tableau.rows):
        entry = row[column_index]
        if entry <= 0:
            continue
        constant = row[CONSTANT_COLUMN]
        order = constant * best_entry - best_constant * entry if best >= 0 else -1
        if order == 0 and best != preferred:
            order = -1 if index == preferred or tableau.basic[index] < tableau.basic[best] else 1
        if order < 0:
            best, best_constant, best_entry = index, constant, entry
    return best


def fixed_at_zero(tableau: IntegerTableau, variable: int) -> Generator[None, None, IntegerTableau | None]:
    """Restrict a polyhedron to the face on which one variable is zero (primal simplex, warm start).

    The polyhedron is the set of nonnegative solutions of the tableau, whose constants are >= 0.

    Parameters
    ----------
    tableau
        Feasible equations.
    variable
        Variable to fix; one that does not occur is zero already.

    Yields
    ------
    None
        A heartbeat at the start and for each pivot, more where pivots take long.

    Returns
    -------
    IntegerTableau or None
        Feasible equations of the face, without the variable; None if the face is empty.
    """
    yield
    if variable in tableau.nonbasic:
        return without_columns(tableau, {tableau.nonbasic.index(variable)})
    if variable not in tableau.basic:
        return tableau
    row_index = tableau.basic.index(variable)
    is_stalled = False
    while True:
        row = tableau.rows[row_index]
        if row[CONSTANT_COLUMN] == 0:
            leaving, column_index = row_index, next((index for index in range(1, len(row)) if row[index]), 0)
            if not column_index:
                return without_rows(tableau, {row_index})
        else:
            column_index = _decreasing_column(tableau, row, is_stalled)
            if not column_index:
                return None
            leaving = leaving_row(tableau, column_index, preferred=row_index)
        rows = yield from eliminating_rows(tableau, leaving, column_index)
        if leaving == row_index:
            return _fixed(tableau, rows, row_index, column_index)
        is_stalled = tableau.rows[leaving][CONSTANT_COLUMN] == 0
        tableau = _exchanged(tableau, rows, leaving, column_index)
        yield


def _decreasing_column(tableau: IntegerTableau, row: list[int], is_stalled: bool) -> int:
    """Column that lowers the row's variable: the steepest, after a degenerate pivot Bland's; 0 if there is none."""
    columns = [index for index in range(1, len(row)) if row[index] > 0]
    if not columns:
        return 0
    if is_stalled:
        return min(columns, key=tableau.nonbasic.__getitem__)
    return max(columns, key=row.__getitem__)


def without_zeros(tableau: IntegerTableau) -> tuple[IntegerTableau, int]:
    """Drop variables that single rows show to be zero on the whole polyhedron.

    Parameters
    ----------
    tableau
        Equations with constants >= 0, for nonnegative variables.

    Returns
    -------
    tuple of IntegerTableau and int
        The equations without those variables, and the set of them as a bit mask.
    """
    dropped = 0
    while True:
        rows = {index for index, row in enumerate(tableau.rows) if row[CONSTANT_COLUMN] == 0 and min(row) >= 0}
        if not rows:
            return tableau, dropped
        columns = {column for index in rows for column, entry in enumerate(tableau.rows[index]) if entry}
        for index in rows:
            dropped |= 1 << tableau.basic[index]
        for column in columns:
            dropped |= 1 << tableau.nonbasic[column]
        tableau = without_rows(tableau, rows)
        if not columns:
            return tableau, dropped
        tableau = without_columns(tableau, columns)


def positive_variables(tableau: IntegerTableau) -> int:
    """Variables that single rows show to be positive on the whole polyhedron.

    Parameters
    ----------
    tableau
        Equations with constants >= 0, for nonnegative variables.

    Returns
    -------
    int
        Bit mask of variables.
    """
    mask = 0
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        if row[CONSTANT_COLUMN] > 0 and max(row[1:], default=0) <= 0:
            mask |= 1 << variable
    return mask
