from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels.exact_basis import ExactBasis, IntegerProgramData, optimum_from_basis
from gametheory.linear_program import LinearProgram, Relation, solve_linear_program


def program(rows: list[list[int]], bounds: list[int], costs: list[int], *equalities: int) -> IntegerProgramData:
    return IntegerProgramData(np.array(rows), np.array(bounds, dtype=object), np.array(costs, dtype=object), equalities)


def solved(data: IntegerProgramData, basis: tuple[int, ...]) -> ExactBasis | None:
    beats: list[int] = []
    found = optimum_from_basis(data, basis, heartbeat=lambda: beats.append(1))
    assert beats or found is None
    return found


SHARES = program([[1, 1, 1], [1, -2, 0], [0, 1, -3]], [1, 0, 0], [1, 5, 2], 0)


def test_an_optimal_basis_is_solved_at_once() -> None:
    found = solved(SHARES, (0, 1, 5))
    assert found is not None
    assert (found.point, found.num_pivots) == ([Fraction(2, 3), Fraction(1, 3), Fraction(0)], 0)
    assert sum(map(Fraction.__mul__, found.multipliers, [Fraction(1), Fraction(0), Fraction(0)])) == Fraction(7, 3)
    assert all(price <= 0 for price in found.multipliers[1:])


def test_a_basis_with_wrong_signs_is_repaired() -> None:
    found = solved(SHARES, (1, 4, 5))
    assert found is not None
    assert found.point == [Fraction(2, 3), Fraction(1, 3), Fraction(0)]
    assert found.num_pivots == 1


@pytest.mark.parametrize(
    ("data", "basis"),
    [
        (SHARES, (0, 4, 5)),  # a variable that is worth increasing
        (SHARES, (0, 1)),  # too few
        (program([[1, 1], [2, 2]], [1, 1], [1, 1], 0), (0, 1)),  # singular
        (program([[1, 1], [-1, -1]], [1, 0], [1, 1], 0), (0, 3)),  # no feasible point
    ],
)
def test_other_bases_are_given_up(data: IntegerProgramData, basis: tuple[int, ...]) -> None:
    assert optimum_from_basis(data, basis, heartbeat=lambda: None) is None


def test_an_equation_that_is_not_tight_is_a_wrong_sign() -> None:
    data = program([[1, 1, 1], [1, -1, 0]], [1, 0], [1, 0, 2], 0, 1)
    found = solved(data, (2, 4))
    assert found is not None
    assert found.point == [0, 0, 1]
    skewed = program([[1, 1, 1], [1, -1, 0], [0, 0, -1]], [1, 0, 0], [1, 0, 2], 0, 1)
    repaired = solved(skewed, (2, 4, 5))
    assert repaired is not None
    assert repaired.point == [Fraction(1, 2), Fraction(1, 2), 0]


@pytest.mark.parametrize("seed", range(40))
def test_it_agrees_with_the_tableau(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(3, 7))
    rows = np.vstack([np.ones((1, size), dtype=int), rng.integers(-4, 6, (size, size))])
    costs = -rng.integers(0, 6, size)
    bounds = np.array([1] + [0] * size, dtype=object)
    data = IntegerProgramData(rows, bounds, costs.astype(object), (0,))
    # where costs are at most 0, the cheapest variable alone is a dual feasible basis
    first = int(np.argmax(costs))
    basis = (first, *(size + row for row in range(1, size + 1)))
    relations = [Relation.EQUAL] + [Relation.AT_LEAST] * size
    expected = solve_linear_program(LinearProgram(costs.tolist(), rows.tolist(), relations, bounds.tolist()))
    found = optimum_from_basis(data, basis, heartbeat=lambda: None)
    if expected.value is None:
        assert found is None
    else:
        assert found is not None
        assert sum(int(cost) * value for cost, value in zip(costs, found.point, strict=True)) == expected.value
        assert sum(int(bound) * price for bound, price in zip(bounds, found.multipliers, strict=True)) == expected.value


def test_large_integers_are_exact() -> None:
    big = 10**30
    rows = np.array([[1, 1], [big, -big - 1]], dtype=object)
    data = IntegerProgramData(rows, np.array([1, 0], dtype=object), np.array([0, 1], dtype=object), (0,))
    found = optimum_from_basis(data, (1, 3), heartbeat=lambda: None)
    assert found is not None
    assert found.point == [Fraction(big + 1, 2 * big + 1), Fraction(big, 2 * big + 1)]


def test_after_so_many_steps_the_basis_is_not_optimal_yet() -> None:
    found = optimum_from_basis(SHARES, (1, 4, 5), heartbeat=lambda: None, most_pivots=0)
    assert found is not None
    assert not found.is_optimal
    assert found.point == [0, 1, 0]
