"""From labels on a grid to regions of the plane: their outlines, the borders between them, and room for a letter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gametheory.array_types import IndexArray
    from gametheory.rendering.pictures.scene import Point
    from gametheory.studies.regime_map import RegimeMap

Segment: TypeAlias = "tuple[Point, Point]"
STRAIGHT = 1e-3
"""Points: corners that stick out less from the line between their neighbors are left out."""


@dataclass(frozen=True, slots=True)
class Region:
    """A connected part of the plane with one label.

    Parameters
    ----------
    label
        Which regime.
    outline
        Its outer corners, in order; what lies inside may hold other regions.
    area
        Inside the outline.
    """

    label: int
    outline: tuple[Point, ...]
    area: float


@dataclass(frozen=True, slots=True)
class Partition:
    """A rectangle divided into regions.

    Parameters
    ----------
    regions
        The largest first, so that each covers those around it when painted in order.
    borders
        Lines between regions.
    """

    regions: tuple[Region, ...]
    borders: tuple[tuple[Point, ...], ...]


@dataclass
class _Tracer:
    """Collects the sides of the parts of cells; sides between parts of one label cancel out."""

    sides: dict[int, set[Segment]] = field(default_factory=lambda: defaultdict(set))
    borders: set[Segment] = field(default_factory=set)

    def add_part(self, label: int, corners: Sequence[Point]) -> None:
        """Add a part of a cell."""
        sides = self.sides[label]
        for start, end in pairwise((*corners, corners[0])):
            if start == end:
                continue
            if (end, start) in sides:
                sides.remove((end, start))
            else:
                sides.add((start, end))

    def add_border(self, start: Point, end: Point) -> None:
        """Add a piece of a border."""
        if start != end:
            self.borders.add((min(start, end), max(start, end)))


def partition(found: RegimeMap, across: Sequence[float], upright: Sequence[float]) -> Partition:
    """Return the regions and borders of a map.

    In each cell of the grid straight lines join the places at which its sides cross a border; where three and more
    meet, in their middle.

    Parameters
    ----------
    found
        The map.
    across, upright
        Where the places of the grid stand on the page.
    """
    tracer = _Tracer()
    labels = found.labels.tolist()
    for column in range(len(across) - 1):
        for row in range(len(upright) - 1):
            _add_cell(tracer, found, (column, row), labels, (across, upright))
    regions = [
        Region(label, _straightened(loop), area)
        for label, sides in tracer.sides.items()
        for loop in _loops(sides)
        if (area := _area(loop)) > 0
    ]
    ordered = sorted(regions, key=lambda region: (-region.area, region.outline))
    lines = tuple(sorted(_open_straightened(line) for line in _chains(tracer.borders)))
    return Partition(tuple(ordered), lines)


def _add_cell(
    tracer: _Tracer,
    found: RegimeMap,
    cell: tuple[int, int],
    labels: Sequence[Sequence[int]],
    places: tuple[Sequence[float], Sequence[float]],
) -> None:
    """Add the parts of a cell, going around it as the page sees it with the upright axis upwards."""
    column, row = cell
    corners = ((column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1))
    named = [labels[across][upright] for across, upright in corners]
    points = [(places[0][across], places[1][upright]) for across, upright in corners]
    if len(set(named)) == 1:
        tracer.add_part(named[0], points)
        return
    sides = ((0, column, row, False), (1, column + 1, row, False), (0, column, row + 1, True), (1, column, row, True))
    crossed: list[Point | None] = [
        _between(points[index], points[(index + 1) % 4], found.crossing(*side[:3]), is_backwards=side[3])
        if named[index] != named[(index + 1) % 4]
        else None
        for index, side in enumerate(sides)
    ]
    _add_parts(tracer, named, points, crossed)


def _between(start: Point, end: Point, share: float, *, is_backwards: bool) -> Point:
    """Return a point on the way between two points, the same for both directions of the way."""
    if is_backwards:
        start, end = end, start
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _add_parts(
    tracer: _Tracer, named: Sequence[int], points: Sequence[Point], crossed: Sequence[Point | None]
) -> None:
    """Add the parts of a cell whose sides are crossed at two to four points."""
    cuts = [index for index, point in enumerate(crossed) if point is not None]
    middle = _mean(point for point in crossed if point is not None) if len(cuts) > 2 else None
    for before, after in pairwise([*cuts, cuts[0] + 4]):
        start, end = crossed[before], crossed[after % 4]
        if start is None or end is None:
            continue
        inner = [points[index % 4] for index in range(before + 1, after + 1)]
        part = [start, *inner, end, *([middle] if middle else [])]
        tracer.add_part(named[(before + 1) % 4], part)
        if middle:
            tracer.add_border(start, middle)
        elif before == cuts[0]:
            tracer.add_border(start, end)


def _mean(points: Iterable[Point]) -> Point:
    """Return the middle of some points."""
    across, upright = zip(*points, strict=True)
    return sum(across) / len(across), sum(upright) / len(upright)


def _loops(sides: set[Segment]) -> Iterator[list[Point]]:
    """Yield closed lines made of directed sides, without their first point again at the end."""
    following: defaultdict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(sides, reverse=True):
        following[start].append(end)
    for first in sorted(following):
        while following[first]:
            loop, place = [first], following[first].pop()
            while place != first:
                loop.append(place)
                place = following[place].pop()
            yield loop


def _chains(segments: set[Segment]) -> Iterator[list[Point]]:
    """Yield lines made of segments: from junctions and ends first, then closed ones."""
    around: defaultdict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(segments):
        around[start].append(end)
        around[end].append(start)
    starts = [point for point in sorted(around) if len(around[point]) != 2]
    is_junction = set(starts)
    for first in (*starts, *sorted(around)):
        while around[first]:
            line = [first]
            while around[line[-1]]:
                place = around[line[-1]].pop()
                around[place].remove(line[-1])
                line.append(place)
                if place in is_junction:
                    break
            yield line


def _area(loop: Sequence[Point]) -> float:
    """Return the area inside a closed line, negative where it runs around a hole."""
    return -sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*loop, loop[0]))) / 2


def _straightened(loop: Sequence[Point]) -> tuple[Point, ...]:
    """Return a closed line without corners on straight ways."""
    start = max(range(len(loop)), key=lambda index: dist(loop[index], loop[0]))
    turned = [*loop[start:], *loop[:start]]
    return _open_straightened([*turned, turned[0]])[:-1]


def _open_straightened(line: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line without corners on straight ways."""
    kept = [line[0]]
    for place, after in pairwise(line[1:]):
        base = dist(kept[-1], after)
        twice = abs(
            (after[0] - kept[-1][0]) * (place[1] - kept[-1][1]) - (after[1] - kept[-1][1]) * (place[0] - kept[-1][0])
        )
        if not base or twice > STRAIGHT * base:
            kept.append(place)
    return (*kept, line[-1])


def roomy_places(labels: IndexArray, taken: Sequence[tuple[int, int]] = ()) -> dict[int, tuple[int, int, int]]:
    """Return for each label the place of the grid that is farthest from other labels, with how many steps that is.

    Parameters
    ----------
    labels
        Shape ``[x, y]``.
    taken
        Places to keep away from.

    Examples
    --------
    >>> roomy_places(np.array([[0, 0, 0, 0, 1], [0, 0, 0, 0, 1], [0, 0, 0, 1, 1]]))
    {0: (1, 1, 2), 1: (0, 4, 1)}
    """
    depth = np.zeros(labels.shape, dtype=np.int64)
    free = np.ones(labels.shape, dtype=bool)
    for place in taken:
        free[place] = False
    ringed = np.pad(labels, 1, constant_values=-2)
    for shift in ((0, 1), (2, 1), (1, 0), (1, 2)):
        free &= ringed[shift[0] : shift[0] + labels.shape[0], shift[1] : shift[1] + labels.shape[1]] == labels
    depth += 1
    while free.any():
        depth += free
        padded = np.pad(free, 1, constant_values=False)
        free = padded[1:-1, 1:-1] & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    found = {}
    for label in np.unique(labels).tolist():
        best = np.where(labels == label, depth, 0)
        column, row = np.unravel_index(int(best.argmax()), best.shape)
        found[label] = (int(column), int(row), int(best[column, row]))
    return found
