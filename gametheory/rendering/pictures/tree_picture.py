"""Pictures of trees, from left to right or from top to bottom."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal, TypeAlias

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Drawing, Line, Marker, Sheet
from gametheory.rendering.pictures.style import (
    ALARM,
    CHANCE_SHAPE,
    CHOSEN_WIDTH,
    INFOSET_WIDTH,
    INK,
    LINE_WIDTH,
    MARKER_SIZE,
    PALE_MARK,
    PALE_RULE,
    PAPER,
    PATH_WIDTH,
    QUIET_INK,
    TERMINAL_SIZE,
    pale,
    player_color,
    player_dashes,
    player_shape,
)
from gametheory.rendering.pictures.text_block import TextBlock
from gametheory.rendering.pictures.tree_labels import LabelMaker, NodeLabels
from gametheory.rendering.pictures.tree_layout import (
    Extent,
    NodeSize,
    Spacing,
    TreeLayout,
    infoset_members,
    lay_out,
    scattered_infosets,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.infosets import Infoset
    from gametheory.rendering.pictures.scene import Point, Text
    from gametheory.rendering.pictures.text_block import TypeSetter
    from gametheory.rendering.pictures.tree_contours import Tree

Orientation: TypeAlias = Literal["right", "down"]

MOST_TERMINALS = 2_000
ABOVE_BRANCH = 2.0
BESIDE_NODE = 6.0
ABOVE_NODE = 3.0
AFTER_TERMINAL = 7.0
BELOW_TERMINAL = 4.0
BELOW_LABEL = 5.0
RING_SIZE = 11.5
FOLD_LENGTH, FOLD_HALF, FOLD_GAP = 20.0, 8.0, 3.0
PAGE_WIDTH, PAGE_HEIGHT = 640.0, 480.0


def check_size(num_terminals: int) -> None:
    """Raise UnsupportedGameError if a tree has more than ``MOST_TERMINALS`` ends."""
    if num_terminals > MOST_TERMINALS:
        raise UnsupportedGameError(
            f"a picture of a tree holds at most {MOST_TERMINALS:,} ends, got {num_terminals:,}; fold it to fewer "
            f"ends, draw it over several pages, or print the solution as a table"
        )


def draw_tree(
    graph: Tree, setter: TypeSetter, numbers: NumberLabels, orientation: Orientation | None = None
) -> Drawing:
    """Return the drawing of a tree.

    Parameters
    ----------
    graph
        As ``to_picture_graph`` makes it.
    setter, numbers
        Measure texts and write numbers.
    orientation
        ``right`` or ``down`` is the direction of play; None takes the one that fits a page better, and ``down`` for
        small trees.
    """
    if orientation is None:
        return min((draw_tree(graph, setter, numbers, each) for each in ("down", "right")), key=_page_share)
    view = Rightward if orientation == "right" else Downward
    maker = LabelMaker(graph, setter, numbers, view.max_width, scattered_infosets(graph))
    labels = {node: maker.labels(node) for node in graph.nodes}
    return view(graph, labels, setter).drawing()


def _page_share(drawing: Drawing) -> float:
    """Return how much of a landscape page a drawing needs; what needs less than half of it fits well enough."""
    return max(drawing.width / PAGE_WIDTH, drawing.height / PAGE_HEIGHT, 0.5)


class _View(ABC):
    """What both directions of play share: branches, markers and the lines of information sets."""

    max_width: float
    spacing: Spacing

    def __init__(self, graph: Tree, labels: dict[int, NodeLabels], setter: TypeSetter) -> None:
        self.graph, self.labels, self.setter = graph, labels, setter
        self.members = infoset_members(graph)
        self.sizes = {node: self.size(node) for node in graph.nodes}
        self.layout: TreeLayout = lay_out(graph, self.sizes, self.spacing)

    @abstractmethod
    def size(self, node: int) -> NodeSize:
        """Return the place that a node's labels take."""

    @abstractmethod
    def point(self, along: float, across: float) -> Point:
        """Return the place on paper."""

    @abstractmethod
    def texts(self, node: int) -> Iterator[Text]:
        """Yield the texts at a node and on the branch that leads to it."""

    @abstractmethod
    def branch(self, parent: int, child: int) -> Iterator[tuple[Point, ...]]:
        """Yield the lines of a branch."""

    def drawing(self) -> Drawing:
        """Return the finished drawing."""
        sheet = Sheet()
        for parent, child in sorted(self.graph.edges, key=self._weight):
            width, color = self._stroke(parent, child)
            sheet.extend(Line(points, width, color) for points in self.branch(parent, child))
        for line in self.layout.infoset_lines:
            player = self.graph.graph["infosets"][line.infoset].player
            color = player_color(player)
            if all(self.graph.nodes[node].get("reach") == 0 for node in self.members[line.infoset]):
                color = pale(color, PALE_MARK)
            ends = (self.point(line.along, line.first), self.point(line.along, line.last))
            sheet.add(Line(ends, INFOSET_WIDTH, color, player_dashes(player)))
        for node in self.graph.nodes:
            if self.labels[node].folded.lines:
                sheet.add(self._fold(node))
            if self.graph.nodes[node].get("fails"):
                sheet.add(Marker(*self.place(node), "circle", RING_SIZE, PAPER, ALARM))
            sheet.add(self._marker(node))
            sheet.extend(self.texts(node))
        width, height = self.point(self.layout.length, self.layout.breadth)
        return Drawing(sheet, width, height)

    def place(self, node: int) -> Point:
        """Return a node's place on paper."""
        return self.point(self.layout.along[node], self.layout.across[node])

    def infoset(self, node: int) -> Infoset:
        """Return the information set of a node that is no terminal."""
        infoset: Infoset = self.graph.graph["infosets"][self.graph.nodes[node]["infoset"]]
        return infoset

    def _weight(self, edge: tuple[int, int]) -> float:
        """Return the width of a branch, so that thick ones are painted last."""
        return self._stroke(*edge)[0]

    def _stroke(self, parent: int, child: int) -> tuple[float, str]:
        """Return the width and color of a branch: what happens thick, what would happen less so, all else pale."""
        reach = self.graph.nodes[child].get("reach")
        if reach is None:
            return LINE_WIDTH, INK
        infoset = self.infoset(parent)
        color = QUIET_INK if infoset.is_chance else player_color(infoset.player)
        if reach > 0:
            return PATH_WIDTH, color
        if self.graph.edges[parent, child].get("choice"):
            return CHOSEN_WIDTH, pale(color, PALE_MARK)
        return LINE_WIDTH, PALE_RULE

    def _fold(self, node: int) -> Line:
        """Return the triangle that stands for a folded subtree."""
        along, across = self.layout.along[node], self.layout.across[node]
        base = [self.point(along + FOLD_LENGTH, across + side) for side in (-FOLD_HALF, FOLD_HALF)]
        color = pale(QUIET_INK, PALE_MARK) if self.graph.nodes[node].get("reach") == 0 else QUIET_INK
        return Line((self.place(node), *base, self.place(node)), LINE_WIDTH, color)

    def _marker(self, node: int) -> Marker:
        """Return the shape and color of who moves at a node; terminals are dots."""
        x, y = self.place(node)
        attributes = self.graph.nodes[node]
        is_pale = attributes.get("reach") == 0
        if "infoset" not in attributes:
            color = pale(INK, 0.6) if is_pale else INK
            return Marker(x, y, "circle", TERMINAL_SIZE, color, color)
        return mover_marker(self.infoset(node), x, y, is_pale=is_pale)


def mover_marker(infoset: Infoset, x: float, y: float, *, is_pale: bool = False) -> Marker:
    """Return the marker of who moves at an information set: filled for players, hollow for chance."""
    if infoset.is_chance:
        return Marker(x, y, CHANCE_SHAPE, MARKER_SIZE, PAPER, pale(QUIET_INK, PALE_MARK) if is_pale else QUIET_INK)
    color = player_color(infoset.player)
    color = pale(color, PALE_MARK) if is_pale else color
    return Marker(x, y, player_shape(infoset.player), MARKER_SIZE, color, color)


class Rightward(_View):
    """Play goes from left to right; actions stand on the level part of their branch."""

    max_width = 125.0
    spacing = Spacing(across=5.0, along=9.0, fork=20.0)

    def size(self, node: int) -> NodeSize:
        """Return the place that a node's labels take."""
        labels = self.labels[node]
        payoffs = self._payoffs(labels)
        half, beside = MARKER_SIZE / 2, max(labels.name.width, labels.paid.width)
        branch = Extent(
            length=max(labels.action.width, labels.probability.width) + 3,
            low=labels.action.height + ABOVE_BRANCH,
            high=labels.probability.height + ABOVE_BRANCH,
        )
        if labels.totals:
            after = Extent(payoffs.width + AFTER_TERMINAL, payoffs.height / 2, payoffs.height / 2)
            return NodeSize(branch, Extent(), after)
        fold = labels.folded
        after = Extent(half, half, half)
        if fold.lines:
            side = max(fold.height / 2, FOLD_HALF)
            after = Extent(FOLD_LENGTH + FOLD_GAP + fold.width, side, side)
        before = Extent(
            length=beside + BESIDE_NODE,
            low=max(labels.name.height + ABOVE_NODE, half),
            high=max(labels.paid.height + ABOVE_NODE, half),
        )
        return NodeSize(branch, before, after)

    def point(self, along: float, across: float) -> Point:
        """Return the place on paper."""
        return along, across

    def _payoffs(self, labels: NodeLabels) -> TextBlock:
        """Return the payoffs of a play in one line."""
        runs = [run for block in labels.totals for line in block.lines for run in line]
        return self.setter.separated(runs, color=QUIET_INK)

    def texts(self, node: int) -> Iterator[Text]:
        """Yield the texts at a node and on the branch that leads to it."""
        labels, (x, y) = self.labels[node], self.place(node)
        for parent in self.graph.predecessors(node):
            start = self.layout.fork_end[parent] + 3
            yield from labels.action.place(start, y - ABOVE_BRANCH - labels.action.height)
            yield from labels.probability.place(start, y + ABOVE_BRANCH)
        yield from labels.name.place(x - BESIDE_NODE, y - ABOVE_NODE - labels.name.height, "right")
        yield from labels.paid.place(x - BESIDE_NODE, y + ABOVE_NODE, "right")
        payoffs = self._payoffs(labels)
        yield from payoffs.place(x + AFTER_TERMINAL, y - payoffs.height / 2)
        yield from labels.folded.place(x + FOLD_LENGTH + FOLD_GAP, y - labels.folded.height / 2)

    def branch(self, parent: int, child: int) -> Iterator[tuple[Point, ...]]:
        """Yield one line: slanted first, then level."""
        end = self.place(child)
        yield (self.place(parent), (self.layout.fork_end[parent], end[1]), end)


class Downward(_View):
    """Play goes from top to bottom; actions interrupt their branch, payoffs stand below each other."""

    max_width = 78.0
    spacing = Spacing(across=9.0, along=7.0, fork=17.0)

    def size(self, node: int) -> NodeSize:
        """Return the place that a node's labels take."""
        labels = self.labels[node]
        label = labels.action.above(labels.probability)
        branch = Extent(label.height + 2 * ABOVE_BRANCH, label.width / 2, label.width / 2)
        if labels.totals:
            half = max(block.width for block in labels.totals) / 2
            after = Extent(sum(block.height for block in labels.totals) + BELOW_TERMINAL, half, half)
            return NodeSize(branch, Extent(BELOW_LABEL), after)
        half, fold = MARKER_SIZE / 2, labels.folded
        after = Extent(half, half, half)
        if fold.lines:
            side = max(fold.width / 2, FOLD_HALF)
            after = Extent(FOLD_LENGTH + FOLD_GAP + fold.height, side, side)
        before = Extent(
            length=max(labels.name.height, labels.paid.height) + ABOVE_NODE,
            low=max(labels.paid.width + BESIDE_NODE if labels.paid.lines else 0.0, half),
            high=max(labels.name.width + BESIDE_NODE if labels.name.lines else 0.0, half),
        )
        return NodeSize(branch, before, after)

    def point(self, along: float, across: float) -> Point:
        """Return the place on paper."""
        return across, along

    def texts(self, node: int) -> Iterator[Text]:
        """Yield the texts at a node and on the branch that leads to it."""
        labels, (x, y) = self.labels[node], self.place(node)
        for parent in self.graph.predecessors(node):
            label = labels.action.above(labels.probability)
            yield from label.place(x, self.layout.fork_end[parent] + ABOVE_BRANCH, "middle")
        yield from labels.name.place(x + BESIDE_NODE, y - ABOVE_NODE - labels.name.height)
        yield from labels.paid.place(x - BESIDE_NODE, y - ABOVE_NODE - labels.paid.height, "right")
        top = y + BELOW_TERMINAL
        for block in labels.totals:
            yield from block.place(x, top, "middle")
            top += block.height
        yield from labels.folded.place(x, y + FOLD_LENGTH + FOLD_GAP, "middle")

    def branch(self, parent: int, child: int) -> Iterator[tuple[Point, ...]]:
        """Yield the line before the label and the line after it."""
        x, y = self.place(child)
        top = self.layout.fork_end[parent]
        yield (self.place(parent), (x, top))
        yield ((x, top + self.sizes[child].branch.length), (x, y))
