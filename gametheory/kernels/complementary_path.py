"""Lemke's path: from a trivial solution of a linear complementarity problem to one of the problem itself, exactly.

Every variable has a partner, and of two partners one is zero. One more variable, ``w``, grows from 0 to 1, and where it
arrives the path ends. Ties are broken lexicographically: right-hand sides are moved apart by infinitely small amounts,
so that no sequence of pivots cycles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau, pivot

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence


def complementary_path(
    tableau: IntegerTableau, entering: int, last: int, num_pairs: int
) -> Generator[None, None, IntegerTableau | None]:
    """Follow the path on which of each pair of partners one is zero.

    Parameters
    ----------
    tableau
        Equations at the start. Its first columns, all those that stand for ``NO_VARIABLE``, hold the right-hand sides
        as polynomials in an infinitely small positive number: constant, coefficient of its first power, of its second.
        Each row is at least 0, the first coefficient other than 0 deciding.
    entering
        The variable ``w``, nonbasic.
    last
        The variable ``1 - w``, basic: where it leaves, the path ends.
    num_pairs
        Variables ``i`` and ``i + num_pairs`` are partners.

    Yields
    ------
    None
        A heartbeat before each pivot.

    Returns
    -------
    IntegerTableau or None
        Equations at the end; None if nothing bounds the path.

    References
    ----------
    lemke1965; koller1996.

    Examples
    --------
    Partners x and s, numbered 0 and 1, with ``s = 1 - 2 w + x``: the path ends where w and x are 1.

    >>> start = IntegerTableau([[1, -1, 2], [1, 0, 1]], [1, 3], [NO_VARIABLE, 0, 2], 1)
    >>> path = complementary_path(start, entering=2, last=3, num_pairs=1)
    >>> while True:
    ...     try:
    ...         next(path)
    ...     except StopIteration as end:
    ...         found = end.value
    ...         break
    >>> [(variable, row[0]) for variable, row in zip(found.basic, found.rows)], found.denominator
    ([(2, 1), (0, 1)], 1)
    """
    num_constants = tableau.nonbasic.count(NO_VARIABLE)
    order = tableau.basic[::-1]  # last rows first: several times fewer pivots on trees than the other way round
    while True:
        yield
        column = tableau.nonbasic.index(entering)
        row = lexicographic_row(tableau, column, num_constants, order)
        if row is None:
            return None
        leaving = tableau.basic[row]
        tableau = pivot(tableau, row, column)
        if leaving == last:
            return tableau
        entering = leaving + num_pairs if leaving < num_pairs else leaving - num_pairs


def lexicographic_row(
    tableau: IntegerTableau, column_index: int, num_constants: int, order: Sequence[int]
) -> int | None:
    """Row whose basic variable first reaches zero as a variable grows, right-hand sides being polynomials.

    Parameters
    ----------
    tableau
        Equations whose first ``num_constants`` columns are right-hand sides.
    column_index
        Column of the growing variable.
    num_constants
        Number of those columns.
    order
        Variables that were basic at first: the right-hand side of each of their rows had an amount added that is
        infinitely small, and infinitely smaller than the one before.

    Returns
    -------
    int or None
        Index of the row; None if nothing bounds the growth.
    """
    rows = [index for index, row in enumerate(tableau.rows) if row[column_index] > 0]
    for place in range(num_constants):
        if len(rows) < 2:
            break
        rows = _smallest(tableau, rows, column_index, [tableau.rows[index][place] for index in rows])
    later = iter(order)
    while len(rows) > 1:
        variable = next(later)
        if variable in tableau.nonbasic:
            place = tableau.nonbasic.index(variable)
            amounts = [tableau.rows[index][place] for index in rows]
        else:
            amounts = [int(tableau.basic[index] == variable) for index in rows]
        rows = _smallest(tableau, rows, column_index, amounts)
    return rows[0] if rows else None


def _smallest(tableau: IntegerTableau, rows: Sequence[int], column_index: int, amounts: Sequence[int]) -> list[int]:
    """Those of some rows in which an amount over the entry of the column is smallest."""
    best_amount, best_entry = amounts[0], tableau.rows[rows[0]][column_index]
    smallest: list[int] = []
    for index, amount in zip(rows, amounts, strict=True):
        entry = tableau.rows[index][column_index]
        order = amount * best_entry - best_amount * entry
        if order < 0:
            best_amount, best_entry, smallest = amount, entry, [index]
        elif order == 0:
            smallest.append(index)
    return smallest
