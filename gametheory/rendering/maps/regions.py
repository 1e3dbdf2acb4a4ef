"""From labels on a grid to regions of the plane, the borders between them, and room for a letter."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

import numpy as np

from gametheory.rendering.maps.outlines import Tracer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gametheory.array_types import IndexArray
    from gametheory.rendering.maps.outlines import Partition, Segment
    from gametheory.rendering.pictures.scene import Point
    from gametheory.studies.regime_map import RegimeMap

BEYOND = -2
"""Label of what lies beyond the frame."""
PARALLEL = 0.05
"""Squared sine of the least angle at which two borders are taken to meet inside a cell."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the grid whose places have different labels, going around it.

    Parameters
    ----------
    labels, corners
        Of the four places.
    crossed
        Where the side from each place to the next crosses a border; None where both have the same label.
    """

    labels: tuple[int, ...]
    corners: tuple[Point, ...]
    crossed: tuple[Point | None, ...]

    @property
    def cuts(self) -> tuple[int, ...]:
        """The sides that are crossed."""
        return tuple(side for side, point in enumerate(self.crossed) if point is not None)

    def opposite(self, place: Point) -> Point | None:
        """Return where a border that enters at a place leaves; None where borders meet inside."""
        ends = [point for point in self.crossed if point is not None and point != place]
        return ends[0] if len(ends) == 1 else None

    def holds(self, place: Point) -> bool:
        """Whether a place lies inside."""
        across, upright = zip(*self.corners, strict=True)
        return bool(min(across) < place[0] < max(across) and min(upright) < place[1] < max(upright))


class _Mesh:
    """The cells of a map on the page.

    Parameters
    ----------
    found
        The map.
    places
        Where the places of the grid stand, across and upright.
    """

    def __init__(self, found: RegimeMap, places: tuple[Sequence[float], Sequence[float]]) -> None:
        self._found, self._places = found, places
        self._labels = found.labels.tolist()
        self._mixed: dict[tuple[int, int], _Cell] = {}

    def cell(self, column: int, row: int) -> _Cell | None:
        """Return a cell; None beyond the map."""
        if not (0 <= column < len(self._places[0]) - 1 and 0 <= row < len(self._places[1]) - 1):
            return None
        if (column, row) not in self._mixed:
            self._mixed[column, row] = self._made(column, row)
        return self._mixed[column, row]

    def _made(self, column: int, row: int) -> _Cell:
        """Return a cell, going around it as the page sees it with the upright axis upwards."""
        around = ((column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1))
        labels = tuple(self._labels[across][upright] for across, upright in around)
        corners = tuple((self._places[0][across], self._places[1][upright]) for across, upright in around)
        sides = ((0, around[0], 0, 1), (1, around[1], 1, 2), (0, around[3], 3, 2), (1, around[0], 0, 3))
        crossed = tuple(
            _between(corners[start], corners[end], self._found.crossing(axis, *place))
            if labels[start] != labels[end]
            else None
            for axis, place, start, end in sides
        )
        return _Cell(labels, corners, crossed)

    def entering(self, column: int, row: int, side: int) -> Segment | None:
        """Return the last piece of the border that enters a cell through a side; None where it has no direction."""
        across, upright = ((0, -1), (1, 0), (0, 1), (-1, 0))[side]
        cell, neighbor = self.cell(column, row), self.cell(column + across, row + upright)
        place = None if cell is None else cell.crossed[side]
        before = None if neighbor is None or place is None else neighbor.opposite(place)
        return None if before is None or place is None else (before, place)

    def meeting(self, column: int, row: int, cell: _Cell) -> Point | None:
        """Return where the borders of a cell meet or turn, drawn on as they enter it; None where they run through."""
        pieces = [self.entering(column, row, side) for side in cell.cuts]
        known = [piece for piece in pieces if piece is not None]
        place = _nearest_to_lines(known) if len(known) > 1 else None
        if place is not None and cell.holds(place):
            return place
        return _mean(point for point in cell.crossed if point is not None) if len(cell.cuts) > 2 else None


def partition(found: RegimeMap, across: Sequence[float], upright: Sequence[float]) -> Partition:
    """Return the regions and borders of a map.

    In each cell of the grid straight lines join the places at which its sides cross a border. Where borders meet or
    turn inside a cell, they are drawn on from the cells around it.

    Parameters
    ----------
    found
        The map.
    across, upright
        Where the places of the grid stand on the page.
    """
    mesh, tracer = _Mesh(found, (across, upright)), Tracer()
    for column in range(len(across) - 1):
        for row in range(len(upright) - 1):
            cell = mesh.cell(column, row)
            if cell is not None and cell.cuts:
                middle = mesh.meeting(column, row, cell)
                for inner, outline in _parts(cell, middle):
                    tracer.add_part(cell.labels[inner[0]], outline)
                    tracer.add_border(outline[0], middle or outline[-1])
            elif cell is not None:
                tracer.add_part(cell.labels[0], cell.corners)
    return tracer.partition()


def _between(start: Point, end: Point, share: float) -> Point:
    """Return a point on the way between two points."""
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _parts(cell: _Cell, middle: Point | None) -> Iterator[tuple[tuple[int, ...], list[Point]]]:
    """Yield the parts of a cell whose sides are crossed at two to four points: the corners in it, and its outline."""
    cuts = cell.cuts
    for before, after in pairwise([*cuts, cuts[0] + 4]):
        start, end = cell.crossed[before], cell.crossed[after % 4]
        if start is not None and end is not None:
            inner = tuple(index % 4 for index in range(before + 1, after + 1))
            outline = [start, *(cell.corners[index] for index in inner), end]
            yield inner, [*outline, *([middle] if middle else [])]


def mixed_parts(
    found: RegimeMap, across: Sequence[float], upright: Sequence[float]
) -> Iterator[tuple[tuple[tuple[int, int], ...], tuple[Point, ...]]]:
    """Yield the parts of all cells that borders run through: the places of the grid in each, and its outline."""
    mesh = _Mesh(found, (across, upright))
    for column in range(len(across) - 1):
        for row in range(len(upright) - 1):
            cell = mesh.cell(column, row)
            if cell is not None and cell.cuts:
                around = ((column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1))
                for inner, outline in _parts(cell, mesh.meeting(column, row, cell)):
                    yield tuple(around[index] for index in inner), tuple(outline)


def _mean(points: Iterable[Point]) -> Point:
    """Return the middle of some points."""
    across, upright = zip(*points, strict=True)
    return sum(across) / len(across), sum(upright) / len(upright)


def _nearest_to_lines(pieces: Sequence[Segment]) -> Point | None:
    """Return the point that is nearest to straight lines through pieces; None where these are nearly parallel."""
    lines = []
    for start, end in pieces:
        length = dist(start, end)
        if length:
            normal = (end[1] - start[1]) / length, (start[0] - end[0]) / length
            lines.append((*normal, normal[0] * end[0] + normal[1] * end[1]))
    xx, xy, yy = sum(a * a for a, _, _ in lines), sum(a * b for a, b, _ in lines), sum(b * b for _, b, _ in lines)
    x, y = sum(a * offset for a, _, offset in lines), sum(b * offset for _, b, offset in lines)
    determinant = xx * yy - xy * xy
    if determinant < PARALLEL:
        return None
    return (x * yy - y * xy) / determinant, (y * xx - x * xy) / determinant


def room(labels: IndexArray, taken: Sequence[tuple[int, int]] = ()) -> IndexArray:
    """Return for each place of the grid how many steps away the next place with another label is, or the frame.

    Parameters
    ----------
    labels
        Shape ``[x, y]``.
    taken
        Places to keep away from.

    Examples
    --------
    >>> room(np.array([[0, 0, 0, 0, 1], [0, 0, 0, 0, 1], [0, 0, 0, 1, 1]])).tolist()
    [[1, 1, 1, 1, 1], [1, 2, 2, 1, 1], [1, 1, 1, 1, 1]]
    """
    free = np.ones(labels.shape, dtype=bool)
    for place in taken:
        free[place] = False
    ringed = np.pad(labels, 1, constant_values=BEYOND)
    for right, up in ((0, 1), (2, 1), (1, 0), (1, 2)):
        free &= ringed[right : right + labels.shape[0], up : up + labels.shape[1]] == labels
    steps = np.ones(labels.shape, dtype=np.int32)
    while free.any():
        steps += free
        padded = np.pad(free, 1, constant_values=False)
        free = padded[1:-1, 1:-1] & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return steps
