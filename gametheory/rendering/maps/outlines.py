"""Parts of a map put together: regions with their outlines, and the lines between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.rendering.pictures.scene import Point

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
class Tracer:
    """Collects the sides of the parts of a map; sides between parts of one label cancel out."""

    sides: dict[int, set[Segment]] = field(default_factory=lambda: defaultdict(set))
    borders: set[Segment] = field(default_factory=set)

    def add_part(self, label: int, corners: Sequence[Point]) -> None:
        """Add a part: its corners, in the same direction for all."""
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

    def partition(self) -> Partition:
        """Return the regions that the parts make up together, and the borders."""
        regions = [
            Region(label, _straightened(loop), area)
            for label, sides in self.sides.items()
            for loop in _loops(sides)
            if (area := _area(loop)) > 0
        ]
        ordered = sorted(regions, key=lambda region: (-region.area, region.outline))
        lines = tuple(sorted(_open_straightened(line) for line in _chains(self.borders)))
        return Partition(tuple(ordered), lines)


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
