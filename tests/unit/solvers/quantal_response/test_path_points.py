from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gametheory import InvalidParameterError, NormalFormGame, SolverError, load
from gametheory.solvers.quantal_response.path_points import PathCurve, points_at, response_at
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.solvers.quantal_response.table_responses import TableResponses

GAME = NormalFormGame(np.random.default_rng(1).random((2, 4, 4)))
PATH = logit_path(GAME)


@pytest.mark.parametrize(
    "precision", [0, 0.1, 1.0, 17.0, 150.0, float(PATH.precisions[-2]), float(PATH.precisions[-1])]
)
def test_points_have_the_precision_that_was_asked_for(precision: float) -> None:
    (found,) = points_at(PATH, precision)
    assert found.precision == pytest.approx(precision, rel=1e-12)
    assert found.certificate.residual < 1e-8 * (1 + precision)
    assert found.certificate.is_proved


@pytest.mark.parametrize("precision", [-1.0, float(PATH.precisions[-1]) * 1.01])
def test_precisions_outside_are_refused(precision: float) -> None:
    with pytest.raises(InvalidParameterError, match=r"expected a precision from 0 to .* which the path has, got"):
        points_at(PATH, precision)


@pytest.mark.parametrize("precision", [float("nan"), float("inf"), "high", True, None])
def test_what_is_no_precision_is_refused(precision: object) -> None:
    with pytest.raises(InvalidParameterError, match="expected a precision, a number from 0 on, got"):
        points_at(PATH, precision)  # type: ignore[arg-type]


def test_a_path_that_turns_back_has_several_points() -> None:
    arm = logit_path(load("seventy_five_equilibria")).arms[0]
    (turn,) = arm.turns
    near = float(arm.precisions[turn])
    for share in (0.9999, 1.0, 1.001, 1.02):
        found = points_at(arm, near * share)
        assert len(found) == 2
        assert all(point.precision == pytest.approx(near * share) for point in found)
        assert np.abs(found[0].log_probabilities - found[1].log_probabilities).max() > 1e-4
    with pytest.raises(InvalidParameterError, match="expected a precision from"):
        points_at(arm, near * 0.99)


def test_a_curve_passes_through_the_points() -> None:
    curve = PathCurve(PATH)
    for place in (0, 3, 4.5, PATH.num_points - 1):
        assert np.abs(curve.point(place)[:-1]).shape == (8,)
        tangent = curve.tangent(place)
        assert np.linalg.norm(tangent) == pytest.approx(1.0)
    assert curve.precision(4) < curve.precision(4.5) < curve.precision(5)


def test_what_is_no_path_is_not_followed() -> None:
    logs = PATH.log_probabilities.copy()
    logs[4:6] = logs[4:6, ::-1] - 3.0
    broken = replace(PATH, log_probabilities=logs)
    with pytest.raises(SolverError, match="did not lead back to the path"):
        points_at(broken, float(PATH.precisions[4] + PATH.precisions[5]) / 2)
    with pytest.raises(SolverError, match="did not lead back to the path"):
        PathCurve(broken).point(4.5)


def test_a_point_is_given_with_its_certificate() -> None:
    equations = TableResponses(GAME)
    response = response_at(equations, equations.center())
    assert response.precision == 0.0
    assert response.certificate.residual == 0.0
