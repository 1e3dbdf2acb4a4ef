from __future__ import annotations

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.plan_faces import lowered, positive_somewhere, restricted
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.watch import Watch
from oracles.classic_trees import trust


def beat() -> None:
    pass


def test_an_empty_face() -> None:
    polyhedron = BestReplyPolyhedra(trust(), Watch()).polyhedron(0)
    assert restricted(polyhedron, 0b11, beat) is None
    face = restricted(polyhedron, 0b01, beat)
    assert face is not None
    assert 0 not in face.basic + face.nonbasic


def test_positive_somewhere_needs_pivots() -> None:
    # x + y + s = 1 and t = x - y: t is zero at the origin, positive elsewhere
    tableau = IntegerTableau([[1, 1, 1], [0, -1, 1]], [2, 3], [NO_VARIABLE, 0, 1], 1)
    assert positive_somewhere(tableau, 0b1010, beat)[0] == 0b1010
    # with u = -x besides nothing but s can be positive
    tableau = IntegerTableau([[1, 1, 1], [0, -1, 1], [0, 1, 0]], [2, 3, 4], [NO_VARIABLE, 0, 1], 1)
    assert positive_somewhere(tableau, 0b11111, beat)[0] == 0b00100
    unbounded = IntegerTableau([[0, -1]], [1], [NO_VARIABLE, 0], 1)
    assert positive_somewhere(unbounded, 0b11, beat)[0] == 0b11


def test_lowered() -> None:
    # s = 3 - 2 x with x <= 1 never gets to zero, with x <= 2 it does
    tight = IntegerTableau([[3, 2], [1, 1]], [1, 2], [NO_VARIABLE, 0], 1)
    assert lowered(tight, 1, beat) is None
    loose = IntegerTableau([[3, 2], [2, 1]], [1, 2], [NO_VARIABLE, 0], 1)
    face = lowered(loose, 1, beat)
    assert face is not None
    assert sorted(face.basic) == [0, 2]
    assert face.nonbasic == [NO_VARIABLE, 1]
    row = face.rows[face.basic.index(0)]
    assert (row[0], row[1], face.denominator) == (3, -1, 2)  # 2 x = 3 + (2 x - 3)
