"""Positions of a tree's nodes, from the graph and the sizes of the labels alone.

One direction, *along*, follows play from the root to the ends; the other, *across*, separates alternatives. Every rank
of nodes has its own interval along, first the names of its nodes, then the labels of the branches that leave them.
Across, subtrees stand as close as their outlines allow. So no label meets another one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from gametheory.rendering.pictures.tree_contours import Fork, Piece, tidy_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.rendering.pictures.tree_contours import Tree

LONGEST_ALIGNMENT = 0.5
"""Share of the picture's length along by which the branch to an end may be made longer to bring all ends in line."""
WIDEST_ALIGNMENT = 1.1
"""How much wider across a picture may become by that."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The place that a label takes: its length along, and how far it reaches across on either side of the node.

    All in points.
    """

    length: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class NodeSize:
    """The place that a node's labels take.

    Parameters
    ----------
    branch
        The label of the branch that leads here.
    before, after
        The node's own labels and marker on the side of the root, and on the other side.
    """

    branch: Extent
    before: Extent
    after: Extent


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances of a layout, in points.

    Parameters
    ----------
    across
        Between neighbors.
    along
        Between things that follow each other.
    fork
        Shortest length of the slanted part of a branch; the longest is three times that.
    """

    across: float
    along: float
    fork: float


@dataclass(frozen=True, slots=True)
class InfosetLine:
    """The straight line that joins the nodes of an information set."""

    infoset: int
    along: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class TreeLayout:
    """Where everything stands.

    Parameters
    ----------
    along, across
        Of each node.
    fork_end
        Of each node with branches: where, along, their slanted parts end and their labels begin.
    infoset_lines
        One for each information set with several nodes in line.
    length, breadth
        Of everything, along and across.
    """

    along: dict[int, float]
    across: dict[int, float]
    fork_end: dict[int, float]
    infoset_lines: tuple[InfosetLine, ...]
    length: float
    breadth: float


def lay_out(graph: Tree, sizes: Mapping[int, NodeSize], spacing: Spacing) -> TreeLayout:
    """Return the layout of a tree whose nodes are numbered in preorder.

    Nodes of one information set stand in one line across the direction of play, wherever they can. All ends stand in
    line where that makes no branch too long and the picture not much wider; otherwise those of each rank do.

    Parameters
    ----------
    graph
        As ``to_picture_graph`` makes it, or a part of it.
    sizes
        Of the labels of every node.
    spacing
        Distances.
    """
    ranked = _Ranked(graph, sizes, spacing)
    by_rank, in_line = (_tidied(ranked, is_in_line=is_in_line) for is_in_line in (False, True))
    ends = [node for node in graph.nodes if not _has_mover(graph, node)]
    longest = max((in_line.along[end] - by_rank.along[end] for end in ends), default=0.0)
    if longest <= LONGEST_ALIGNMENT * by_rank.length and in_line.breadth <= WIDEST_ALIGNMENT * by_rank.breadth:
        return in_line
    return by_rank


def _tidied(ranked: _Ranked, *, is_in_line: bool) -> TreeLayout:
    """Return the layout: forks first as short as they may be, then as long as the places across ask for."""
    across: dict[int, float] = {}
    for _ in range(2):
        columns = _Columns(ranked, across, is_in_line=is_in_line)
        pieces = {node: list(columns.pieces(node)) for node in ranked.graph.nodes}
        forks = {node: Fork(columns.along[node], end) for node, end in columns.fork_end.items()}
        across, breadth = tidy_places(ranked.graph, pieces, forks, ranked.spacing.across)
    lines = tuple(
        InfosetLine(infoset, columns.along[nodes[0]], across[nodes[0]], across[nodes[-1]])
        for sets in ranked.sets.values()
        for infoset, nodes in sets.items()
    )
    length = max(piece.end for each in pieces.values() for piece in each)
    return TreeLayout(columns.along, across, columns.fork_end, lines, length, breadth)


def _ranks(graph: Tree) -> tuple[dict[int, int], set[int]]:
    """Return the rank of each node, equal within information sets, and the sets for which that is impossible."""
    members = infoset_members(graph)
    group: dict[int, tuple[str, int]] = {node: ("node", node) for node in graph.nodes}
    for infoset, nodes in members.items():
        group.update((node, ("set", infoset)) for node in nodes)
    order = nx.DiGraph()
    order.add_nodes_from(group.values())
    order.add_edges_from((group[parent], group[child]) for parent, child in graph.edges)
    circles = [part for part in nx.strongly_connected_components(order) if len(part) > 1]
    scattered = {index for part in circles for kind, index in part if kind == "set"}
    scattered |= {index for (kind, index), _ in nx.selfloop_edges(order) if kind == "set"}
    group.update((node, ("node", node)) for infoset in scattered for node in members[infoset])
    order = nx.DiGraph()
    order.add_nodes_from(group.values())
    order.add_edges_from((group[parent], group[child]) for parent, child in graph.edges)
    rank: dict[Any, int] = {}
    for part in nx.topological_sort(order):
        rank[part] = 1 + max((rank[before] for before in order.predecessors(part)), default=-1)
    return {node: rank[group[node]] for node in graph.nodes}, scattered


def scattered_infosets(graph: Tree) -> frozenset[int]:
    """Return the information sets whose nodes cannot stand in one line across the direction of play."""
    return frozenset(_ranks(graph)[1])


def infoset_members(graph: Tree) -> dict[int, list[int]]:
    """Return the nodes of every information set of a player that has several."""
    members: dict[int, list[int]] = defaultdict(list)
    for node, attributes in graph.nodes(data=True):
        if "infoset" in attributes and not graph.graph["infosets"][attributes["infoset"]].is_chance:
            members[attributes["infoset"]].append(node)
    return {infoset: nodes for infoset, nodes in members.items() if len(nodes) > 1}


def _has_mover(graph: Tree, node: int) -> bool:
    """Return whether somebody moves at a node, be it that the moves are folded."""
    return "infoset" in graph.nodes[node]


class _Ranked:
    """A tree with its ranks, and for each rank the information sets that are drawn as lines there."""

    def __init__(self, graph: Tree, sizes: Mapping[int, NodeSize], spacing: Spacing) -> None:
        self.graph, self.sizes, self.spacing = graph, sizes, spacing
        rank_of, scattered = _ranks(graph)
        self.ranks: dict[int, list[int]] = defaultdict(list)
        for node, rank in sorted(rank_of.items()):
            self.ranks[rank].append(node)
        self.sets: dict[int, dict[int, list[int]]] = defaultdict(dict)
        for infoset, nodes in infoset_members(graph).items():
            if infoset not in scattered:
                self.sets[rank_of[nodes[0]]][infoset] = nodes


class _Columns:
    """Places rank after rank along the direction of play.

    Wherever two nodes have places across at the same place along, their order across is that of preorder; so preorder
    says what is in the way of the line of an information set.
    """

    def __init__(self, ranked: _Ranked, across: Mapping[int, float], *, is_in_line: bool) -> None:
        self.graph, self.sizes, self.spacing = ranked.graph, ranked.sizes, ranked.spacing
        self.across, self.is_in_line = across, is_in_line
        self.along: dict[int, float] = {}
        self.fork_end: dict[int, float] = {}
        self._labels_end = 0.0
        self._ends: list[int] = []
        for rank, nodes in sorted(ranked.ranks.items()):
            self._place(nodes, ranked.sets.get(rank, {}))
        if is_in_line and self._ends:
            last = max(self.along.values())
            self.along.update((end, last) for end in self._ends)

    def pieces(self, node: int) -> Iterator[Piece]:
        """Yield what stands at a node and on the branch that leads there."""
        size, along = self.sizes[node], self.along[node]
        for parent in self.graph.predecessors(node):
            start = self.fork_end[parent]
            yield Piece(start, along, 0.0, 0.0)
            yield Piece(start, start + size.branch.length, size.branch.low, size.branch.high)
        yield Piece(along - size.before.length, along, size.before.low, size.before.high)
        yield Piece(along, along + size.after.length, size.after.low, size.after.high)

    def _place(self, nodes: list[int], sets: Mapping[int, list[int]]) -> None:
        """Place the nodes of the next rank; each of ``sets`` becomes a line in a lane of its own."""
        movers = [node for node in nodes if _has_mover(self.graph, node)]
        start = max([self._labels_end, *(self._end_of_payoffs(members) for members in sets.values())])
        for number, lane in enumerate(_lanes(movers, sets)):
            before = max(self.sizes[node].before.length for node in lane)
            start = max(start, self._labels_end + before) if number == 0 else start + before + self.spacing.along
            self.along.update((node, start) for node in lane)
        last = start + (self.spacing.along if sets else 0.0)
        ends = [node for node in nodes if not _has_mover(self.graph, node)]
        self.along.update((end, max(last, self._labels_end + self.sizes[end].before.length)) for end in ends)
        self._ends += ends
        self._fork([node for node in movers if self.graph.out_degree(node)], start)

    def _end_of_payoffs(self, members: list[int]) -> float:
        """Return where the payoffs end that earlier terminals have in the way of the line through these nodes."""
        if self.is_in_line:
            return 0.0
        return max(
            (
                self.along[end] + self.sizes[end].after.length + self.spacing.along
                for end in self._ends
                if members[0] < end < members[-1]
            ),
            default=0.0,
        )

    def _fork(self, forks: list[int], last_lane: float) -> None:
        """End the slanted parts of all branches of this rank at one position, and make room for their labels."""
        if not forks:
            return
        children = {node: list(self.graph.successors(node)) for node in forks}
        reach = max(
            (abs(self.across[child] - self.across[node]) for node in forks if self.across for child in children[node]),
            default=0.0,
        )
        fork_end = last_lane + min(max(self.spacing.fork, 0.25 * reach), 3 * self.spacing.fork)
        self.fork_end.update((node, fork_end) for node in forks)
        longest = max(self.sizes[child].branch.length for node in forks for child in children[node])
        self._labels_end = fork_end + longest + self.spacing.along


def _lanes(movers: list[int], sets: Mapping[int, list[int]]) -> list[list[int]]:
    """Return the nodes that share a position along: nobody else's node lies on the line of a set."""
    joined = {node for members in sets.values() for node in members}
    groups = [*sets.values(), *([node] for node in movers if node not in joined)]
    lanes: list[list[int]] = []
    for members in sorted(groups):
        lane = next((lane for lane in lanes if lane[-1] < members[0]), None)
        if lane is None:
            lanes.append(list(members))
        else:
            lane += members
    return lanes
