"""Exact optima of linear programs over distributions: small ones by a tableau, large ones from a basis of floats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.kernels.exact_basis import IntegerProgramData, optimum_from_basis
from gametheory.linear_program import (
    FloatLinearProgram,
    LinearProgram,
    Relation,
    solve_linear_program,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

FLOAT_ENTRIES = 600
"""Programs with at least so many coefficients start from a basis that floats find."""
FLOAT_TOTAL = 1e6
"""What probabilities sum to in floats: against it, the tolerances of HiGHS are small."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """An optimal point of a program with its proof.

    Parameters
    ----------
    point
        One value for each variable.
    multipliers
        One for each row; at most 0 where it is no equation.
    value
        What the point is worth.
    """

    point: Sequence[Fraction]
    multipliers: Sequence[Fraction]
    value: Fraction


def distribution_program(rows: NDArray[Any], costs: NDArray[Any]) -> IntegerProgramData:
    """Return the program that maximizes costs over probabilities, first row, with rows of at least 0, the others."""
    matrix = np.vstack([np.ones((1, len(costs)), dtype=rows.dtype), rows])
    bounds = np.zeros(len(matrix), dtype=object)
    bounds[0] = 1
    return IntegerProgramData(matrix, bounds, costs.astype(object), (0,))


def minimum_program(rows: NDArray[Any], payoffs: NDArray[Any]) -> IntegerProgramData:
    """Return the program that maximizes the least of several payoffs under the same conditions.

    One more variable stands for how far the least is above the lowest entry of ``payoffs``; a row for each of them, the
    last ones, holds it down.
    """
    above = payoffs - payoffs.min()
    conditions = np.vstack([rows, above])
    program = distribution_program(conditions, np.zeros(conditions.shape[1], dtype=object))
    last = np.zeros((len(program.matrix), 1), dtype=conditions.dtype)
    last[-len(above) :] = -1
    return replace(program, matrix=np.hstack([program.matrix, last]), costs=np.append(program.costs, 1))


def exact_optimum(program: IntegerProgramData, *, heartbeat: Callable[[], None]) -> Optimum | None:
    """Return an optimal point and its multipliers, in rationals; None if no point meets the conditions.

    Parameters
    ----------
    program
        Its point is bounded.
    heartbeat
        Called at least every 0.1 s in floats, and before each exact step; what it raises stops the method.

    Examples
    --------
    >>> rows = np.array([[1, -2, 0], [0, 1, -3]])
    >>> found = exact_optimum(distribution_program(rows, np.array([1, 5, 2])), heartbeat=lambda: None)
    >>> [str(value) for value in found.point], str(found.value)
    (['2/3', '1/3', '0'], '7/3')
    """
    if program.matrix.size >= FLOAT_ENTRIES:
        found = optimum_from_basis(program, _float_basis(program, heartbeat), heartbeat=heartbeat)
        if found is not None:
            worth = zip(program.costs.tolist(), found.point, strict=True)
            value = sum((cost * share for cost, share in worth if share), Fraction())
            return Optimum(found.point, found.multipliers, value)
    equal, at_least = Relation.EQUAL, Relation.AT_LEAST
    relations = [equal if row in program.equalities else at_least for row in range(len(program.bounds))]
    listed = LinearProgram(program.costs.tolist(), program.matrix.tolist(), relations, program.bounds.tolist())
    result = solve_linear_program(listed, heartbeat=heartbeat)
    if result.value is None:
        return None
    return Optimum(result.point, result.multipliers, result.value)


def _float_basis(program: IntegerProgramData, heartbeat: Callable[[], None]) -> tuple[int, ...]:
    """Basic variables at an optimum in floats, each row in its own units."""
    sizes = np.maximum(np.abs(program.matrix).max(axis=1), 1)
    upper = np.full(len(program.bounds), np.inf)
    lower = FLOAT_TOTAL * program.bounds.astype(np.float64)
    equalities = list(program.equalities)
    upper[equalities] = lower[equalities]
    largest = max(np.abs(program.costs).max(), 1)
    floating = FloatLinearProgram(-(program.costs / largest).astype(np.float64))
    floating.add_rows((program.matrix / sizes[:, None]).astype(np.float64), lower, upper)
    return floating.minimize(heartbeat=heartbeat).basis
