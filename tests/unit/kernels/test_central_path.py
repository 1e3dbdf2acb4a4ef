"""Steps along the central path of a matrix game."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.kernels import central_path
from gametheory.kernels.central_path import NewtonSystem, Point, Workspace, first_point, next_point

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray

MATRIX = 1 + np.random.default_rng(1).random((7, 4))


def residuals(matrix: FloatArray, point: Point) -> tuple[FloatArray, FloatArray]:
    """Return what is left of the equations of both programs."""
    return 1 - matrix @ point.columns - point.row_slacks, 1 - point.rows @ matrix + point.column_slacks


def smallest(point: Point) -> float:
    sides = (point.columns, point.row_slacks, point.rows, point.column_slacks)
    return min(float(side.min()) for side in sides)


def test_the_first_point_solves_both_programs() -> None:
    point = first_point(MATRIX)
    assert smallest(point) > 0
    assert np.concatenate(residuals(MATRIX, point)) == pytest.approx(0, abs=1e-12)


def test_a_direction_solves_the_equations_of_newton() -> None:
    point = first_point(MATRIX)
    rng = np.random.default_rng(2)
    left = (rng.normal(size=7), rng.normal(size=4))
    wanted = (rng.normal(size=4), rng.normal(size=7))
    change = NewtonSystem(point, Workspace(MATRIX)).direction(left, wanted)
    assert MATRIX @ change.columns + change.row_slacks == pytest.approx(left[0])
    assert change.rows @ MATRIX - change.column_slacks == pytest.approx(left[1])
    assert point.columns * change.column_slacks + point.column_slacks * change.columns == pytest.approx(wanted[0])
    assert point.rows * change.row_slacks + point.row_slacks * change.rows == pytest.approx(wanted[1])


def test_steps_stay_inside_and_come_nearer() -> None:
    point = first_point(MATRIX)
    for _ in range(5):
        following = next_point(point, NewtonSystem(point, Workspace(MATRIX)), residuals(MATRIX, point))
        assert smallest(following) > 0
        assert following.mean_product < point.mean_product
        point = following


def test_a_singular_normal_matrix_is_regularized_and_solved_all_the_same() -> None:
    matrix = 1 + np.tile(np.random.default_rng(3).random((6, 3)), (1, 2))
    point = first_point(matrix)
    point.column_slacks[:] = 1e-17  # the diagonal no longer tells equal columns apart
    system = NewtonSystem(point, Workspace(matrix))
    weights = np.random.default_rng(4).random(6)
    change = system.direction((np.zeros(6), matrix.T @ weights), (np.zeros(6), np.zeros(6)))
    normal_side = matrix.T @ (point.rows / point.row_slacks * (matrix @ change.columns))
    assert normal_side == pytest.approx(matrix.T @ weights, rel=1e-8)


def test_a_normal_matrix_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(central_path, "LAST_REGULARIZATION", 1e-15)
    matrix = np.ones((3, 2))
    point = Point(np.ones(2), np.ones(3), np.ones(3), np.full(2, -10.0))
    with pytest.raises(np.linalg.LinAlgError, match="singular in floating point"):
        NewtonSystem(point, Workspace(matrix))


def test_variables_of_some_rows_and_columns() -> None:
    point = first_point(MATRIX).restricted(np.array([0, 5]), np.array([3]))
    assert (point.rows.shape, point.row_slacks.shape, point.columns.shape, point.column_slacks.shape) == (
        (2,),
        (2,),
        (1,),
        (1,),
    )
