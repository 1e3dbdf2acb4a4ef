"""The operations of the tape and their exact meaning."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.models.formulas.irrational import (
    exact_square_root,
    rounded_exponential,
    rounded_logarithm,
    rounded_square_root,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_BITS = 10_000
MAX_EXPONENT = 64

ZERO = Fraction(0)
ONE = Fraction(1)


class Operation(IntEnum):
    """What an instruction of the tape does with its operands."""

    CONSTANT = 0
    PARAMETER = 1
    ADD = 2
    SUBTRACT = 3
    MULTIPLY = 4
    DIVIDE = 5
    POWER = 6
    NEGATE = 7
    MINIMUM = 8
    MAXIMUM = 9
    ABSOLUTE = 10
    SQUARE_ROOT = 11
    EXPONENTIAL = 12
    LOGARITHM = 13
    EQUAL = 14
    NOT_EQUAL = 15
    LESS = 16
    LESS_EQUAL = 17
    NOT = 18
    AND = 19
    OR = 20
    SELECT = 21


COMMUTATIVE = frozenset(
    {Operation.ADD, Operation.MULTIPLY, Operation.MINIMUM, Operation.MAXIMUM, Operation.EQUAL, Operation.NOT_EQUAL}
)
"""Operations whose two operands may be exchanged."""

LAZY = frozenset({Operation.AND, Operation.OR, Operation.SELECT})
"""Operations that look at their first operand before they ask for another one."""

PARTIAL = frozenset(
    {Operation.DIVIDE, Operation.POWER, Operation.SQUARE_ROOT, Operation.EXPONENTIAL, Operation.LOGARITHM}
)
"""Operations that are not defined for all operands."""


class UndefinedValueError(ArithmeticError):
    """An operation that has no value at these operands; the text says why."""


def checked_size(value: Fraction) -> Fraction:
    """Return the value unless its exact form is larger than `MAX_BITS` allows."""
    if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
        raise UndefinedValueError(f"expected exact numbers of at most {MAX_BITS:,} bits, got a larger one")
    return value


def _divide(numerator: Fraction, denominator: Fraction) -> Fraction:
    if not denominator:
        raise UndefinedValueError("division by zero")
    return checked_size(numerator / denominator)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
        raise UndefinedValueError(
            f"expected an integer exponent from -{MAX_EXPONENT} to {MAX_EXPONENT}, got {_short(exponent)}"
        )
    if not base and exponent < 0:
        raise UndefinedValueError("division by zero (0 to a negative power)")
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if (bits - 1) * abs(int(exponent)) > MAX_BITS:
        raise UndefinedValueError(f"expected exact numbers of at most {MAX_BITS:,} bits, got a larger one")
    return checked_size(Fraction(base ** int(exponent)))


def _absolute(operand: Fraction) -> Fraction:
    return abs(operand)


def _square_root(operand: Fraction) -> Fraction | float:
    if operand < 0:
        raise UndefinedValueError(f"square root of a negative number, {_short(operand)}")
    root = exact_square_root(operand)
    return _finite(rounded_square_root, operand, "square root") if root is None else root


def _exponential(operand: Fraction) -> Fraction | float:
    return _finite(rounded_exponential, operand, "exponential") if operand else ONE


def _logarithm(operand: Fraction) -> Fraction | float:
    if operand <= 0:
        raise UndefinedValueError(f"logarithm of a number that is not positive, {_short(operand)}")
    return ZERO if operand == 1 else rounded_logarithm(operand)


def _finite(function: Callable[[Fraction], float], operand: Fraction, name: str) -> float:
    """Turn a result beyond the floats into a sentence."""
    try:
        return function(operand)
    except OverflowError as error:
        raise UndefinedValueError(f"{name} of {_short(operand)} is larger than every float") from error


def _short(value: Fraction) -> str:
    """Text of a number, cut where it is long."""
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    return str(value) if bits <= 200 else "a number of many digits"


def _truth(value: bool) -> Fraction:
    return ONE if value else ZERO


STRICT: Mapping[Operation, Callable[..., Fraction | float]] = {
    Operation.ADD: lambda left, right: checked_size(left + right),
    Operation.SUBTRACT: lambda left, right: checked_size(left - right),
    Operation.MULTIPLY: lambda left, right: checked_size(left * right),
    Operation.DIVIDE: _divide,
    Operation.POWER: _power,
    Operation.NEGATE: lambda operand: -operand,
    Operation.MINIMUM: min,
    Operation.MAXIMUM: max,
    Operation.ABSOLUTE: _absolute,
    Operation.SQUARE_ROOT: _square_root,
    Operation.EXPONENTIAL: _exponential,
    Operation.LOGARITHM: _logarithm,
    Operation.EQUAL: lambda left, right: _truth(left == right),
    Operation.NOT_EQUAL: lambda left, right: _truth(left != right),
    Operation.LESS: lambda left, right: _truth(left < right),
    Operation.LESS_EQUAL: lambda left, right: _truth(left <= right),
    Operation.NOT: lambda operand: _truth(not operand),
}
"""Exact meaning of every operation that needs all its operands; a float is a correctly rounded irrational value."""
