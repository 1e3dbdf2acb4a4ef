"""Linear programs in floats: answers against exact ones, residuals against their definition."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from gametheory.linear_program import (
    FloatLinearProgram,
    FloatStatus,
    LinearProgram,
    LinearProgramStatus,
    Relation,
    SparseRows,
    solve_linear_program,
)

AT_MOST, EQUAL, AT_LEAST = Relation


def random_program(seed: int) -> LinearProgram:
    rng = random.Random(seed)
    num_rows, num_variables = rng.randint(1, 7), rng.randint(1, 7)
    rows = [[rng.randint(-5, 9) * (rng.random() < 0.7) for _ in range(num_variables)] for _ in range(num_rows)]
    relations = [rng.choice(list(Relation)) for _ in range(num_rows)]
    bounds = [rng.randint(-4, 20) for _ in range(num_rows)]
    return LinearProgram([rng.randint(-9, 9) for _ in range(num_variables)], rows, relations, bounds)


def in_floats(problem: LinearProgram, *, is_sparse: bool) -> FloatLinearProgram:
    program = FloatLinearProgram(-np.array(problem.objective, dtype=np.float64))
    bounds = np.array(problem.bounds, dtype=np.float64)
    kinds = list(problem.relations)
    lower = np.where([kind is AT_MOST for kind in kinds], -np.inf, bounds)
    upper = np.where([kind is AT_LEAST for kind in kinds], np.inf, bounds)
    rows = np.array(problem.rows, dtype=np.float64)
    program.add_rows(sparse(rows) if is_sparse else rows, lower, upper)
    return program


def sparse(rows: np.ndarray) -> SparseRows:
    columns = [np.flatnonzero(row) for row in rows]
    starts = np.cumsum([0, *map(len, columns)]).astype(np.int32)
    values = np.concatenate([row[used] for row, used in zip(rows, columns, strict=True)])
    return SparseRows(starts, np.concatenate(columns).astype(np.int32), values)


@pytest.mark.parametrize("is_sparse", [False, True])
@pytest.mark.parametrize("seed", range(80))
def test_same_answers_as_in_rationals(seed: int, is_sparse: bool) -> None:
    problem = random_program(seed)
    exact = solve_linear_program(problem)
    program = in_floats(problem, is_sparse=is_sparse)
    result = program.minimize()
    assert result.status.value == exact.status.value
    if exact.value is not None:
        assert result.value == pytest.approx(-float(exact.value))
        found = program.residuals(result)
        assert found.primal == pytest.approx(0, abs=1e-7)
        assert found.dual == pytest.approx(0, abs=1e-7)
        assert found.value == pytest.approx(found.lower_bound, abs=1e-6)
        assert len(program.basis) == len(problem.rows)


def test_random_programs_end_in_every_way() -> None:
    statuses = {in_floats(random_program(seed), is_sparse=False).minimize().status for seed in range(60)}
    assert {status.value for status in statuses} == {status.value for status in LinearProgramStatus}


def test_residuals_tell_wrong_answers() -> None:
    # at least 1 of x + y, which cost 2 and 3
    program = FloatLinearProgram(np.array([2.0, 3.0]))
    program.add_rows(np.array([[1.0, 1.0]]), np.array([1.0]), np.array([np.inf]))
    result = program.minimize()
    right = program.residuals(result)
    assert (right.primal, right.dual, right.value, right.lower_bound) == (0, 0, 2, 2)
    assert program.residuals(replace(result, point=np.array([0.75, 0.0]))).primal == 0.25
    assert program.residuals(replace(result, point=np.array([1.5, -0.5]))).primal == 0.5
    assert program.residuals(replace(result, point=np.array([0.0, 1.0]))).value == 3
    # a price of 2.5 asks for more than x costs; a negative one binds a bound that is not there
    assert program.residuals(replace(result, multipliers=np.array([2.5]))).dual == 0.5
    assert program.residuals(replace(result, multipliers=np.array([-1.0]))).dual == 1
    assert program.residuals(replace(result, multipliers=np.array([1.0]))).lower_bound == 1


def test_a_bound_ends_it_early_and_the_multipliers_show_why() -> None:
    rng = np.random.default_rng(5)
    rows = rng.random((30, 20))
    program = FloatLinearProgram(np.ones(20))
    program.add_rows(rows, np.ones(30), np.full(30, np.inf))
    optimum = FloatLinearProgram(np.ones(20))
    optimum.add_rows(rows, np.ones(30), np.full(30, np.inf))
    best = optimum.minimize().value
    result = program.minimize(stop_above=best / 2)
    assert result.status is FloatStatus.BOUND_PASSED
    found = program.residuals(result)
    assert found.dual <= 1e-9
    assert best / 2 < found.lower_bound <= best + 1e-9
    assert program.minimize().value == pytest.approx(best)


def test_bounds_and_rows_change_while_the_basis_stays() -> None:
    program = FloatLinearProgram(np.array([-3.0, -5.0]), upper=np.array([9.0, 2.0]), lower=np.array([-1.0, 0.0]))
    assert program.minimize().value == -37
    program.add_rows(np.array([[2.0, 4.0]]), np.array([-np.inf]), np.array([14.0]))
    assert program.minimize().value == -21
    program.add_rows(np.array([[1.0, 0.0]]), np.array([-np.inf]), np.array([3.0]))
    assert program.minimize().value == -19
    program.set_row_bounds(np.full(2, -np.inf), np.array([14.0, 1.0]))
    assert program.minimize().value == -13
    program.set_variable_bounds(1, 0.0, 0.5)
    result = program.minimize()
    assert result.value == -5.5
    assert result.point.tolist() == [1, 0.5]
    assert program.residuals(result).value == program.residuals(result).lower_bound == -5.5
    program.set_costs(np.array([-3.0, 4.0]))
    assert program.minimize().value == -3
    assert program.residuals(program.minimize()).lower_bound == -3
    program.set_variable_bounds(0, 4.0, 4.0)
    assert program.minimize().status is FloatStatus.INFEASIBLE


def test_a_heartbeat_stops_it_and_slices_do_not_change_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.linear_program.floating.SLICE_SECONDS", 0.002)
    rng = np.random.default_rng(7)
    rows = rng.random((150, 150))
    beats: list[int] = []

    def solved(*, is_heard: bool) -> float:
        program = FloatLinearProgram(np.ones(150))
        program.add_rows(rows, np.ones(150), np.full(150, np.inf))
        return program.minimize(heartbeat=(lambda: beats.append(1)) if is_heard else None).value

    assert solved(is_heard=True) == pytest.approx(solved(is_heard=False))
    assert len(beats) > 1

    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        FloatLinearProgram(np.ones(2)).minimize(heartbeat=stop)


def test_an_empty_program_is_solved() -> None:
    program = FloatLinearProgram(np.array([1.0, 2.0]))
    result = program.minimize()
    assert (result.status, result.value, program.basis) == (FloatStatus.OPTIMAL, 0, ())
    assert program.residuals(result).lower_bound == 0
