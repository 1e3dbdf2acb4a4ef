"""Faces in floats, compiled: x + 2 y - z = 2 solved for x, and w + y = 3 for w; labels x, y, z, w are 0 to 3."""

from __future__ import annotations

import numpy as np

from gametheory.kernels.words.rounded_faces import (
    BUDGET,
    DONE,
    EMPTY,
    NUM_COLUMNS,
    NUM_ROWS,
    PAUSED,
    RoundedFace,
    copy_face,
    drop_column,
    drop_row,
    exchange,
    fix_at_zero,
    free_column,
    is_nearly_positive,
    is_nearly_zero,
    rate,
    steepness,
)


def face() -> RoundedFace:
    return RoundedFace(
        entries=np.array([[2.0, 2.0, -1.0], [3.0, 1.0, 0.0]]),
        basic=np.array([0, 3], dtype=np.int32),
        nonbasic=np.array([-1, 1, 2], dtype=np.int32),
        size=np.array([2, 3]),
    )


def counters(budget: int = 1_000) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([budget, 0])


def test_pivot() -> None:
    pivoted = face()
    exchange(pivoted, 0, 1)
    assert pivoted.entries.tolist() == [[1.0, 0.5, -0.5], [2.0, -0.5, 0.5]]
    assert pivoted.basic.tolist() == [1, 3]
    assert pivoted.nonbasic.tolist() == [-1, 0, 2]


def test_fix_at_zero_keeps_the_column_behind_the_others() -> None:
    smaller = face()
    assert fix_at_zero(smaller, 0, counters(), BUDGET) == DONE
    assert smaller.size.tolist() == [2, 2]
    assert smaller.nonbasic.tolist() == [-1, 2, 0]
    assert smaller.entries.tolist() == [[1.0, -0.5, 0.5], [2.0, 0.5, -0.5]]


def test_a_column_is_free_again() -> None:
    fixed = face()
    drop_column(fixed, 1)
    assert fixed.nonbasic.tolist() == [-1, 2, 1]
    free_column(fixed, 2)
    assert fixed.size.tolist() == [2, 3]
    assert fixed.entries.tolist() == [[2.0, -1.0, 2.0], [3.0, 0.0, 1.0]]


def test_a_positive_variable_cannot_be_fixed() -> None:
    positive = face()
    drop_column(positive, 1)
    assert fix_at_zero(positive, 0, counters(), BUDGET) == EMPTY


def test_fixing_pauses_and_goes_on() -> None:
    slow = face()
    slow.entries[1, 0] = 0.5
    assert fix_at_zero(slow, 0, counters(1), BUDGET) == PAUSED
    assert slow.basic.tolist() == [0, 1]
    assert fix_at_zero(slow, 0, counters(), BUDGET) == EMPTY


def test_copies_are_apart() -> None:
    source, target = face(), face()
    target.entries[:] = 7.0
    drop_row(source, 0)
    copy_face(source, target)
    assert target.size[NUM_ROWS] == 1
    assert target.size[NUM_COLUMNS] == 3
    assert target.basic[0] == 3
    assert target.entries.tolist() == [[3.0, 1.0, 0.0], [7.0, 7.0, 7.0]]


def test_what_rows_say() -> None:
    said = face()
    assert steepness(said, 0) == 2.0
    assert not is_nearly_zero(said, 1)
    assert not is_nearly_positive(said, 1)
    drop_column(said, 1)
    assert is_nearly_positive(said, 1)
    assert is_nearly_positive(said, 0)
    said.entries[1, 0] = 0.0
    assert is_nearly_zero(said, 1)
    assert not is_nearly_positive(said, 1)
    scores = np.full(4, 9.0)
    rate(face(), scores)
    assert scores.tolist() == [1.0, 0.0, 0.0, 3.0]
