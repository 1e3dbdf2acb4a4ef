"""Two-phase simplex method in integers, from any starting basis, with the rows that prove its answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    NO_VARIABLE,
    IntegerTableau,
    leaving_row,
    pivot,
    without_columns,
    without_rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence


class SimplexStatus(Enum):
    """How a linear program ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"


@dataclass(frozen=True, slots=True)
class SimplexOutcome:
    """Last tableau of a linear program, and where its proof stands.

    Parameters
    ----------
    status
        How it ended.
    tableau
        Constraints, and the objective ``z`` as the last row.
    place
        OPTIMAL: index of the objective's row. INFEASIBLE: index of a row that no nonnegative values satisfy.
        UNBOUNDED: index of the column along which the objective grows for ever.
    """

    status: SimplexStatus
    tableau: IntegerTableau
    place: int


def maximize(
    coefficients: Sequence[Sequence[int]],
    bounds: Sequence[int],
    objective: Sequence[int],
    *,
    equalities: Collection[int] = (),
    first_basis: Iterable[int] = (),
    heartbeat: Callable[[], None] | None = None,
) -> SimplexOutcome:
    """Maximize ``objective x`` subject to ``coefficients x <= bounds`` (some of them ``=``) and ``x >= 0``.

    Parameters
    ----------
    coefficients
        ``num_rows`` x ``num_variables``.
    bounds
        One for each row.
    objective
        One for each variable.
    equalities
        Rows that hold with equality.
    first_basis
        Variables to bring into the basis first, where that is possible: the method starts there, feasible or not.
        Variable ``num_variables + i`` is the slack of row ``i``.
    heartbeat
        Called before each pivot; what it raises stops the method. None for nobody.

    Returns
    -------
    SimplexOutcome
        Always final: exact arithmetic, and Bland's rule after each degenerate pivot, so it never cycles.
    """
    num_variables = len(objective)
    slacks = range(num_variables, num_variables + len(bounds))
    rows = [[bound, *row] for bound, row in zip(bounds, coefficients, strict=True)]
    rows.append([0, *(-entry for entry in objective)])
    tableau = IntegerTableau(
        rows, [*slacks, num_variables + len(bounds)], [NO_VARIABLE, *range(num_variables)], denominator=1
    )
    blocked = {slacks[row] for row in equalities}
    method = _Simplex(blocked, heartbeat)
    tableau = method.at_basis(tableau, set(first_basis) - blocked)
    for phase in (method.solve_equalities, method.reach_feasibility):
        outcome = phase(tableau)
        if isinstance(outcome, SimplexOutcome):
            return outcome
        tableau = outcome
    return method.optimize(tableau)


def multipliers(tableau: IntegerTableau, row_index: int, slacks: range) -> list[int]:
    """Combination of the original constraints that a row of the tableau is.

    Parameters
    ----------
    tableau
        Last tableau.
    row_index
        Row to explain.
    slacks
        Slack variables of the constraints; they appear in no other constraint, so their entries are the multipliers.

    Returns
    -------
    list of int
        One multiplier for each constraint, over the tableau's denominator.
    """
    entries = dict(zip(tableau.nonbasic[1:], tableau.rows[row_index][1:], strict=True))
    entries[tableau.basic[row_index]] = tableau.denominator
    return [entries.get(slack, 0) for slack in slacks]


class _Simplex:
    """The steps of the method; slacks of equations (``blocked``) never become positive."""

    def __init__(self, blocked: set[int], heartbeat: Callable[[], None] | None) -> None:
        self._blocked = blocked
        self._heartbeat = heartbeat

    def _pivot(self, tableau: IntegerTableau, row_index: int, column_index: int) -> IntegerTableau:
        """Exchange two variables, after a heartbeat."""
        if self._heartbeat is not None:
            self._heartbeat()
        return pivot(tableau, row_index, column_index)

    def _enterable(self, tableau: IntegerTableau) -> list[int]:
        """Columns of the variables that may become positive."""
        return [index for index in range(1, len(tableau.nonbasic)) if tableau.nonbasic[index] not in self._blocked]

    def at_basis(self, tableau: IntegerTableau, wanted: set[int]) -> IntegerTableau:
        """Bring the wanted variables into the basis, in place of others; those that depend on one another stay out."""
        for variable in sorted(wanted.difference(tableau.basic)):
            column_index = tableau.nonbasic.index(variable)
            candidates = [
                index
                for index, row in enumerate(tableau.rows[:-1])
                if row[column_index] and tableau.basic[index] not in wanted
            ]
            if candidates:
                best = min(candidates, key=lambda index: tableau.basic[index] not in self._blocked)  # equations first
                tableau = self._pivot(tableau, best, column_index)
        return tableau

    def solve_equalities(self, tableau: IntegerTableau) -> IntegerTableau | SimplexOutcome:
        """Make the slacks of equations nonbasic, where they stay; equations that follow from others are dropped."""
        for slack in sorted(self._blocked.intersection(tableau.basic)):
            index = tableau.basic.index(slack)
            row = tableau.rows[index]
            column_index = next((column for column in self._enterable(tableau) if row[column]), 0)
            if column_index:
                tableau = self._pivot(tableau, index, column_index)
            elif row[CONSTANT_COLUMN]:
                return SimplexOutcome(SimplexStatus.INFEASIBLE, tableau, index)
            else:
                tableau = without_rows(tableau, {index})
        return tableau

    def reach_feasibility(self, tableau: IntegerTableau) -> IntegerTableau | SimplexOutcome:
        """Phase 1: one artificial variable, added to the rows with negative constants and driven back to zero.

        Its row wins ties, so it leaves the basis as soon as it is zero.
        """
        lowest = min(range(len(tableau.rows) - 1), key=lambda index: tableau.rows[index][CONSTANT_COLUMN], default=-1)
        if lowest < 0 or tableau.rows[lowest][CONSTANT_COLUMN] >= 0:
            return tableau
        artificial = 1 + max(*tableau.basic, *tableau.nonbasic)
        is_negative = [row[CONSTANT_COLUMN] < 0 for row in tableau.rows[:-1]] + [False]
        rows = [
            [*row, -tableau.denominator if negative else 0]
            for row, negative in zip(tableau.rows, is_negative, strict=True)
        ]
        extended = IntegerTableau(rows, tableau.basic, [*tableau.nonbasic, artificial], tableau.denominator)
        tableau = self._pivot(extended, lowest, len(tableau.nonbasic))
        is_stalled = False
        while artificial in tableau.basic:
            index = tableau.basic.index(artificial)
            row = tableau.rows[index]
            growing = [column for column in self._enterable(tableau) if row[column] > 0]
            if not growing:
                return SimplexOutcome(SimplexStatus.INFEASIBLE, tableau, index)
            column_index = _entering(tableau, growing, row, is_stalled)
            leaving = leaving_row(_constraints(tableau), column_index, preferred=index)
            is_stalled = tableau.rows[leaving][CONSTANT_COLUMN] == 0
            tableau = self._pivot(tableau, leaving, column_index)
        return without_columns(tableau, {tableau.nonbasic.index(artificial)})

    def optimize(self, tableau: IntegerTableau) -> SimplexOutcome:
        """Phase 2, from a feasible tableau."""
        is_stalled = False
        while True:
            costs = [-entry for entry in tableau.rows[-1]]
            growing = [column for column in self._enterable(tableau) if costs[column] > 0]
            if not growing:
                return SimplexOutcome(SimplexStatus.OPTIMAL, tableau, len(tableau.rows) - 1)
            column_index = _entering(tableau, growing, costs, is_stalled)
            leaving = leaving_row(_constraints(tableau), column_index)
            if leaving < 0:
                return SimplexOutcome(SimplexStatus.UNBOUNDED, tableau, column_index)
            is_stalled = tableau.rows[leaving][CONSTANT_COLUMN] == 0
            tableau = self._pivot(tableau, leaving, column_index)


def _entering(tableau: IntegerTableau, growing: list[int], gains: list[int], is_stalled: bool) -> int:
    """Column with the largest gain; after a degenerate pivot the smallest variable (Bland's rule)."""
    if is_stalled:
        return min(growing, key=tableau.nonbasic.__getitem__)
    return max(growing, key=gains.__getitem__)


def _constraints(tableau: IntegerTableau) -> IntegerTableau:
    """Rows of a tableau without the objective."""
    return IntegerTableau(tableau.rows[:-1], tableau.basic[:-1], tableau.nonbasic, tableau.denominator)
