"""Linear programs in floats, solved by HiGHS from the last basis on, and checked apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

SLICE_SECONDS = 0.1
"""How long HiGHS runs between two heartbeats."""


class FloatStatus(Enum):
    """How a linear program in floats ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    BOUND_PASSED = "bound passed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class SparseRows:
    """Rows of a matrix of which few entries are not zero.

    Parameters
    ----------
    starts
        For each row where its entries begin; one more at the end, the number of entries.
    columns, values
        Column and value of each entry.
    """

    starts: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: FloatArray


@dataclass(frozen=True, slots=True)
class FloatResult:
    """What HiGHS answers: a proposal, until it is checked.

    Parameters
    ----------
    status
        BOUND_PASSED: the value is above the bound that was set, as the multipliers show. UNDECIDED: any other end.
    value
        Costs of the point.
    point
        One value for each variable.
    multipliers
        One for each row: >= 0 where its lower bound binds, <= 0 where its upper one does.
    """

    status: FloatStatus
    value: float
    point: FloatArray
    multipliers: FloatArray


@dataclass(frozen=True, slots=True)
class Residuals:
    """By how much an answer in floats misses the conditions of an optimum, computed apart from HiGHS.

    Parameters
    ----------
    primal
        Largest violation of a bound by the point.
    dual
        Largest violation of a sign by the multipliers and the reduced costs.
    value, lower_bound
        Costs of the point, and the value of the multipliers; were both residuals 0, the optimum would lie between them.
    """

    primal: float
    dual: float
    value: float
    lower_bound: float


class FloatLinearProgram:
    """Minimize ``costs x`` subject to bounds on ``x`` and on rows, in floats: HiGHS, which keeps its last basis.

    Parameters
    ----------
    costs
        One for each variable.
    lower, upper
        Bounds of the variables; by default they are at least 0.

    Examples
    --------
    >>> program = FloatLinearProgram(np.array([-3.0, -5.0]))
    >>> program.add_rows(np.array([[2.0, 4.0], [0.0, 1.0]]), np.full(2, -np.inf), np.array([14.0, 6.0]))
    >>> result = program.minimize()
    >>> result.status.value, result.value, result.point.tolist(), result.multipliers.tolist()
    ('optimal', -21.0, [7.0, 0.0], [-1.5, -0.0])
    >>> program.residuals(result)
    Residuals(primal=0.0, dual=0.0, value=-21.0, lower_bound=-21.0)
    """

    def __init__(self, costs: FloatArray, *, lower: FloatArray | None = None, upper: FloatArray | None = None) -> None:
        import highspy

        self._highs: Any = highspy.Highs()  # its stubs lack some methods
        for name, choice in (("output_flag", False), ("presolve", "off"), ("solver", "simplex")):
            self._highs.setOptionValue(name, choice)  # without presolve an infeasible program has a basis too
        self._costs = costs
        self._lower = np.zeros(len(costs)) if lower is None else lower.copy()
        self._upper = np.full(len(costs), np.inf) if upper is None else upper.copy()
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(costs), 0
        program.col_cost_, program.col_lower_, program.col_upper_ = costs, self._lower, self._upper
        self._highs.passModel(program)
        self._blocks: list[FloatArray | SparseRows] = []
        self._row_lower, self._row_upper = np.empty(0), np.empty(0)

    def add_rows(self, rows: FloatArray | SparseRows, lower: FloatArray, upper: FloatArray) -> None:
        """Add rows with their bounds; infinite ones for none."""
        self._blocks.append(rows)
        self._row_lower = np.concatenate([self._row_lower, lower])
        self._row_upper = np.concatenate([self._row_upper, upper])
        sparse = rows if isinstance(rows, SparseRows) else _sparse(rows)
        self._highs.addRows(
            len(lower), lower, upper, len(sparse.values), sparse.starts[:-1], sparse.columns, sparse.values
        )

    def set_row_bounds(self, lower: FloatArray, upper: FloatArray) -> None:
        """Change the bounds of all rows."""
        self._row_lower, self._row_upper = lower.copy(), upper.copy()
        self._highs.changeRowsBounds(len(lower), np.arange(len(lower), dtype=np.int32), lower, upper)

    def set_variable_bounds(self, variable: int, lower: float, upper: float) -> None:
        """Change the bounds of one variable."""
        self._lower[variable], self._upper[variable] = lower, upper
        self._highs.changeColBounds(variable, lower, upper)

    def set_costs(self, costs: FloatArray) -> None:
        """Change the costs of all variables."""
        self._costs = costs
        self._highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)

    def minimize(self, *, stop_above: float | None = None, heartbeat: Callable[[], None] | None = None) -> FloatResult:
        """Solve from the last basis.

        Parameters
        ----------
        stop_above
            Stop as soon as the multipliers show that the value is above this bound; None to go on to the optimum.
        heartbeat
            Called about every 0.1 s; what it raises stops the method. None for nobody.
        """
        self._highs.setOptionValue("objective_bound", np.inf if stop_above is None else stop_above)
        while True:
            if heartbeat is not None:
                heartbeat()
                self._highs.setOptionValue("time_limit", self._highs.getRunTime() + SLICE_SECONDS)
            self._highs.run()
            name = self._highs.getModelStatus().name
            if name != "kTimeLimit":
                return self._result(_STATUSES.get(name, FloatStatus.UNDECIDED))

    def _result(self, status: FloatStatus) -> FloatResult:
        """Read the answer."""
        solution, value = self._highs.getSolution(), self._highs.getInfo().objective_function_value
        return FloatResult(status, value, np.array(solution.col_value), np.array(solution.row_dual))

    @property
    def basis(self) -> tuple[int, ...]:
        """Basic variables; the slack of row ``i`` is ``num_variables + i``. Empty if there is no basis."""
        basis = self._highs.getBasis()
        statuses = [*basis.col_status, *basis.row_status] if basis.valid else []
        return tuple(index for index, place in enumerate(statuses) if place.name == "kBasic")

    def residuals(self, result: FloatResult) -> Residuals:
        """Return by how much an answer misses the conditions of an optimum."""
        activities = np.concatenate([_times(rows, result.point) for rows in self._blocks] or [np.empty(0)])
        reduced, start = self._costs.astype(np.float64), 0
        for rows in self._blocks:
            count = len(rows.starts) - 1 if isinstance(rows, SparseRows) else len(rows)
            reduced = reduced - _transposed_times(rows, result.multipliers[start : start + count], len(reduced))
            start += count
        lower = np.concatenate([self._lower, self._row_lower])
        upper = np.concatenate([self._upper, self._row_upper])
        values = np.concatenate([result.point, activities])
        prices = np.concatenate([reduced, result.multipliers])
        bounds = np.where(prices > 0, lower, upper)
        is_wrong = (prices != 0) & ~np.isfinite(bounds)
        counted = np.where(is_wrong | (prices == 0), 0.0, bounds)
        return Residuals(
            float(np.maximum(lower - values, values - upper).max(initial=0.0)),
            float(np.abs(prices[is_wrong]).max(initial=0.0)),
            float(self._costs @ result.point),
            float(counted @ prices),
        )


_STATUSES = {
    "kOptimal": FloatStatus.OPTIMAL,
    "kModelEmpty": FloatStatus.OPTIMAL,
    "kInfeasible": FloatStatus.INFEASIBLE,
    "kUnbounded": FloatStatus.UNBOUNDED,
    "kObjectiveBound": FloatStatus.BOUND_PASSED,
}


def _sparse(rows: FloatArray) -> SparseRows:
    """Entries of a matrix that are not zero, row by row."""
    row_indices, columns = np.nonzero(rows)
    starts = np.searchsorted(row_indices, np.arange(len(rows) + 1)).astype(np.int32)
    return SparseRows(starts, columns.astype(np.int32), rows[row_indices, columns])


def _times(rows: FloatArray | SparseRows, point: FloatArray) -> FloatArray:
    """Product of rows with a point."""
    if not isinstance(rows, SparseRows):
        return rows @ point
    indices = np.repeat(np.arange(len(rows.starts) - 1), np.diff(rows.starts))
    products = rows.values * point[rows.columns]
    return np.bincount(indices, weights=products, minlength=len(rows.starts) - 1).astype(np.float64)


def _transposed_times(rows: FloatArray | SparseRows, weights: FloatArray, num_variables: int) -> FloatArray:
    """Product of weights with rows."""
    if not isinstance(rows, SparseRows):
        return weights @ rows
    spread = np.repeat(weights, np.diff(rows.starts))
    return np.bincount(rows.columns, weights=rows.values * spread, minlength=num_variables).astype(np.float64)
