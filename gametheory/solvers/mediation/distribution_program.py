"""Exact optima of linear programs over distributions: small ones by a tableau, large ones from a basis of floats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core.rationals import over_common_denominator
from gametheory.errors import SolverError
from gametheory.kernels.exact_basis import ExactBasis, IntegerProgramData, optimum_from_basis
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
MAGNIFICATION = 10**6
"""What probabilities sum to in floats, so that the tolerances of HiGHS are small against it; each look multiplies."""
MOST_PIVOTS = 2
"""Exact steps from a basis that floats find, before they look again."""
MOST_REFINEMENTS = 8
"""Looks at one program in floats."""
FARTHEST = -1e15
"""Bounds further away do not bind."""


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

    One more variable stands for how far the least is above the lowest entry of ``payoffs``, as a share of the range of
    entries; a row for each of them, the last ones, holds it down.
    """
    above = payoffs - payoffs.min()
    scale = max(1, above.max(initial=0))
    conditions = np.vstack([rows, above])
    program = distribution_program(conditions, np.zeros(conditions.shape[1], dtype=object))
    last = np.zeros((len(program.matrix), 1), dtype=conditions.dtype)
    last[-len(above) :] = -scale
    return replace(program, matrix=np.hstack([program.matrix, last]), costs=np.append(program.costs, int(scale)))


def exact_optimum(program: IntegerProgramData, *, heartbeat: Callable[[], None]) -> Optimum | None:
    """Return an optimal point and its multipliers, in rationals; None if no point meets the conditions.

    Parameters
    ----------
    program
        Its point is bounded.
    heartbeat
        Called before and after each solution in floats, and before each exact step; what it raises stops the method.

    Examples
    --------
    >>> rows = np.array([[1, -2, 0], [0, 1, -3]])
    >>> found = exact_optimum(distribution_program(rows, np.array([1, 5, 2])), heartbeat=lambda: None)
    >>> [str(value) for value in found.point], str(found.value)
    (['2/3', '1/3', '0'], '7/3')
    """
    if program.matrix.size >= FLOAT_ENTRIES:
        found = _refined_optimum(program, heartbeat)
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


def best_on_face(
    program: IntegerProgramData, optimum: Optimum, costs: NDArray[Any], *, heartbeat: Callable[[], None]
) -> Sequence[Fraction]:
    """Return a point that is worth most by other costs among all optimal points of a program.

    They are those at which whatever has a price, variable or slack, is 0.

    Parameters
    ----------
    program, optimum
        A program and its optimum.
    costs
        One for each variable.
    heartbeat
        As for ``exact_optimum``.
    """
    prices, denominator = over_common_denominator(optimum.multipliers)
    priced = [row for row, price in enumerate(prices) if price]
    reduced = program.costs * denominator - np.array(prices, dtype=object)[priced] @ program.matrix[priced]
    free = np.flatnonzero(reduced == 0)
    if len(free) == 1:
        return optimum.point
    equalities = {*program.equalities, *priced}
    face = IntegerProgramData(program.matrix[:, free], program.bounds, costs[free].astype(object), equalities)
    best = exact_optimum(face, heartbeat=heartbeat)
    if best is None:
        raise SolverError("a linear program lost its own optimum; please report the game")
    point = [Fraction()] * len(costs)
    for variable, value in zip(free.tolist(), best.point, strict=True):
        point[variable] = value
    return point


def _refined_optimum(program: IntegerProgramData, heartbeat: Callable[[], None]) -> ExactBasis | None:
    """Return an optimal basis, solved exactly; None if floats lead to none.

    Where the basis that floats find has values of the wrong sign, exactly solved, they are asked for the way from that
    point to the optimum, under a magnifying glass (iterative refinement).
    """
    proposals = _FloatProposals(program, heartbeat)
    for _ in range(MOST_REFINEMENTS):
        found = optimum_from_basis(program, proposals.basis, heartbeat=heartbeat, most_pivots=MOST_PIVOTS)
        if found is None or found.is_optimal:
            return found
        proposals.magnify(found.point)
    return None


class _FloatProposals:
    """The program in floats, each row in its own units, seen from a point and magnified."""

    def __init__(self, program: IntegerProgramData, heartbeat: Callable[[], None]) -> None:
        self._program, self._heartbeat = program, heartbeat
        self._sizes = np.maximum(abs(program.matrix).max(axis=1, initial=0), 1)
        largest = max(abs(program.costs).max(initial=0), 1)
        self._magnification = 1
        self._floating = FloatLinearProgram(-(program.costs / largest).astype(np.float64))
        rows = (program.matrix / self._sizes[:, None]).astype(np.float64)
        self._floating.add_rows(rows, *self._row_bounds([Fraction()] * len(program.costs)))
        self._minimize()

    def _minimize(self) -> None:
        """Solve in one go, under a second at the largest sizes: HiGHS can make no headway in short slices."""
        self._heartbeat()
        self._floating.minimize()
        self._heartbeat()

    @property
    def basis(self) -> tuple[int, ...]:
        """Basic variables at the optimum in floats."""
        return self._floating.basis

    def magnify(self, point: Sequence[Fraction]) -> None:
        """Seek the way from a point to the optimum, with more digits than before."""
        self._floating.set_row_bounds(*self._row_bounds(point))
        for variable, value in enumerate(point):
            self._floating.set_variable_bounds(variable, max(float(-value * self._magnification), FARTHEST), np.inf)
        self._minimize()

    def _row_bounds(self, point: Sequence[Fraction]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Bounds of the rows from a point on, magnified once more."""
        program = self._program
        self._magnification *= MAGNIFICATION
        values, denominator = over_common_denominator(point)
        missing = program.bounds * denominator - program.matrix @ np.array(values, dtype=object)
        pairs = zip(missing, self._sizes.tolist(), strict=True)
        bounds = (Fraction(int(gap) * self._magnification, denominator * size) for gap, size in pairs)
        lower = np.array([max(float(bound), FARTHEST) for bound in bounds])
        upper = np.full(len(lower), np.inf)
        equalities = list(program.equalities)
        upper[equalities] = lower[equalities]
        return lower, upper
