"""What follows from the order of choices: one set of two actions, and one of two after the second of them."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.words.face_states import (
    INSIDE,
    LOOSE,
    NEEDED,
    OUTSIDE,
    TIGHT,
    InfosetArrays,
    decision_of,
    follow,
)

INFOSETS = InfosetArrays(
    before=np.array([-1, 1]),
    first=np.array([0, 2]),
    num_actions=np.array([2, 2]),
    relevant=np.array([[False] * 4 + [True]] * 2),
    is_relevant=np.array([False, False]),
    side=np.array([0, 0, 0, 0, 1]),
    is_last=np.array([True, False, True, True, True]),
)


def after(*states: int) -> tuple[int, list[int]]:
    """How many decisions follow, and all states then."""
    array = np.array(states, dtype=np.uint8)
    return follow(INFOSETS, array), array.tolist()


def test_choices_behind_what_is_outside_are_outside() -> None:
    number, states = after(0, OUTSIDE, 0, 0, 0)
    assert number == 3
    assert states == [INSIDE | NEEDED, OUTSIDE, OUTSIDE, OUTSIDE, 0]


def test_all_is_inside_where_nothing_matters() -> None:
    number, states = after(0, 0, 0, 0, OUTSIDE)
    assert number == 4
    assert all(state & INSIDE for state in states[:4])


def test_tight_is_inside_where_it_is_reached() -> None:
    assert after(TIGHT, 0, TIGHT, 0, 0) == (1, [TIGHT | INSIDE, 0, TIGHT, 0, 0])


def test_some_action_is_needed() -> None:
    assert after(OUTSIDE, OUTSIDE, 0, 0, 0)[0] == -1


@pytest.mark.parametrize(
    ("is_inside", "is_last", "expected"),
    [
        (True, True, INSIDE),
        (True, False, INSIDE | NEEDED),
        (False, True, OUTSIDE | LOOSE),
        (False, False, OUTSIDE),
    ],
)
def test_decisions(expected: int, *, is_inside: bool, is_last: bool) -> None:
    assert decision_of(is_inside, is_last) == expected
