"""All extreme equilibria: games that broke published engines, brute force, invariance."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from importlib import import_module
from math import gcd, lcm

import pytest

from gametheory.kernels.extreme_equilibria import extreme_equilibria
from gametheory.kernels.maximal_nash_subsets import connected_components

Matrix = list[list[int]]
Pair = tuple[tuple[int, ...], tuple[int, ...]]


def solved(row_payoffs: Matrix, column_payoffs: Matrix) -> list[Pair]:
    pairs = [pair for pair in extreme_equilibria(row_payoffs, column_payoffs) if pair is not None]
    assert pairs, "every finite game has an equilibrium"
    assert len(set(pairs)) == len(pairs)
    return pairs


def num_components(pairs: list[Pair]) -> int:
    firsts = {pair[0]: index for index, pair in enumerate(pairs)}
    seconds = {pair[1]: index for index, pair in enumerate(pairs)}
    return len(connected_components([(firsts[first], seconds[second]) for first, second in pairs]))


def transposed(matrix: Matrix) -> Matrix:
    return [list(column) for column in zip(*matrix, strict=True)]


def random_matrix(rng: random.Random, shape: tuple[int, int], entries: tuple[int, int]) -> Matrix:
    return [[rng.randint(*entries) for _ in range(shape[1])] for _ in range(shape[0])]


def identity(size: int) -> Matrix:
    return [[int(row == column) for column in range(size)] for row in range(size)]


ZERO_SUM_6 = [
    [0, -1, -1, -1, 1, -1],
    [1, 0, 1, -1, -1, -1],
    [1, -1, 0, -1, -1, 1],
    [1, 1, 1, 0, -1, -1],
    [-1, 1, 1, 1, 0, -1],
    [1, 1, -1, 1, 1, 0],
]

# (row payoffs, column payoffs, extreme equilibria as weights, number of components)
POINTS = {
    "tie": ([[-3, 3], [-3, 5]], [[2, 7], [4, 2]], {((0, 1), (1, 0)), ((2, 5), (1, 0))}, 1),
    "von Stengel": (
        [[3, 3], [2, 5], [0, 6]],
        [[3, 3], [2, 6], [3, 1]],
        {((1, 0, 0), (1, 0)), ((1, 0, 0), (2, 1)), ((0, 1, 2), (1, 2))},
        2,
    ),
    "von Stengel, nondegenerate": (
        [[3, 3], [2, 5], [0, 6]],
        [[3, 2], [2, 6], [3, 1]],
        {((1, 0, 0), (1, 0)), ((4, 1, 0), (2, 1)), ((0, 1, 2), (1, 2))},
        3,
    ),
    "dominant row": (
        [[-1, -1, -1], [0, 0, 0], [-1, -1, -10000]],
        [[-1, -1, -1], [0, 0, 0], [-1, -1, -10000]],
        {((0, 1, 0), (1, 0, 0)), ((0, 1, 0), (0, 1, 0)), ((0, 1, 0), (0, 0, 1))},
        1,
    ),
    "six by six zero-sum": (
        ZERO_SUM_6,
        [[-payoff for payoff in row] for row in ZERO_SUM_6],
        {((0, 0, 1, 0, 1, 1), (0, 0, 1, 0, 1, 1))},
        1,
    ),
    "all zero": (
        [[0, 0], [0, 0]],
        [[0, 0], [0, 0]],
        {((1, 0), (1, 0)), ((1, 0), (0, 1)), ((0, 1), (1, 0)), ((0, 1), (0, 1))},
        1,
    ),
    "one row": ([[1, 1, 1]], [[2, 2, 1]], {((1,), (1, 0, 0)), ((1,), (0, 1, 0))}, 1),
    "one cell": ([[-7]], [[12]], {((1,), (1,))}, 1),
    "cycling": (
        [[0, 0, 0], [0, 1, 1], [1, 1, 0]],
        [[1, 0, 1], [1, 1, 0], [0, 0, 2]],
        {((0, 2, 1), (0, 1, 0)), ((0, 2, 1), (1, 0, 1)), ((0, 1, 0), (0, 1, 0))},
        1,
    ),
    "weakly dominated": ([[0, 0], [0, 1]], [[0, 0], [0, 1]], {((1, 0), (1, 0)), ((0, 1), (0, 1))}, 2),
    "constant sum": ([[7, 2], [4, 6]], [[3, 8], [6, 4]], {((2, 5), (4, 3))}, 1),
    "Shapley": (identity(3), [[0, 1, 0], [0, 0, 1], [1, 0, 0]], {((1, 1, 1), (1, 1, 1))}, 1),
}

VON_STENGEL_75 = (
    [
        [-81, 36, -126, 126, -36, 90],
        [-180, 72, -333, 297, -153, 270],
        [20, -3, 42, -33, 17, -30],
        [-30, 17, -33, 42, -3, 20],
        [270, -153, 297, -333, 72, -180],
        [90, -36, 126, -126, 36, -81],
    ],
    [
        [72, 36, 17, -3, -36, -153],
        [-180, -81, -30, 20, 90, 270],
        [297, 126, 42, -33, -126, -333],
        [-333, -126, -33, 42, 126, 297],
        [270, 90, 20, -30, -81, -180],
        [-153, -36, -3, 17, 36, 72],
    ],
)

# (row payoffs, column payoffs, number of extreme equilibria, number of components)
COUNTS = {
    "duplicate row": ([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]], 5, 3),
    "mixed dominator": ([[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [1, 1]], 3, 3),
    "75 equilibria": (*VON_STENGEL_75, 75, 75),
    "constant 12x12": ([[5] * 12] * 12, [[-2] * 12] * 12, 144, 1),
    "identity 8x8": (identity(8), identity(8), 255, 255),
}


@pytest.mark.parametrize("name", POINTS)
def test_known_points(name: str) -> None:
    row_payoffs, column_payoffs, expected, components = POINTS[name]
    pairs = solved(row_payoffs, column_payoffs)
    assert set(pairs) == expected
    assert num_components(pairs) == components


@pytest.mark.parametrize("name", COUNTS)
def test_known_counts(name: str) -> None:
    row_payoffs, column_payoffs, num_extreme, components = COUNTS[name]
    pairs = solved(row_payoffs, column_payoffs)
    assert (len(pairs), num_components(pairs)) == (num_extreme, components)


def solution_of(matrix: list[list[Fraction]]) -> list[Fraction] | None:
    """Solve a square system given with its right-hand sides; None if it is singular."""
    size = len(matrix)
    for column in range(size):
        found = next((row for row in range(column, size) if matrix[row][column]), None)
        if found is None:
            return None
        matrix[column], matrix[found] = matrix[found], matrix[column]
        matrix[column] = [entry / matrix[column][column] for entry in matrix[column]]
        for row in range(size):
            if row != column:
                factor = matrix[row][column]
                matrix[row] = [entry - factor * other for entry, other in zip(matrix[row], matrix[column], strict=True)]
    return [row[-1] for row in matrix]


def vertices_by_bases(payoffs: Matrix) -> dict[tuple[int, ...], set[int]]:
    """Vertices of a best-response polyhedron with their labels, own actions first: all bases, in fractions."""
    size, num_others = len(payoffs), len(payoffs[0])
    constraints = [[*row, 0] for row in identity(size)]
    constraints += [[-row[other] for row in payoffs] + [1] for other in range(num_others)]
    found = {}
    for tight in itertools.combinations(constraints, size):
        system = [[Fraction(entry) for entry in [*row, 0]] for row in [*tight, [1] * size + [0]]]
        system[-1][-1] = Fraction(1)
        point = solution_of(system)
        if point is None:
            continue
        slacks = [sum(a * b for a, b in zip(row, point, strict=True)) for row in constraints]
        if min(slacks) >= 0:
            denominator = lcm(*(entry.denominator for entry in point[:-1]))
            weights = [int(entry * denominator) for entry in point[:-1]]
            found[tuple(weight // gcd(*weights) for weight in weights)] = {
                label for label, slack in enumerate(slacks) if slack == 0
            }
    return found


def equilibria_by_bases(row_payoffs: Matrix, column_payoffs: Matrix) -> set[Pair]:
    num_rows, num_columns = len(row_payoffs), len(row_payoffs[0])
    own_first = vertices_by_bases(transposed(row_payoffs))
    seconds = {
        point: {(label + num_rows) % (num_rows + num_columns) if label < num_columns else label - num_columns
                for label in labels}
        for point, labels in own_first.items()
    }  # fmt: skip
    return {
        (first, second)
        for first, labels in vertices_by_bases(column_payoffs).items()
        for second, others in seconds.items()
        if len(labels | others) == num_rows + num_columns
    }


@pytest.mark.parametrize("seed", range(120))
def test_against_all_bases(seed: int) -> None:
    rng = random.Random(seed)
    shape = rng.choice([(1, 4), (2, 2), (2, 3), (3, 2), (3, 3), (4, 3), (2, 5)])
    entries = rng.choice([(0, 1), (0, 1), (-1, 1), (0, 2), (0, 3), (-50, 50)])
    row_payoffs, column_payoffs = random_matrix(rng, shape, entries), random_matrix(rng, shape, entries)
    if seed % 6 == 0:
        column_payoffs = [[-payoff for payoff in row] for row in row_payoffs]
    if seed % 6 == 1:
        row_payoffs[-1], column_payoffs[-1] = row_payoffs[0], column_payoffs[0]
    assert set(solved(row_payoffs, column_payoffs)) == equilibria_by_bases(row_payoffs, column_payoffs)


@pytest.mark.parametrize("seed", range(12))
def test_transposition_permutation_and_units_do_not_matter(seed: int) -> None:
    rng = random.Random(seed)
    shape = (rng.randint(4, 7), rng.randint(4, 7))
    entries = rng.choice([(0, 1), (0, 2), (0, 100)])
    row_payoffs, column_payoffs = random_matrix(rng, shape, entries), random_matrix(rng, shape, entries)
    pairs = solved(row_payoffs, column_payoffs)
    swapped = solved(transposed(column_payoffs), transposed(row_payoffs))
    assert {(first, second) for second, first in swapped} == set(pairs)
    scaled = [[10**40 * payoff + 10**9 for payoff in row] for row in row_payoffs]
    shifted = [[7 * payoff - 10**50 * index for payoff in row] for index, row in enumerate(column_payoffs)]
    assert solved(scaled, shifted) == pairs
    order = rng.sample(range(shape[0]), shape[0])
    permuted = solved([row_payoffs[row] for row in order], [column_payoffs[row] for row in order])
    assert set(permuted) == {(tuple(first[row] for row in order), second) for first, second in pairs}


@pytest.mark.parametrize("size", [9, 10])
def test_nondegenerate_games_have_an_odd_number(size: int) -> None:
    rng = random.Random(size)
    pairs = solved(*(random_matrix(rng, (size, size), (0, 10**9)) for _ in range(2)))
    assert len(pairs) % 2 == 1


def test_wide_and_tall_games_agree() -> None:
    rng = random.Random(70)
    row_payoffs, column_payoffs = (random_matrix(rng, (2, 70), (0, 10**6)) for _ in range(2))
    wide = solved(row_payoffs, column_payoffs)
    tall = solved(transposed(column_payoffs), transposed(row_payoffs))
    assert {(first, second) for second, first in tall} == set(wide)
    for first, second in wide:
        replies = [sum(a * b for a, b in zip(row, second, strict=True)) for row in row_payoffs]
        assert all(reply == max(replies) for reply, weight in zip(replies, first, strict=True) if weight)
        values = [sum(a * b for a, b in zip(column, first, strict=True)) for column in transposed(column_payoffs)]
        assert all(value == max(values) for value, weight in zip(values, second, strict=True) if weight)


def test_pure_equilibria_come_first() -> None:
    supports = [sum(map(bool, first)) + sum(map(bool, second)) for first, second in solved(identity(5), identity(5))]
    assert supports[:5] == [2] * 5
    assert min(supports[5:]) > 2


def test_many_equilibria_are_streamed() -> None:
    stream = extreme_equilibria(identity(16), identity(16))
    items = list(itertools.islice(stream, 3000))
    assert None in items
    assert sum(item is not None for item in items) > 200


@pytest.mark.parametrize("largest", [10**300, 10**320, 1 << 896, 1 << 897, 1 << 1000, 1 << 1100])
def test_numbers_beyond_the_range_of_floats(largest: int) -> None:
    rng = random.Random(1)
    row, column = random_matrix(rng, (5, 5), (0, 9)), random_matrix(rng, (5, 5), (0, 9))
    row[0][0], column[2][1] = largest, largest
    import_module("gametheory.kernels.words.search")  # from then on it is taken for games of this size
    assert set(solved(row, column)) == equilibria_by_bases(row, column)
