"""From a basis of a linear program that floats found to its exact optimum: dual simplex, each basis solved anew.

The program: maximize ``costs x`` subject to ``matrix x >= bounds``, some rows with equality, and ``x >= 0``. A basis is
told by its positive variables and its tight rows, equally many; the rest follows from that square system, which is
small where solutions are sparse, whatever the size of the program.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.kernels.heartbeats import finished
from gametheory.kernels.integer_equations import IntegerEquations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[Any]

MOST_PIVOTS = 500
"""Steps after which a basis is given up."""


@dataclass(frozen=True, slots=True)
class ExactBasis:
    """A basis, solved.

    Parameters
    ----------
    point
        One value for each variable.
    multipliers
        One for each row, at most 0 unless it holds with equality.
    num_pivots
        How many steps it is away from the first basis.
    is_optimal
        Whether point and multipliers prove each other; otherwise some values of the point have the wrong sign.
    """

    point: list[Fraction]
    multipliers: list[Fraction]
    num_pivots: int
    is_optimal: bool = True


@dataclass(frozen=True, slots=True)
class IntegerProgramData:
    """A linear program in integers.

    Parameters
    ----------
    matrix
        ``num_rows`` x ``num_variables``, of int64 or Python integers.
    bounds
        Lower bounds of the rows, Python integers.
    costs
        One for each variable, Python integers.
    equalities
        Rows that hold with equality.
    """

    matrix: Integers
    bounds: Integers
    costs: Integers
    equalities: Collection[int]


def optimum_from_basis(
    program: IntegerProgramData,
    basis: Iterable[int],
    *,
    heartbeat: Callable[[], None],
    most_pivots: int = MOST_PIVOTS,
) -> ExactBasis | None:
    """Exact optimum of a linear program from a basis that is optimal up to rounding.

    Parameters
    ----------
    program
        The linear program.
    basis
        Basic variables; the slack of row ``i`` is ``num_variables + i``.
    heartbeat
        Called before each step, and within steps that take long; what it raises stops the method.
    most_pivots
        How many steps are taken at most.

    Returns
    -------
    ExactBasis or None
        None if the basis is singular or not dual feasible, or the program infeasible. After so many steps a
        basis that is not optimal yet.

    Examples
    --------
    >>> data = IntegerProgramData(
    ...     np.array([[1, 1], [1, -2]]), np.array([1, 0], dtype=object), np.array([3, 5], dtype=object), equalities=(0,)
    ... )
    >>> found = optimum_from_basis(data, (1, 3), heartbeat=lambda: None)
    >>> [str(value) for value in found.point], [str(value) for value in found.multipliers], found.num_pivots
    (['2/3', '1/3'], ['11/3', '-2/3'], 1)
    """
    num_variables = len(program.costs)
    basic = set(basis)
    columns = sorted(variable for variable in basic if variable < num_variables)
    rows = [row for row in range(len(program.bounds)) if num_variables + row not in basic]
    is_stalled = False
    for num_pivots in range(most_pivots + 1):
        heartbeat()
        place = _solved_basis(program, columns, rows, heartbeat)
        if place is None or not (num_pivots or place.is_dual_feasible):
            return None
        wrong = place.wrong_signs()
        if not wrong or num_pivots == most_pivots:
            return place.answer(num_pivots, is_optimal=not wrong)
        # after a step that gained nothing the first variable, as in Bland's rule, else the one that is furthest off
        leaving = min(wrong) if is_stalled else max(wrong, key=lambda variable: abs(wrong[variable]))
        entering, price = place.entering(leaving, sign=1 if wrong[leaving] < 0 else -1)
        if entering is None:
            return None
        is_stalled = price == 0
        for variable in (leaving, entering):
            changed, index = (columns, variable) if variable < num_variables else (rows, variable - num_variables)
            changed.remove(index) if index in changed else insort(changed, index)
    return None


@dataclass(frozen=True, slots=True)
class _Solved:
    """A basis with what follows from it: values over one denominator, prices of rows over another."""

    program: IntegerProgramData
    columns: list[int]
    rows: list[int]
    values: Integers
    denominator: int
    prices: Integers
    price_denominator: int
    equations: IntegerEquations
    heartbeat: Callable[[], None]

    @property
    def reduced_costs(self) -> Integers:
        """What increasing each variable gains, times the denominator of prices."""
        program = self.program
        reduced: Integers = program.costs * self.price_denominator - self.prices @ program.matrix[self.rows]
        return reduced

    @property
    def is_dual_feasible(self) -> bool:
        """Whether increasing no variable or slack that is zero gains anything."""
        priced = zip(self.prices, self.rows, strict=True)
        is_priced_right = all(price <= 0 or row in self.program.equalities for price, row in priced)
        return is_priced_right and bool((self.reduced_costs <= 0).all())

    def wrong_signs(self) -> dict[int, int]:
        """Basic variables that must not have the values that they have, with those, times the denominator."""
        program, tight = self.program, set(self.rows)
        wrong = {column: value for column, value in zip(self.columns, self.values, strict=True) if value < 0}
        slacks = program.matrix[:, self.columns] @ self.values - program.bounds * self.denominator
        for row in np.flatnonzero(slacks).tolist():
            if row not in tight and (slacks[row] < 0 or row in program.equalities):
                wrong[len(program.costs) + row] = slacks[row]
        return wrong

    def entering(self, leaving: int, *, sign: int) -> tuple[int | None, Fraction]:
        """Zero variable that moves the leaving one in the direction of a sign at the least price, and that price."""
        program, num_variables = self.program, len(self.program.costs)
        if leaving < num_variables:
            direct = np.zeros(num_variables, dtype=object)
            direct[leaving] = 1
        else:
            direct = program.matrix[leaving - num_variables].astype(object)
        running = self.equations.solved(direct[self.columns].tolist(), is_transposed=True)
        numerators, denominator = finished(running, self.heartbeat)
        weights = np.array(numerators, dtype=object)
        moved = sign * (direct * denominator - weights @ program.matrix[self.rows])
        moved[self.columns] = 0
        reduced = self.reduced_costs
        candidates = [
            (Fraction(-reduced[column], moved[column]), column) for column in range(num_variables) if moved[column] > 0
        ]
        for row, weight, price in zip(self.rows, weights, self.prices, strict=True):
            if sign * weight > 0 and row not in program.equalities:
                candidates.append((Fraction(-price, sign * weight), num_variables + row))
        if not candidates:
            return None, Fraction()
        price, entering = min(candidates)
        return entering, price

    def answer(self, num_pivots: int, *, is_optimal: bool) -> ExactBasis:
        """Point and multipliers in full."""
        point = [Fraction()] * len(self.program.costs)
        for column, value in zip(self.columns, self.values, strict=True):
            point[column] = Fraction(value, self.denominator)
        multipliers = [Fraction()] * len(self.program.bounds)
        for row, price in zip(self.rows, self.prices, strict=True):
            multipliers[row] = Fraction(price, self.price_denominator)
        return ExactBasis(point, multipliers, num_pivots, is_optimal)


def _solved_basis(
    program: IntegerProgramData, columns: list[int], rows: list[int], heartbeat: Callable[[], None]
) -> _Solved | None:
    """Values and prices of a basis; None if it is none."""
    if len(columns) != len(rows):
        return None
    equations = IntegerEquations(program.matrix[np.ix_(rows, columns)].tolist())
    try:
        finished(equations.prepare(), heartbeat)
        values, denominator = finished(equations.solved(program.bounds[rows].tolist()), heartbeat)
        costs = program.costs[columns].tolist()
        prices, price_denominator = finished(equations.solved(costs, is_transposed=True), heartbeat)
    except ZeroDivisionError:  # a singular matrix
        return None
    both = np.array(values, dtype=object), np.array(prices, dtype=object)
    return _Solved(program, columns, rows, both[0], denominator, both[1], price_denominator, equations, heartbeat)
