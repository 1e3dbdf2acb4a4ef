"""Is the answer to a linear program right? Checked from its point and its multipliers, whoever found them.

A linear program is the one thing in a verdict that solvers use too. So its answer is not taken on trust: a point that
meets the conditions shows that a value is attained, multipliers of the conditions show that no larger one is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.errors import SolverError
from gametheory.linear_program import LinearProgramStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.linear_program import LinearProgramResult


def check_answer(
    result: LinearProgramResult,
    objective: Mapping[int, Fraction],
    rows: Sequence[Mapping[int, Fraction]],
    is_equality: Sequence[bool],
) -> None:
    """Raise unless an answer proves itself.

    Parameters
    ----------
    result
        The answer.
    objective
        What was to be made as large as possible: coefficients by variable. All variables are at least 0.
    rows
        What must be at least 0, except that the last must be 1.
    is_equality
        For each row whether it must be 0 exactly; always for the last one.

    Raises
    ------
    SolverError
        If the point breaks a condition, or the multipliers do not exclude a larger value.

    Examples
    --------
    >>> from gametheory.linear_program import LinearProgramResult
    >>> half = Fraction(1, 2)
    >>> right = LinearProgramResult(LinearProgramStatus.OPTIMAL, half, (half,), (half,))
    >>> check_answer(right, {0: Fraction(1)}, [{0: Fraction(2)}], [True])
    >>> wrong = LinearProgramResult(LinearProgramStatus.OPTIMAL, Fraction(1), (Fraction(1),), (Fraction(1),))
    >>> check_answer(wrong, {0: Fraction(1)}, [{0: Fraction(2)}], [True])
    Traceback (most recent call last):
    gametheory.errors.SolverError: an answer to a linear program (optimal) fails its proof: a mistake of the program...
    """
    if result.status is LinearProgramStatus.INFEASIBLE:
        is_proved = _is_bound(result.multipliers, {}, rows, is_equality) and result.multipliers[-1] < 0
    elif result.status is LinearProgramStatus.OPTIMAL:
        is_proved = (
            _meets(result.point, rows, is_equality, last=1)
            and _is_bound(result.multipliers, objective, rows, is_equality)
            and result.value == result.multipliers[-1] == _value(objective, result.point)
        )
    else:
        is_proved = (
            _meets(result.point, rows, is_equality, last=1)
            and _meets(result.ray, rows, is_equality, last=0)
            and _value(objective, result.ray) > 0
        )
    if not is_proved:
        raise SolverError(
            f"an answer to a linear program ({result.status.value}) fails its proof: a mistake of the program; please "
            f"report the game"
        )


def _value(terms: Mapping[int, Fraction], point: Sequence[Fraction]) -> Fraction:
    """Return the value of an expression at a point, most of whose entries are zero."""
    return sum(
        (coefficient * point[variable] for variable, coefficient in terms.items() if point[variable]), Fraction(0)
    )


def _meets(
    point: Sequence[Fraction], rows: Sequence[Mapping[int, Fraction]], is_equality: Sequence[bool], *, last: int
) -> bool:
    """Return whether a point has no negative entry and meets the rows, the last with this value."""
    if min(point) < 0 or _value(rows[-1], point) != last:
        return False
    values = (_value(row, point) for row in rows[:-1])
    return all(value == 0 if is_zero else value >= 0 for value, is_zero in zip(values, is_equality[:-1], strict=True))


def _is_bound(
    multipliers: Sequence[Fraction],
    objective: Mapping[int, Fraction],
    rows: Sequence[Mapping[int, Fraction]],
    is_equality: Sequence[bool],
) -> bool:
    """Return whether the rows, combined with these multipliers, are nowhere less than the objective.

    Then the last multiplier, times the 1 that the last row must be, is at least the objective; multipliers of rows
    that are at least 0 must not be positive for that.
    """
    combined: dict[int, Fraction] = {variable: -coefficient for variable, coefficient in objective.items()}
    for multiplier, row, is_zero in zip(multipliers, rows, is_equality, strict=True):
        if multiplier > 0 and not is_zero:
            return False
        if multiplier:
            for variable, coefficient in row.items():
                combined[variable] = combined.get(variable, Fraction(0)) + multiplier * coefficient
    return all(excess >= 0 for excess in combined.values())
