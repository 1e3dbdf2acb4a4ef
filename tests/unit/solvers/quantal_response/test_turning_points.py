from __future__ import annotations

import numpy as np

from gametheory import load
from gametheory.kernels.logit_branch import branch_tangent
from gametheory.solvers.quantal_response.equations import equations_of
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.solvers.quantal_response.turning_points import turns_of, with_turning_points


def test_turning_points_have_a_level_tangent() -> None:
    arm = logit_path(load("seventy_five_equilibria")).arms[0]
    equations = equations_of(arm.game)
    points = np.column_stack([arm.log_probabilities, arm.precisions * equations.unit])
    (turn,) = turns_of(arm.precisions)
    lowest = points[turn, -1]
    refined = with_turning_points(equations, points, lowest)
    assert len(refined) == len(points) + 1
    place = int(np.argmin(refined[:, -1]))
    assert refined[place, -1] < lowest
    tangent, _ = branch_tangent(equations, refined[place], refined[place] - refined[place - 1])
    assert abs(tangent[-1]) < 1e-9
    assert np.abs(equations(refined[place])[0]).max() < 1e-10
    assert len(with_turning_points(equations, points, lowest * 2)) == len(points)


def test_monotone_precisions_have_no_turn() -> None:
    assert turns_of(np.arange(5.0)) == ()
    assert turns_of(np.zeros(1)) == ()
