from __future__ import annotations

from gametheory.kernels.face_nodes import FaceNode, branches, candidates_of, is_settled, members
from gametheory.kernels.face_tree import OPERATIONS
from gametheory.kernels.integer_tableau import IntegerTableau
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.watch import Watch
from oracles.classic_trees import outside_option, trust
from unit.kernels.running import result_of

TRUST = BestReplyPolyhedra(trust(), Watch())
OUTSIDE_OPTION = BestReplyPolyhedra(outside_option(), Watch())


def root_of(polyhedra: BestReplyPolyhedra) -> FaceNode[IntegerTableau]:
    return FaceNode([polyhedra.polyhedron(0), polyhedra.polyhedron(1)])


def test_only_what_is_reached_can_be_branched_on() -> None:
    polyhedra = OUTSIDE_OPTION
    labels, root = polyhedra.tree_labels, root_of(polyhedra)
    reached = candidates_of(root, labels)
    assert reached == sum(infoset.actions for infoset in labels.infosets if infoset.before < 0)
    (behind,) = (infoset for infoset in labels.infosets if infoset.before >= 0)
    root.inside |= 1 << behind.before
    assert candidates_of(root, labels) == reached & ~(1 << behind.before) | behind.actions


def test_branches_differ_in_one_label() -> None:
    labels = OUTSIDE_OPTION.tree_labels
    (behind,) = (infoset for infoset in labels.infosets if infoset.before >= 0)
    inside, outside = branches(root_of(OUTSIDE_OPTION), behind.before, labels)
    bit = 1 << behind.before
    assert (inside.inside, inside.needed, outside.outside, outside.loose) == (bit, bit, bit, 0)
    last = next(members(behind.actions))
    inside, outside = branches(root_of(OUTSIDE_OPTION), last, labels)
    assert (inside.inside, inside.needed, outside.outside, outside.loose) == (1 << last, 0, 1 << last, 1 << last)


def test_what_follows_is_decided() -> None:
    node = root_of(TRUST)
    node.outside = 0b0001
    assert result_of(is_settled(node, TRUST.tree_labels, OPERATIONS))
    assert node.inside & node.needed & 0b0010
    assert node.outside == 0b0001


def test_some_action_is_needed() -> None:
    node = root_of(TRUST)
    node.outside = 0b0011
    assert not result_of(is_settled(node, TRUST.tree_labels, OPERATIONS))


def test_members_are_told_largest_first() -> None:
    assert list(members(0b10110)) == [4, 2, 1]


def test_decisions_are_kept_with_other_faces() -> None:
    node = FaceNode(["exact"], 1, 2, 4, 8, 16)
    assert node.with_faces([0.5]) == FaceNode([0.5], 1, 2, 4, 8, 16)
