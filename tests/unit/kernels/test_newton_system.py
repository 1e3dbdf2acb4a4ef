"""Newton's equations of a matrix game, by the normal matrix and by low rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.kernels import newton_system
from gametheory.kernels.central_path import Point, first_point
from gametheory.kernels.low_rank import Factors
from gametheory.kernels.newton_system import DenseWorkspace, LowRankWorkspace, NewtonSystem
from unit.kernels.running import num_heartbeats, result_of

if TYPE_CHECKING:
    from gametheory.kernels.newton_system import Workspace

MATRIX = 1 + np.random.default_rng(1).random((7, 4))
FACTORS = Factors(1 + np.random.default_rng(5).random((9, 2)), np.random.default_rng(6).random((2, 6)) / 2)


def factorized(point: Point, workspace: Workspace) -> NewtonSystem:
    """Return Newton's equations, ready for use."""
    system = NewtonSystem(point, workspace)
    result_of(system.factorize())
    return system


@pytest.mark.parametrize("kind", ["dense", "low rank"])
def test_a_direction_solves_the_equations_of_newton(kind: str) -> None:
    matrix = MATRIX if kind == "dense" else FACTORS.left @ FACTORS.right
    workspace = DenseWorkspace(matrix) if kind == "dense" else LowRankWorkspace(FACTORS)
    num_rows, num_columns = matrix.shape
    point = first_point(matrix)
    rng = np.random.default_rng(2)
    left = (rng.normal(size=num_rows), rng.normal(size=num_columns))
    wanted = (rng.normal(size=num_columns), rng.normal(size=num_rows))
    change = result_of(factorized(point, workspace).direction(left, wanted))
    assert matrix @ change.columns + change.row_slacks == pytest.approx(left[0])
    assert change.rows @ matrix - change.column_slacks == pytest.approx(left[1])
    assert point.columns * change.column_slacks + point.column_slacks * change.columns == pytest.approx(wanted[0])
    assert point.rows * change.row_slacks + point.row_slacks * change.rows == pytest.approx(wanted[1])


def test_a_singular_normal_matrix_is_regularized_and_solved_all_the_same() -> None:
    matrix = 1 + np.tile(np.random.default_rng(3).random((6, 3)), (1, 2))
    point = first_point(matrix)
    point.column_slacks[:] = 1e-17  # the diagonal no longer tells equal columns apart
    weights = np.random.default_rng(4).random(6)
    system = factorized(point, DenseWorkspace(matrix))
    change = result_of(system.direction((np.zeros(6), matrix.T @ weights), (np.zeros(6), np.zeros(6))))
    normal_side = matrix.T @ (point.rows / point.row_slacks * (matrix @ change.columns))
    assert normal_side == pytest.approx(matrix.T @ weights, rel=1e-8)


def test_a_normal_matrix_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newton_system, "LAST_REGULARIZATION", 1e-15)
    point = Point(np.ones(2), np.ones(3), np.ones(3), np.full(2, -10.0))
    with pytest.raises(np.linalg.LinAlgError, match="not positive definite in floating point"):
        factorized(point, DenseWorkspace(np.ones((3, 2))))


def test_low_rank_that_is_no_number_is_refused() -> None:
    point = first_point(FACTORS.left @ FACTORS.right)
    point.rows[0] = np.nan
    with pytest.raises(np.linalg.LinAlgError, match="range of floating point"):
        factorized(point, LowRankWorkspace(FACTORS))


def test_a_solution_that_rounding_spoils_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newton_system, "MOST_CONJUGATE_STEPS", 0)
    system = factorized(first_point(FACTORS.left @ FACTORS.right), LowRankWorkspace(FACTORS))
    monkeypatch.setattr(system, "_solve", lambda right_side: 1e9 * right_side)
    with pytest.raises(np.linalg.LinAlgError, match="rounding spoils the solution"):
        result_of(system.direction((np.ones(9), np.ones(6)), (np.ones(6), np.ones(9))))


def test_a_large_system_hands_back_in_between() -> None:
    matrix = 1 + np.random.default_rng(7).random((2000, 1900))
    system = NewtonSystem(first_point(matrix), DenseWorkspace(matrix))
    assert num_heartbeats(system.factorize()) > 10
