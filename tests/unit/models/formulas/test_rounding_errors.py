from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.models.formulas.operations import STRICT, Operation
from gametheory.models.formulas.rounding_errors import UNIT, doubtful_lanes, error_bound

TWO = [Operation.ADD, Operation.SUBTRACT, Operation.MULTIPLY, Operation.DIVIDE, Operation.MINIMUM, Operation.MAXIMUM]
ONE = [Operation.NEGATE, Operation.ABSOLUTE, Operation.SQUARE_ROOT, Operation.EXPONENTIAL, Operation.LOGARITHM]


@pytest.mark.parametrize("operation", [*TWO, *ONE, Operation.POWER])
def test_bounds_hold(operation: Operation) -> None:
    rng = random.Random(int(operation))
    for _ in range(200):
        true = [Fraction(rng.randint(1, 10**6), rng.randint(1, 10**5)) for _ in range(2 if operation in TWO else 1)]
        if operation == Operation.EXPONENTIAL:
            true = [value / 10**6 for value in true]
        off = [value * (1 + Fraction(rng.choice([-1, 1]), 10**9)) for value in true]
        operands = [np.array([float(value)]) for value in off]
        errors = [np.array([1.01e-9 * float(value)]) for value in true]
        if operation == Operation.POWER:
            true, operands, errors = [*true, Fraction(3)], [*operands, np.array([3.0])], [*errors, np.zeros(1)]
        result = float(STRICT[operation](*[Fraction(float(operand[0])) for operand in operands]))
        bound = error_bound(operation, operands, errors, np.array([result]))
        assert abs(float(STRICT[operation](*true)) - result) <= np.asarray(bound).max() * (1 + 1e-6)


def test_a_select_has_the_error_of_the_branch() -> None:
    condition, branches = np.array([1.0, 0.0]), [np.ones(2), np.ones(2)]
    bound = error_bound(Operation.SELECT, [condition, *branches], [0.0, 3.0, 5.0], np.ones(2))
    assert np.asarray(bound).tolist() == [3.0, 5.0]
    assert error_bound(Operation.LESS, branches, [1.0, 1.0], np.ones(2)) == 0.0


def test_doubt_needs_an_error() -> None:
    left, right = np.array([1.0, 1.0, 2.0]), np.array([1.0, 1.0 + UNIT / 2, 3.0])
    assert np.asarray(doubtful_lanes(Operation.LESS, [left, right], [UNIT, 0.0])).tolist() == [True, True, False]
    assert not np.asarray(doubtful_lanes(Operation.LESS, [left, right], [0.0, 0.0])).any()
    assert np.asarray(doubtful_lanes(Operation.DIVIDE, [left, right - 1], [0.0, UNIT])).tolist() == [True, True, False]
    assert doubtful_lanes(Operation.ADD, [left, right], [1.0, 1.0]) is False
