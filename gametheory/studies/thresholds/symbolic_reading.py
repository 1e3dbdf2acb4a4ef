"""Reading a tape in symbols, all comparisons decided as they are at given numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.exact import ExactReader
from gametheory.models.formulas.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from fractions import Fraction

    from gametheory.models.formulas.tape import Tape


class SymbolicReader:
    """Registers of a tape as expressions of sympy.

    Parameters
    ----------
    tape
        What is read.
    values
        Numbers of all parameters, by which comparisons are decided.
    kept
        Names of the parameters that are symbols, the others being numbers; None for all.

    Attributes
    ----------
    symbols
        Symbols of the parameters by name.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory import load
    >>> model = load("inspection_game")
    >>> formulas = model.formulas()
    >>> reader = SymbolicReader(formulas.tape, model.parameter_values)
    >>> print(reader.expression(int(formulas.payoffs[1, 1, 0])))
    -inspection + output - wage
    """

    def __init__(self, tape: Tape, values: Mapping[str, Fraction], kept: Collection[str] | None = None) -> None:
        import sympy

        self._sympy, self._tape = sympy, tape
        self._numbers = ExactReader(tape, [values[name] for name in tape.parameters])
        names = tape.parameters if kept is None else [name for name in tape.parameters if name in kept]
        self.symbols = {name: sympy.Symbol(name, real=True) for name in names}
        self._known: dict[int, Any] = {}

    def expression(self, register: int) -> Any:
        """Return the expression in a register.

        Raises
        ------
        UnsupportedGameError
            If an irrational function of a parameter is in it.
        """
        stack = [register]
        while stack:
            current = stack[-1]
            needed = [operand for operand in self._needed(current) if operand not in self._known]
            if needed:
                stack.extend(needed)
                continue
            stack.pop()
            if current not in self._known:
                self._known[current] = self._made(current)
        return self._known[register]

    def _needed(self, register: int) -> tuple[int, ...]:
        """Return the operands whose expressions make that of a register."""
        operation, operands = self._tape.instructions[register]
        number = self._numbers.value
        match operation:
            case Operation.CONSTANT | Operation.PARAMETER:
                return ()
            case Operation.SELECT:
                return (operands[1] if number(operands[0]) else operands[2],)
            case Operation.MINIMUM | Operation.MAXIMUM:
                is_first = number(operands[0]) <= number(operands[1])
                return (operands[0] if is_first == (operation == Operation.MINIMUM) else operands[1],)
            case _ if operation in _DECIDED:
                return ()
            case _:
                return operands

    def _made(self, register: int) -> Any:
        """Return the expression of a register whose operands have theirs."""
        operation, operands = self._tape.instructions[register]
        parts = [self._known[operand] for operand in self._needed(register)]
        match operation:
            case Operation.CONSTANT:
                return self._rational(self._tape.constants[operands[0]])
            case Operation.PARAMETER:
                name = self._tape.parameters[operands[0]]
                return self.symbols.get(name, self._rational(self._numbers.value(register)))
            case Operation.SELECT | Operation.MINIMUM | Operation.MAXIMUM:
                return parts[0]
            case Operation.ABSOLUTE:
                return parts[0] if self._numbers.value(operands[0]) >= 0 else -parts[0]
            case _ if operation in _DECIDED:
                return self._rational(self._numbers.value(register))
            case _ if operation in _ARITHMETIC:
                return _ARITHMETIC[operation](*parts)
            case _:
                called = operation.name.lower().replace("_", " ")
                raise UnsupportedGameError(f"closed forms need quotients of polynomials, got a formula with a {called}")

    def _rational(self, value: Fraction) -> Any:
        return self._sympy.Rational(value.numerator, value.denominator)


_DECIDED = frozenset(
    {
        Operation.EQUAL,
        Operation.NOT_EQUAL,
        Operation.LESS,
        Operation.LESS_EQUAL,
        Operation.NOT,
        Operation.AND,
        Operation.OR,
    }
)
"""Operations whose outcome is 0 or 1."""
_ARITHMETIC: dict[Operation, Any] = {
    Operation.ADD: lambda first, second: first + second,
    Operation.SUBTRACT: lambda first, second: first - second,
    Operation.MULTIPLY: lambda first, second: first * second,
    Operation.DIVIDE: lambda first, second: first / second,
    Operation.POWER: lambda first, second: first**second,
    Operation.NEGATE: lambda first: -first,
}
"""Operations that mean the same in symbols."""
