"""Vertices of the set of (coarse) correlated equilibria by trying every choice of tight conditions, in Fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product

from gametheory import NormalFormGame


def incentive_rows(game: NormalFormGame, *, is_coarse: bool) -> list[list[Fraction]]:
    """What each deviation loses at each profile, by the definition."""
    rows = []
    for player, size in enumerate(game.num_actions):
        for told in [None] if is_coarse else range(size):
            for instead in range(size):
                row = []
                for profile in product(*map(range, game.num_actions)):
                    changed = (*profile[:player], instead, *profile[player + 1 :])
                    is_heard = told is None or profile[player] == told
                    loss = game.payoff(player, profile) - game.payoff(player, changed)
                    row.append(loss if is_heard else Fraction(0))
                rows.append(row)
    return [list(row) for row in dict.fromkeys(map(tuple, rows)) if any(row)]


def incentive_vertices(game: NormalFormGame, *, is_coarse: bool) -> set[tuple[Fraction, ...]]:
    """All vertices: points that meet all conditions and are the only ones at which some of them are tight."""
    size = game.num_profiles
    units = [[Fraction(row == column) for column in range(size)] for row in range(size)]
    conditions = [*units, *incentive_rows(game, is_coarse=is_coarse)]
    found = set()
    for tight in combinations(conditions, size - 1):
        point = only_solution([*tight, [Fraction(1)] * size], [Fraction(0)] * (size - 1) + [Fraction(1)])
        if point is not None and all(product_of(row, point) >= 0 for row in conditions):
            found.add(point)
    return found


def product_of(row: Sequence[Fraction], point: Sequence[Fraction]) -> Fraction:
    """Scalar product."""
    return sum((entry * value for entry, value in zip(row, point, strict=True)), Fraction(0))


def only_solution(rows: Sequence[Sequence[Fraction]], bounds: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
    """The solution of a square system by elimination; None if it has none or several."""
    table = [[*row, bound] for row, bound in zip(rows, bounds, strict=True)]
    for column in range(len(table)):
        pivot = next((row for row in range(column, len(table)) if table[row][column]), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        table[column] = [entry / table[column][column] for entry in table[column]]
        for row in range(len(table)):
            factor = table[row][column]
            if row != column and factor:
                table[row] = [one - factor * two for one, two in zip(table[row], table[column], strict=True)]
    return tuple(row[-1] for row in table)
