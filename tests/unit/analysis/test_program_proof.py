"""Answers to linear programs are believed only with their proof."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import SolverError
from gametheory.analysis.program_proof import check_answer
from gametheory.analysis.trees import payoff_sets
from gametheory.analysis.trees.payoff_sets import Condition, convex_hull, maximize, point_set
from gametheory.linear_program import (
    LinearProgram,
    LinearProgramResult,
    LinearProgramStatus,
    Relation,
    solve_linear_program,
)

ONE = Fraction(1)
THIRD = Fraction(1, 3)

# largest 2x + y where 3x <= y and x + y = 1
OBJECTIVE = {0: 2 * ONE, 1: ONE}
ROWS = [{0: -3 * ONE, 1: ONE}, {0: ONE, 1: ONE}]


def answer(objective: list[int], rows: list[list[int]], first: Relation = Relation.AT_LEAST) -> LinearProgramResult:
    return solve_linear_program(LinearProgram(objective, rows, [first, Relation.EQUAL], [0, 1]))


def test_optimum_is_proved_and_nothing_else_is() -> None:
    right = answer([2, 1], [[-3, 1], [1, 1]])
    assert right.value == Fraction(5, 4)
    check_answer(right, OBJECTIVE, ROWS, [False, True])
    quarter = Fraction(1, 4)
    wrong = [
        replace(right, value=Fraction(6, 5)),
        replace(right, point=(Fraction(1, 5), Fraction(4, 5))),
        replace(right, point=(Fraction(1, 2), Fraction(1, 2))),
        replace(right, point=(quarter, Fraction(1, 2))),
        replace(right, point=(-quarter, 1 + quarter)),
        replace(right, multipliers=(Fraction(0), right.multipliers[1])),
        replace(right, multipliers=(-right.multipliers[0], right.multipliers[1])),
        replace(right, value=Fraction(1), point=(Fraction(0), ONE), multipliers=(Fraction(0), ONE)),
        LinearProgramResult(LinearProgramStatus.INFEASIBLE, multipliers=(Fraction(0), -ONE)),
        LinearProgramResult(LinearProgramStatus.UNBOUNDED, point=right.point, ray=(ONE, 3 * ONE)),
    ]
    for result in wrong:
        with pytest.raises(
            SolverError, match=r"an answer to a linear program \((optimal|infeasible|unbounded)\) fails"
        ):
            check_answer(result, OBJECTIVE, ROWS, [False, True])


def test_infeasible_is_proved() -> None:
    rows = [{0: -ONE, 1: -2 * ONE}, {0: ONE, 1: ONE}]
    right = answer([0, 0], [[-1, -2], [1, 1]])
    assert right.status is LinearProgramStatus.INFEASIBLE
    check_answer(right, {}, rows, [False, True])
    with pytest.raises(SolverError, match=r"\(infeasible\) fails its proof"):
        check_answer(replace(right, multipliers=(right.multipliers[0], THIRD)), {}, rows, [False, True])


def test_unbounded_is_proved() -> None:
    rows = [{0: ONE, 1: -ONE}, {2: ONE}]
    right = answer([1, 0, 0], [[1, -1, 0], [0, 0, 1]], Relation.EQUAL)
    assert right.status is LinearProgramStatus.UNBOUNDED
    check_answer(right, {0: ONE}, rows, [True, True])
    for ray in ((Fraction(0),) * 3, (ONE, 2 * ONE, Fraction(0)), (ONE, ONE, ONE)):
        with pytest.raises(SolverError, match=r"\(unbounded\) fails its proof"):
            check_answer(replace(right, ray=ray), {0: ONE}, rows, [True, True])


def test_a_simplex_that_errs_cannot_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(problem: LinearProgram, *, heartbeat: object) -> LinearProgramResult:
        found = solve_linear_program(problem)
        return replace(found, value=None if found.value is None else found.value + 1)

    monkeypatch.setattr(payoff_sets, "solve_linear_program", wrong)
    with pytest.raises(SolverError, match="fails its proof"):
        maximize([Condition({0: ONE})], 1, {0: ONE})
    with pytest.raises(SolverError, match="fails its proof"):
        convex_hull([point_set([ONE]), point_set([THIRD])]).is_empty()
