from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models import tree_shape
from gametheory.models.definitions import BranchDefinition, NodeDefinition, TreeDefinition
from gametheory.models.mistakes import Mistakes
from gametheory.models.tree_shape import check_infosets, preorder


def tree(root: str, /, **children: str) -> TreeDefinition:
    """A tree of one player's nodes: names of the children, which are also the actions."""
    nodes = {
        name: NodeDefinition(name, "player", "a", infoset="same" if name.startswith("same") else None,
                             branches=tuple(BranchDefinition(child, child) for child in below.split()))
        for name, below in children.items()
    }  # fmt: skip
    return TreeDefinition(root, nodes)


def test_preorder() -> None:
    mistakes = Mistakes()
    assert preorder(tree("r", r="x y", y="z", x="w", w="", z=""), mistakes) == ["r", "x", "w", "y", "z"]
    assert len(mistakes) == 0


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        (tree("q", root=""), "unknown node 'q' as the root"),
        (tree("r", r="lef", left=""), "unknown node 'lef'; did you mean 'left'"),
        (tree("r", r="x", x="", y=""), "nothing leads to node 'y'"),
        (tree("r", r="x y", x="y", y=""), r"one way to node 'y', got a second one \(it is reached from 'x'\)|from 'r'"),
        (tree("r", r="x", x="r"), r"one way to node 'r', got a second one \(it is reached as the root\)"),
        (tree("r", r="same1 same2", same1="u", same2="v", u="", v=""), "same actions .* 'same', got v after u"),
    ],
)
def test_what_is_no_tree(shape: TreeDefinition, sentence: str) -> None:
    mistakes = Mistakes()
    preorder(shape, mistakes)
    check_infosets(shape, mistakes)
    with pytest.raises(InconsistentGameFileError, match=sentence):
        mistakes.raise_if_any("m")


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_shape, "MAX_NODES", 2)
    mistakes = Mistakes()
    assert preorder(tree("r", r="x y", x="", y=""), mistakes) == []
    with pytest.raises(InconsistentGameFileError, match="at most 2 nodes, got 3"):
        mistakes.raise_if_any("m")
