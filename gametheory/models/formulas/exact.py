"""Reading a tape in exact rationals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.models.formulas.operations import LAZY, ONE, STRICT, ZERO, Operation, UndefinedValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.formulas.tape import Tape


class FormulaValueError(ArithmeticError):
    """A register that has no value at these parameters.

    Parameters
    ----------
    message
        Why.
    register
        The instruction that has no value.
    """

    def __init__(self, message: str, register: int) -> None:
        super().__init__(message)
        self.message = message
        self.register = register


class ExactReader:
    """Values of the registers of a tape at given parameters, each computed once and only when it is needed.

    Parameters
    ----------
    tape
        May grow after the reader is made.
    parameters
        Values in the order of ``tape.parameters``.

    Attributes
    ----------
    is_rounded
        Whether an irrational value was met and rounded to float64 so far.

    Examples
    --------
    >>> from gametheory.models.formulas.tape import Tape
    >>> tape = Tape(["fee"])
    >>> quotient = tape.emit(Operation.DIVIDE, tape.one, tape.parameter("fee"))
    >>> ExactReader(tape, [Fraction(3, 2)]).value(quotient)
    Fraction(2, 3)
    """

    def __init__(self, tape: Tape, parameters: Sequence[Fraction]) -> None:
        self._tape = tape
        self._parameters = tuple(parameters)
        self._values: dict[int, Fraction] = {}
        self.is_rounded = False

    def value(self, register: int) -> Fraction:
        """Return the value of a register; the branch of a condition that is not taken is never evaluated.

        Raises
        ------
        FormulaValueError
            If an operation that is needed has no value (division by zero, too many digits).
        """
        known = self._values.get(register)
        if known is not None:
            return known
        values = self._values
        stack = [register]
        while stack:
            current = stack[-1]
            if current in values:
                stack.pop()
                continue
            needed = self._step(current)
            if needed:
                stack.extend(needed)
            else:
                stack.pop()
        return values[register]

    def _step(self, register: int) -> list[int]:
        """Compute a register, or return the operands that it needs first."""
        operation, operands = self._tape.instructions[register]
        if operation == Operation.CONSTANT:
            self._values[register] = self._tape.constants[operands[0]]
        elif operation == Operation.PARAMETER:
            self._values[register] = self._parameters[operands[0]]
        elif operation in LAZY:
            return self._choose(register, operation, operands)
        else:
            values = self._values
            missing = [operand for operand in operands if operand not in values]
            if missing:
                return missing
            self._values[register] = self._compute(register, operation, [values[operand] for operand in operands])
        return []

    def _compute(self, register: int, operation: Operation, operands: list[Fraction]) -> Fraction:
        try:
            value = STRICT[operation](*operands)
        except UndefinedValueError as error:
            raise FormulaValueError(str(error), register) from error
        if isinstance(value, float):
            self.is_rounded = True
            return Fraction(value)
        return value

    def _choose(self, register: int, operation: Operation, operands: tuple[int, ...]) -> list[int]:
        """Compute a lazy operation: the first operand says which other one is needed, if any."""
        values = self._values
        if operands[0] not in values:
            return [operands[0]]
        first = bool(values[operands[0]])
        if operation == Operation.SELECT:
            chosen = operands[1] if first else operands[2]
            if chosen not in values:
                return [chosen]
            values[register] = values[chosen]
        elif first == (operation == Operation.OR):
            values[register] = ONE if first else ZERO
        elif operands[1] not in values:
            return [operands[1]]
        else:
            values[register] = ONE if values[operands[1]] else ZERO
        return []
