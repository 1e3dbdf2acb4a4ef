"""Extreme equilibria by definition: all vertices of both best-response polyhedra, joined on complementary labels.

Slow and plain on purpose, and apart from the package: every set of tight constraints is solved on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

Strategy = tuple[Fraction, ...]
Matrix = Sequence[Sequence[Fraction | int]]


def extreme_equilibria(A: Matrix, B: Matrix) -> set[tuple[Strategy, Strategy]]:
    """Pairs of vertices that together have every label."""
    rows, columns = len(A), len(A[0])
    everything = set(range(rows + columns))
    firsts = labelled_vertices(list(zip(*B, strict=True)), own=range(rows), other=range(rows, rows + columns))
    seconds = labelled_vertices(A, own=range(rows, rows + columns), other=range(rows))
    return {(x, y) for x, first in firsts for y, second in seconds if first | second >= everything}


def labelled_vertices(payoffs: Matrix, own: range, other: range) -> list[tuple[Strategy, set[int]]]:
    """Vertices of ``{(x, v): payoffs x <= v, x in the simplex}`` with the labels of their tight constraints.

    ``payoffs`` has one row for each action of the other player.
    """
    size = len(own)
    constraints = {label: unit(index, size) for index, label in enumerate(own)}
    constraints |= {label: [*row, -1] for label, row in zip(other, payoffs, strict=True)}
    found: dict[Strategy, set[int]] = {}
    for tight in combinations(constraints, size):
        equations = [[1] * size + [0], *(constraints[label] for label in tight)]
        point = solve(equations, [1] + [0] * size)
        if point is not None and is_feasible(point, payoffs):
            labels = {label for label, row in constraints.items() if product(row, point) == 0}
            found[tuple(point[:-1])] = labels
    return list(found.items())


def unit(index: int, size: int) -> list[int]:
    return [int(position == index) for position in range(size)] + [0]


def is_feasible(point: Sequence[Fraction], payoffs: Matrix) -> bool:
    return min(point[:-1]) >= 0 and all(product(row, point) <= point[-1] for row in payoffs)


def product(row: Sequence[Fraction | int], point: Sequence[Fraction]) -> Fraction:
    return sum((entry * value for entry, value in zip(row, point, strict=False)), Fraction(0))


def solve(equations: Matrix, values: Sequence[int]) -> list[Fraction] | None:
    """The only solution of a square system, or None."""
    size = len(equations)
    table = [[Fraction(entry) for entry in (*row, value)] for row, value in zip(equations, values, strict=True)]
    for column in range(size):
        pivot = next((row for row in range(column, size) if table[row][column]), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        table[column] = [entry / table[column][column] for entry in table[column]]
        for row in range(size):
            if row != column and table[row][column]:
                factor = table[row][column]
                table[row] = [mine - factor * other for mine, other in zip(table[row], table[column], strict=True)]
    return [row[-1] for row in table]


def support_equilibria(A: Matrix, B: Matrix) -> set[tuple[Strategy, Strategy]]:
    """Equilibria of a nondegenerate game: supports of equal size, each solved and checked."""
    rows, columns = len(A), len(A[0])
    B_columns = list(zip(*B, strict=True))
    found = set()
    for size in range(1, min(rows, columns) + 1):
        for own in combinations(range(rows), size):
            for other in combinations(range(columns), size):
                y = mixture(A, own, other, columns)
                x = mixture(B_columns, other, own, rows) if y is not None else None
                if x is not None and y is not None and is_best(A, y, own) and is_best(B_columns, x, other):
                    found.add((x, y))
    return found


def mixture(payoffs: Matrix, tied: Sequence[int], support: Sequence[int], size: int) -> Strategy | None:
    """Strategy on a support, positive there, against which the tied actions pay the same."""
    equations = [[*(payoffs[action][other] for other in support), -1] for action in tied]
    point = solve([[1] * len(support) + [0], *equations], [1] + [0] * len(tied))
    if point is None or min(point[:-1]) <= 0:
        return None
    weights = dict(zip(support, point, strict=False))
    return tuple(weights.get(action, Fraction(0)) for action in range(size))


def is_best(payoffs: Matrix, strategy: Strategy, actions: Sequence[int]) -> bool:
    values = [product(row, strategy) for row in payoffs]
    return all(values[action] == max(values) for action in actions)


def strategies(texts: Sequence[str]) -> Iterator[tuple[Strategy, ...]]:
    """Profiles from texts such as ``1/3 2/3 | 0 1``."""
    for text in texts:
        yield tuple(tuple(Fraction(value) for value in part.split()) for part in text.split("|"))
