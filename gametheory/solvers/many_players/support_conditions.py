"""What must hold where every player plays exactly the actions of its support: conditions, and what they leave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd, lcm
from operator import mul
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.double_description import extreme_rays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.array_types import PayoffArray
    from gametheory.core.continuum import Term

SMALL = 1 << 40
"""Integers up to which differences of differences fit into machine words, for up to twenty players."""

Point = tuple[Fraction, ...]
"""A player's probabilities on its support."""


@dataclass(frozen=True, slots=True)
class SupportCondition:
    """A player's gain from playing another action than the first of its support.

    Parameters
    ----------
    player, action
        Who plays which action instead.
    is_equation
        Whether the gain must be 0, the action being in the support; otherwise it must be at most 0.
    table
        The gain, in integers, for each choice of the other players within their supports; the player's own axis has
        one entry.
    """

    player: int
    action: int
    is_equation: bool
    table: PayoffArray


@dataclass(slots=True)
class SupportConditions:
    """The conditions of one profile of supports, and the part of its face on which they are not yet decided.

    Parameters
    ----------
    supports
        For each player the actions that are played with positive probability.
    conditions
        Those that are not met throughout.
    corners
        For each player the corners of the simplex of mixtures that are looked at: those that mix all of them.
    vertices
        For each player the extreme points of the mixtures that meet the equations which concern this player's
        probabilities alone.
    rows
        For each player the coefficients of those equations.
    is_empty
        Whether some condition is met nowhere.
    """

    supports: tuple[tuple[int, ...], ...]
    conditions: list[SupportCondition]
    corners: list[list[Point]]
    vertices: list[list[Point]] = field(default_factory=list)
    rows: list[list[list[int]]] = field(default_factory=list)
    is_empty: bool = False

    @property
    def equations(self) -> list[SupportCondition]:
        """Conditions that are equations."""
        return [condition for condition in self.conditions if condition.is_equation]

    @property
    def inequalities(self) -> list[SupportCondition]:
        """Conditions that are not."""
        return [condition for condition in self.conditions if not condition.is_equation]

    @property
    def is_point(self) -> bool:
        """Whether nothing is left to choose."""
        return all(len(points) == 1 for points in self.vertices)

    def at_vertices(self, condition: SupportCondition) -> PayoffArray:
        """Return the gain for each choice of extreme points, times a positive integer."""
        return contracted(condition.table, condition.player, self.vertices)

    def row(self, condition: SupportCondition, player: int) -> list[int]:
        """Return a condition that only one player's probabilities concern as a linear one in these."""
        others: list[list[Point] | None] = [[points[0]] for points in self.vertices]
        others[player] = None
        return [int(value) for value in contracted(condition.table, condition.player, others).ravel()]


def contracted(table: PayoffArray, player: int, vertices: Sequence[Sequence[Point] | None]) -> PayoffArray:
    """Return a table by choice of extreme points instead of actions, times a positive integer; None leaves an axis."""
    for axis, points in enumerate(vertices):
        if axis != player and points is not None and not are_actions(points):
            scale = lcm(*(value.denominator for point in points for value in point))
            matrix = np.array([[int(value * scale) for value in point] for point in points], dtype=object)
            table = np.moveaxis(np.tensordot(matrix, table, axes=([1], [axis])), 0, axis)
    return table


def are_actions(points: Sequence[Point]) -> bool:
    """Whether extreme points are the actions of a support in their order."""
    return len(points) == len(points[0]) and all(point[place] == 1 for place, point in enumerate(points))


def concerned(table: PayoffArray) -> list[int]:
    """Return the axes along which a table changes."""
    return [
        axis
        for axis, size in enumerate(table.shape)
        if size > 1 and bool((table != np.take(table, [0], axis=axis)).any())
    ]


def support_conditions(
    payoffs: Sequence[PayoffArray],
    supports: tuple[tuple[int, ...], ...],
    tick: Callable[[], None],
    *,
    kept: Sequence[Sequence[int]] | None = None,
    corners: Sequence[Sequence[Point]] | None = None,
) -> SupportConditions:
    """Return the conditions of a profile of supports, those that are decided by signs left out.

    Parameters
    ----------
    payoffs
        Of each player, integers of any unit, shape ``[action of player 1, ..., action of player n]``.
    supports
        For each player the actions that are played.
    tick
        Called between steps.
    kept
        For each player the actions that are looked at, the others being dominated; None for all.
    corners
        For each player the corners of a smaller simplex of mixtures of its support; None for its actions.

    Notes
    -----
    A gain that is nowhere negative on the face and somewhere positive is positive wherever all actions of the supports
    are played, since it is a mean of its values at the corners: then the conditions are met nowhere. Equations that
    concern one player's probabilities alone cut its mixtures down to a polytope; gains are looked at again at its
    extreme points, until nothing changes.

    Examples
    --------
    >>> import numpy as np
    >>> payoffs = np.array([[[[3, 1]], [[1, 2]]], [[[0, 0]], [[0, 0]]], [[[2, 0]], [[0, 1]]]])
    >>> found = support_conditions(payoffs, ((0, 1), (0,), (0, 1)), lambda: None)
    >>> found.is_point, [[str(value) for value in points[0]] for points in found.vertices]
    (True, [['1/3', '2/3'], ['1'], ['1/3', '2/3']])
    """
    simplices = [list(own) for own in corners or [unit_corners(len(support)) for support in supports]]
    found = SupportConditions(supports, [], simplices, list(simplices), [[] for _ in supports])
    for player, support in enumerate(supports):
        tick()
        actions = range(payoffs[player].shape[player]) if kept is None else kept[player]
        met = [actions if other == player else own for other, own in enumerate(supports)]
        own = payoffs[player][np.ix_(*met)]
        if own.dtype != object and max(-int(own.min()), int(own.max())) > SMALL:
            own = own.astype(object)
        before = (slice(None),) * player
        start = list(actions).index(support[0])
        first = own[(*before, slice(start, start + 1))]
        for place, action in enumerate(actions):
            if action != support[0]:
                table = own[(*before, slice(place, place + 1))] - first
                found.conditions.append(SupportCondition(player, action, action in support, table))
    decide(found, tick)
    return found


def unit_corners(size: int) -> list[Point]:
    """Return the corners of the simplex of mixtures of some actions."""
    return [tuple(Fraction(place == other) for other in range(size)) for place in range(size)]


def decide(found: SupportConditions, tick: Callable[[], None]) -> None:
    """Leave out conditions that are met throughout, and cut mixtures down, until nothing changes."""
    while True:
        left, cut = [], None
        for condition in found.conditions:
            table = found.at_vertices(condition)
            low, high = table.min(), table.max()
            if high <= 0 <= low or (not condition.is_equation and high <= 0):
                continue
            if low >= 0 or (condition.is_equation and high <= 0):
                found.is_empty = True
                return
            left.append(condition)
            axes = concerned(table) if condition.is_equation and cut is None else []
            if len(axes) == 1:
                cut = axes[0]
                found.rows[cut].append(found.row(condition, cut))
        found.conditions = left
        if cut is None:
            return
        points = _cut_simplex(found.corners[cut], found.rows[cut], tick)
        if points is None:
            found.is_empty = True
            return
        found.vertices[cut] = points


def _cut_simplex(corners: list[Point], rows: list[list[int]], tick: Callable[[], None]) -> list[Point] | None:
    """Return the extreme points of the part of a simplex where linear functions are 0; None if no inner point is."""
    if are_actions(corners):
        points = polytope_points(len(corners), rows, [], tick)
        return points if is_full(points) else None
    scale = lcm(*(value.denominator for corner in corners for value in corner))
    at_corners = [[int(sum(map(mul, row, corner)) * scale) for corner in corners] for row in rows]
    weights = polytope_points(len(corners), at_corners, [], tick)
    if not is_full(weights):
        return None
    return [tuple(sum(map(mul, own, column), Fraction(0)) for column in zip(*corners, strict=True)) for own in weights]


def sliced(
    found: SupportConditions, corner: tuple[int, int], weight: Fraction, tick: Callable[[], None]
) -> SupportConditions:
    """Return the conditions where mixtures give a certain weight to an extreme point, told by player and place.

    The extreme points of the player are the corners of a simplex.
    """
    player, place = corner
    points = found.vertices[player]
    others = [point for number, point in enumerate(points) if number != place]
    rows = [list(own) for own in found.rows]
    rows[player].append(_weight_row(points, place, weight))
    vertices = list(found.vertices)
    vertices[player] = [
        tuple(weight * a + (1 - weight) * b for a, b in zip(points[place], other, strict=True)) for other in others
    ]
    part = replace(found, vertices=vertices, rows=rows)
    decide(part, tick)
    return part


def halved(found: SupportConditions, player: int, tick: Callable[[], None]) -> Iterator[SupportConditions]:
    """Yield the conditions on three parts of a player's mixtures: halves, and what lies between them.

    The edge from the first to the last extreme point is cut in the middle.
    """
    first, *others, last = found.vertices[player]
    middle = tuple((a + b) / 2 for a, b in zip(first, last, strict=True))
    for points in ([first, *others, middle], [*others, middle], [middle, *others, last]):
        corners, vertices, rows = list(found.corners), list(found.vertices), [list(own) for own in found.rows]
        corners[player] = vertices[player] = points
        rows[player] = []
        part = replace(found, corners=corners, vertices=vertices, rows=rows)
        decide(part, tick)
        yield part


def _weight_row(points: Sequence[Point], place: int, weight: Fraction) -> list[int]:
    """Return the coefficients of a linear function of probabilities that is a point's weight in them minus a number."""
    rows = [[*point, (number == place) - weight] for number, point in enumerate(points)]
    pivots: list[int] = []
    for number in range(len(rows)):
        column = next(column for column, value in enumerate(rows[number][:-1]) if value)
        pivots.append(column)
        rows[number] = [value / rows[number][column] for value in rows[number]]
        for other in range(len(rows)):
            if other != number:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[number], strict=True)]
    coefficients = [Fraction(0)] * len(points[0])
    for row, column in zip(rows, pivots, strict=True):
        coefficients[column] = row[-1]
    scale = lcm(*(value.denominator for value in coefficients))
    return [int(value * scale) for value in coefficients]


def polytope_points(
    size: int, equations: Sequence[Sequence[int]], inequalities: Sequence[Sequence[int]], tick: Callable[[], None]
) -> list[Point]:
    """Return the extreme points of the mixtures for which linear equations are 0 and inequalities at most 0.

    Examples
    --------
    >>> [[str(value) for value in point] for point in polytope_points(2, [], [[-2, 3]], lambda: None)]
    [['1', '0'], ['3/5', '2/5']]
    """
    rows = [list(row) for row in equations] + [[-value for value in row] for row in (*equations, *inequalities)]
    if not rows:
        return unit_corners(size)
    points = []
    for ray in extreme_rays(rows, tick):
        total = sum(ray)
        points.append(tuple(Fraction(value, total) for value in ray))
    return sorted(points, reverse=True)


def is_full(points: Sequence[Point]) -> bool:
    """Whether some mixture of points puts positive probability on every action."""
    return bool(points) and all(any(column) for column in zip(*points, strict=True))


def condition_terms(condition: SupportCondition, supports: Sequence[Sequence[int]]) -> tuple[Term, ...]:
    """Return the polynomial of a condition, with coprime integer coefficients, by player and action."""
    axes = concerned(condition.table)
    table = condition.table
    for axis in range(table.ndim):
        if axis not in axes:
            table = np.take(table, [0], axis=axis)
    divisor = gcd(*(int(value) for value in table.ravel()))
    return tuple(
        (Fraction(int(table[place]) // divisor), tuple((axis, supports[axis][place[axis]]) for axis in axes))
        for place in np.ndindex(table.shape)
        if table[place]
    )
