from __future__ import annotations

import math
from fractions import Fraction

import pytest

from gametheory.models.formulas.operations import MAX_BITS, STRICT, Operation, UndefinedValueError


@pytest.mark.parametrize(
    ("operation", "operands", "expected"),
    [
        (Operation.ADD, (1, 2), 3),
        (Operation.SUBTRACT, (1, 2), -1),
        (Operation.DIVIDE, (1, 2), Fraction(1, 2)),
        (Operation.POWER, (Fraction(2, 3), -2), Fraction(9, 4)),
        (Operation.POWER, (0, 0), 1),
        (Operation.NEGATE, (5,), -5),
        (Operation.ABSOLUTE, (-5,), 5),
        (Operation.SQUARE_ROOT, (2,), math.sqrt(2)),
        (Operation.EXPONENTIAL, (1,), math.e),
        (Operation.LOGARITHM, (2,), math.log(2)),
        (Operation.LESS, (1, 2), 1),
        (Operation.NOT, (3,), 0),
    ],
)
def test_values(operation: Operation, operands: tuple[Fraction | int, ...], expected: Fraction | float) -> None:
    assert STRICT[operation](*(Fraction(operand) for operand in operands)) == expected


@pytest.mark.parametrize(
    ("operation", "operands", "sentence"),
    [
        (Operation.DIVIDE, (1, 0), "division by zero"),
        (Operation.POWER, (0, -1), "division by zero"),
        (Operation.POWER, (2, 65), "integer exponent from -64 to 64, got 65"),
        (Operation.POWER, (2, Fraction(1, 2)), "integer exponent from -64 to 64, got 1/2"),
        (Operation.POWER, (2, 2**300), "got a number of many digits"),
        (Operation.POWER, (2**300, 64), f"at most {MAX_BITS:,} bits"),
        (Operation.MULTIPLY, (2**6000, 2**6000), f"at most {MAX_BITS:,} bits"),
        (Operation.SQUARE_ROOT, (-1,), "square root of a negative number, -1"),
        (Operation.SQUARE_ROOT, (2**2001 * 2**2000,), "larger than every float"),
        (Operation.LOGARITHM, (0,), "logarithm of a number that is not positive, 0"),
        (Operation.EXPONENTIAL, (1000,), "exponential of 1000 is larger than every float"),
    ],
)
def test_undefined_values_say_why(operation: Operation, operands: tuple[Fraction | int, ...], sentence: str) -> None:
    with pytest.raises(UndefinedValueError, match=sentence):
        STRICT[operation](*(Fraction(operand) for operand in operands))
