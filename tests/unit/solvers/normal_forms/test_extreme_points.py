"""Vertices of convex hulls."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program
from gametheory.solvers.normal_forms.extreme_points import extreme_points


def by_one_program_each(points: list[tuple[Fraction, ...]]) -> tuple[int, ...]:
    found = []
    for index, point in enumerate(points):
        others = [other for other in points if other != point]
        if point in points[:index]:
            continue
        rows = [*zip(*others, strict=True), [1] * len(others)] if others else [[]] * (len(point) + 1)
        relations = [Relation.EQUAL] * len(rows)
        problem = LinearProgram([0] * len(others), rows, relations, [*point, 1])
        if solve_linear_program(problem).status is LinearProgramStatus.INFEASIBLE:
            found.append(index)
    return tuple(found)


@pytest.mark.parametrize("seed", range(60))
def test_against_one_linear_program_for_each_point(seed: int) -> None:
    rng = random.Random(seed)
    size, num_points, largest = rng.randint(1, 4), rng.randint(1, 14), rng.choice([1, 2, 5, 40])
    points = [
        tuple(Fraction(rng.randint(0, largest), rng.choice([1, 2, 3])) for _ in range(size)) for _ in range(num_points)
    ]
    assert extreme_points(points) == by_one_program_each(points)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], ()),
        ([(3, 4)] * 3, (0,)),
        ([(5, 2), (5, 9), (5, 4), (5, 9)], (0, 1)),
        ([(0, 0), (2, 0), (1, 0), (0, 2), (1, 1)], (0, 1, 3)),
        ([(0, 0, 1), (0, 1, 0), (1, 0, 0), (Fraction(1, 3),) * 3], (0, 1, 2)),
    ],
)
def test_known_hulls(points: list[tuple[int | Fraction, ...]], expected: tuple[int, ...]) -> None:
    assert extreme_points(points) == expected


def test_hyperplanes_find_vertices_hidden_from_quick_tests() -> None:
    # A long cluster pulls the mean away: (10, 3) lies far out in no tried direction.
    points = [(0, 0), (10, 0), (0, 10), (10, 3), (7, 6), *((0, height) for height in range(1, 10)), (9, 3), (8, 5)]
    assert extreme_points(points) == by_one_program_each([(Fraction(a), Fraction(b)) for a, b in points])


def test_the_clock_looks_on() -> None:
    beats = itertools.count()
    points = [(first, second) for first in range(5) for second in range(5)]
    assert extreme_points(points, heartbeat=lambda: next(beats)) == (0, 4, 20, 24)
    assert next(beats) > len(points)
