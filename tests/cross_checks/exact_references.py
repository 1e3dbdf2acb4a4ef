"""Slow and simple exact mathematics to judge by, apart from the package: hulls, subsets, components, degeneracy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import TypeAlias

from cross_checks.random_games import Bimatrix, Matrix

Point: TypeAlias = tuple[Fraction, ...]
Pair: TypeAlias = tuple[Point, Point]
Subset: TypeAlias = tuple[frozenset[Point], frozenset[Point]]


def solution_of(equations: Sequence[Sequence[Fraction]]) -> list[Fraction] | None:
    """The only solution of as many equations as unknowns, right-hand sides last; None if it is not the only one."""
    rows = [list(row) for row in equations]
    for column in range(len(rows)):
        pivot = next((row for row in range(column, len(rows)) if rows[row][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [entry / rows[column][column] for entry in rows[column]]
        for row in range(len(rows)):
            if row != column and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [entry - factor * other for entry, other in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]


def _has_too_many_best_replies(payoffs: Matrix) -> bool:
    """Whether some mixed strategy over the table's rows has more best replies than actions in its support.

    A point with too many labels lies on a face whose vertices have at least those labels, and a vertex is the only
    solution for some support and equally many tied replies: all of those are looked at.
    """
    num_rows, num_columns = len(payoffs), len(payoffs[0])
    sizes = range(1, min(num_rows, num_columns) + 1)
    choices = ((rows, cols) for k in sizes for rows in combinations(range(num_rows), k) for cols in _of(num_columns, k))
    for support, replies in choices:
        ties = [[*(payoffs[row][reply] for row in support), Fraction(-1), Fraction(0)] for reply in replies]
        found = solution_of([*ties, [Fraction(1)] * len(support) + [Fraction(0), Fraction(1)]])
        if found is None or min(found[:-1]) < 0:
            continue
        paid = [
            sum((weight * payoffs[row][reply] for weight, row in zip(found[:-1], support, strict=True)), Fraction(0))
            for reply in range(num_columns)
        ]
        if max(paid) == found[-1] and paid.count(found[-1]) > sum(weight > 0 for weight in found[:-1]):
            return True
    return False


def _of(number: int, size: int) -> Iterable[tuple[int, ...]]:
    return combinations(range(number), size)


def is_nondegenerate(game: Bimatrix) -> bool:
    """Whether no mixed strategy of either player has more pure best replies than actions in its support, exactly."""
    transposed = [list(column) for column in zip(*game.rows, strict=True)]
    return not _has_too_many_best_replies(game.columns) and not _has_too_many_best_replies(transposed)


def maximal_subsets(pairs: Collection[Pair]) -> set[Subset]:
    """Maximal products of points all of whose pairs are listed: the intersections of neighborhoods."""
    neighbors: dict[Point, frozenset[Point]] = {}
    for first, second in pairs:
        neighbors[first] = neighbors.get(first, frozenset()) | {second}
    closed = set(neighbors.values())
    fresh = set(closed)
    while fresh:
        fresh = {one & other for one in fresh for other in neighbors.values()} - closed - {frozenset()}
        closed |= fresh
    return {(frozenset(first for first, near in neighbors.items() if near >= seconds), seconds) for seconds in closed}


def components(pairs: Collection[Pair]) -> set[frozenset[Pair]]:
    """Pairs grouped by chains in which neighbors share a point."""
    groups: list[set[Pair]] = []
    for pair in pairs:
        joined = [group for group in groups if any(pair[0] == other[0] or pair[1] == other[1] for other in group)]
        groups = [group for group in groups if group not in joined] + [{pair}.union(*joined)]
    return {frozenset(group) for group in groups}


def is_in_hull(point: Point, others: Sequence[Point]) -> bool:
    """Whether a point without negative coordinates is a convex combination: first phase of the simplex method."""
    if not others:
        return False
    rows = [list(coordinate) for coordinate in set(zip(*others, point, strict=True))]
    rows.append([Fraction(1)] * (len(others) + 1))
    infeasibility = [sum(column, Fraction(0)) for column in zip(*rows, strict=True)]
    basic = [len(others) + index for index in range(len(rows))]
    while (entering := next((j for j in range(len(others)) if infeasibility[j] > 0), None)) is not None:
        _, _, leaving = min((row[-1] / row[entering], basic[k], k) for k, row in enumerate(rows) if row[entering] > 0)
        rows[leaving] = [entry / rows[leaving][entering] for entry in rows[leaving]]
        basic[leaving] = entering
        for row in [*(row for k, row in enumerate(rows) if k != leaving), infeasibility]:
            if factor := row[entering]:
                row[:] = [entry - factor * by if by else entry for entry, by in zip(row, rows[leaving], strict=True)]
    return infeasibility[-1] == 0


def is_pure(point: Point) -> bool:
    return all(weight in {0, 1} for weight in point)


def without_inner_points(points: Iterable[Point]) -> frozenset[Point]:
    """Vertices of the convex hull of some points of the unit cube."""
    kept = sorted(set(points))
    for point in [point for point in kept if not is_pure(point)]:  # corners of the unit cube are vertices
        others = [other for other in kept if other != point]
        if is_in_hull(point, others):
            kept = others
    return frozenset(kept)


def pairs_of(subsets: Iterable[Subset]) -> set[Pair]:
    """All pairs of points of some subsets."""
    return {pair for subset in subsets for pair in product(*subset)}
