"""Inequalities of a polytope that follow from the others.

Most that do not follow are seen without a linear program: a point next to a vertex lies outside of them alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, IntegerTableau, leaving_row, pivot, without_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


def without_redundant_rows(
    tableau: IntegerTableau, told: Collection[int], heartbeat: Callable[[], None]
) -> tuple[IntegerTableau, set[int]]:
    """Equations without slacks that are never needed, and the told variables whose sign follows from the others.

    Parameters
    ----------
    tableau
        Feasible equations in nonnegative variables, each of which is positive somewhere.
    told
        Variables that stay even if nothing is lost without them.
    heartbeat
        Called for each pivot; what it raises passes through.

    Returns
    -------
    tuple of IntegerTableau and set of int
        Of variables that follow from each other one is needed: slacks go first, then smaller numbers.

    Examples
    --------
    With ``x + s = 2`` and ``x + t = 3`` the slack t is never needed (variables x, s, t from 0):

    >>> from gametheory.kernels.integer_tableau import NO_VARIABLE
    >>> without_redundant_rows(IntegerTableau([[2, 1], [3, 1]], [1, 2], [NO_VARIABLE, 0], 1), (0,), lambda: None)
    (IntegerTableau(rows=[[2, 1]], basic=[0], nonbasic=[-1, 1], denominator=1), set())
    """
    free: set[int] = set()
    needed = _seen_to_be_needed(tableau, free)
    for variable in sorted({*tableau.basic, *tableau.nonbasic[1:]}, key=lambda variable: (variable in told, variable)):
        if variable in needed:
            continue
        if variable in tableau.nonbasic:
            column = tableau.nonbasic.index(variable)
            leaving = _blocking_row(tableau, column, free)
            if leaving < 0:
                continue
            tableau = pivot(tableau, leaving, column)
            heartbeat()
        is_redundant, tableau = _is_redundant(tableau, variable, free, heartbeat)
        if is_redundant and variable in told:
            free.add(variable)
        elif is_redundant:
            tableau = without_rows(tableau, {tableau.basic.index(variable)})
        needed |= _seen_to_be_needed(tableau, free)
    return tableau, free


def _seen_to_be_needed(tableau: IntegerTableau, free: set[int]) -> set[int]:
    """Variables that are negative alone at some point next to the vertex, where the free ones are left aside."""
    bounding = _bounding(tableau, free)
    at_vertex = [row for row in bounding.rows if row[CONSTANT_COLUMN] == 0]
    needed = {
        variable
        for column, variable in enumerate(tableau.nonbasic)
        if column != CONSTANT_COLUMN and all(row[column] >= 0 for row in at_vertex)
    }
    for column in range(1, len(tableau.nonbasic)):
        first = leaving_row(bounding, column)
        if first >= 0 and bounding.basic[first] not in needed and _blocks_alone(bounding, first, column):
            needed.add(bounding.basic[first])
    return needed


def _blocks_alone(tableau: IntegerTableau, first: int, column: int) -> bool:
    """Whether no other variable reaches zero together with the first that does as that of a column grows."""
    constant, entry = tableau.rows[first][CONSTANT_COLUMN], tableau.rows[first][column]
    return all(
        row[column] <= 0 or row[CONSTANT_COLUMN] * entry != constant * row[column]
        for index, row in enumerate(tableau.rows)
        if index != first
    )


def _is_redundant(
    tableau: IntegerTableau, variable: int, free: set[int], heartbeat: Callable[[], None]
) -> tuple[bool, IntegerTableau]:
    """Whether a basic variable cannot be negative even if it may; with feasible equations (Bland's rule)."""
    index, feasible = tableau.basic.index(variable), tableau
    ignored = free | {variable}
    while True:
        row = tableau.rows[index]
        if row[CONSTANT_COLUMN] < 0:
            return False, feasible
        feasible = tableau
        columns = [column for column in range(1, len(row)) if row[column] > 0]
        if not columns:
            return True, feasible
        column = min(columns, key=tableau.nonbasic.__getitem__)
        leaving = _blocking_row(tableau, column, ignored)
        if leaving < 0:
            return False, feasible
        tableau = pivot(tableau, leaving, column)
        heartbeat()


def _blocking_row(tableau: IntegerTableau, column: int, ignored: set[int]) -> int:
    """Row whose variable first reaches zero as that of a column grows, some variables ignored; -1 if none does."""
    bounding = _bounding(tableau, ignored)
    found = leaving_row(bounding, column)
    return tableau.basic.index(bounding.basic[found]) if found >= 0 else -1


def _bounding(tableau: IntegerTableau, ignored: set[int]) -> IntegerTableau:
    """Return the rows of the variables that must not be negative."""
    return without_rows(tableau, {index for index, variable in enumerate(tableau.basic) if variable in ignored})
