from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.logit_branch import LogitBranch, branch_tangent, corrected_point

UPWARDS = np.array([0.0, 0.0, 1.0])


def pitchfork(point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two equations whose branch x = y = 0 is crossed by x**2 = z - 3, y = 0 at z = 3."""
    x, y, z = point
    return np.array([x * (x * x + 3.0 - z), y]), np.array([[3.0 * x * x + 3.0 - z, 0.0, -x], [0.0, 1.0, 0.0]])


def circle(point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One equation whose branch through (-1, 0) turns at (0, 1)."""
    x, z = point
    return np.array([x * x + z * z - 1.0]), np.array([[2.0 * x, 2.0 * z]])


def test_a_change_of_sign_marks_where_a_branch_is_crossed() -> None:
    branch = LogitBranch(pitchfork, np.zeros(3), UPWARDS, lambda _: 0.0)
    for _ in branch.follow():
        pass
    assert branch.has_ended
    assert len(branch.crossings) == 1
    before, after = (branch.points[branch.crossings[0] + shift] for shift in (0, 1))
    assert before[2] < 3.0 < after[2]
    assert after[2] - before[2] < 1e-4
    assert np.abs(np.array(branch.points)[:, :2]).max() < 1e-12


def test_a_branch_may_turn_back() -> None:
    branch = LogitBranch(circle, np.array([-1.0, 0.0]), np.array([0.0, 1.0]), lambda _: 1.0)
    for _ in branch.follow():
        if branch.points[-1][0] > 0.9:
            break
    points = np.array(branch.points)
    assert np.abs((points**2).sum(axis=1) - 1.0).max() < 1e-10
    assert points[:, 1].max() > 0.95
    assert branch.crossings == []


def test_a_branch_that_ends_nowhere_is_lost() -> None:
    def broken(point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        left, derivatives = circle(point)
        return (left, derivatives) if point[1] < 0.5 else (left * np.nan, derivatives)

    branch = LogitBranch(broken, np.array([-1.0, 0.0]), np.array([0.0, 1.0]), lambda _: 1.0)
    for _ in branch.follow():
        pass
    assert branch.is_lost
    assert not branch.has_ended
    assert 0.4 < branch.points[-1][1] <= 0.5


def test_the_tangent_keeps_the_direction() -> None:
    tangent, sign = branch_tangent(circle, np.array([0.6, 0.8]), np.array([1.0, 0.0]))
    assert tangent == pytest.approx([0.8, -0.6])
    assert sign == -1.0
    assert branch_tangent(circle, np.array([0.6, 0.8]), np.array([-1.0, 0.0]))[1] == 1.0


def test_corrections_that_are_too_large_or_singular_are_refused() -> None:
    row = np.array([0.0, 1.0])
    assert corrected_point(circle, np.array([0.3, 0.0]), row) is None
    found = corrected_point(circle, np.array([0.3, 0.0]), row, worst=np.inf)
    assert found is not None
    assert found[0] == pytest.approx([1.0, 0.0])
    assert corrected_point(circle, np.array([0.0, 0.0]), row) is None
