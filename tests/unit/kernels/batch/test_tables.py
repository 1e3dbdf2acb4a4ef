from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from gametheory.kernels.batch.tables import (
    IS_NEGATIVE,
    NUM_OWN,
    ORDER,
    OTHER_ACTIONS,
    SIGNS,
    SIZE,
    batch_tables,
    has_tables,
    num_minors,
)

SHAPES = [*product(range(1, 5), repeat=2), (2, 6), (6, 2), (1, 8), (5, 2)]


def bordered(matrix: np.ndarray, own: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Determinant of own rows and other columns, with a last column of ones."""
    block = np.ones((len(own), len(own)))
    block[:, :-1] = matrix[np.ix_(own, other)]
    return round(np.linalg.det(block))


def evaluated(terms: np.ndarray, payoffs: np.ndarray) -> list[int]:
    """All rows of numbers, by the rules of the tables."""
    one = payoffs.size
    values = [*payoffs.ravel().tolist(), 1, *[0] * (len(terms) - one - 1)]
    for row, (order, _, *factors) in enumerate(terms.tolist()):
        if order == 2:
            values[row] = values[factors[0]] - values[factors[1]]
        elif order:
            pairs = [(factors[2 * term], factors[2 * term + 1]) for term in range(order - 1)]
            values[row] = sum((-1) ** term * values[left] * values[right] for term, (left, right) in enumerate(pairs))
    return values


@pytest.mark.parametrize("shape", SHAPES)
def test_minors_are_bordered_determinants(shape: tuple[int, int]) -> None:
    payoffs = np.random.default_rng(3).integers(-9, 10, (2, *shape))
    tables = batch_tables(*shape)
    minors = [
        value for value, fields in zip(evaluated(tables.terms, payoffs), tables.terms, strict=True) if fields[ORDER]
    ]
    expected = [
        bordered(matrix, own, other)
        for matrix in (payoffs[0], payoffs[1].T)
        for order in range(2, min(matrix.shape[0], matrix.shape[1] + 1) + 1)
        for own in combinations(range(matrix.shape[0]), order)
        for other in combinations(range(matrix.shape[1]), order - 1)
    ]
    assert minors == expected


def test_signs_are_those_of_weights_and_losses() -> None:
    # (0, 1/3, 2/3 | 1/3, 2/3) is the mixed equilibrium of this game; row 1 loses 1, a third of the weights' sum
    payoffs = np.array([[[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]])
    tables = batch_tables(3, 2)
    values = evaluated(tables.terms, payoffs)

    def signed(player: int, position: int) -> list[int]:
        fields = tables.pairs[player, position]
        signs = fields[SIGNS : SIGNS + fields[NUM_OWN]]
        return [values[sign >> 1] * (-1 if sign & IS_NEGATIVE else 1) for sign in signs]

    position = next(
        index for index in range(tables.pairs.shape[1]) if tables.pairs[0, index, :4].tolist() == [2, 3, 0b110, 0b11]
    )
    assert signed(0, position) == [-1, -2, -3]  # by a common factor
    assert signed(1, position) == [2, 4]
    assert tables.pairs[0, position, OTHER_ACTIONS : OTHER_ACTIONS + 2].tolist() == [0, 1]
    assert tables.pairs[1, position, OTHER_ACTIONS : OTHER_ACTIONS + 2].tolist() == [1, 2]
    assert tables.pairs[1, position, SIZE] == 2


def test_shapes_with_tables() -> None:
    assert all(has_tables(*shape) for shape in SHAPES)
    assert not any(has_tables(*shape) for shape in [(5, 3), (3, 5), (5, 5), (2, 7), (1, 9), (70, 2)])
    assert (num_minors(4, 4), num_minors(2, 3), num_minors(3, 2)) == (53, 4, 8)
