"""Places solved from coarse to fine: what is not solved lies among equals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.studies.place_refinement import FIRST_STEP, OPEN, refined

if TYPE_CHECKING:
    from gametheory.array_types import IndexArray

SIZE = 4 * FIRST_STEP + 1


def open_grid() -> IndexArray:
    return np.full((SIZE, SIZE), OPEN, dtype=np.int32)


def test_a_straight_border_is_found_exactly() -> None:
    solved = []

    def label_at(column: int, row: int) -> int:
        solved.append((column, row))
        return int(3 * column > 2 * row + 5)

    found = refined(open_grid(), label_at, most_solved=10_000)
    assert found.step == 1
    expected = [[int(3 * column > 2 * row + 5) for row in range(SIZE)] for column in range(SIZE)]
    assert found.labels.tolist() == expected
    assert len(solved) == len(set(solved)) == SIZE**2 - found.num_taken
    assert len(solved) < SIZE**2 / 2


def test_the_grid_is_no_finer_than_its_places_allow() -> None:
    found = refined(open_grid(), lambda column, row: column * SIZE + row, most_solved=100)
    assert (found.step, found.num_taken) == (FIRST_STEP // 2, 0)
    assert found.labels.tolist() == [
        [column * SIZE + row for row in range(0, SIZE, found.step)] for column in range(0, SIZE, found.step)
    ]


def test_what_is_known_is_not_solved() -> None:
    labels = open_grid()
    labels[: SIZE // 2] = 7
    solved = []

    def label_at(column: int, row: int) -> int:
        solved.append(column)
        return row % 2

    found = refined(labels, label_at, most_solved=10_000)
    assert min(solved) >= SIZE // 2
    assert (found.labels[: SIZE // 2] == 7).all()
    assert (labels != OPEN).all()


def test_the_first_places_are_always_solved() -> None:
    assert refined(open_grid(), lambda column, row: 3, most_solved=0).labels.shape == (5, 5)
    found = refined(open_grid(), lambda column, row: 3, most_solved=25)
    assert found.step == 1
    assert (found.labels == 3).all()
    assert found.num_taken == pytest.approx(SIZE**2 - 25)
