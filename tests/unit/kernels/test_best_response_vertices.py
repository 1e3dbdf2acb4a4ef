from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.kernels.best_response_tableau import best_response_tableau, best_response_tableaus
from gametheory.kernels.best_response_vertices import complementary_pairs, labeled_strategies, vertices
from oracles.best_response_vertices import extreme_equilibria, labelled_vertices

Matrix = list[list[int]]
Pair = tuple[tuple[int, ...], tuple[int, ...]]


def joined(row_payoffs: Matrix, column_payoffs: Matrix) -> set[Pair]:
    pairs = [pair for pair in complementary_pairs(row_payoffs, column_payoffs) if pair is not None]
    assert pairs, "every finite game has an equilibrium"
    assert len(set(pairs)) == len(pairs)
    return set(pairs)


def probabilities(weights: tuple[int, ...]) -> tuple[Fraction, ...]:
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


def random_matrix(rng: random.Random, shape: tuple[int, int], most: int) -> Matrix:
    return [[rng.randint(0, most) for _ in range(shape[1])] for _ in range(shape[0])]


@pytest.mark.parametrize("most", [1, 2, 100])
def test_vertices_by_definition(most: int) -> None:
    rng = random.Random(most)
    for shape in [(1, 1), (2, 3), (3, 2), (4, 3), (1, 4), (4, 1)]:
        payoffs = random_matrix(rng, shape, most)
        own, other = range(shape[1]), range(shape[1], sum(shape))
        found = {
            (probabilities(weights), frozenset(label for label in range(sum(shape)) if labels >> label & 1))
            for weights, labels in filter(None, labeled_strategies(best_response_tableau(payoffs, own, other)))
        }
        expected = {(point, frozenset(labels)) for point, labels in labelled_vertices(payoffs, own, other)}
        assert found == expected


@pytest.mark.parametrize("most", [1, 2, 9, 100])
def test_equilibria_by_definition(most: int) -> None:
    rng = random.Random(10 + most)
    for shape in [(1, 1), (1, 3), (3, 1), (2, 2), (2, 4), (4, 2), (3, 3), (4, 4)]:
        A, B = random_matrix(rng, shape, most), random_matrix(rng, shape, most)
        found = {(probabilities(x), probabilities(y)) for x, y in joined(A, B)}
        assert found == extreme_equilibria(A, B)


def test_von_stengel() -> None:
    found = joined([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    assert found == {((1, 0, 0), (1, 0)), ((1, 0, 0), (2, 1)), ((0, 1, 2), (1, 2))}


def test_constant_game_has_one_basis_for_each_vertex() -> None:
    size = 8
    zeros = [[0] * size for _ in range(size)]
    tableau, _ = best_response_tableaus(zeros, zeros)
    assert sum(vertex is not None for vertex in vertices(tableau)) == size + 1
    assert len(joined(zeros, zeros)) == size * size


def test_coordination_has_an_equilibrium_for_each_support() -> None:
    size = 6
    identity = [[int(row == column) for column in range(size)] for row in range(size)]
    assert len(joined(identity, identity)) == 2**size - 1


def test_heartbeats_come_between_vertices() -> None:
    tableau, _ = best_response_tableaus([[1, 0], [0, 1]], [[2, 0], [0, 1]])
    seen = list(vertices(tableau))
    assert sum(vertex is None for vertex in seen) == 2 * sum(vertex is not None for vertex in seen)
