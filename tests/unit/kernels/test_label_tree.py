"""The branching tree on a single polyhedron."""

from __future__ import annotations

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.label_tree import LabelNode, vertices


def supports(tableau: IntegerTableau) -> list[list[int]]:
    """Positive variables of each vertex."""
    variables = tableau.basic + tableau.nonbasic[1:]
    root = LabelNode(tableau, None, sum(1 << variable for variable in variables))
    found = [node.primary for node in vertices(root, ([1] * len(variables), ())) if node is not None]
    return sorted(sorted(vertex.basic) for vertex in found)


def test_cube_has_eight_vertices() -> None:
    # x_i + s_i = 2; variables x_0 x_1 x_2 s_0 s_1 s_2
    rows = [[2, 1, 0, 0], [2, 0, 1, 0], [2, 0, 0, 1]]
    found = supports(IntegerTableau(rows, [3, 4, 5], [NO_VARIABLE, 0, 1, 2], 1))
    assert found == sorted(sorted((a, b, c)) for a in (0, 3) for b in (1, 4) for c in (2, 5))


def test_large_simplex_is_quick_although_its_faces_are_many() -> None:
    size = 40
    tableau = IntegerTableau([[3] + [1] * (size - 1)], [0], [NO_VARIABLE, *range(1, size)], 1)
    assert supports(tableau) == [[variable] for variable in range(size)]


def test_degenerate_apex_of_a_pyramid_is_found_once() -> None:
    # Square pyramid: height z = 4, base |x - z/2|, |y - z/2| <= 2 at z = 0: the apex is the meet of four sides.
    rows = [[4, 0, 0, 1], [0, -2, 0, 1], [0, 0, -2, 1], [8, 2, 0, 1], [8, 0, 2, 1]]
    found = supports(IntegerTableau(rows, [3, 4, 5, 6, 7], [NO_VARIABLE, 0, 1, 2], 1))
    assert len(found) == 5
    assert [0, 1, 2] in [[variable for variable in support if variable < 3] for support in found]


def test_lacked_variables_that_depend_on_one_another_leave_no_vertex() -> None:
    # x_0 + x_1 + x_2 = 5 and x_3 = 5 with x_0, x_1 (or x_1, x_2) both positive: inside an edge, not a vertex.
    tableau = IntegerTableau([[5, 1, 1], [5, 0, 0]], [0, 3], [NO_VARIABLE, 1, 2], 1)
    for lacked in (0b011, 0b110):
        root = LabelNode(tableau, None, 0b1111 & ~lacked, lacked)
        assert [node for node in vertices(root, ([1] * 4, ())) if node is not None] == []


def test_lacked_variable_that_must_be_zero_leaves_no_vertex() -> None:
    tableau = IntegerTableau([[0, 1]], [0], [NO_VARIABLE, 1], 1)
    assert [node for node in vertices(LabelNode(tableau, None, 0b10, 0b01), ([1, 1], ())) if node is not None] == []
