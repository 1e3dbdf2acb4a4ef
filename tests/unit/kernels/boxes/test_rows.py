"""Comparisons of two actions."""

from __future__ import annotations

import pytest

from gametheory.kernels.boxes.arrays import EXCLUDED, INFERIOR, LOWER, REQUIRED, STATUS, UNDECIDED, UPPER
from gametheory.kernels.boxes.frames import load_frame
from gametheory.kernels.boxes.rows import compare_rows
from unit.kernels.boxes_of_games import workplace_of

# the first player's second action is worse if the second player takes the first action with more than 1/4
PAYOFFS = [[1, 0, 0, 3], [0, 0, 0, 0]]


def test_an_action_that_is_worse_everywhere_goes() -> None:
    work = workplace_of((2, 2), PAYOFFS)
    work.weights[LOWER, 2] = 0.7500001
    load_frame(work)
    assert compare_rows(work)
    assert work.actions[STATUS].tolist() == [UNDECIDED, INFERIOR, UNDECIDED, UNDECIDED]
    assert work.weights[UPPER].tolist() == [1.0, 0.0, 1.0, 1.0]


def test_it_stays_where_it_may_be_as_good() -> None:
    work = workplace_of((2, 2), PAYOFFS)
    work.weights[LOWER, 2] = 0.75
    load_frame(work)
    assert compare_rows(work)
    assert not work.actions[STATUS].any()


def test_nothing_is_left_where_it_is_required() -> None:
    work = workplace_of((2, 2), PAYOFFS)
    work.weights[LOWER, 2] = 0.7500001
    work.actions[STATUS, 1] = REQUIRED
    load_frame(work)
    assert not compare_rows(work)


@pytest.mark.parametrize(("required", "bounds"), [(0, (0.75, 1.0)), (1, (0.0, 0.75))])
def test_a_required_action_bounds_the_others(required: int, bounds: tuple[float, float]) -> None:
    work = workplace_of((2, 2), PAYOFFS)
    work.actions[STATUS, required] = REQUIRED
    load_frame(work)
    assert compare_rows(work)
    assert (work.weights[LOWER, 2], work.weights[UPPER, 2]) == pytest.approx(bounds)


def test_actions_without_weight_are_compared_until_they_are_worse() -> None:
    work = workplace_of((2, 2), PAYOFFS)
    work.actions[STATUS, :2] = [REQUIRED, EXCLUDED]
    work.weights[UPPER, 1] = 0.0
    load_frame(work)
    assert compare_rows(work)
    assert work.weights[LOWER, 2] == pytest.approx(0.75)
    assert work.actions[STATUS, 1] == EXCLUDED
