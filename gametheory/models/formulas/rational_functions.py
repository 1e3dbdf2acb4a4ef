"""Reading a tape on quotients of polynomials of one parameter: all games near a value at once."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.lazy_reader import LazyReader
from gametheory.models.formulas.operations import LAZY, MAX_EXPONENT, Operation
from gametheory.polynomials import Polynomial, RationalFunction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.formulas.tape import Tape
    from gametheory.polynomials import LocalSigns


UNDECIDED: Mapping[Operation, Callable[..., RationalFunction]] = {
    Operation.ADD: operator.add,
    Operation.SUBTRACT: operator.sub,
    Operation.MULTIPLY: operator.mul,
    Operation.NEGATE: operator.neg,
}
"""Operations in which no sign is asked for."""
CONTINUOUS = frozenset({*UNDECIDED, Operation.PARAMETER, Operation.MINIMUM, Operation.MAXIMUM, Operation.ABSOLUTE})
"""Operations that are continuous in their operands."""


class NotRationalError(UnsupportedGameError):
    """A formula that is no quotient of polynomials in the parameter, such as its square root."""


class FunctionTape:
    """A tape whose one parameter varies, with what is the same near all its values.

    Parameters
    ----------
    tape
        May grow afterwards.
    parameters
        Values of the parameters by name; that of the varying one is not used.
    varying
        Name of the parameter that varies.
    """

    def __init__(self, tape: Tape, parameters: Mapping[str, Fraction], varying: str) -> None:
        self.tape, self.varying = tape, varying
        self.constants = ExactReader(tape, [parameters[name] for name in tape.parameters])
        self.functions: dict[int, RationalFunction] = {}
        self._made: dict[int, tuple[Sequence[RationalFunction], RationalFunction]] = {}
        self._varies: list[bool] = []
        self._is_decided: list[bool] = []

    def varies(self, register: int) -> bool:
        """Return whether a register depends on the parameter."""
        self._note()
        return self._varies[register]

    def kind(self, register: int) -> tuple[bool, bool]:
        """Return whether a register depends on the parameter, and whether it is one function whatever the value."""
        self._note()
        return self._varies[register], not self._is_decided[register]

    @property
    def is_continuous(self) -> bool:
        """Whether every register is a continuous function of the parameter, as far as its operations tell."""
        self._note()
        return all(
            operation in CONTINUOUS
            or not self._varies[register]
            or (operation == Operation.DIVIDE and not self._varies[operands[1]])
            for register, (operation, operands) in enumerate(self.tape.instructions)
        )

    def remembered(
        self, register: int, operands: Sequence[RationalFunction], made: Callable[..., RationalFunction]
    ) -> RationalFunction:
        """Return what is made of some functions for a register; the same as last time where they are the same."""
        known = self._made.get(register)
        if known is not None and all(one is other for one, other in zip(known[0], operands, strict=True)):
            return known[1]
        result = made(*operands)
        self._made[register] = operands, result
        return result

    def _note(self) -> None:
        """Note for each new instruction whether it varies, and whether something is decided in it."""
        if len(self._varies) == len(self.tape.instructions):
            return
        for operation, operands in self.tape.instructions[len(self._varies) :]:
            if operation in (Operation.CONSTANT, Operation.PARAMETER):
                is_input = operation == Operation.PARAMETER
                self._varies.append(is_input and self.tape.parameters[operands[0]] == self.varying)
                self._is_decided.append(False)
                continue
            self._varies.append(any(self._varies[operand] for operand in operands))
            is_new = operation not in UNDECIDED and any(self._varies[operand] for operand in operands)
            self._is_decided.append(is_new or any(self._is_decided[operand] for operand in operands))


class RationalFunctionReader(LazyReader[RationalFunction]):
    """Registers of a tape as functions of one parameter, as they hold near a value of it.

    The functions hold on the whole interval around the value that is free of roots of the recorded polynomials.

    Parameters
    ----------
    tape
        What is read.
    signs
        Decides comparisons near a value; records the polynomials that did, and those by which was divided.

    Examples
    --------
    >>> from gametheory.models.formulas.tape import Tape
    >>> from gametheory.polynomials import LocalSigns, RealRoot
    >>> tape = Tape(["fee", "cost"])
    >>> larger = tape.emit(Operation.MAXIMUM, tape.parameter("fee"), tape.parameter("cost"))
    >>> signs = LocalSigns(RealRoot.rational(Fraction(3)))
    >>> functions = FunctionTape(tape, {"fee": Fraction(0), "cost": Fraction(2)}, "fee")
    >>> print(RationalFunctionReader(functions, signs).value(larger), *signs.recorded)
    x x - 2
    """

    def __init__(self, tape: FunctionTape, signs: LocalSigns) -> None:
        super().__init__(tape.tape)
        self._functions = tape
        self._signs = signs

    @property
    def is_rounded(self) -> bool:
        """Whether an irrational constant was met and rounded so far."""
        return self._functions.constants.is_rounded

    def value(self, register: int) -> RationalFunction:
        """Return the function in a register.

        Raises
        ------
        FormulaValueError
            If the formula has no value near the value, or at it.
        OnBorderError
            If the value is not inside an interval on which all comparisons have one outcome.
        NotRationalError
            If the function is no quotient of polynomials.
        """
        known = self._functions.functions.get(register)
        return super().value(register) if known is None else known

    def is_true(self, register: int) -> bool:
        """Return whether a register is other than 0 near the value; errors are those of `value`."""
        return self._is_true(self.value(register))

    def _step(self, register: int) -> list[int]:
        """Compute a register, or return the operands that it needs first."""
        functions, values = self._functions, self._values
        known = functions.functions.get(register)
        if known is not None:
            values[register] = known
            return []
        operation, operands = self._tape.instructions[register]
        varies, is_everywhere = functions.kind(register)
        if not varies:
            values[register] = RationalFunction.constant(functions.constants.value(register))
        elif operation == Operation.PARAMETER:
            values[register] = RationalFunction(Polynomial.variable())
        elif operation in LAZY:
            return self._choose(register, operation, operands)
        else:
            missing = [operand for operand in operands if operand not in values]
            if missing:
                return missing
            given = [values[operand] for operand in operands]
            is_once = is_everywhere and operation in UNDECIDED
            values[register] = UNDECIDED[operation](*given) if is_once else self._computed(register, operation, given)
        if is_everywhere:
            functions.functions[register] = values[register]
        return []

    def _is_true(self, value: RationalFunction) -> bool:
        return bool(self._signs.sign(value))

    def _truth(self, truth: bool) -> RationalFunction:
        return _constant_truth(truth)

    def _computed(self, register: int, operation: Operation, operands: list[RationalFunction]) -> RationalFunction:
        """Return the function of a strict operation."""
        if operation in UNDECIDED:
            return self._functions.remembered(register, operands, UNDECIDED[operation])
        match operation:
            case Operation.DIVIDE:
                return self._divided(register, *operands)
            case Operation.POWER:
                return self._power(register, *operands)
            case Operation.NOT:
                return _constant_truth(not self._signs.sign(operands[0]))
            case Operation.MINIMUM | Operation.MAXIMUM | Operation.ABSOLUTE:
                return self._chosen(register, operation, operands)
            case Operation.EQUAL | Operation.NOT_EQUAL | Operation.LESS | Operation.LESS_EQUAL:
                return self._compared(register, operation, operands)
            case _:
                name = operation.name.lower().replace("_", " ")
                raise NotRationalError(
                    f"exact thresholds need formulas that are quotients of polynomials in "
                    f"{self._functions.varying!r}, got its {name}"
                )

    def _chosen(self, register: int, operation: Operation, operands: list[RationalFunction]) -> RationalFunction:
        """Return the smaller or the larger of two functions, or the absolute value of one."""
        if operation == Operation.ABSOLUTE:
            is_negative = self._signs.sign(operands[0]) < 0
            return self._functions.remembered(register, operands, operator.neg) if is_negative else operands[0]
        difference = self._functions.remembered(register, operands, operator.sub)
        is_smaller = self._signs.sign(difference) < 0
        return operands[0] if is_smaller == (operation == Operation.MINIMUM) else operands[1]

    def _compared(self, register: int, operation: Operation, operands: list[RationalFunction]) -> RationalFunction:
        """Return 1 or 0, the outcome of a comparison."""
        sign = self._signs.sign(self._functions.remembered(register, operands, operator.sub))
        outcomes = {
            Operation.EQUAL: sign == 0,
            Operation.NOT_EQUAL: sign != 0,
            Operation.LESS: sign < 0,
            Operation.LESS_EQUAL: sign <= 0,
        }
        return _constant_truth(outcomes[operation])

    def _divided(self, register: int, numerator: RationalFunction, denominator: RationalFunction) -> RationalFunction:
        if not self._signs.sign(denominator):
            raise FormulaValueError("division by zero", register)
        return self._functions.remembered(register, (numerator, denominator), operator.truediv)

    def _power(self, register: int, base: RationalFunction, exponent: RationalFunction) -> RationalFunction:
        """Return a function to a constant power, by repeated squares."""
        power = exponent.numerator.constant
        if not exponent.is_constant:
            raise NotRationalError(
                f"exact thresholds need exponents that are numbers, got one that depends on {self._functions.varying!r}"
            )
        if power.denominator != 1 or abs(power) > MAX_EXPONENT:
            sentence = f"expected an integer exponent from -{MAX_EXPONENT} to {MAX_EXPONENT}, got {power}"
            raise FormulaValueError(sentence, register)
        result = _constant_truth(True)
        for digit in f"{abs(int(power)):b}":
            result = result * result
            if digit == "1":
                result = result * base
        return self._divided(register, _constant_truth(True), result) if power < 0 else result


@cache
def _constant_truth(value: bool) -> RationalFunction:
    """Return 1 or 0."""
    return RationalFunction.constant(Fraction(int(value)))
