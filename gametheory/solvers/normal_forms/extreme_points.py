"""Which of some points are vertices of their convex hull."""

from __future__ import annotations

from math import lcm
from operator import mul
from typing import TYPE_CHECKING, TypeAlias

from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

Point: TypeAlias = tuple[int, ...]


def extreme_points(
    points: Sequence[Sequence[int | Fraction]], *, heartbeat: Callable[[], None] | None = None
) -> tuple[int, ...]:
    """Points that are not in the convex hull of the others.

    Parameters
    ----------
    points
        ``num_points`` x ``num_coordinates``, exact. Of equal points only the first counts.
    heartbeat
        Called for each point and within the linear programs; what it raises passes through.

    Returns
    -------
    tuple of int
        Indices, ascending: the vertices of the convex hull of all points.

    Notes
    -----
    Exact. Points at a corner of their bounding box, and the lexicographically first and last for each coordinate,
    are vertices without further work, and so is the one furthest out in the direction from the mean to each point.
    What remains costs one linear program a point over the vertices known by then; it ends with the point in their
    hull, or with a hyperplane that leads to a new vertex (Clarkson 1994).

    Examples
    --------
    >>> extreme_points([(0, 0), (4, 0), (1, 1), (0, 3), (4, 0), (2, 1), (3, 1)])
    (0, 1, 3, 6)
    """
    first_index: dict[Point, int] = {}
    for index, point in enumerate(_in_integers(points)):
        first_index.setdefault(point, index)
    distinct = list(first_index)
    vertices = set(_obvious_vertices(distinct))
    total = [sum(column) for column in zip(*distinct, strict=True)]
    interior = set()
    for point in distinct:
        if heartbeat is not None:
            heartbeat()
        if point not in vertices:
            away = [entry - len(distinct) * own for entry, own in zip(total, point, strict=True)]
            vertices.add(_lowest(away, distinct))
        while point not in vertices and point not in interior:
            normal = _separating_normal(point, sorted(vertices), heartbeat)
            if normal:
                vertices.add(_lowest(normal, distinct))
            else:
                interior.add(point)
    return tuple(sorted(first_index[vertex] for vertex in vertices))


def _in_integers(points: Sequence[Sequence[int | Fraction]]) -> list[Point]:
    """Points with each coordinate scaled to integers; coordinates that are the same everywhere are left out."""
    columns = []
    for column in zip(*points, strict=True):
        if any(entry != column[0] for entry in column):
            denominator = lcm(*(entry.denominator for entry in column))
            columns.append([entry.numerator * (denominator // entry.denominator) for entry in column])
    return list(zip(*columns, strict=True)) if columns else [()] * len(points)


def _obvious_vertices(points: Sequence[Point]) -> Iterator[Point]:
    """Vertices that need no linear program: corners of the bounding box, lexicographic extremes."""
    if not points:
        return
    bounds = [(min(column), max(column)) for column in zip(*points, strict=True)]
    for point in points:
        if all(entry in pair for entry, pair in zip(point, bounds, strict=True)):
            yield point
    for coordinate in range(len(bounds)):
        yield min(points, key=lambda point: (point[coordinate], point))
        yield max(points, key=lambda point: (point[coordinate], point))


def _separating_normal(
    point: Point, vertices: Sequence[Point], heartbeat: Callable[[], None] | None
) -> tuple[int, ...]:
    """Normal along which the point lies lower than all the vertices; empty if it is in their convex hull."""
    rows: list[Sequence[int]] = [*zip(*vertices, strict=True), [1] * len(vertices)]
    relations = [Relation.EQUAL] * len(rows)
    problem = LinearProgram([0] * len(vertices), rows, relations, [*point, 1])
    result = solve_linear_program(problem, heartbeat=heartbeat)
    if result.status is not LinearProgramStatus.INFEASIBLE:
        return ()
    denominator = lcm(*(value.denominator for value in result.multipliers))
    return tuple(value.numerator * (denominator // value.denominator) for value in result.multipliers[:-1])


def _lowest(normal: Sequence[int], points: Sequence[Point]) -> Point:
    """Vertex with the smallest scalar product: of several such points the lexicographically first is one."""
    return min(points, key=lambda point: (sum(map(mul, normal, point)), point))
