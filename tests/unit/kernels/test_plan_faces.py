from __future__ import annotations

from gametheory import load
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.plan_faces import closed_pair, described, lowered, positive_somewhere, restricted
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


def test_support_and_best_replies_of_faces() -> None:
    polyhedra = BestReplyPolyhedra(trust(), Watch())
    labels = polyhedra.tree_labels
    abused = restricted(polyhedra.polyhedron(0), 0b1000, beat)  # plans to which Abuse is a best reply: all
    assert abused is not None
    whole = described(abused, labels, 0, beat)
    assert (whole.support, whole.replies) == (0b11, 0b1000)
    refused = restricted(abused, 0b01, beat)
    assert refused is not None
    found = described(refused, labels, 0, beat)
    assert (found.support, found.replies) == (0b10, 0b1100)


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


def test_a_part_of_a_subset_is_closed_to_the_whole() -> None:
    tree = load("trust_game").to_game()
    assert isinstance(tree, ExtensiveFormGame)
    polyhedra = BestReplyPolyhedra(tree, Watch())
    whole = (polyhedra.polyhedron(0), polyhedra.polyhedron(1))
    first = restricted(whole[0], 0b1001, beat)
    second = restricted(whole[1], 0b0110, beat)  # Abuse for sure, to which Not is a best reply
    assert first is not None
    assert second is not None
    closed = closed_pair(whole, (first, second), polyhedra.tree_labels, beat)
    assert [face.support for face in closed] == [0b10, 0b1100]
