from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.kernels.support_equilibria import support_equilibria
from oracles.best_response_vertices import extreme_equilibria

Matrix = list[list[int]]
Pair = tuple[tuple[int, ...], tuple[int, ...]]


def solved(row_payoffs: Matrix, column_payoffs: Matrix) -> list[Pair]:
    pairs = [pair for pair in support_equilibria(row_payoffs, column_payoffs) if pair is not None]
    assert pairs, "every finite game has an equilibrium"
    assert len(set(pairs)) == len(pairs)
    return pairs


def probabilities(weights: tuple[int, ...]) -> tuple[Fraction, ...]:
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


def random_matrix(rng: random.Random, shape: tuple[int, int], most: int) -> Matrix:
    return [[rng.randint(0, most) for _ in range(shape[1])] for _ in range(shape[0])]


@pytest.mark.parametrize("most", [1, 2, 9, 100])
def test_equilibria_by_definition(most: int) -> None:
    rng = random.Random(20 + most)
    for shape in [(1, 1), (1, 3), (3, 1), (2, 2), (2, 4), (4, 2), (3, 3), (3, 4), (4, 4)]:
        for _ in range(3):
            A, B = random_matrix(rng, shape, most), random_matrix(rng, shape, most)
            found = {(probabilities(x), probabilities(y)) for x, y in solved(A, B)}
            assert found == extreme_equilibria(A, B)


def test_supports_of_different_size() -> None:
    assert solved([[-3, 3], [-3, 5]], [[2, 7], [4, 2]]) == [((0, 1), (1, 0)), ((2, 5), (1, 0))]
    assert solved([[-3, -3], [3, 5]], [[2, 4], [7, 2]]) == [((0, 1), (1, 0))]


def test_unequal_supports_with_the_larger_on_either_side() -> None:
    # the row player is indifferent between rows 1 and 2 against column 1, and ties of the column player fix the mixture
    A, B = [[1, 0], [1, 0], [0, 1]], [[2, 0], [0, 3], [1, 1]]
    transposed = [list(line) for line in zip(*B, strict=True)], [list(line) for line in zip(*A, strict=True)]
    found = set(solved(A, B))
    assert ((3, 2, 0), (1, 0)) in found
    assert {(x, y) for y, x in solved(*transposed)} == found


def test_duplicate_row() -> None:
    assert len(solved([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]])) == 5


def test_small_supports_come_first() -> None:
    size = 4
    identity = [[int(row == column) for column in range(size)] for row in range(size)]
    sizes = [sum(weight > 0 for weight in x) for x, _ in solved(identity, identity)]
    assert sizes == sorted(sizes)
    assert len(sizes) == 2**size - 1


def test_constant_game() -> None:
    zeros = [[0] * 5 for _ in range(4)]
    assert len(solved(zeros, zeros)) == 20
