"""Rays of a cone computed anew from the inequalities that determine them, with a proved bound of their errors.

With an approximate inverse C of the equations B, in units of the coordinates that are known so far, Newton's steps
bring the residuals r near 0. The errors that are left are no more than ``|C| |r|`` plus ``e / (1 - e)`` times the
largest of these, where e < 1 bounds the norm of ``1 - C B`` (Krawczyk 1969; Rump 2010).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.doubled_floats import DOUBLED_UNIT, doubled_product, doubled_sum

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNIT = 2.0**-52
NUM_STEPS = 3
MOST_CHANGE = 0.1
"""Relative change of a coordinate in one step up to which its unit stays what it was."""
MOST_NORM = 0.1
"""Norm of ``1 - C B`` up to which an inverse is of use."""


class Equations(NamedTuple):
    """Rows of a cone, and memory for those that determine a ray.

    Parameters
    ----------
    rows, rests
        ``[row, coordinate]``: doubled floats.
    matrix
        ``[equation, unknown]``: in units of the unknown's coordinate.
    inverse
        ``[unknown, equation]``; memory for what is eliminated stands beside it.
    residuals
        ``[equation]``.
    unknowns
        Coordinates that are not zero, that of unit 1 at the end.
    """

    rows: NDArray[np.float64]
    rests: NDArray[np.float64]
    matrix: NDArray[np.float64]
    inverse: NDArray[np.float64]
    residuals: NDArray[np.float64]
    unknowns: NDArray[np.int32]


@compiled
def refined_error(
    equations: Equations, chosen: NDArray[np.int32], values: NDArray[np.float64], rests: NDArray[np.float64]
) -> float:
    """Refine a ray in place; a bound of its relative errors, 1 if they grew, or -1 where nothing is changed."""
    num_unknowns = _write_unknowns(equations, chosen, values) - 1
    _write_equations(equations, chosen, values, num_unknowns)
    if not _invert(equations, num_unknowns) or _norm(equations, num_unknowns) > MOST_NORM:
        return -1.0
    for _ in range(NUM_STEPS):
        _write_residuals(equations, chosen, values, rests)
        for unknown in range(num_unknowns):
            change = 0.0
            for equation in range(num_unknowns):
                change += equations.inverse[unknown, equation] * equations.residuals[equation]
            place = equations.unknowns[unknown]
            if abs(change) > MOST_CHANGE:
                return 1.0
            step = doubled_product((values[place], rests[place]), (-change, 0.0))
            values[place], rests[place] = doubled_sum((values[place], rests[place]), step)
    return _bound(equations, chosen, (values, rests), num_unknowns)


@compiled
def _write_unknowns(equations: Equations, chosen: NDArray[np.int32], values: NDArray[np.float64]) -> int:
    """Write the coordinates that are not chosen to be zero, the largest at the end; how many there are."""
    num_unknowns, largest = 0, 0
    for place in range(len(values)):
        is_zero = False
        for number in chosen:
            is_zero = is_zero or number == place
        if not is_zero:
            equations.unknowns[num_unknowns] = place
            if values[place] > values[equations.unknowns[largest]]:
                largest = num_unknowns
            num_unknowns += 1
    last = equations.unknowns[num_unknowns - 1]
    equations.unknowns[num_unknowns - 1] = equations.unknowns[largest]
    equations.unknowns[largest] = last
    return num_unknowns


@compiled
def _write_equations(
    equations: Equations, chosen: NDArray[np.int32], values: NDArray[np.float64], num_unknowns: int
) -> None:
    """Write the matrix; a coordinate that is zero, though not chosen to be, counts in units of 1."""
    equation = 0
    for number in chosen:
        row = number - len(values)
        if row < 0:
            continue
        for unknown in range(num_unknowns):
            place = equations.unknowns[unknown]
            unit = values[place] if values[place] > 0.0 else 1.0
            equations.matrix[equation, unknown] = equations.rows[row, place] * unit
        equation += 1


@compiled
def _invert(equations: Equations, size: int) -> bool:
    """Write an approximate inverse (Gauss and Jordan, partial pivoting); False if the matrix seems singular."""
    work, inverse = equations.inverse, equations.inverse
    for row in range(size):
        for column in range(size):
            work[row, size + column] = equations.matrix[row, column]
            inverse[row, column] = 1.0 if row == column else 0.0
    for step in range(size):
        pivot = _largest_row(work, step, size)
        element = work[pivot, size + step]
        if element == 0.0:
            return False
        for column in range(2 * size):
            exchanged = work[pivot, column]
            work[pivot, column] = work[step, column]
            work[step, column] = exchanged / element
        for row in range(size):
            factor = work[row, size + step]
            if row != step and factor != 0.0:
                for column in range(2 * size):
                    work[row, column] -= factor * work[step, column]
    return True


@compiled
def _largest_row(work: NDArray[np.float64], step: int, size: int) -> int:
    """Return the row from a step on with the largest entry in the column of that step."""
    pivot = step
    for row in range(step + 1, size):
        if abs(work[row, size + step]) > abs(work[pivot, size + step]):
            pivot = row
    return pivot


@compiled
def _norm(equations: Equations, size: int) -> float:
    """Return a bound of the norm of ``1 - C B``, the largest sum of a row."""
    largest = 0.0
    for row in range(size):
        total = 0.0
        for column in range(size):
            entry, terms = -1.0 if row == column else 0.0, 1.0
            for equation in range(size):
                term = equations.inverse[row, equation] * equations.matrix[equation, column]
                entry += term
                terms += abs(term)
            total += abs(entry) + UNIT * (size + 8) * terms
        largest = max(largest, total)
    return largest if largest <= MOST_NORM else 1.0


@compiled
def _write_residuals(
    equations: Equations, chosen: NDArray[np.int32], values: NDArray[np.float64], rests: NDArray[np.float64]
) -> float:
    """Write the products of a ray with the rows chosen; a bound of the errors of all."""
    equation, most = 0, 0.0
    for number in chosen:
        row = number - len(values)
        if row < 0:
            continue
        total, size = (0.0, 0.0), 0.0
        for place in range(len(values)):
            if values[place] != 0.0:
                term = doubled_product(
                    (equations.rows[row, place], equations.rests[row, place]), (values[place], rests[place])
                )
                total = doubled_sum(total, term)
                size += abs(term[0])
        equations.residuals[equation] = total[0]
        most = max(most, size)
        equation += 1
    return most * DOUBLED_UNIT * len(values)


@compiled
def _bound(
    equations: Equations,
    chosen: NDArray[np.int32],
    point: tuple[NDArray[np.float64], NDArray[np.float64]],
    num_unknowns: int,
) -> float:
    """Return a bound of the relative errors that are left."""
    rounding = _write_residuals(equations, chosen, point[0], point[1])
    largest = 0.0
    for unknown in range(num_unknowns):
        error = 0.0
        for equation in range(num_unknowns):
            size = 1.01 * abs(equations.residuals[equation]) + rounding
            error += abs(equations.inverse[unknown, equation]) * size
        largest = max(largest, error)
    return 4.0 * largest + DOUBLED_UNIT if largest < 0.001 else 1.0
