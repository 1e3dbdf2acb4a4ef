"""Faces of polyhedra in machine words: the same as in Python's integers."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.words.simplex import entering_column, fix_at_zero, leaving_row
from gametheory.kernels.words.tableau import BUDGET, DONE, EMPTY, IS_STALLED, NUM_PIVOTS, PAUSED, TOO_WIDE
from unit.kernels.word_tableaux import integer_tableau, word_tableau

# x_0 = 6 - 2 x_2 - x_3, x_1 = 4 - 3 x_3
TABLEAU = IntegerTableau([[6, 2, 1], [4, 0, 3]], [0, 1], [NO_VARIABLE, 2, 3], 1)


def counters(budget: int = 10**6) -> np.ndarray:
    array = np.zeros(8, np.int64)
    array[BUDGET] = budget
    return array


@pytest.mark.parametrize(("column", "preferred", "expected"), [(1, -1, 0), (2, -1, 1), (3, -1, 2), (3, 0, 0)])
def test_leaving_row(column: int, preferred: int, expected: int) -> None:
    tableau = IntegerTableau([[6, 2, 1, 3], [4, 0, 3, 0], [2, -1, 1, 1]], [5, 1, 0], [NO_VARIABLE, 2, 3, 4], 1)
    assert leaving_row(word_tableau(tableau, 1), column, preferred) == expected


def test_ratios_closer_than_floats_can_tell_are_ordered_exactly() -> None:
    large = 2**90
    for first, second, expected in ((large, large + 1, 0), (large + 1, large, 1), (large, large, 1)):
        tableau = IntegerTableau([[first, large], [second, large]], [7, 3], [NO_VARIABLE, 5], 1)
        assert leaving_row(word_tableau(tableau, 2), 1, -1) == expected


def test_no_row_bounds_a_ray() -> None:
    assert leaving_row(word_tableau(IntegerTableau([[6, -2]], [0], [NO_VARIABLE, 1], 1), 1), 1, -1) == -1


def test_entering_column_is_the_steepest_and_after_a_stall_the_first() -> None:
    tableau = word_tableau(IntegerTableau([[5, -1, 3, 7]], [0], [NO_VARIABLE, 1, 2, 3], 1), 1)
    assert entering_column(tableau, 0) == 3
    tableau.size[IS_STALLED] = 1
    assert entering_column(tableau, 0) == 2


def test_faces() -> None:
    tableau = word_tableau(TABLEAU, 1)
    assert fix_at_zero(tableau, 1, counters()) == DONE
    assert integer_tableau(tableau) == IntegerTableau([[14, 6], [4, 0]], [0, 3], [NO_VARIABLE, 2], 3)
    zero = word_tableau(IntegerTableau([[0, 0], [3, 1]], [0, 1], [NO_VARIABLE, 2], 1), 1)
    assert fix_at_zero(zero, 0, counters()) == DONE
    assert integer_tableau(zero) == IntegerTableau([[3, 1]], [1], [NO_VARIABLE, 2], 1)
    degenerate = word_tableau(IntegerTableau([[0, -1], [3, 1]], [0, 1], [NO_VARIABLE, 2], 1), 1)
    assert fix_at_zero(degenerate, 0, counters()) == DONE
    assert integer_tableau(degenerate) == IntegerTableau([[0], [3]], [2, 1], [NO_VARIABLE], 1)


def test_empty_face() -> None:
    # x_0 = 6 - x_2 with x_2 <= 2
    tableau = word_tableau(IntegerTableau([[6, 1], [2, 1]], [0, 1], [NO_VARIABLE, 2], 1), 1)
    assert fix_at_zero(tableau, 0, counters()) == EMPTY


def test_degenerate_pivots_end() -> None:
    # x_0 = 5 - 3 x_3 - 2 x_4 where x_1 = 0 - x_3 + x_4 and x_2 = 0 - x_3 + 2 x_4 hold x_3 back at first
    equations = IntegerTableau([[5, 3, 2], [0, 1, -1], [0, 1, -2]], [0, 1, 2], [NO_VARIABLE, 3, 4], 1)
    tableau = word_tableau(equations, 1)
    assert fix_at_zero(tableau, 0, counters()) == DONE
    found = integer_tableau(tableau)
    assert min(row[0] for row in found.rows) >= 0
    assert 0 not in found.basic + found.nonbasic


def test_a_spent_budget_stops_between_two_pivots() -> None:
    equations = IntegerTableau([[5, 3, 2], [0, 1, -1], [0, 1, -2]], [0, 1, 2], [NO_VARIABLE, 3, 4], 1)
    tableau, counts, statuses = word_tableau(equations, 1), counters(0), []
    while not statuses or statuses[-1] == PAUSED:
        counts[BUDGET] = len(statuses)
        statuses.append(fix_at_zero(tableau, tableau.basic.tolist().index(0), counts))
    assert statuses == [PAUSED] * (len(statuses) - 1) + [DONE]
    assert len(statuses) == counts[NUM_PIVOTS] > 1


def test_too_few_words() -> None:
    large = 2**40
    tableau = word_tableau(IntegerTableau([[large, large], [1, large]], [0, 1], [NO_VARIABLE, 2], 1), 1)
    assert fix_at_zero(tableau, 0, counters()) == TOO_WIDE
