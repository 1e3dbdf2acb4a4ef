"""Where nodes of a tree are: names, paths and words."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from gametheory.core.tree_arrays import NO_PARENT, TERMINAL

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame

LONGEST_PATH = 8
"""Actions on the way to a node that are told."""


def path_to_node(tree: ExtensiveFormGame, node: int) -> tuple[str, ...]:
    """Return the actions, those of chance among them, that lead from the root to a node; empty at the root.

    Examples
    --------
    >>> from gametheory import load
    >>> path_to_node(load("trust_game").to_game(), 3)
    ('Trust', 'Abuse')
    """
    actions: list[str] = []
    while (before := tree.parent.item(node)) != NO_PARENT:
        actions.append(tree.infosets[tree.infoset.item(before)].actions[tree.parent_action.item(node)])
        node = before
    return tuple(reversed(actions))


def unique_node_names(tree: ExtensiveFormGame) -> dict[int, str]:
    """Return the nodes that are the only ones with their name: the node's label, else that of its information set.

    Examples
    --------
    >>> from gametheory import load
    >>> unique_node_names(load("trust_game").to_game())
    {0: 'trust', 1: 'honor'}
    """
    labels = [
        label or (tree.infosets[infoset].label if infoset != TERMINAL else "")
        for label, infoset in zip(tree.node_labels, tree.infoset.tolist(), strict=True)
    ]
    counts = Counter(labels)
    return {node: label for node, label in enumerate(labels) if label and counts[label] == 1}


def place_of_node(tree: ExtensiveFormGame, node: int) -> str:
    """Return where a node is, for readers: its label or its information set, and the actions that lead to it.

    Examples
    --------
    >>> from gametheory import load
    >>> place_of_node(load("trust_game").to_game(), 1)
    "'honor' (after Trust)"
    """
    if node == 0:
        return "the root"
    path = path_to_node(tree, node)
    if len(path) > LONGEST_PATH:
        path = ("...", *path[len(path) - LONGEST_PATH + 1 :])
    infoset = tree.infoset.item(node)
    name = tree.node_labels[node] or (tree.infosets[infoset].key if infoset != TERMINAL else str(node))
    return f"{name!r} (after {', '.join(path)})"


def node_names_within(tree: ExtensiveFormGame, infoset: int) -> tuple[str, ...]:
    """Return what tells the nodes of an information set apart: for each the actions that do not lead to all of them.

    Where that leaves two nodes with one name, each is named by all actions on the way.

    Examples
    --------
    >>> from gametheory import load
    >>> tree = load("beer_quiche").to_game()
    >>> node_names_within(tree, tree.infoset_index("bully", "fight: Quiche"))
    ('Strong', 'Weak')
    """
    paths = [path_to_node(tree, int(node)) for node in tree.infoset_nodes(infoset)]
    shared = reduce(and_, map(Counter, paths))
    names = [", ".join(_without(path, shared)) for path in paths]
    if "" in names or len(set(names)) < len(names):
        names = [", ".join(path) for path in paths]
    return tuple(names)


def _without(path: tuple[str, ...], shared: Counter[str]) -> list[str]:
    """Return the actions of a path without those that are shared, each as often as it is."""
    left = Counter(shared)
    kept = []
    for action in path:
        if left[action]:
            left[action] -= 1
        else:
            kept.append(action)
    return kept
