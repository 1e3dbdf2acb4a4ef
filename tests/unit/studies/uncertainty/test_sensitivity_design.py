"""Designs and indices, against a function whose indices are known in closed form."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from gametheory.errors import InvalidParameterError
from gametheory.studies.uncertainty.sensitivity_design import Design, whole_groups
from gametheory.studies.uncertainty.sensitivity_records import SobolIndex

NAMES = ("first", "second", "third")


def test_indices_of_the_ishigami_function() -> None:
    """With 7 and 0.1: alone 0.3139, 0.4424 and 0; totals 0.5576, 0.4424 and 0.2437 (Saltelli et al. 2008)."""
    design = Design("sobol", NAMES, 4096, 5)
    points = design.points()
    assert points.shape == (4096 * 5, 3)
    angle = (2 * points - 1) * np.pi
    values = np.sin(angle[:, 0]) + 7 * np.sin(angle[:, 1]) ** 2 + 0.1 * angle[:, 2] ** 4 * np.sin(angle[:, 0])
    found: Any = design.indices(points, values)
    assert [index.first for index in found] == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert [index.total for index in found] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    spread = design.spread(values, is_share=False)
    assert spread is not None
    assert spread.mean == pytest.approx(3.5, abs=0.05)


def test_trajectories_change_one_coordinate_after_the_other() -> None:
    design = Design("morris", NAMES, 6, 0)
    points = design.points()
    assert set(np.unique(points)) <= {0.125, 0.375, 0.625, 0.875}
    steps = np.diff(points.reshape(6, 4, 3), axis=1)
    assert ((np.abs(steps) > 0).sum(axis=2) == 1).all()
    assert ((np.abs(steps) > 0).any(axis=1)).all()
    found: Any = design.indices(points, 5 * points[:, 0] - 2 * points[:, 1] + 1)
    assert [effect.mean for effect in found] == pytest.approx([5 * 0.75, -2 * 0.75, 0])
    assert found[2].mean_absolute == 0


def test_what_does_not_vary_depends_on_nothing() -> None:
    for method in ("sobol", "morris"):
        design = Design(method, NAMES, 4, 0)
        points = design.points()
        found: Any = design.indices(points, np.full(len(points), 1 / 3))
        assert {getattr(index, "total", getattr(index, "mean", None)) for index in found} == {0}
        assert design.indices(points[: design.group_size], points[: design.group_size, 0]) == ()


def test_the_interval_of_a_share_is_never_empty() -> None:
    design = Design("sobol", ("one",), 8, 0)
    none = design.spread(np.zeros(24), is_share=True)
    half = design.spread(np.tile([0.0, 0.0, 1.0], 8), is_share=True)
    assert none is not None
    assert half is not None
    assert 0.1 < none.error < 0.3
    assert half.error == pytest.approx(0.22, abs=0.01)


def test_whole_groups() -> None:
    assert whole_groups([True, True, True, False, True, True], 2).tolist() == [True, True, False, False, True, True]


def test_no_design() -> None:
    with pytest.raises(InvalidParameterError, match="expected method"):
        Design("fast", NAMES, 4, 0)


def test_samples_that_are_nearly_all_alike_have_finite_indices() -> None:
    plan = Design("sobol", ("fee", "cost"), 4, 0)
    points = plan.points()
    for place in range(len(points)):
        values = np.zeros(len(points))
        values[place] = 1.0
        for index in plan.indices(points, values):
            assert isinstance(index, SobolIndex)
            assert all(map(math.isfinite, (index.first, index.first_error, index.total, index.total_error)))
