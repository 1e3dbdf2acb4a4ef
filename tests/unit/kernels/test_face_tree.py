from __future__ import annotations

import pytest

from gametheory import ExtensiveFormGame
from gametheory.kernels.face_nodes import FaceNode
from gametheory.kernels.face_tree import NodeCount, faces
from gametheory.kernels.integer_tableau import IntegerTableau
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.watch import Watch
from oracles.classic_trees import impossible_branch, outside_option, trust, ultimatum


def leaves(tree: ExtensiveFormGame, count: NodeCount | None = None) -> list[tuple[int, int]]:
    """What is inside and outside at each leaf."""
    polyhedra = BestReplyPolyhedra(tree, Watch())
    scales = [1] * polyhedra.num_labels
    root = FaceNode([polyhedra.polyhedron(0), polyhedra.polyhedron(1)])
    found = [node for node in faces(root, polyhedra.tree_labels, (scales, scales), count) if node is not None]
    for node in found:
        for side, face in enumerate(node.faces):
            own = polyhedra.tree_labels.own[side]
            variables = sum(1 << variable for variable in face.basic + face.nonbasic[1:])
            assert not variables & own & node.outside
            assert not variables & ~own & node.inside
            assert min((row[0] for row in face.rows), default=0) >= 0
    assert len({found_pair(node) for node in found}) == len(found)
    return [found_pair(node) for node in found]


def found_pair(node: FaceNode[IntegerTableau]) -> tuple[int, int]:
    return node.inside, node.outside


def test_trust_has_one_subset() -> None:
    assert leaves(trust()) == [(0b1110, 0b0001)]


def test_outside_option_has_two() -> None:
    assert len(leaves(outside_option())) >= 2


def test_one_player_whose_choice_does_not_matter() -> None:
    ((inside, outside),) = leaves(impossible_branch())
    assert (inside, outside) == (0b1101, 0b0010)


@pytest.mark.parametrize("largest", [2, 4])
def test_sets_that_the_other_excludes_are_not_branched_on(largest: int) -> None:
    count = NodeCount()
    found = leaves(ultimatum(range(largest + 1), largest), count)
    assert 2 * largest <= len(found) <= 4 * largest
    assert count.nodes < 30 * largest
