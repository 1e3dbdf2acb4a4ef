"""Bounds on the rounding errors of a tape on arrays, to first order, in units of the last place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.models.formulas.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.models.formulas.array_operations import Operand

SMALLEST = 1e-150
"""What errors are divided by instead of 0."""
UNIT = 2.0**-51
"""Four times the relative error of one rounding, so that terms of second order and inexact functions are covered."""


def error_bound(
    operation: Operation, operands: Sequence[Operand], errors: Sequence[Operand], result: FloatArray
) -> Operand:
    """Return a bound on the error of an operation's result.

    Parameters
    ----------
    operation
        Any but ``CONSTANT`` and ``PARAMETER``.
    operands, errors
        Values of the operands, and bounds on theirs.
    result
        What was computed.
    """
    if operation not in _BOUNDS:
        return 0.0
    bound = np.asarray(_BOUNDS[operation](operands, errors, result))
    if operation not in _EXACT:
        bound = bound + UNIT * np.abs(result)
    known: FloatArray = np.where(np.isnan(bound), np.inf, bound)
    return known


_EXACT = frozenset({Operation.NEGATE, Operation.ABSOLUTE, Operation.MINIMUM, Operation.MAXIMUM, Operation.SELECT})
"""Operations that round nothing."""

_BOUNDS: Mapping[Operation, Callable[[Sequence[Operand], Sequence[Operand], FloatArray], Operand]] = {
    Operation.ADD: lambda _, errors, __: errors[0] + errors[1],
    Operation.SUBTRACT: lambda _, errors, __: errors[0] + errors[1],
    Operation.MULTIPLY: lambda values, errors, _: errors[0] * np.abs(values[1]) + np.abs(values[0]) * errors[1],
    Operation.DIVIDE: lambda values, errors, result: (errors[0] + np.abs(result) * errors[1]) / np.abs(values[1]),
    Operation.NEGATE: lambda _, errors, __: errors[0],
    Operation.ABSOLUTE: lambda _, errors, __: errors[0],
    Operation.MINIMUM: lambda _, errors, __: np.maximum(errors[0], errors[1]),
    Operation.MAXIMUM: lambda _, errors, __: np.maximum(errors[0], errors[1]),
    Operation.SQUARE_ROOT: lambda _, errors, result: errors[0] / np.maximum(np.abs(result), SMALLEST),
    Operation.EXPONENTIAL: lambda _, errors, result: errors[0] * result,
    Operation.LOGARITHM: lambda values, errors, _: errors[0] / np.abs(values[0]) + UNIT,
    Operation.POWER: lambda values, errors, result: (
        2.0 * np.abs(values[1]) * np.abs(result) * (errors[0] / np.maximum(np.abs(values[0]), SMALLEST) + UNIT)
    ),
    Operation.SELECT: lambda values, errors, _: np.where(np.asarray(values[0]) != 0.0, errors[1], errors[2]),
}
"""What the errors of the operands do to the result; comparisons give 0 or 1 without an error of their own."""


def doubtful_lanes(operation: Operation, operands: Sequence[Operand], errors: Sequence[Operand]) -> BooleanArray | bool:
    """Return the lanes in which rounding may have changed the truth of a comparison, or whether there is a value."""
    match operation:
        case Operation.EQUAL | Operation.NOT_EQUAL | Operation.LESS | Operation.LESS_EQUAL:
            return _is_doubtful(np.subtract(operands[0], operands[1]), np.add(errors[0], errors[1]))
        case Operation.DIVIDE:
            return _is_doubtful(operands[1], errors[1])
        case Operation.POWER:
            return _is_doubtful(operands[0], errors[0])
        case Operation.NOT | Operation.SELECT | Operation.SQUARE_ROOT | Operation.LOGARITHM:
            return _is_doubtful(operands[0], errors[0])
        case Operation.AND | Operation.OR:
            return _is_doubtful(operands[0], errors[0]) | _is_doubtful(operands[1], errors[1])
        case _:
            return False


def _is_doubtful(value: Operand, error: Operand) -> BooleanArray:
    """Whether a number may be 0, or may not, because of its error."""
    doubt: BooleanArray = (np.abs(value) <= error) & (np.asarray(error) > 0.0)
    return doubt
