"""Checks that named nodes are one tree, and that what they share fits together."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gametheory.core.names import MAX_LENGTH, enumerate_names, nearest_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.models.definitions import BranchDefinition, NodeDefinition, Place, TreeDefinition
    from gametheory.models.mistakes import Mistakes

MAX_NODES = 10_000_000
MAX_MISTAKES = 200
"""Mistakes of one kind that are told at once."""

Told = tuple[str, "Place"]


def preorder(tree: TreeDefinition, mistakes: Mistakes) -> list[str]:
    """Return the names of the nodes in preorder; none, and mistakes, where they are not one tree."""
    if len(tree.nodes) > MAX_NODES:
        mistakes.add(f"expected at most {MAX_NODES:,} nodes, got {len(tree.nodes):,}", tree.place)
        return []
    if tree.root not in tree.nodes:
        near = nearest_name(tree.root, tree.nodes)
        mistakes.add(f"expected the name of the first node, got {_named(tree.root, near)}", tree.place)
        return []
    before = len(mistakes)
    _note(_wrong_links(tree), mistakes)
    if len(mistakes) > before:
        return []
    order: list[str] = []
    stack = [tree.root]
    while stack:
        name = stack.pop()
        order.append(name)
        stack.extend(branch.child for branch in reversed(tree.nodes[name].branches))
    return order


def check_infosets(tree: TreeDefinition, mistakes: Mistakes) -> None:
    """Note nodes of one information set, or of one chance event, that have different actions or labels."""
    _note(_unequal_members(tree.nodes), mistakes)


def check_outcomes(tree: TreeDefinition, mistakes: Mistakes) -> None:
    """Note names of outcomes that are not there, and nodes that have payoffs beside an outcome."""
    _note(_wrong_outcomes(tree), mistakes)


def _note(found: Iterator[Told], mistakes: Mistakes) -> None:
    """Note mistakes, the first few of many."""
    for sentence, place in islice(found, MAX_MISTAKES):
        mistakes.add(sentence, place)
    for _, place in islice(found, 1):
        mistakes.add(f"stopped after {MAX_MISTAKES} mistakes; correct these first", place)


def _wrong_links(tree: TreeDefinition) -> Iterator[Told]:
    """Tell links to nodes that are not there, nodes that are reached twice, in a circle, or not at all."""
    nodes = tree.nodes
    parent: dict[str, tuple[str, BranchDefinition]] = {}
    misspelled: set[str | None] = set()
    for name, node in nodes.items():
        for branch in node.branches:
            child, place = branch.child, branch.child_place
            if child not in nodes:
                near = nearest_name(child, nodes)
                misspelled.add(near)
                yield f"expected the name of a node, got {_named(child, near)}", place
            elif child == tree.root:
                yield f"expected a node further on, got the first node, {child!r}", place
            elif child in parent:
                first = _where(parent[child][1].child_place, parent[child][0])
                yield f"expected each node to be reached once, got {child!r} again (first from {first}); copy it", place
            else:
                parent[child] = (name, branch)
    settled = {tree.root}
    for name, node in nodes.items():
        if name not in parent and name != tree.root:
            settled.add(name)
            if name not in misspelled:
                yield f"expected a branch that leads to node {name!r}, got none; remove the node", node.place
    yield from _circles(tree, settled, {name: before for name, (before, _) in parent.items()})


def _circles(tree: TreeDefinition, settled: set[str], parent: Mapping[str, str]) -> Iterator[Told]:
    """Tell one node of each circle; ``settled`` are the nodes that cannot be in one. Linear in the number of nodes."""
    for name in tree.nodes:
        path = []
        on_path = set()
        current = name
        while current not in settled and current not in on_path:
            path.append(current)
            on_path.add(current)
            current = parent[current]
        if current in on_path:
            circle = path[path.index(current) :]
            yield (
                f"expected a way from the first node, {tree.root!r}, to node {current!r}, "
                f"got the circle {enumerate_names(circle[::-1])}",
                tree.nodes[current].place,
            )
        settled.update(path)


def _unequal_members(nodes: Mapping[str, NodeDefinition]) -> Iterator[Told]:
    """Tell nodes whose actions, or label of the set, differ from those of the first node of their set."""
    first: dict[tuple[str | None, str], tuple[NodeDefinition, tuple[str, ...]]] = {}
    labels: dict[tuple[str | None, str], str] = {}
    for node in nodes.values():
        if node.infoset is None or node.kind == "terminal":
            continue
        key = (node.player, node.infoset)
        actions = tuple(branch.action for branch in node.branches)
        known, expected = first.setdefault(key, (node, actions))
        if expected != actions:
            yield (
                f"expected the actions {enumerate_names(expected)} as at the other node of information set "
                f"{node.infoset!r} (at {_where(known.place, known.name)}), got {enumerate_names(actions)}",
                node.place,
            )
        if node.infoset_label is not None and labels.setdefault(key, node.infoset_label) != node.infoset_label:
            yield (
                f"expected the label {labels[key]!r} as at the other node of information set {node.infoset!r}, "
                f"got {node.infoset_label!r}",
                node.infoset_label_place,
            )


def _wrong_outcomes(tree: TreeDefinition) -> Iterator[Told]:
    for node in tree.nodes.values():
        given = (node.payoffs is not None, node.outcome is not None, node.has_no_outcome)
        if sum(given) > 1:
            yield f"expected one of payoffs, an outcome and no outcome at node {node.name!r}, got several", node.place
        if node.outcome is not None and node.outcome not in tree.outcomes:
            got = _named(node.outcome, nearest_name(node.outcome, tree.outcomes))
            yield f"expected one of 'outcomes' ({enumerate_names(tree.outcomes)}), got {got}", node.outcome_place


def _where(place: Place, name: str) -> str:
    """Return a place of the file for a sentence, or the name of a node where there is no file."""
    return f"{place.line}:{place.column}" if place.line else repr(name)


def _named(name: str, near: str | None) -> str:
    """Return a wrong name for a sentence, with the right one that was probably meant."""
    return f"{name[:MAX_LENGTH]!r}" + ("" if near is None else f"; did you mean {near!r}?")
