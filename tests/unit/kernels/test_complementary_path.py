"""Lemke's path in integers: it ends where it should, whatever the ties."""

from __future__ import annotations

import random
from collections.abc import Generator, Sequence
from fractions import Fraction
from typing import Any

import pytest

from gametheory.kernels.complementary_path import complementary_path, lexicographic_row
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau


def end_of(path: Generator[None, None, Any]) -> tuple[Any, int]:
    num_pivots = -1
    while True:
        num_pivots += 1
        try:
            next(path)
        except StopIteration as end:
            return end.value, num_pivots


def problem(matrix: Sequence[Sequence[int]], bounds: Sequence[Sequence[int]], cover: Sequence[int]) -> IntegerTableau:
    """Slacks ``bounds + M z - cover (1 - w) ...`` as the path wants them: row i is ``s_i = b_i - c_i w + M z``."""
    size = len(matrix)
    rows = [[*bounds[i], *(-entry for entry in matrix[i]), cover[i]] for i in range(size)]
    constants = len(bounds[0])
    rows.append([1, *([0] * (constants - 1)), *([0] * size), 1])
    return IntegerTableau(
        rows, [*range(size, 2 * size), 2 * size + 1], [NO_VARIABLE] * constants + [*range(size), 2 * size], 1
    )


@pytest.mark.parametrize("num_constants", [1, 2])
def test_ends_solve_random_problems(num_constants: int) -> None:
    """With a positive definite matrix the path cannot run into a ray."""
    solved = 0
    for seed in range(60):
        rng = random.Random(seed)
        size = rng.randint(1, 5)
        factor = [[rng.randint(-3, 3) for _ in range(size)] for _ in range(size)]
        matrix = [
            [sum(factor[i][k] * factor[j][k] for k in range(size)) + (i == j) for j in range(size)] for i in range(size)
        ]
        bounds = [[rng.randint(0, 2), *([rng.randint(0, 1)] * (num_constants - 1))] for _ in range(size)]
        cover = [rng.randint(0, 6) for _ in range(size)]
        found, _ = end_of(complementary_path(problem(matrix, bounds, cover), 2 * size, 2 * size + 1, size))
        values = {v: Fraction(row[0], found.denominator) for v, row in zip(found.basic, found.rows, strict=True)}
        assert values[2 * size] == 1
        for i in range(size):
            z, s = values.get(i, Fraction(0)), values.get(size + i, Fraction(0))
            assert min(z, s) == 0
            product = sum(matrix[i][j] * values.get(j, Fraction(0)) for j in range(size))
            assert s == bounds[i][0] - cover[i] + product
            solved += z > 0
    assert solved > 20


def test_a_ray_is_told() -> None:
    """``s = 1 - 2 w`` is not helped by z."""
    found, _ = end_of(complementary_path(problem([[0]], [[1]], [2]), 2, 3, 1))
    assert found is None


def test_powers_of_epsilon_decide_before_the_order_of_rows() -> None:
    rows = [[0, 3, 1], [0, 2, 1], [0, 2, 2]]
    tableau = IntegerTableau(rows, [5, 6, 7], [NO_VARIABLE, NO_VARIABLE, 1], 1)
    assert lexicographic_row(tableau, 2, 2, [5, 6, 7]) == 2
    assert lexicographic_row(tableau, 2, 1, [5, 6, 7]) == 2
    assert lexicographic_row(tableau, 2, 1, [7, 6, 5]) == 0


def test_rows_that_were_basic_at_first_break_ties() -> None:
    """The first row had the larger amount added, so it is not the first to reach zero."""
    tableau = IntegerTableau([[0, 1], [0, 1]], [5, 6], [NO_VARIABLE, 1], 1)
    assert lexicographic_row(tableau, 1, 1, [5, 6]) == 1
    exchanged = IntegerTableau([[0, 1, 4], [0, 1, 2]], [1, 6], [NO_VARIABLE, 2, 5], 1)
    assert lexicographic_row(exchanged, 1, 1, [5, 6]) == 1
    assert lexicographic_row(IntegerTableau([[1, -1]], [5], [NO_VARIABLE, 1], 1), 1, 1, [5]) is None
