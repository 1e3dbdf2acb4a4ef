"""Linear programs in rationals, with a proof of each answer.

The simplex method of `gametheory.kernels.exact_simplex` decides; for larger programs HiGHS, in floats, proposes the
basis from which it starts. A wrong proposal costs pivots, never correctness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.kernels.exact_simplex import SimplexOutcome, SimplexStatus, maximize, multipliers
from gametheory.linear_program.floating import FloatLinearProgram

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Rational: TypeAlias = int | Fraction
LinearProgramStatus: TypeAlias = SimplexStatus

HIGHS_ENTRIES = 1_500
"""Programs with at least this many coefficients start from the basis that HiGHS finds; measured on random ones."""


class Relation(Enum):
    """How a row of a linear program compares with its bound."""

    AT_MOST = "<="
    EQUAL = "="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class LinearProgram:
    """Maximize ``objective x`` subject to ``rows x (<=, =, >=) bounds`` and ``x >= 0``.

    Parameters
    ----------
    objective
        One coefficient for each variable; all zero to ask for feasibility.
    rows
        ``num_rows`` x ``num_variables``.
    relations
        How each row compares with its bound.
    bounds
        One for each row.

    Raises
    ------
    ValueError
        If lengths differ.
    """

    objective: Sequence[Rational]
    rows: Sequence[Sequence[Rational]]
    relations: Sequence[Relation]
    bounds: Sequence[Rational]

    def __post_init__(self) -> None:
        if not len(self.rows) == len(self.relations) == len(self.bounds):
            lengths = f"{len(self.rows)} rows, {len(self.relations)} relations and {len(self.bounds)} bounds"
            raise ValueError(f"expected one relation and one bound for each row, got {lengths}")
        for index, row in enumerate(self.rows):
            if len(row) != len(self.objective):
                expected = f"expected {len(self.objective)} coefficients, one for each variable"
                raise ValueError(f"{expected}, got {len(row)} in row {index}")


@dataclass(frozen=True, slots=True)
class LinearProgramResult:
    """Answer to a linear program, with its proof.

    Parameters
    ----------
    status
        OPTIMAL, INFEASIBLE or UNBOUNDED.
    value
        Largest value of the objective; None unless OPTIMAL.
    point
        Point where it is attained; for UNBOUNDED some feasible point; empty if INFEASIBLE.
    multipliers
        One for each row, >= 0 where the row is at most its bound, <= 0 where it is at least its bound. OPTIMAL: dual
        solution (``multipliers rows >= objective`` and ``multipliers bounds == value``). INFEASIBLE: Farkas vector
        (``multipliers rows >= 0`` and ``multipliers bounds < 0``). UNBOUNDED: empty.
    ray
        UNBOUNDED: direction along which the objective grows within the constraints; otherwise empty.
    """

    status: SimplexStatus
    value: Fraction | None = None
    point: tuple[Fraction, ...] = ()
    multipliers: tuple[Fraction, ...] = ()
    ray: tuple[Fraction, ...] = ()


def solve_linear_program(problem: LinearProgram, *, heartbeat: Callable[[], None] | None = None) -> LinearProgramResult:
    """Solve a linear program exactly.

    Parameters
    ----------
    problem
        Any size; time and memory are those of a dense tableau of integers.
    heartbeat
        Called before each exact pivot; what it raises stops the method. None for nobody.

    Returns
    -------
    LinearProgramResult
        With a proof that `verify` checks.

    Notes
    -----
    Each row is scaled to coprime integers, so neither the answer nor the pivots depend on its units. Never cycles.

    Examples
    --------
    Two products from 14 hours of one machine and at most 6 of the second product:

    >>> at_most = Relation.AT_MOST
    >>> problem = LinearProgram([3, 5], [[2, 4], [0, 1]], [at_most, at_most], [14, 6])
    >>> result = solve_linear_program(problem)
    >>> str(result.value), [str(weight) for weight in result.point], [str(price) for price in result.multipliers]
    ('21', ['7', '0'], ['3/2', '0'])
    >>> verify(problem, result)
    True
    """
    scaled = [
        _in_lowest_terms([bound, *row], is_negated=relation is Relation.AT_LEAST)
        for row, relation, bound in zip(problem.rows, problem.relations, problem.bounds, strict=True)
    ]
    coefficients = [row[1:] for row, _ in scaled]
    bounds = [row[0] for row, _ in scaled]
    objective, objective_scale = _in_lowest_terms(problem.objective)
    equalities = [index for index, relation in enumerate(problem.relations) if relation is Relation.EQUAL]
    first_basis: Iterable[int] = ()
    if len(bounds) * len(objective) >= HIGHS_ENTRIES:
        first_basis = _highs_basis(coefficients, bounds, objective, frozenset(equalities))
    outcome = maximize(
        coefficients, bounds, objective, equalities=equalities, first_basis=first_basis, heartbeat=heartbeat
    )
    return _result(problem, outcome, [scale for _, scale in scaled], objective_scale)


def _in_lowest_terms(entries: Sequence[Rational], *, is_negated: bool = False) -> tuple[list[int], Fraction]:
    """Coprime integers proportional to some rationals, and the factor (negative if negated)."""
    denominator = lcm(*(entry.denominator for entry in entries))
    integers = [entry.numerator * (denominator // entry.denominator) for entry in entries]
    divisor = gcd(*integers) or 1
    if is_negated:
        divisor = -divisor
    return [entry // divisor for entry in integers], Fraction(denominator, divisor)


def _result(
    problem: LinearProgram, outcome: SimplexOutcome, row_scales: Sequence[Fraction], objective_scale: Fraction
) -> LinearProgramResult:
    """Read point, multipliers and ray from the last tableau, in the units of the problem."""
    tableau, num_variables = outcome.tableau, len(problem.objective)
    slacks = range(num_variables, num_variables + len(row_scales))

    def proof(sign: int, divisor: Rational) -> tuple[Fraction, ...]:
        weights = multipliers(tableau, outcome.place, slacks)
        return tuple(sign * weight * scale / divisor for weight, scale in zip(weights, row_scales, strict=True))

    if outcome.status is SimplexStatus.INFEASIBLE:
        # A constant < 0 with entries >= 0, or (artificial variable, equation) the same with the signs changed.
        sign = 1 if tableau.rows[outcome.place][0] < 0 else -1
        return LinearProgramResult(outcome.status, multipliers=proof(sign, tableau.denominator))
    point = _variables(num_variables, tableau.basic, [row[0] for row in tableau.rows], tableau.denominator)
    if outcome.status is SimplexStatus.UNBOUNDED:
        column = [-row[outcome.place] for row in tableau.rows]
        variables = [*tableau.basic, tableau.nonbasic[outcome.place]]
        ray = _variables(num_variables, variables, [*column, tableau.denominator], tableau.denominator)
        return LinearProgramResult(outcome.status, point=point, ray=ray)
    value = sum((gain * weight for gain, weight in zip(problem.objective, point, strict=True)), Fraction())
    dual = proof(1, tableau.denominator * objective_scale)
    return LinearProgramResult(outcome.status, value, point, dual)


def _variables(
    num_variables: int, names: Sequence[int], numerators: Sequence[int], denominator: int
) -> tuple[Fraction, ...]:
    """Values of the variables of a problem, zero where they are not named."""
    values = [Fraction()] * num_variables
    for name, numerator in zip(names, numerators, strict=True):
        if name < num_variables:
            values[name] = Fraction(numerator, denominator)
    return tuple(values)


def verify(problem: LinearProgram, result: LinearProgramResult) -> bool:
    """Check the proof of an answer, independently of how it was found.

    Parameters
    ----------
    problem
        Linear program.
    result
        Answer to it.

    Returns
    -------
    bool
        Whether the point, multipliers or ray prove the status and the value, in exact arithmetic.
    """
    if result.status is SimplexStatus.INFEASIBLE:
        farkas = _combined_rows(problem, result.multipliers)
        return farkas is not None and min(farkas[1:], default=0) >= 0 and farkas[0] < 0
    if not _is_feasible(problem, result.point, problem.bounds):
        return False
    if result.status is SimplexStatus.UNBOUNDED:
        is_growing = _product(problem.objective, result.ray) > 0
        return is_growing and _is_feasible(problem, result.ray, [0] * len(problem.bounds))
    dual = _combined_rows(problem, result.multipliers)
    return (
        dual is not None
        and all(price >= gain for price, gain in zip(dual[1:], problem.objective, strict=True))
        and dual[0] == result.value == _product(problem.objective, result.point)
    )


def _is_feasible(problem: LinearProgram, point: Sequence[Fraction], bounds: Sequence[Rational]) -> bool:
    """Whether a point is nonnegative and keeps the bounds."""
    if len(point) != len(problem.objective) or min(point, default=0) < 0:
        return False
    for row, relation, bound in zip(problem.rows, problem.relations, bounds, strict=True):
        excess = _product(row, point) - bound
        if (excess > 0 and relation is not Relation.AT_LEAST) or (excess < 0 and relation is not Relation.AT_MOST):
            return False
    return True


def _combined_rows(problem: LinearProgram, weights: Sequence[Fraction]) -> list[Rational] | None:
    """Bound and coefficients of a combination of the rows; None unless its signs fit their relations."""
    if len(weights) != len(problem.rows):
        return None
    for weight, relation in zip(weights, problem.relations, strict=True):
        if (weight < 0 and relation is Relation.AT_MOST) or (weight > 0 and relation is Relation.AT_LEAST):
            return None
    columns = [[row[index] for row in problem.rows] for index in range(len(problem.objective))]
    return [_product(problem.bounds, weights), *(_product(column, weights) for column in columns)]


def _product(first: Sequence[Rational], second: Sequence[Fraction]) -> Fraction:
    """Scalar product."""
    return sum((entry * other for entry, other in zip(first, second, strict=True) if entry), Fraction())


def _highs_basis(
    coefficients: Sequence[Sequence[int]], bounds: Sequence[int], objective: Sequence[int], equalities: frozenset[int]
) -> tuple[int, ...]:
    """Basic variables of a nearly optimal basis; slack ``i`` is ``num_variables + i``. Empty if HiGHS has none.

    Only a proposal: the caller's method is exact and ends from any basis.
    """
    try:
        matrix = np.array(coefficients, dtype=np.float64)
        upper = np.array(bounds, dtype=np.float64)
        costs = -np.array(objective, dtype=np.float64)
    except OverflowError:  # an integer beyond the range of floats
        return ()
    program = FloatLinearProgram(costs / (np.abs(costs).max(initial=0.0) or 1.0))
    sizes = np.abs(np.column_stack([matrix, upper])).max(axis=1)
    sizes[sizes == 0] = 1.0
    matrix, upper = matrix / sizes[:, None], upper / sizes
    lower = np.full(len(bounds), -np.inf)
    lower[list(equalities)] = upper[list(equalities)]
    program.add_rows(matrix, lower, upper)
    program.minimize()
    return program.basis
