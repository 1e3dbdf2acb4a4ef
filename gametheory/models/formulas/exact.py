"""Reading a tape in exact rationals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.models.formulas.lazy_reader import LazyReader
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


class ExactReader(LazyReader[Fraction]):
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
        super().__init__(tape)
        self._parameters = tuple(parameters)
        self.is_rounded = False

    def value(self, register: int) -> Fraction:
        """Return the value of a register; the branch of a condition that is not taken is never evaluated.

        Raises
        ------
        FormulaValueError
            If an operation that is needed has no value (division by zero, too many digits).
        """
        return super().value(register)

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

    def _is_true(self, value: Fraction) -> bool:
        return bool(value)

    def _truth(self, truth: bool) -> Fraction:
        return ONE if truth else ZERO
