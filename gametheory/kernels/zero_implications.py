"""Implications between variables of a polyhedron that are zero, proved in integers from few of its equations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, IntegerTableau, pivot

if TYPE_CHECKING:
    from collections.abc import Collection


class ZeroImplication(NamedTuple):
    """Where all of some variables are zero, others are: bit masks of variables."""

    needed: int
    implied: int


def zero_implication(
    tableau: IntegerTableau, rows: Collection[int], basic: int, variable: int
) -> ZeroImplication | None:
    """What a combination of equations says where its constant is zero.

    Parameters
    ----------
    tableau
        Equations of nonnegative variables.
    rows
        Indices of the equations that are combined.
    basic
        Bit mask of the variables that the combination must not have.
    variable
        A variable of ``basic`` that it must have.

    Returns
    -------
    ZeroImplication or None
        The variables with coefficients of the other sign, and those with coefficients of the sign of the variable; None
        if there is no such combination or its constant is not zero.

    Examples
    --------
    From ``x + u - w = 2`` and ``y + u - 3 v = 2`` (variables 0 to 4) follows ``y - x - 3 v + w = 0``: y and w are zero
    where x and v are.

    >>> from gametheory.kernels.integer_tableau import NO_VARIABLE
    >>> equations = IntegerTableau([[2, 1, 0, -1], [2, 1, -3, 0]], [0, 1], [NO_VARIABLE, 2, 3, 4], 1)
    >>> needed, implied = zero_implication(equations, [0, 1], 0b00110, 1)
    >>> f"{needed:05b}", f"{implied:05b}"
    ('01001', '10010')
    """
    part = IntegerTableau(
        [tableau.rows[row] for row in rows], [tableau.basic[row] for row in rows], tableau.nonbasic, tableau.denominator
    )
    eliminated = basic & ~(1 << variable)
    for row in range(len(rows)):
        if not basic >> part.basic[row] & 1:
            column = _column_of(part, row, eliminated)
            if column:
                part = pivot(part, row, column)
    for row, entries in enumerate(part.rows):
        if eliminated >> part.basic[row] & 1 or _column_of(part, row, eliminated):
            continue
        coefficients = dict(zip(part.nonbasic[1:], entries[1:], strict=True))
        coefficients[part.basic[row]] = part.denominator
        sign = coefficients.get(variable, 0)
        if sign and not entries[CONSTANT_COLUMN]:
            return ZeroImplication(
                sum(1 << other for other, coefficient in coefficients.items() if coefficient * sign < 0),
                sum(1 << other for other, coefficient in coefficients.items() if coefficient * sign > 0),
            )
    return None


def _column_of(tableau: IntegerTableau, row: int, wanted: int) -> int:
    """Column of the first of some variables that a row has; 0 if it has none."""
    entries = tableau.rows[row]
    return next(
        (column for column in range(1, len(entries)) if entries[column] and wanted >> tableau.nonbasic[column] & 1), 0
    )
