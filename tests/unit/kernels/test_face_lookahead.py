from __future__ import annotations

from gametheory import ExtensiveFormGame
from gametheory.kernels.face_lookahead import branching_label, promising
from gametheory.kernels.face_nodes import FaceNode, branches, candidates_of, is_settled
from gametheory.kernels.face_tree import OPERATIONS
from gametheory.kernels.integer_tableau import IntegerTableau
from gametheory.kernels.rounded_faces import rounded_face
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.watch import Watch
from oracles.classic_trees import outside_option, ultimatum
from unit.kernels.running import result_of


def settled_root(tree: ExtensiveFormGame) -> tuple[FaceNode[IntegerTableau], BestReplyPolyhedra]:
    polyhedra = BestReplyPolyhedra(tree, Watch())
    node = FaceNode([polyhedra.polyhedron(0), polyhedra.polyhedron(1)])
    assert result_of(is_settled(node, polyhedra.tree_labels, OPERATIONS))
    return node, polyhedra


def test_the_label_can_be_branched_on() -> None:
    for tree in (outside_option(), ultimatum(range(4), 3)):
        node, polyhedra = settled_root(tree)
        candidates, ones = candidates_of(node, polyhedra.tree_labels), [1] * polyhedra.num_labels
        label = branching_label(node, candidates, polyhedra.tree_labels, (ones, ones))
        assert candidates >> label & 1


def test_a_label_with_an_empty_branch_comes_first() -> None:
    node, polyhedra = settled_root(ultimatum(range(3), 2))
    labels, ones = polyhedra.tree_labels, [1] * polyhedra.num_labels
    # without its largest offers the first player has little left: some branch is empty
    for _ in range(20):
        candidates = candidates_of(node, labels)
        if not candidates:
            break
        label = branching_label(node, candidates, labels, (ones, ones))
        ends = [result_of(is_settled(branch, labels, OPERATIONS)) for branch in branches(node, label, labels)]
        if not all(ends):
            break
        node = branches(node, label, labels)[0]
        assert result_of(is_settled(node, labels, OPERATIONS))
    else:
        raise AssertionError("no branch was empty, and none was a leaf")


def test_a_single_candidate_needs_no_choice() -> None:
    node, polyhedra = settled_root(outside_option())
    ones = [1] * polyhedra.num_labels
    faces = [rounded_face(face, ones) for face in node.faces]
    assert promising(faces, 0b100, polyhedra.tree_labels) == [2]


def test_numbers_beyond_floats_choose_any() -> None:
    node, polyhedra = settled_root(outside_option())
    candidates, huge = candidates_of(node, polyhedra.tree_labels), [10**400] * polyhedra.num_labels
    label = branching_label(node, candidates, polyhedra.tree_labels, (huge, huge))
    assert candidates >> label & 1
