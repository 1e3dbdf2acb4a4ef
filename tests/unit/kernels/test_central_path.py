"""Steps along the central path of a matrix game."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.kernels.central_path import Point, first_point, next_point
from gametheory.kernels.newton_system import DenseWorkspace, NewtonSystem
from unit.kernels.running import result_of

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


def test_steps_stay_inside_and_come_nearer() -> None:
    point = first_point(MATRIX)
    for _ in range(5):
        system = NewtonSystem(point, DenseWorkspace(MATRIX))
        result_of(system.factorize())
        following = result_of(next_point(point, system, residuals(MATRIX, point)))
        assert smallest(following) > 0
        assert following.mean_product < point.mean_product
        point = following


def test_variables_of_some_rows_and_columns() -> None:
    point = first_point(MATRIX).restricted(np.array([0, 5]), np.array([3]))
    assert (point.rows.shape, point.row_slacks.shape, point.columns.shape, point.column_slacks.shape) == (
        (2,),
        (2,),
        (1,),
        (1,),
    )
