"""The compiled kernel of the face tree: what it decides."""

from __future__ import annotations

import pytest

from gametheory import ExtensiveFormGame
from gametheory.kernels.face_nodes import FaceNode
from gametheory.kernels.face_tree import faces
from gametheory.kernels.words.face_search import FaceTreeSearch, VariableSizes
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.watch import Watch
from oracles.classic_trees import impossible_branch, outside_option, trust


def leaves(tree: ExtensiveFormGame, *, is_compiled: bool) -> set[tuple[int, int]]:
    """What is inside and outside at each leaf."""
    polyhedra = BestReplyPolyhedra(tree, Watch())
    whole, ones = (polyhedra.polyhedron(0), polyhedra.polyhedron(1)), [1] * polyhedra.num_labels
    if is_compiled:
        sizes = VariableSizes(ones, [1_000] * polyhedra.num_labels)
        running = FaceTreeSearch(whole, polyhedra.tree_labels, (sizes, sizes)).run()
        return {(found.inside, found.outside) for found in running if found is not None}
    nodes = faces(FaceNode(list(whole)), polyhedra.tree_labels, (ones, ones))
    return {(node.inside, node.outside) for node in nodes if node is not None}


@pytest.mark.parametrize("tree", [trust(), impossible_branch(), outside_option()])
def test_leaves_are_those_of_the_interpreted_tree(tree: ExtensiveFormGame) -> None:
    found = leaves(tree, is_compiled=True)
    assert found
    assert found == leaves(tree, is_compiled=False)
