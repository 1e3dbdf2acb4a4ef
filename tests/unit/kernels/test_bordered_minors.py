"""Bordered minors against determinants."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations
from math import comb, prod

import pytest

from gametheory.kernels.bordered_minors import bits, bordered_minors


def determinant(matrix: list[list[int]]) -> int:
    total = 0
    for order in permutations(range(len(matrix))):
        inversions = sum(order[i] > order[j] for i in range(len(order)) for j in range(i + 1, len(order)))
        total += (-1) ** inversions * prod(row[column] for row, column in zip(matrix, order, strict=True))
    return total


@pytest.mark.parametrize(("num_rows", "num_columns"), [(1, 1), (2, 3), (4, 3), (3, 5)])
def test_every_minor_is_the_determinant(num_rows: int, num_columns: int) -> None:
    draw = random.Random(num_rows)
    payoffs = [[draw.randint(-4, 4) for _ in range(num_columns)] for _ in range(num_rows)]
    minors = bordered_minors(payoffs, 1)
    assert len(minors) == comb(num_rows + num_columns, num_rows + 1)
    for (rows, columns), minor in minors.items():
        square = [[payoffs[row][column] for column in bits(columns)] for row in bits(rows)]
        assert minor == determinant([*square, [1] * columns.bit_count()])


def test_any_ring() -> None:
    minors = bordered_minors([[Fraction(1, 2), Fraction(1, 3)]], Fraction(1))
    assert minors[1, 0b11] == Fraction(1, 6)


def test_steps_are_told() -> None:
    steps: list[int] = []
    bordered_minors([[1, 2, 4]] * 2, 1, tick=lambda: steps.append(1))
    assert len(steps) == 3
