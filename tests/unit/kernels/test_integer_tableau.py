"""Pivots, faces and forced values of integer tableaux."""

from __future__ import annotations

import pytest

from gametheory.kernels import integer_tableau
from gametheory.kernels.integer_tableau import (
    NO_VARIABLE,
    IntegerTableau,
    eliminated_rows,
    eliminating_rows,
    fixed_at_zero,
    leaving_row,
    pivot,
    pivot_out,
    positive_variables,
    without_zeros,
)
from unit.kernels.running import num_heartbeats, result_of

# x_0 = 6 - 2 x_2 - x_3, x_1 = 4 - 3 x_3
TABLEAU = IntegerTableau([[6, 2, 1], [4, 0, 3]], [0, 1], [NO_VARIABLE, 2, 3], 1)


def face(tableau: IntegerTableau, variable: int) -> tuple[IntegerTableau | None, int]:
    """The face where a variable is zero, and the number of heartbeats on the way."""
    steps, beats = fixed_at_zero(tableau, variable), 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value, beats
        beats += 1


def test_pivot_there_and_back_restores_the_equations() -> None:
    there = pivot(TABLEAU, 0, 1)
    assert there == IntegerTableau([[6, 1, 1], [8, 0, 6]], [2, 1], [NO_VARIABLE, 0, 3], 2)
    assert pivot(there, 0, 1) == TABLEAU


def test_negative_pivot_keeps_the_denominator_positive() -> None:
    tableau = IntegerTableau([[0, -2, 1], [4, 0, 3], [5, 1, 0]], [0, 1, 4], [NO_VARIABLE, 2, 3], 1)
    after = pivot(tableau, 0, 1)
    assert after == IntegerTableau([[0, -1, -1], [8, 0, 6], [10, 1, 1]], [2, 1, 4], [NO_VARIABLE, 0, 3], 2)
    assert pivot_out(tableau, 0, 1) == IntegerTableau([[0, -1], [8, 6], [10, 1]], [2, 1, 4], [NO_VARIABLE, 3], 2)


@pytest.mark.parametrize(("column", "preferred", "expected"), [(1, -1, 0), (2, -1, 1), (3, -1, 2), (3, 0, 0)])
def test_leaving_row(column: int, preferred: int, expected: int) -> None:
    tableau = IntegerTableau([[6, 2, 1, 3], [4, 0, 3, 0], [2, -1, 1, 1]], [5, 1, 0], [NO_VARIABLE, 2, 3, 4], 1)
    assert leaving_row(tableau, column, preferred) == expected


def test_no_row_bounds_a_ray() -> None:
    assert leaving_row(IntegerTableau([[6, -2]], [0], [NO_VARIABLE, 1], 1), 1) == -1


def test_face_of_nonbasic_absent_and_basic_variables() -> None:
    assert face(TABLEAU, 3) == (IntegerTableau([[6, 2], [4, 0]], [0, 1], [NO_VARIABLE, 2], 1), 1)
    assert face(TABLEAU, 9) == (TABLEAU, 1)
    assert face(TABLEAU, 1) == (IntegerTableau([[14, 6], [4, 0]], [0, 3], [NO_VARIABLE, 2], 3), 1)
    assert face(IntegerTableau([[0, 0], [3, 1]], [0, 1], [NO_VARIABLE, 2], 1), 0)[0] == IntegerTableau(
        [[3, 1]], [1], [NO_VARIABLE, 2], 1
    )
    assert face(IntegerTableau([[0, -1], [3, 1]], [0, 1], [NO_VARIABLE, 2], 1), 0)[0] == IntegerTableau(
        [[0], [3]], [2, 1], [NO_VARIABLE], 1
    )


def test_empty_face() -> None:
    # x_0 = 6 - x_2 with x_2 <= 2
    tableau = IntegerTableau([[6, 1], [2, 1]], [0, 1], [NO_VARIABLE, 2], 1)
    assert face(tableau, 0) == (None, 2)


def test_degenerate_pivots_end() -> None:
    # x_0 = 5 - 3 x_3 - 2 x_4 where x_1 = 0 - x_3 + x_4 and x_2 = 0 - x_3 + 2 x_4 hold x_3 back at first
    tableau = IntegerTableau([[5, 3, 2], [0, 1, -1], [0, 1, -2]], [0, 1, 2], [NO_VARIABLE, 3, 4], 1)
    found, beats = face(tableau, 0)
    assert found is not None
    assert beats >= 1
    assert min(row[0] for row in found.rows) >= 0
    assert 0 not in found.basic + found.nonbasic


def test_forced_values() -> None:
    # x_0 = 0 - x_3 (both zero); x_1 = 2 + x_4 (positive); x_2 = 1 - x_3 (positive once x_3 is zero)
    tableau = IntegerTableau([[0, 1, 0], [2, 0, -1], [1, 1, 0]], [0, 1, 2], [NO_VARIABLE, 3, 4], 1)
    assert positive_variables(tableau) == 0b00010
    rest, zero = without_zeros(tableau)
    assert zero == 0b01001
    assert rest == IntegerTableau([[2, -1], [1, 0]], [1, 2], [NO_VARIABLE, 4], 1)
    assert positive_variables(rest) == 0b00110


class TestEliminatingRows:
    @pytest.mark.parametrize("slice_", [60, 400, 10**9])
    @pytest.mark.parametrize("place", [(0, 1), (4, 3), (7, 5)])
    def test_slices_make_the_same_rows(
        self, monkeypatch: pytest.MonkeyPatch, slice_: int, place: tuple[int, int]
    ) -> None:
        rows = [[(7 * row + 5 * column + row * column) % 11 - 4 for column in range(6)] for row in range(8)]
        for row, column in ((0, 1), (4, 3), (7, 5)):
            rows[row][column] = -3 if row else 2
        tableau = IntegerTableau(rows, list(range(8)), [NO_VARIABLE, *range(8, 13)], 1)
        expected = eliminated_rows(tableau, *place)
        monkeypatch.setattr(integer_tableau, "SLICE", slice_)
        assert result_of(eliminating_rows(tableau, *place)) == expected

    def test_long_numbers_have_many_slices(self) -> None:
        tableau = IntegerTableau([[10**3000 + row, 10**3000 - row, 7] for row in range(300)], [], [0, 1, 2], 1)
        assert num_heartbeats(eliminating_rows(tableau, 3, 1)) > 5
        tableau = IntegerTableau([[row, 5, 7] for row in range(300)], [], [0, 1, 2], 1)
        assert num_heartbeats(eliminating_rows(tableau, 3, 1)) == 0
