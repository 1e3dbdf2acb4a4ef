"""Tidy places across the direction of play: subtrees stand as close as their outlines allow.

The outline of a subtree says for every stretch along the direction of play how far the subtree reaches to either side,
so that a small subtree tucks in beside a deep one (Reingold and Tilford 1981), whatever the sizes of the nodes (van der
Ploeg 2014). Here outlines are arrays over the stretches between all places where something begins or ends.

Every outline has two rows, one with the labels on the sides where they are drawn, one with the sides exchanged.
Subtrees keep their distance in both, so mirrored trees have mirrored places although labels keep their sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray

Tree: TypeAlias = "nx.DiGraph[int]"
Places: TypeAlias = "NDArray[np.float64]"

ROUNDING = 1e-6
"""Points below which a distance counts as nothing."""


class Piece(NamedTuple):
    """A rectangle around a node's place across: from ``start`` to ``end`` along, reaching ``low`` and ``high`` across.

    Both reaches are distances, one to either side.
    """

    start: float
    end: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fork:
    """Where, along, the slanted parts of a node's branches begin and end."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Outline:
    """How far a subtree reaches across, seen from its root; arrays have shape [2, num_stretches].

    Stretches are counted from ``first``; where a subtree has nothing, ``low`` is infinite and ``high`` minus infinite.
    """

    first: int
    low: Places
    high: Places

    @property
    def last(self) -> int:
        return self.first + len(self.low[0])

    def moved(self, distance: float) -> _Outline:
        return _Outline(self.first, self.low + distance, self.high + distance)

    def mirrored(self) -> _Outline:
        return _Outline(self.first, -self.high, -self.low)


def tidy_places(
    graph: Tree, pieces: Mapping[int, Sequence[Piece]], forks: Mapping[int, Fork], spacing: float
) -> tuple[dict[int, float], float]:
    """Return each node's place across, and how much room the tree takes across.

    Parents stand midway between their first and last child, siblings as evenly as their subtrees allow, and things that
    do not belong together are ``spacing`` apart. The smallest place that any piece reaches is 0.

    Parameters
    ----------
    graph
        Nodes are numbered in preorder.
    pieces
        What stands at each node and on the branch that leads there.
    forks
        Of every node with branches.
    spacing
        Smallest distance, in points.

    References
    ----------
    reingold1981; vanderploeg2014 (nodes of any size).
    """
    borders = _borders(pieces, forks)
    shift: dict[int, float] = {}
    outlines: dict[int, _Outline] = {}
    for node in sorted(graph.nodes, reverse=True):
        children = list(graph.successors(node))
        parts = [_of_piece(piece, borders) for piece in pieces[node]]
        if children:
            below = [outlines.pop(child) for child in children]
            places = _sibling_places(below, spacing)
            places -= (places[0] + places[-1]) / 2
            shift.update(zip(children, places.tolist(), strict=True))
            parts += [part.moved(place) for part, place in zip(below, places, strict=True)]
            parts.append(_of_fork(forks[node], places[0], places[-1], borders))
        outlines[node] = _union(parts)
    ((root, whole),) = outlines.items()
    across = {root: -float(whole.low[0].min())}
    for parent, child in graph.edges:
        across[child] = across[parent] + shift[child]
    return across, float(whole.high[0].max() - whole.low[0].min())


def _borders(pieces: Mapping[int, Sequence[Piece]], forks: Mapping[int, Fork]) -> Places:
    """Return all places along where something begins or ends, in order."""
    ends = [place for each in pieces.values() for piece in each for place in (piece.start, piece.end)]
    ends += [place for fork in forks.values() for place in (fork.start, fork.end)]
    return np.unique(np.round(ends, 6))


def _stretches(start: float, end: float, borders: Places) -> tuple[int, int]:
    """Return the first stretch between two places, and the first one behind them."""
    first, last = np.searchsorted(borders, (start - ROUNDING, end - ROUNDING))
    return int(first), int(last)


def _of_piece(piece: Piece, borders: Places) -> _Outline:
    """Return the outline of a rectangle, as it is and with its sides exchanged."""
    first, last = _stretches(piece.start, piece.end, borders)
    sides = np.array([[piece.low, piece.high], [piece.high, piece.low]])
    return _Outline(first, np.repeat(-sides[:, :1], last - first, 1), np.repeat(sides[:, 1:], last - first, 1))


def _of_fork(fork: Fork, low: float, high: float, borders: Places) -> _Outline:
    """Return the outline of branches that spread from a node's place to those of its first and last child."""
    first, last = _stretches(fork.start, fork.end, borders)
    share = (borders[first + 1 : last + 1] - fork.start) / (fork.end - fork.start)
    return _Outline(first, np.tile(low * share, (2, 1)), np.tile(high * share, (2, 1)))


def _union(outlines: Iterable[_Outline]) -> _Outline:
    """Return the outline of several things together."""
    parts = list(outlines)
    first, last = min(part.first for part in parts), max(part.last for part in parts)
    low, high = np.full((2, last - first), np.inf), np.full((2, last - first), -np.inf)
    for part in parts:
        place = slice(part.first - first, part.last - first)
        np.minimum(low[:, place], part.low, out=low[:, place])
        np.maximum(high[:, place], part.high, out=high[:, place])
    return _Outline(first, low, high)


def _sibling_places(outlines: Sequence[_Outline], spacing: float) -> Places:
    """Return places of siblings, the first at 0, the last as near as possible, the others evenly in between.

    Notes
    -----
    Between the places nearest to the first sibling and those nearest to the last one, every mixture is free of overlaps
    whose weights do not fall from sibling to sibling. Weights may start afresh behind a sibling without freedom: those
    before it that have some end before it does along, so it stands between them and whatever follows.
    """
    near = _packed(outlines, spacing)
    far = near[-1] - _packed([outline.mirrored() for outline in reversed(outlines)], spacing)[::-1]
    freedom = np.maximum(far - near, 0.0)
    places: Places = near + _weights_between_fixed(freedom <= ROUNDING) * freedom
    return places


def _packed(outlines: Sequence[_Outline], spacing: float) -> Places:
    """Return the places nearest to the first sibling."""
    first, last = min(outline.first for outline in outlines), max(outline.last for outline in outlines)
    reach = np.full((2, last - first), -np.inf)
    places: list[float] = []
    for outline in outlines:
        window = reach[:, outline.first - first : outline.last - first]
        place = float((window - outline.low).max()) + spacing if places else 0.0
        np.maximum(window, outline.high + place, out=window)
        places.append(place)
    return np.array(places)


def _weights_between_fixed(is_fixed: NDArray[np.bool_]) -> Places:
    """Return weights that rise evenly from one fixed sibling to the next; the first and the last are fixed."""
    fixed = np.flatnonzero(is_fixed)
    before = fixed[np.searchsorted(fixed, np.arange(len(is_fixed)), side="right") - 1]
    after = fixed[np.searchsorted(fixed, np.arange(len(is_fixed)))]
    weights: Places = (np.arange(len(is_fixed)) - before) / np.maximum(after - before, 1)
    return weights
