"""Positions of a tree's nodes, from the graph and the sizes of the labels alone.

One direction, *along*, follows play from the root to the ends; the other, *across*, separates alternatives. Every
subtree has its own interval across, and every rank its own interval along, first the names of its nodes, then the
labels of the branches that leave them. So no label meets another one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Tree: TypeAlias = "nx.DiGraph[int]"


@dataclass(frozen=True, slots=True)
class NodeSize:
    """The place that a node's labels take, in points.

    Parameters
    ----------
    low, high
        Across, on either side of the node: the label of the branch that leads here, and the node's own labels.
    branch
        Along: the label of the branch that leads here.
    before, after
        Along: the node's own labels on the side of the root, and on the other side.
    """

    low: float
    high: float
    branch: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances of a layout, in points.

    Parameters
    ----------
    across
        Between the labels of neighbors.
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
    scattered
        Information sets whose nodes cannot stand in line, because one node comes after another, or two sets cross.
    """

    along: dict[int, float]
    across: dict[int, float]
    fork_end: dict[int, float]
    infoset_lines: tuple[InfosetLine, ...]
    scattered: frozenset[int]


def lay_out(graph: Tree, sizes: Mapping[int, NodeSize], spacing: Spacing) -> TreeLayout:
    """Return the layout of a tree whose nodes are numbered in preorder from 0.

    Nodes of one information set stand in one line across the direction of play, wherever they can.

    Parameters
    ----------
    graph
        As ``to_networkx`` makes it.
    sizes
        Of the labels of every node.
    spacing
        Distances.
    """
    across = _across(graph, sizes, spacing.across)
    ranks, scattered = _ranks(graph)
    columns = _Columns(graph, sizes, spacing, across)
    sets = _sets_by_rank(graph, ranks, scattered)
    members = defaultdict(list)
    for node, rank in ranks.items():
        members[rank].append(node)
    for rank in sorted(members):
        columns.place(members[rank], sets.get(rank, {}))
    return TreeLayout(columns.along, across, columns.fork_end, tuple(columns.lines), frozenset(scattered))


def _across(graph: Tree, sizes: Mapping[int, NodeSize], spacing: float) -> dict[int, float]:
    """Return positions that give every subtree its own interval, parents midway between first and last child."""
    shift: dict[int, float] = {0: 0.0}
    interval: dict[int, tuple[float, float]] = {}
    for node in reversed(range(graph.number_of_nodes())):
        low, high = -sizes[node].low, sizes[node].high
        children = list(graph.successors(node))
        if children:
            places, end = _side_by_side([interval.pop(child) for child in children], spacing)
            middle = (places[0] + places[-1]) / 2
            shift.update((child, place - middle) for child, place in zip(children, places, strict=True))
            low, high = min(low, -middle), max(high, end - middle)
        interval[node] = (low, high)
    positions = {0: -interval[0][0]}
    for parent, child in graph.edges:
        positions[child] = positions[parent] + shift[child]
    return positions


def _side_by_side(intervals: Iterable[tuple[float, float]], spacing: float) -> tuple[list[float], float]:
    """Return where the zeros of the intervals come to stand, the first interval beginning at 0, and where all end."""
    places, end = [], -spacing
    for low, high in intervals:
        places.append(end + spacing - low)
        end += spacing + high - low
    return places, end


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


def _sets_by_rank(graph: Tree, ranks: Mapping[int, int], scattered: Collection[int]) -> dict[int, dict[int, list[int]]]:
    """Return for each rank the information sets that are drawn as lines there, with their nodes."""
    sets: dict[int, dict[int, list[int]]] = defaultdict(dict)
    for infoset, nodes in infoset_members(graph).items():
        if infoset not in scattered:
            sets[ranks[nodes[0]]][infoset] = nodes
    return sets


class _Columns:
    """Places rank after rank along the direction of play."""

    def __init__(
        self, graph: Tree, sizes: Mapping[int, NodeSize], spacing: Spacing, across: Mapping[int, float]
    ) -> None:
        self.graph, self.sizes, self.spacing, self.across = graph, sizes, spacing, across
        self.along: dict[int, float] = {}
        self.fork_end: dict[int, float] = {}
        self.lines: list[InfosetLine] = []
        self._labels_end = 0.0
        self._ends: list[int] = []

    def place(self, nodes: list[int], sets: Mapping[int, list[int]]) -> None:
        """Place the nodes of the next rank; each of ``sets`` becomes a line in a lane of its own."""
        movers = [node for node in nodes if self.graph.out_degree(node)]
        lanes = self._lanes(movers, sets)
        start = self._labels_end
        for number, lane in enumerate(lanes):
            start += max(self.sizes[node].before for node in lane) + (self.spacing.along if number else 0.0)
            if number == 0:
                start = max(start, *(self._end_of_payoffs(sets[infoset]) for infoset in sets), start)
            self.along.update((node, start) for node in lane)
        self.lines += [self._line(infoset, members) for infoset, members in sets.items()]
        ends = [node for node in nodes if not self.graph.out_degree(node)]
        last = start + (self.spacing.along if sets else 0.0)
        self.along.update((node, max(last, self._labels_end + self.sizes[node].before)) for node in ends)
        self._ends += ends
        self._fork(movers, start)

    def _lanes(self, movers: list[int], sets: Mapping[int, list[int]]) -> list[list[int]]:
        """Return the nodes that share a position along: nobody else's node lies on the line of a set."""
        joined = {node for members in sets.values() for node in members}
        groups = [*sets.values(), *([node] for node in movers if node not in joined)]
        spans = sorted((self.across[members[0]], self.across[members[-1]], members) for members in groups)
        lanes: list[list[int]] = []
        ends: list[float] = []
        for first, last, members in spans:
            lane = next((number for number, end in enumerate(ends) if end < first), len(lanes))
            if lane == len(lanes):
                lanes.append([])
                ends.append(last)
            lanes[lane] += members
            ends[lane] = last
        return lanes

    def _end_of_payoffs(self, members: list[int]) -> float:
        """Return where the payoffs end that earlier terminals have in the way of the line through these nodes."""
        first, last = self.across[members[0]], self.across[members[-1]]
        return max(
            (
                self.along[node] + self.sizes[node].after + self.spacing.along
                for node in self._ends
                if first < self.across[node] + self.sizes[node].high and self.across[node] - self.sizes[node].low < last
            ),
            default=0.0,
        )

    def _line(self, infoset: int, members: list[int]) -> InfosetLine:
        return InfosetLine(infoset, self.along[members[0]], self.across[members[0]], self.across[members[-1]])

    def _fork(self, movers: list[int], last_lane: float) -> None:
        """End the slanted parts of all branches of this rank at one position, and make room for their labels."""
        if not movers:
            return
        children = {node: list(self.graph.successors(node)) for node in movers}
        reach = max(abs(self.across[child] - self.across[node]) for node in movers for child in children[node])
        fork_end = last_lane + min(max(self.spacing.fork, 0.25 * reach), 3 * self.spacing.fork)
        self.fork_end.update((node, fork_end) for node in movers)
        longest = max(self.sizes[child].branch for node in movers for child in children[node])
        self._labels_end = fork_end + longest + self.spacing.along
