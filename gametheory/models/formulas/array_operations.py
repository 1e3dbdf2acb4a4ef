"""The operations of the tape on arrays of floats: not a number where there is no value."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.models.formulas.operations import MAX_EXPONENT, Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.array_types import BooleanArray, FloatArray

    Operand: TypeAlias = "FloatArray | float"

_UFUNCS: Mapping[Operation, Callable[..., object]] = {
    Operation.ADD: np.add,
    Operation.SUBTRACT: np.subtract,
    Operation.MULTIPLY: np.multiply,
    Operation.DIVIDE: np.divide,
    Operation.NEGATE: np.negative,
    Operation.MINIMUM: np.minimum,
    Operation.MAXIMUM: np.maximum,
    Operation.ABSOLUTE: np.absolute,
    Operation.SQUARE_ROOT: np.sqrt,
    Operation.EXPONENTIAL: np.exp,
    Operation.LOGARITHM: np.log,
}
"""Operations that hand a missing operand on by themselves, and tell a missing result by the flags of the processor."""

_TRUTHS: Mapping[Operation, Callable[..., object]] = {
    Operation.EQUAL: np.equal,
    Operation.NOT_EQUAL: np.not_equal,
    Operation.LESS: np.less,
    Operation.LESS_EQUAL: np.less_equal,
}


def apply(operation: Operation, operands: Sequence[Operand], has_gaps: bool, result: FloatArray) -> bool:
    """Write what an operation gives in each lane; return whether some lane has no value.

    Parameters
    ----------
    operation
        Any but ``CONSTANT`` and ``PARAMETER``; called where overflow, invalid operations and divisions by zero raise
        ``FloatingPointError``.
    operands
        Arrays or single numbers, at least one array; not a number where there is no value.
    has_gaps
        Whether an operand may be not a number somewhere.
    result
        None of the operands.
    """
    if operation in _UFUNCS:
        return _arithmetic(_UFUNCS[operation], operands, result) or has_gaps
    if operation == Operation.POWER:
        return _power(operands[0], operands[1], result) or has_gaps
    if operation == Operation.SELECT:
        condition, consequent, alternative = operands
        np.copyto(result, alternative)
        np.copyto(result, consequent, where=np.not_equal(condition, 0.0))
    elif operation in (Operation.AND, Operation.OR):
        join = np.logical_and if operation == Operation.AND else np.logical_or
        join(operands[0], operands[1], out=result)
    elif operation == Operation.NOT:
        np.equal(operands[0], 0.0, out=result)
    else:
        _TRUTHS[operation](operands[0], operands[1], out=result)
    if has_gaps:
        result[_gaps(operation, operands)] = np.nan
    return has_gaps


def needed_operands(operation: Operation, operands: Sequence[Operand]) -> list[BooleanArray | bool]:
    """Return for each operand the lanes in which the operation asks for it.

    Parameters
    ----------
    operation, operands
        As for `apply`.
    """
    if operation not in (Operation.SELECT, Operation.AND, Operation.OR):
        return [True] * len(operands)
    first = np.asarray(operands[0])
    is_true = (first != 0.0) & ~np.isnan(first)
    if operation == Operation.AND:
        return [True, is_true]
    if operation == Operation.OR:
        return [True, first == 0.0]
    return [True, is_true, first == 0.0]


def _gaps(operation: Operation, operands: Sequence[Operand]) -> BooleanArray:
    """Return the lanes in which an operand that is asked for has no value."""
    needed = needed_operands(operation, operands)
    gaps: BooleanArray = np.isnan(operands[0]) & needed[0]
    for operand, is_needed in zip(operands[1:], needed[1:], strict=True):
        gaps = gaps | (np.isnan(operand) & is_needed)
    return gaps


def _arithmetic(ufunc: Callable[..., object], operands: Sequence[Operand], result: FloatArray) -> bool:
    """Compute; return whether a lane got no finite number."""
    try:
        ufunc(*operands, out=result)
    except FloatingPointError:
        with np.errstate(all="ignore"):
            ufunc(*operands, out=result)
        result[~np.isfinite(result)] = np.nan
        return True
    return False


def _power(base: Operand, exponent: Operand, result: FloatArray) -> bool:
    """Raise to a power; return whether a lane got no finite number."""
    if isinstance(exponent, float) and exponent.is_integer() and abs(exponent) <= MAX_EXPONENT:
        return _whole_power(np.asarray(base), int(exponent), result)
    with np.errstate(all="ignore"):
        np.power(base, exponent, out=result)
    is_allowed = (np.floor(exponent) == exponent) & (np.abs(exponent) <= MAX_EXPONENT)
    result[~(is_allowed & np.isfinite(base) & np.isfinite(result))] = np.nan
    return True


def _whole_power(base: FloatArray, exponent: int, result: FloatArray) -> bool:
    """Multiply repeatedly, so that every lane gets the same number wherever it stands."""
    with np.errstate(all="ignore"):
        np.multiply(base, 0.0, out=result)
        np.add(result, 1.0, out=result)
        for digit in f"{abs(exponent):b}":
            np.multiply(result, result, out=result)
            if digit == "1":
                np.multiply(result, base, out=result)
        if exponent < 0:
            np.divide(1.0, result, out=result)
    is_missing = ~np.isfinite(result)
    result[is_missing] = np.nan
    return bool(is_missing.any())
