"""Faces of polyhedra in integers: where variables are zero, and which of them are positive somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    IntegerTableau,
    fixed_at_zero,
    leaving_row,
    pivot,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def restricted(tableau: IntegerTableau, zero: int, heartbeat: Callable[[], None]) -> IntegerTableau | None:
    """Face on which the variables of a bit mask are zero; None if it is empty."""
    face = tableau
    for variable in [v for v in (*tableau.basic, *tableau.nonbasic[1:]) if zero >> v & 1]:
        steps = fixed_at_zero(face, variable)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                smaller: IntegerTableau | None = end.value
                break
            heartbeat()
        if smaller is None:
            return None
        face = smaller
    return face


def positive_somewhere(
    tableau: IntegerTableau, wanted: int, heartbeat: Callable[[], None]
) -> tuple[int, IntegerTableau]:
    """Those of some variables that are positive somewhere on a polyhedron, and its equations at another vertex."""
    found = 0
    missing = wanted & sum(1 << v for v in (*tableau.basic, *tableau.nonbasic[1:]))
    while missing:
        for variable, row in zip(tableau.basic, tableau.rows, strict=True):
            if row[CONSTANT_COLUMN] > 0 and missing >> variable & 1:
                found |= 1 << variable
                missing ^= 1 << variable
        if not missing:
            break
        variable = missing.bit_length() - 1
        missing ^= 1 << variable
        is_positive, tableau = _raised(tableau, variable, heartbeat)
        found |= is_positive << variable
    return found, tableau


def _raised(tableau: IntegerTableau, variable: int, heartbeat: Callable[[], None]) -> tuple[bool, IntegerTableau]:
    """Whether a variable that is zero at a vertex is positive elsewhere, and the equations there (Bland's rule)."""
    if variable in tableau.nonbasic:
        column = tableau.nonbasic.index(variable)
        row_index = leaving_row(tableau, column)
        if row_index < 0:
            return True, tableau
        tableau = pivot(tableau, row_index, column)
        heartbeat()
    while True:
        row_index = tableau.basic.index(variable)
        row = tableau.rows[row_index]
        if row[CONSTANT_COLUMN] > 0:
            return True, tableau
        columns = [index for index in range(1, len(row)) if row[index] < 0]
        if not columns:
            return False, tableau
        column = min(columns, key=tableau.nonbasic.__getitem__)
        leaving = leaving_row(tableau, column)
        if leaving < 0:
            return True, tableau
        tableau = pivot(tableau, leaving, column)
        heartbeat()


def lowered(tableau: IntegerTableau, variable: int, heartbeat: Callable[[], None]) -> IntegerTableau | None:
    """Part of a polyhedron on which a variable is not positive, told with its negative; None if there is none.

    Parameters
    ----------
    tableau
        Feasible equations, among them that of the variable.
    variable
        A basic variable.
    heartbeat
        Called for each pivot.
    """
    while True:
        row_index = tableau.basic.index(variable)
        row = tableau.rows[row_index]
        if row[CONSTANT_COLUMN] == 0:
            rows = [*tableau.rows]
            rows[row_index] = [-entry for entry in row]
            return IntegerTableau(rows, tableau.basic, tableau.nonbasic, tableau.denominator)
        columns = [index for index in range(1, len(row)) if row[index] > 0]
        if not columns:
            return None
        column = min(columns, key=tableau.nonbasic.__getitem__)
        leaving = leaving_row(tableau, column, preferred=row_index)
        tableau = pivot(tableau, leaving, column)
        heartbeat()
        if leaving == row_index:
            rows = [[*entries] for entries in tableau.rows]
            for entries in rows:
                entries[column] = -entries[column]
            return IntegerTableau(rows, tableau.basic, tableau.nonbasic, tableau.denominator)
