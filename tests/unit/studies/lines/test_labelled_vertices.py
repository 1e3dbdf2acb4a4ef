"""Vertices of best-reply polytopes from signs of minors, against rational linear algebra."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest

from gametheory.kernels.bordered_minors import bordered_minors
from gametheory.studies.lines.labelled_vertices import LabelledVertices, Vertex

Table = list[list[int]]


def solved(matrix: list[list[Fraction]]) -> list[Fraction] | None:
    """Solution of equations, the right side as last column; None where it is not unique."""
    rows = [list(row) for row in matrix]
    for place in range(len(rows)):
        pivot = next((row for row in range(place, len(rows)) if rows[row][place]), None)
        if pivot is None:
            return None
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(len(rows)):
            if other != place:
                factor = rows[other][place]
                rows[other] = [value - factor * own for value, own in zip(rows[other], rows[place], strict=True)]
    return [row[-1] for row in rows]


def vertices_of(payoffs: Table) -> set[Vertex]:
    """All vertices with their labels, by solving for every support and as many tied columns."""
    found = set()
    num_rows, num_columns = len(payoffs), len(payoffs[0])
    for size in range(1, min(num_rows, num_columns) + 1):
        for rows in combinations(range(num_rows), size):
            for columns in combinations(range(num_columns), size):
                ties = [[Fraction(payoffs[row][column]) for row in rows] for column in columns]
                equations = [[*tie, Fraction(-1), Fraction(0)] for tie in ties]
                point = solved([*equations, [Fraction(1)] * size + [Fraction(0), Fraction(1)]])
                if point is None or min(point[:size]) <= 0:
                    continue
                regrets = [
                    point[size] - sum(payoffs[row][column] * share for row, share in zip(rows, point, strict=False))
                    for column in range(num_columns)
                ]
                if min(regrets) >= 0:
                    best = sum(1 << column for column, regret in enumerate(regrets) if not regret)
                    found.add(Vertex(sum(1 << row for row in rows), best))
    return found


def signs_of(payoffs: Table) -> dict[tuple[int, int], int]:
    return {key: (value > 0) - (value < 0) for key, value in bordered_minors(payoffs, 1).items()}


def random_table(draw: random.Random, shape: tuple[int, int], size: int) -> Table:
    return [[draw.randint(0, size) for _ in range(shape[1])] for _ in range(shape[0])]


@pytest.mark.parametrize("seed", range(40))
def test_vertices_before_and_after_a_change(seed: int) -> None:
    draw = random.Random(seed)
    shape, size = (draw.randint(1, 4), draw.randint(1, 4)), draw.choice([2, 3, 30])
    before, after = (random_table(draw, shape, size) for _ in range(2))
    found = LabelledVertices(*shape, signs_of(before))
    assert set(found.vertices) == vertices_of(before)
    assert found.vertices
    changed = {key: sign for key, sign in signs_of(after).items() if sign != signs_of(before)[key]}
    gone, new = found.change(changed)
    assert set(found.vertices) == vertices_of(after)
    assert set(gone) == vertices_of(before) - vertices_of(after)
    assert set(new) == vertices_of(after) - vertices_of(before)
