"""Large trees on small paper: subtrees folded to a marker, or continued on pages of their own.

Both make new picture graphs, which ``tree_picture.draw_tree`` draws like any other. In them

* a folded node has ``folded``, the number of ends below it, and ``page`` where another page goes on from there;
* ``graph.graph["hidden"]`` tells for each information set how many of its nodes are not shown;
* ``graph.graph["place"]`` is the ``PagePlace`` of a page.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from gametheory.errors import InvalidParameterError
from gametheory.rendering.pictures.tree_layout import infoset_members

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gametheory.rendering.pictures.tree_contours import Tree


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a page belongs.

    Parameters
    ----------
    number, count
        Of this page, from 1, and of all pages.
    continued
        The page on which this page's root is a folded node; None for the first page.
    history
        The actions that lead to the root.
    """

    number: int
    count: int
    continued: int | None
    history: tuple[str, ...]


def folded(graph: Tree, max_ends: int, keep: Collection[int] | None = None) -> Tree:
    """Return the part of a tree that has at most that many ends, every folded subtree counting as one.

    Nodes to keep are shown first, from the root on and as far as they fit, then what lies next to them.

    Parameters
    ----------
    graph
        As ``to_picture_graph`` makes it.
    max_ends
        At least the number of actions at the root.
    keep
        Nodes that should stay, with all nodes before them; None keeps the nodes that play reaches, where the graph
        carries a profile.

    Raises
    ------
    InvalidParameterError
        If the first move alone has more actions than ends are allowed.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.rendering.pictures.graph import to_picture_graph
    >>> graph = to_picture_graph(load("chain_store").to_game())
    >>> small = folded(graph, 5)
    >>> [number for _, number in small.nodes(data="folded") if number]
    [2, 6, 9, 9]
    """
    num_ends = _num_ends(graph)
    root = min(graph.nodes)
    if num_ends[root] <= max_ends:
        return graph
    if graph.out_degree(root) > max_ends:
        raise InvalidParameterError(
            f"expected at least {graph.out_degree(root)} ends in a folded tree, one for each action of the first move, "
            f"got {max_ends}"
        )
    if keep is None:
        keep = {node for node, reach in graph.nodes(data="reach", default=0) if reach}
    waiting = [(0, 0, root)]
    unfolded, drawn = set(), 1
    while waiting:
        distance, depth, node = heapq.heappop(waiting)
        if drawn - 1 + graph.out_degree(node) > max_ends:
            continue
        unfolded.add(node)
        drawn += graph.out_degree(node) - 1
        for child in graph.successors(node):
            if graph.out_degree(child):
                heapq.heappush(waiting, (distance + (child not in keep), depth + 1, child))
    folds = {child for node in unfolded for child in graph.successors(node) if child not in unfolded}
    return _part(graph, root, {node: {"folded": num_ends[node]} for node in folds if graph.out_degree(node)})


def pages(graph: Tree, max_ends: int) -> tuple[Tree, ...]:
    """Return a tree in parts of at most that many ends, as few as possible, in preorder of their roots.

    The first part begins at the root; a folded node of one part is the root of another.

    Parameters
    ----------
    graph
        As ``to_picture_graph`` makes it.
    max_ends
        On each page, folded subtrees included; at least the largest number of actions at any node.

    Raises
    ------
    InvalidParameterError
        If a single move has more actions than ends are allowed.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.rendering.pictures.graph import to_picture_graph
    >>> graph = to_picture_graph(load("chain_store").to_game())
    >>> [part.number_of_nodes() for part in pages(graph, 12)]
    [19, 19, 17]
    """
    num_ends = _num_ends(graph)
    starts = sorted(_page_starts(graph, max_ends))
    if len(starts) == 1:
        return (graph,)
    numbers = {node: number for number, node in enumerate(starts, 1)}
    folds = {node: {"folded": num_ends[node], "page": numbers[node]} for node in starts}
    parts = []
    for node in starts:
        part = _part(graph, node, {fold: attributes for fold, attributes in folds.items() if fold != node})
        steps = _steps(graph, node)
        continued = next((numbers[before] for before, _ in reversed(steps) if before in numbers), None)
        history = tuple(action for _, action in steps)
        part.graph["place"] = PagePlace(numbers[node], len(starts), continued, history)
        parts.append(part)
    return tuple(parts)


def _num_ends(graph: Tree) -> dict[int, int]:
    """Return how many ends the subtree of each node has."""
    counts: dict[int, int] = {}
    for node in sorted(graph.nodes, reverse=True):
        counts[node] = sum(counts[child] for child in graph.successors(node)) or 1
    return counts


def _page_starts(graph: Tree, max_ends: int) -> Iterable[int]:
    """Return the roots of the fewest parts with at most that many ends: from below, the heaviest subtree goes first."""
    weights: dict[int, int] = {}
    starts = {min(graph.nodes)}
    for node in sorted(graph.nodes, reverse=True):
        children = list(graph.successors(node))
        if len(children) > max_ends:
            raise InvalidParameterError(
                f"expected at least {len(children)} ends on a page, one for each action of the largest move, "
                f"got {max_ends}"
            )
        total = sum(weights[child] for child in children)
        for child in sorted(children, key=lambda child: -weights[child]):
            if total > max_ends:
                total -= weights[child] - 1
                starts.add(child)
        weights[node] = total or 1
    return starts


def _steps(graph: Tree, node: int) -> list[tuple[int, str]]:
    """Return the nodes before a node with the actions that lead to it, from the root on."""
    steps = []
    while parents := list(graph.predecessors(node)):
        steps.append((parents[0], graph.edges[parents[0], node]["action"]))
        node = parents[0]
    return steps[::-1]


def _part(graph: Tree, root: int, folds: Mapping[int, Mapping[str, int]]) -> Tree:
    """Return the tree from a root on, without what lies below the folded nodes."""
    part: Tree = nx.DiGraph(**graph.graph)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        part.add_node(node, **graph.nodes[node], **folds.get(node, {}))
        if node not in folds:
            waiting += reversed(list(graph.successors(node)))
    edges = graph.edges(data=True)
    part.add_edges_from(edge for edge in edges if edge[0] in part and edge[1] in part)
    members = infoset_members(graph)
    shown = {infoset: sum(node in part for node in nodes) for infoset, nodes in members.items()}
    hidden = {infoset: len(nodes) - shown[infoset] for infoset, nodes in members.items() if shown[infoset]}
    part.graph["hidden"] = {infoset: number for infoset, number in hidden.items() if number}
    return part
