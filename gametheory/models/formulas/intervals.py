"""Reading a tape on boxes of its inputs: bounds on values and on slopes, all rounding counted in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.models.formulas import interval_arithmetic as intervals
from gametheory.models.formulas.interval_arithmetic import Interval
from gametheory.models.formulas.operations import MAX_EXPONENT, Operation
from gametheory.models.formulas.substitution import needed_registers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.models.formulas.tape import Tape

Gradient: TypeAlias = "Mapping[int, Interval]"
"""Slopes by input; inputs on which a register does not depend are left out."""


class IntervalReader:
    """Bounds on registers of a tape over boxes of its inputs.

    Parameters
    ----------
    tape
        Finished: instructions that are added later are not read.
    registers
        Those that are wanted.
    has_whole_inputs
        Whether ends of inputs are always whole numbers; then sums and products of them are quick.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.models.formulas.tape import Tape
    >>> tape = Tape(["first", "second"])
    >>> third = tape.constant(Fraction(3))
    >>> value = tape.emit(Operation.MULTIPLY, third, tape.parameter("second"))
    >>> reader = IntervalReader(tape, [value])
    >>> reader.enclose(np.array([[0.0], [2.0]]), np.array([[1.0], [5.0]]))
    (array([[6.]]), array([[15.]]))
    """

    def __init__(self, tape: Tape, registers: Sequence[int], *, has_whole_inputs: bool = False) -> None:
        self._tape = tape
        self._registers = tuple(registers)
        self._order = needed_registers(tape, *registers)
        self._constants = {
            register: intervals.of_fraction(tape.constants[operands[0]])
            for register in self._order
            for operation, operands in [tape.instructions[register]]
            if operation == Operation.CONSTANT
        }
        self._whole = _whole_registers(tape, self._order) if has_whole_inputs else frozenset()
        self._constant_slopes: tuple[FloatArray, FloatArray] | None = None

    def enclose(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return bounds on the wanted registers over boxes.

        Parameters
        ----------
        low, high
            Ends of the inputs, of shape [input, box].

        Returns
        -------
        tuple
            Lower and upper bounds, of shape [register, box]; NaN where nothing is known.
        """
        with np.errstate(all="ignore"):
            values = self._values(low, high)
        return self._stacked([values[register] for register in self._registers], low.shape[1])

    def slopes(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return bounds on the derivatives of the wanted registers, of shape [register, input, box].

        A jump counts as an infinite slope in the inputs on which its condition depends.
        """
        num_inputs, num_boxes = low.shape
        if self._constant_slopes is not None:
            shape = (len(self._registers), num_inputs, num_boxes)
            return np.broadcast_to(self._constant_slopes[0], shape), np.broadcast_to(self._constant_slopes[1], shape)
        lower = np.zeros((len(self._registers), num_inputs, num_boxes))
        upper = np.zeros_like(lower)
        with np.errstate(all="ignore"):
            values = self._values(low, high)
            gradients: dict[int, Gradient] = {}
            for register in self._order:
                gradients[register] = self._gradient(register, values, gradients)
        for place, register in enumerate(self._registers):
            for source, (least, most) in gradients[register].items():
                lower[place, source], upper[place, source] = least, most
        slopes = [slope for register in self._registers for slope in gradients[register].values()]
        if num_boxes > 1 and all(len(end) == 1 for slope in slopes for end in slope):
            self._constant_slopes = lower[:, :, :1], upper[:, :, :1]
        return lower, upper

    def _stacked(self, values: Sequence[Interval], num_boxes: int) -> tuple[FloatArray, FloatArray]:
        shape = (len(values), num_boxes)
        lower, upper = np.empty(shape), np.empty(shape)
        for place, (least, most) in enumerate(values):
            lower[place], upper[place] = least, most
        return lower, upper

    def _values(self, low: FloatArray, high: FloatArray) -> dict[int, Interval]:
        """Return the bounds of every register that is needed."""
        values: dict[int, Interval] = {}
        for register in self._order:
            operation, operands = self._tape.instructions[register]
            if operation == Operation.CONSTANT:
                values[register] = self._constants[register]
            elif operation == Operation.PARAMETER:
                values[register] = low[operands[0]], high[operands[0]]
            elif operation == Operation.POWER:
                values[register] = self._power(operands, values)
            elif operation == Operation.MULTIPLY and operands[0] == operands[1]:
                values[register] = intervals.power(values[operands[0]], 2)
            else:
                meanings = _WHOLE_VALUES if register in self._whole else _VALUES
                values[register] = meanings[operation](*(values[operand] for operand in operands))
        return values

    def _power(self, operands: tuple[int, ...], values: Mapping[int, Interval]) -> Interval:
        exponent = self._tape.value(operands[1])
        if exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
            return intervals.UNKNOWN
        return intervals.power(values[operands[0]], int(exponent))

    def _gradient(self, register: int, values: Mapping[int, Interval], known: Mapping[int, Gradient]) -> Gradient:
        """Return the slopes of one register from those of its operands."""
        operation, operands = self._tape.instructions[register]
        if operation == Operation.CONSTANT:
            return {}
        if operation == Operation.PARAMETER:
            return {operands[0]: _ONE}
        gradients = [known[operand] for operand in operands]
        if not any(gradients):
            return {}
        bounds = [values[operand] for operand in operands]
        if operation == Operation.SELECT:
            return _selected(bounds[0], gradients)
        if operation in _PARTIAL_DERIVATIVES:
            factors = _PARTIAL_DERIVATIVES[operation](values[register], *bounds)
        elif operation == Operation.POWER:
            factors = self._power_derivative(operands, values)
        else:
            factors = (_jump(values[register]),) * len(operands)
        return _chained(factors, gradients)

    def _power_derivative(self, operands: tuple[int, ...], values: Mapping[int, Interval]) -> tuple[Interval, ...]:
        exponent = self._tape.value(operands[1])
        if exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
            return intervals.UNKNOWN, intervals.UNKNOWN
        inner = intervals.power(values[operands[0]], int(exponent) - 1)
        return intervals.product(intervals.of_fraction(exponent), inner), intervals.UNKNOWN


def _whole_registers(tape: Tape, order: Sequence[int]) -> frozenset[int]:
    """Return the sums and products of whole numbers where all inputs are whole."""
    whole: set[int] = set()
    found: set[int] = set()
    for register in order:
        operation, operands = tape.instructions[register]
        if operation == Operation.PARAMETER:
            whole.add(register)
        elif operation == Operation.CONSTANT:
            if tape.constants[operands[0]].denominator == 1 and abs(tape.constants[operands[0]]) <= _LARGEST_FACTOR:
                whole.add(register)
        elif operation == Operation.POWER:
            exponent = tape.value(operands[1])
            if operands[0] in whole and exponent is not None and exponent >= 0:
                whole.add(register)
        elif operation in _WHOLE_VALUES and whole.issuperset(operands):
            whole.add(register)
            found.add(register)
    return frozenset(found)


def _chained(factors: Sequence[Interval], gradients: Sequence[Gradient]) -> dict[int, Interval]:
    """Return the sum over operands of partial derivative times slope."""
    result: dict[int, Interval] = {}
    for factor, gradient in zip(factors, gradients, strict=True):
        for source, slope in gradient.items():
            if factor is _ONE or slope is _ONE:
                term = slope if factor is _ONE else factor
            else:
                term = intervals.widened_product(factor, slope)
            result[source] = intervals.widened_total(result[source], term) if source in result else term
    return result


def _selected(condition: Interval, gradients: Sequence[Gradient]) -> dict[int, Interval]:
    """Return the slopes of the branch that is taken; where that is open, a jump in what the condition depends on."""
    result: dict[int, Interval] = {}
    for source in {source for gradient in gradients for source in gradient}:
        branches = [gradient.get(source, _ZERO) for gradient in gradients[1:]]
        slope = intervals.selection(condition, branches[0], branches[1])
        if source in gradients[0]:
            low, high = intervals.is_true(condition)
            is_open = low != high
            slope = np.where(is_open, -np.inf, slope[0]), np.where(is_open, np.inf, slope[1])
        result[source] = slope
    return result


_ONE: Interval = (np.ones(1), np.ones(1))
_ZERO: Interval = (np.zeros(1), np.zeros(1))
_MINUS_ONE = intervals.negated(_ONE)


def _jump(value: Interval) -> Interval:
    """Return the slope of a truth value: none where it is decided, else any."""
    is_open = value[0] != value[1]
    return np.where(is_open, -np.inf, 0.0), np.where(is_open, np.inf, 0.0)


def _steps(first_is_taken: Interval) -> tuple[Interval, Interval]:
    """Return the derivatives of a minimum or maximum: 1 in the operand that is taken."""
    return first_is_taken, intervals.negation(first_is_taken)


def _sign(operand: Interval) -> Interval:
    low, high = operand
    return np.where(low > 0, 1.0, -1.0), np.where(high < 0, -1.0, 1.0)


def _quotient_derivatives(value: Interval, _: Interval, divisor: Interval) -> tuple[Interval, Interval]:
    return intervals.quotient(_ONE, divisor), intervals.negated(intervals.quotient(value, divisor))


def _root_derivative(value: Interval, _: Interval) -> tuple[Interval]:
    return (intervals.quotient((np.full(1, 0.5), np.full(1, 0.5)), value),)


_PARTIAL_DERIVATIVES: Mapping[Operation, Callable[..., tuple[Interval, ...]]] = {
    Operation.ADD: lambda _value, _left, _right: (_ONE, _ONE),
    Operation.SUBTRACT: lambda _value, _left, _right: (_ONE, _MINUS_ONE),
    Operation.MULTIPLY: lambda _value, left, right: (right, left),
    Operation.DIVIDE: _quotient_derivatives,
    Operation.NEGATE: lambda _value, _operand: (_MINUS_ONE,),
    Operation.MINIMUM: lambda _value, left, right: _steps(intervals.less(left, right)),
    Operation.MAXIMUM: lambda _value, left, right: _steps(intervals.less(right, left)),
    Operation.ABSOLUTE: lambda _value, operand: (_sign(operand),),
    Operation.SQUARE_ROOT: _root_derivative,
    Operation.EXPONENTIAL: lambda value, _operand: (value,),
    Operation.LOGARITHM: lambda _value, operand: (intervals.quotient(_ONE, operand),),
}
"""For each operation that is smooth almost everywhere its partial derivatives, from its value and its operands."""

_VALUES: Mapping[Operation, Callable[..., Interval]] = {
    Operation.ADD: intervals.total,
    Operation.SUBTRACT: lambda left, right: intervals.total(left, intervals.negated(right)),
    Operation.MULTIPLY: intervals.product,
    Operation.DIVIDE: intervals.quotient,
    Operation.NEGATE: intervals.negated,
    Operation.MINIMUM: intervals.minimum,
    Operation.MAXIMUM: intervals.maximum,
    Operation.ABSOLUTE: intervals.magnitude,
    Operation.SQUARE_ROOT: intervals.square_root,
    Operation.EXPONENTIAL: intervals.exponential,
    Operation.LOGARITHM: intervals.logarithm,
    Operation.EQUAL: intervals.equal,
    Operation.NOT_EQUAL: lambda left, right: intervals.negation(intervals.equal(left, right)),
    Operation.LESS: intervals.less,
    Operation.LESS_EQUAL: intervals.less_equal,
    Operation.NOT: intervals.negation,
    Operation.AND: intervals.conjunction,
    Operation.OR: intervals.disjunction,
    Operation.SELECT: intervals.selection,
}

_LARGEST_FACTOR = 2**53

_WHOLE_VALUES: Mapping[Operation, Callable[..., Interval]] = {
    Operation.ADD: intervals.whole_total,
    Operation.SUBTRACT: lambda left, right: intervals.whole_total(left, intervals.negated(right)),
    Operation.MULTIPLY: intervals.whole_product,
    Operation.NEGATE: intervals.negated,
}
"""What the operations give that keep whole numbers whole."""
