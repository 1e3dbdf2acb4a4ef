from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.words.refined_rays import Equations, refined_error


def equations(rows: list[list[float]]) -> Equations:
    size = len(rows[0])
    entries = np.array(rows)
    memory = np.empty((size, size)), np.empty((size, 2 * size)), np.empty(size), np.empty(size, np.int32)
    return Equations(entries, np.zeros_like(entries), *memory)


def test_a_rough_ray_becomes_sharp() -> None:
    # 3 x = z_0 and 7 y = z_0
    rows = equations([[1.0, -3.0, 0.0], [1.0, 0.0, -7.0]])
    values, rests = np.array([1.0, 0.333, 0.1429]), np.zeros(3)
    error = refined_error(rows, np.array([3, 4], np.int32), values, rests)
    assert 0.0 < error < 1e-20
    assert values[1:] == pytest.approx([1 / 3, 1 / 7], rel=1e-15)
    assert abs(rests[1]) > 0.0


def test_a_coordinate_that_is_zero_without_being_chosen_stays_so() -> None:
    rows = equations([[0.0, 1.0, -1.0], [1.0, -1.0, -1.0]])
    values, rests = np.array([0.0, 0.501, 0.5]), np.zeros(3)
    assert refined_error(rows, np.array([3, 4], np.int32), values, rests) > 1e-3  # 2 x = z_0 is not zero
    assert values[0] == 0.0


def test_nothing_is_changed_where_equations_do_not_determine_it() -> None:
    rows = equations([[1.0, -3.0, 0.0], [2.0, -6.0, 0.0]])
    values = np.array([1.0, 0.333, 0.1429])
    assert refined_error(rows, np.array([3, 4], np.int32), values, np.zeros(3)) == -1.0
    assert values.tolist() == [1.0, 0.333, 0.1429]
