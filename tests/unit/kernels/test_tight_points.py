from __future__ import annotations

from gametheory.kernels.tight_points import Inequalities

SQUARE = Inequalities([[2, -1, 0], [6, 0, -2]])  # x <= 2, y <= 3


def test_a_corner() -> None:
    assert SQUARE.vector([3, 4]) == [1, 2, 3]
    assert SQUARE.vector([1, 4]) == [1, 0, 3]


def test_all_vectors_of_an_edge() -> None:
    edge = SQUARE.vectors([3])
    assert len(edge) == 2
    assert all(2 * height == across for height, across, _ in edge)


def test_reasons_are_what_a_row_is_made_of() -> None:
    both = Inequalities([[2, -1, 0], [6, 0, -2], [5, -1, -1], [4, -2, 0]])
    assert sorted(both.reasons(2, [3, 4])) == [3, 4]
    assert both.reasons(3, [3, 4]) == [3]
    assert sorted(Inequalities([[0, 3, 1]]).reasons(0, [1, 2])) == [1, 2]
