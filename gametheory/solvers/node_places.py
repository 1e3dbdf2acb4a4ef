"""Where nodes of a tree are, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame

LONGEST_PATH = 8
"""Actions on the way to a node that are told."""


def place_of_node(tree: ExtensiveFormGame, node: int) -> str:
    """Return where a node is, for readers: its label or its information set, and the actions that lead to it."""
    if node == 0:
        return "the root"
    steps: list[str] = []
    before = node
    while before:
        parent = int(tree.parent[before])
        steps.append(tree.infosets[int(tree.infoset[parent])].actions[int(tree.parent_action[before])])
        before = parent
    if len(steps) > LONGEST_PATH:
        steps[LONGEST_PATH - 1 :] = ["..."]
    infoset = int(tree.infoset[node])
    name = tree.node_labels[node] or (tree.infosets[infoset].key if infoset != TERMINAL else str(node))
    return f"{name!r} (after {', '.join(reversed(steps))})"
