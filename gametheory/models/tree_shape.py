"""Checks that named nodes are one tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.mistakes import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.models.definitions import NodeDefinition, TreeDefinition
    from gametheory.models.mistakes import Mistakes

MAX_NODES = 10_000_000


def preorder(tree: TreeDefinition, mistakes: Mistakes) -> list[str]:
    """Return the names of the nodes in preorder; note nodes that are missing, reached twice or never."""
    if len(tree.nodes) > MAX_NODES:
        mistakes.add(f"expected at most {MAX_NODES:,} nodes, got {len(tree.nodes):,}", tree.place)
        return []
    if tree.root not in tree.nodes:
        mistakes.add(f"unknown node {tree.root!r} as the root{nearest(tree.root, tree.nodes)}", tree.place)
        return []
    order: list[str] = []
    parent_of: dict[str, str] = {tree.root: ""}
    stack = [tree.root]
    while stack:
        name = stack.pop()
        order.append(name)
        following = _children(tree.nodes[name], tree.nodes, parent_of, mistakes)
        stack.extend(reversed(following))
    for name, node in tree.nodes.items():
        if name not in parent_of:
            mistakes.add(f"nothing leads to node {name!r}; lead an action to it or take it out", node.place)
    return order


def _children(
    node: NodeDefinition, nodes: Mapping[str, NodeDefinition], parent_of: dict[str, str], mistakes: Mistakes
) -> list[str]:
    """Return the children that are reached for the first time; note the others."""
    following = []
    for branch in node.branches:
        if branch.child not in nodes:
            mistakes.add(f"unknown node {branch.child!r}{nearest(branch.child, nodes)}", branch.place)
        elif branch.child in parent_of:
            before = f"from {parent_of[branch.child]!r}" if parent_of[branch.child] else "as the root"
            mistakes.add(
                f"expected one way to node {branch.child!r}, got a second one (it is reached {before}); "
                "write the node twice, under two names",
                branch.place,
            )
        else:
            parent_of[branch.child] = node.name
            following.append(branch.child)
    return following


def check_infosets(tree: TreeDefinition, mistakes: Mistakes) -> None:
    """Note nodes of one information set that have different actions."""
    first_of: dict[tuple[str | None, str], NodeDefinition] = {}
    for node in tree.nodes.values():
        if node.kind != "player" or node.infoset is None:
            continue
        first = first_of.setdefault((node.player, node.infoset), node)
        expected, got = ([branch.action for branch in known.branches] for known in (first, node))
        if expected != got:
            mistakes.add(
                f"expected the same actions in the same order at all nodes of information set {node.infoset!r}, "
                f"got {', '.join(got)} after {', '.join(expected)}; rename the set or the actions",
                node.place,
            )
