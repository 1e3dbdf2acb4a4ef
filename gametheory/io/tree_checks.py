"""Whether named nodes make one tree, and nodes of one information set offer the same actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.io.reading import enumerate_names, nearest_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node, Scalar
    from gametheory.models.definitions import NodeDefinition


def check_flat_tree(
    reading: Reading, root: str, nodes: Mapping[str, Node], links: Iterable[tuple[str, Scalar]]
) -> None:
    """Tell links to nodes that are not there, nodes that are reached twice, in a circle, or not at all.

    Parameters
    ----------
    root
        Name of the first node.
    nodes
        Where each node stands, by name.
    links
        Name of the node before, and where the name of the node that follows is written.
    """
    first_link: dict[str, Scalar] = {}
    misspelled: set[str | None] = set()
    parent: dict[str, str] = {}
    for before, link in links:
        name = link.text
        if name not in nodes:
            near = nearest_name(name, nodes)
            misspelled.add(near)
            hint = "" if near is None else f"; did you mean {near!r}?"
            reading.inconsistent(link, f"expected the name of a node, got {name[:60]!r}{hint}")
        elif name == root:
            reading.inconsistent(link, f"expected a node further on, got the first node, {name!r}")
        elif name in parent:
            line, column = reading.source.line_and_column(first_link[name].start)
            reading.inconsistent(
                link, f"expected each node to be reached once, got {name!r} again (first from {line}:{column}); copy it"
            )
        else:
            first_link[name] = link
            parent[name] = before
    settled = {root}
    for name in nodes:
        if name not in parent and name != root:
            settled.add(name)
            if name not in misspelled:
                message = f"expected a branch that leads to node {name!r}, got none; remove the node"
                reading.inconsistent(nodes[name], message)
    _check_circles(reading, settled, nodes, parent, root=root)


def _check_circles(
    reading: Reading, settled: set[str], nodes: Mapping[str, Node], parent: Mapping[str, str], *, root: str
) -> None:
    """Tell one node of each circle; ``settled`` are the nodes that cannot be in one. Linear in the number of nodes."""
    for name in nodes:
        path = []
        on_path = set()
        current = name
        while current not in settled and current not in on_path:
            path.append(current)
            on_path.add(current)
            current = parent[current]
        if current in on_path:
            circle = path[path.index(current) :]
            reading.inconsistent(
                nodes[current],
                f"expected a way from the first node, {root!r}, to node {current!r}, "
                f"got the circle {enumerate_names(circle[::-1])}",
            )
        settled.update(path)


def check_infosets(reading: Reading, definitions: Mapping[str, NodeDefinition], nodes: Mapping[str, Node]) -> None:
    """Tell nodes of one player's information set, or of one chance event, whose actions differ from the first's."""
    first: dict[tuple[str | None, str], tuple[str, tuple[str, ...]]] = {}
    for name, definition in definitions.items():
        if definition.infoset is None:
            continue
        actions = tuple(branch.action for branch in definition.branches)
        known_name, known = first.setdefault((definition.player, definition.infoset), (name, actions))
        if known != actions:
            line, column = reading.source.line_and_column(nodes[known_name].start)
            reading.inconsistent(
                nodes[name],
                f"expected the actions {enumerate_names(known)} as at the other node of information set "
                f"{definition.infoset!r} (at {line}:{column}), got {enumerate_names(actions)}",
            )
