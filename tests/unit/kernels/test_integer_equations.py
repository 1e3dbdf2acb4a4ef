"""Exact solutions of square systems in integers, at once and by lifting."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels import integer_equations
from gametheory.kernels.integer_equations import IntegerEquations
from unit.kernels.running import num_heartbeats, result_of

RNG = np.random.default_rng(1)


def integers(size: int, bits: int) -> list[list[int]]:
    """Return a matrix of integers of both signs."""
    return [
        [int(entry) * 2**bits // 2**40 - 2**bits // 3 for entry in row]
        for row in RNG.integers(0, 2**40, (size, size)).tolist()
    ]


@pytest.fixture
def lifting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every system be solved in slices."""
    monkeypatch.setattr(integer_equations, "MOST_AT_ONCE", 0)


@pytest.mark.usefixtures("lifting")
class TestLifting:
    @pytest.mark.parametrize(("size", "bits"), [(1, 5), (3, 4), (20, 7), (9, 40), (9, 64), (6, 300), (60, 7)])
    @pytest.mark.parametrize("right_bits", [0, 200])
    def test_both_sides(self, size: int, bits: int, right_bits: int) -> None:
        matrix = integers(size, bits)
        right = [(-1) ** place * (place + 1) << right_bits for place in range(size)]
        equations = IntegerEquations(matrix)
        assert not equations.is_small
        result_of(equations.prepare())
        values, denominator = result_of(equations.solved(right))
        assert denominator > 0
        for row, wanted in zip(matrix, right, strict=True):
            assert sum(a * x for a, x in zip(row, values, strict=True)) == wanted * denominator
        values, denominator = result_of(equations.solved(right, is_transposed=True))
        for column, wanted in zip(zip(*matrix, strict=True), right, strict=True):
            assert sum(a * x for a, x in zip(column, values, strict=True)) == wanted * denominator

    def test_lowest_terms(self) -> None:
        equations = IntegerEquations([[6, 0], [0, 4]])
        result_of(equations.prepare())
        assert result_of(equations.solved([3, 5])) == ([2, 5], 4)
        assert result_of(equations.solved([12, 0])) == ([2, 0], 1)

    def test_a_singular_matrix(self) -> None:
        with pytest.raises(ZeroDivisionError, match="singular modulo a prime"):
            result_of(IntegerEquations([[1, 2], [2, 4]]).prepare())

    def test_short_solutions_end_early(self) -> None:
        """All of a long matrix, but a solution of a few bits: a part of the digits that determinants could need."""
        matrix = integers(60, 40)
        solution = [(-1) ** place * (place % 5) for place in range(60)]
        right = [3 * sum(a * x for a, x in zip(row, solution, strict=True)) for row in matrix]
        equations = IntegerEquations([[7 * entry for entry in row] for row in matrix])
        result_of(equations.prepare())
        assert num_heartbeats(equations.solved(right)) < 150 < num_heartbeats(equations.solved([1] * 60))
        assert result_of(equations.solved(right)) == ([3 * value for value in solution], 7)

    def test_it_hands_back_in_between(self) -> None:
        equations = IntegerEquations(integers(40, 7))
        assert num_heartbeats(equations.prepare()) > 2
        assert num_heartbeats(equations.solved([1] * 40)) > 50


def test_small_systems_are_solved_at_once() -> None:
    equations = IntegerEquations([[2, 1], [5, 4]])
    assert equations.is_small
    assert num_heartbeats(equations.prepare()) == 0
    values, denominator = result_of(equations.solved([7, 2]))
    assert [Fraction(value, denominator) for value in values] == [Fraction(26, 3), Fraction(-31, 3)]
    assert result_of(equations.solved([7, 2], is_transposed=True)) == ([6, -1], 1)


def test_a_small_singular_system() -> None:
    with pytest.raises(ZeroDivisionError, match="singular"):
        result_of(IntegerEquations([[1, 2], [2, 4]]).solved([1, 1]))


def test_no_equations() -> None:
    assert result_of(IntegerEquations([]).solved([])) == ([], 1)


def test_large_systems_are_lifted() -> None:
    assert not IntegerEquations(np.eye(300, dtype=int).tolist()).is_small
