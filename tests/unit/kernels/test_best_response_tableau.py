from __future__ import annotations

from gametheory.kernels.best_response_tableau import (
    best_response_tableau,
    best_response_tableaus,
    lexicographic_row,
    strategy_weights,
    vertex_labels,
)
from gametheory.kernels.integer_tableau import IntegerTableau, pivot


def test_polytope_at_zero() -> None:
    tableau = best_response_tableau([[-4, 2, 5], [8, -1, -4]], range(3), range(3, 5))
    assert tableau == IntegerTableau([[1, 1, 3, 4], [1, 5, 2, 1]], [3, 4], [-1, 0, 1, 2], 1)


def test_units_and_origin_do_not_matter() -> None:
    payoffs = [[3, 3], [2, 5], [0, 6]]
    other = [[10**12 + 10**20 * entry for entry in row] for row in payoffs]
    assert best_response_tableau(payoffs, range(2), range(2, 5)) == best_response_tableau(other, range(2), range(2, 5))


def test_constant_payoffs() -> None:
    assert best_response_tableau([[7, 7]], range(2), range(2, 3)).rows == [[1, 1, 1]]


def test_both_polytopes_bear_the_labels_of_the_game() -> None:
    first, second = best_response_tableaus([[3, 1, 0]], [[5, 6, 7]])
    assert (first.nonbasic, first.basic) == ([-1, 0], [1, 2, 3])
    assert (second.nonbasic, second.basic) == ([-1, 1, 2, 3], [0])
    assert first.rows == [[1, 1], [1, 2], [1, 3]]
    assert second.rows == [[1, 4, 2, 1]]


def test_smallest_ratio_leaves() -> None:
    tableau = best_response_tableau([[0, 1], [2, 0], [1, 5]], range(2), range(2, 5))
    assert lexicographic_row(tableau, 1, range(2, 5)) == 1
    assert lexicographic_row(tableau, 2, range(2, 5)) == 2


def test_ties_go_by_the_slacks_of_the_first_rows() -> None:
    tableau = best_response_tableau([[2, 0], [2, 1], [0, 3]], range(2), range(2, 5))
    assert lexicographic_row(tableau, 1, range(2, 5)) == 1
    after = pivot(tableau, 1, 1)
    assert [row[0] for row in after.rows] == [0, 1, 2]
    # where the slack of row 1 has become nonbasic, its column decides: -3, of ratio -1, comes before 0
    tied = IntegerTableau([[0, -3, 3], [0, 0, 1], [2, -1, 2]], [2, 0, 4], [-1, 3, 1], 3)
    assert lexicographic_row(tied, 2, range(3, 5)) == 0


def test_weights_and_labels() -> None:
    tableau = best_response_tableau([[1, 2, 2], [3, 1, 2]], range(3), range(3, 5))
    assert strategy_weights(tableau, range(3)) == (0, 0, 0)
    assert vertex_labels(tableau) == 0b00111
    both = pivot(pivot(tableau, 1, 1), 0, 2)
    assert strategy_weights(both, range(3)) == (1, 2, 0)
    assert vertex_labels(both) == 0b11100


def test_labels_of_a_degenerate_vertex() -> None:
    tableau = pivot(best_response_tableau([[1, 2], [1, 3]], range(2), range(2, 4)), 0, 1)
    assert strategy_weights(tableau, range(2)) == (1, 0)
    assert vertex_labels(tableau) == 0b1110
