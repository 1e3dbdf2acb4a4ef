"""Reading a tape on quotients of polynomials of two parameters: all games near a point at once."""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.operations import MAX_EXPONENT, ONE, ZERO, Operation
from gametheory.models.formulas.rational_functions import NotRationalError
from gametheory.polynomials.bivariate_function import BivariateFunction
from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gametheory.models.formulas.tape import Tape

UNDECIDED: Mapping[Operation, Callable[..., BivariateFunction]] = {
    Operation.ADD: operator.add,
    Operation.SUBTRACT: operator.sub,
    Operation.MULTIPLY: operator.mul,
    Operation.NEGATE: operator.neg,
}
"""Operations in which no sign is asked for."""
COMPARED: Mapping[Operation, Callable[[int, int], bool]] = {
    Operation.EQUAL: operator.eq,
    Operation.NOT_EQUAL: operator.ne,
    Operation.LESS: operator.lt,
    Operation.LESS_EQUAL: operator.le,
}
"""Comparisons of a difference with 0."""


class SignOracle(Protocol):
    """Says which sign a polynomial has near a point, or at it."""

    def sign(self, polynomial: BivariatePolynomial) -> int:
        """Return 1, 0 or -1."""
        ...


class _Near:
    """A function near a point, which is true where it is not 0 there."""

    __slots__ = ("_signs", "function")

    def __init__(self, function: BivariateFunction, signs: SignOracle) -> None:
        self.function, self._signs = function, signs

    @property
    def sign(self) -> int:
        return self._signs.sign(self.function.sign_polynomial)

    def __bool__(self) -> bool:
        return bool(self.sign)


class BivariateReader(ExactReader):
    """Registers of a tape as functions of two parameters, as they hold near a point.

    Parameters
    ----------
    tape
        What is read.
    parameters
        Values of the parameters by name; those of the two that vary are not used.
    varying
        Names of both.
    signs
        Decides comparisons, and may record what did.

    Examples
    --------
    >>> from gametheory.models.formulas.tape import Tape
    >>> tape = Tape(["fee", "cost", "price"])
    >>> fee, cost, price = (tape.parameter(name) for name in tape.parameters)
    >>> margin = tape.emit(Operation.SUBTRACT, tape.emit(Operation.MULTIPLY, price, fee), cost)
    >>> values = {"fee": Fraction(0), "cost": Fraction(0), "price": Fraction(7)}
    >>> class Positive:
    ...     def sign(self, polynomial: BivariatePolynomial) -> int:
    ...         return 1
    >>> print(BivariateReader(tape, values, ("fee", "cost"), Positive()).function(margin))
    7*x - y
    """

    def __init__(
        self, tape: Tape, parameters: Mapping[str, Fraction], varying: tuple[str, str], signs: SignOracle
    ) -> None:
        near: dict[str, Any] = {
            name: _Near(BivariateFunction(BivariatePolynomial.variable(axis)), signs)
            for axis, name in enumerate(varying)
        }
        super().__init__(tape, [near.get(name, parameters[name]) for name in tape.parameters])
        self._varying, self._signs = varying, signs

    def function(self, register: int) -> BivariateFunction:
        """Return the function in a register.

        Raises
        ------
        FormulaValueError
            If the formula has no value near the point, or at it.
        NotRationalError
            If the function is no quotient of polynomials.
        """
        return _function(self.value(register))

    def is_true(self, register: int) -> bool:
        """Return whether a register is other than 0; errors are those of `function`."""
        return bool(self.value(register))

    def _compute(self, register: int, operation: Operation, operands: list[Any]) -> Any:
        if all(isinstance(operand, Fraction) for operand in operands):
            return super()._compute(register, operation, operands)
        functions = list(map(_function, operands))
        if operation in UNDECIDED:
            return self._known(UNDECIDED[operation](*functions))
        match operation:
            case Operation.DIVIDE:
                return self._known(self._divided(register, *functions))
            case Operation.POWER:
                return self._known(self._power(register, *functions))
            case Operation.NOT:
                return ZERO if operands[0] else ONE
            case Operation.MINIMUM | Operation.MAXIMUM:
                is_smaller = self._sign(functions[0] - functions[1]) < 0
                return operands[0] if is_smaller == (operation == Operation.MINIMUM) else operands[1]
            case Operation.ABSOLUTE:
                return self._known(-functions[0]) if self._sign(functions[0]) < 0 else operands[0]
            case _ if operation in COMPARED:
                return ONE if COMPARED[operation](self._sign(functions[0] - functions[1]), 0) else ZERO
        raise NotRationalError(
            f"exact borders need formulas that are quotients of polynomials in {self._varying[0]!r} and "
            f"{self._varying[1]!r}, got a {operation.name.lower().replace('_', ' ')}"
        )

    def _known(self, function: BivariateFunction) -> Any:
        """Return a function, or the number that it is everywhere."""
        return function.numerator.first_coefficient if function.is_constant else _Near(function, self._signs)

    def _sign(self, function: BivariateFunction) -> int:
        """Return the sign of a function near the point."""
        return self._signs.sign(function.sign_polynomial)

    def _divided(
        self, register: int, numerator: BivariateFunction, denominator: BivariateFunction
    ) -> BivariateFunction:
        if not self._sign(denominator):
            raise FormulaValueError("division by zero", register)
        return numerator / denominator

    def _power(self, register: int, base: BivariateFunction, exponent: BivariateFunction) -> BivariateFunction:
        """Return a function to a constant power."""
        if not exponent.is_constant:
            raise NotRationalError(
                f"exact borders need exponents that are numbers, got one that depends on {self._varying[0]!r} or "
                f"{self._varying[1]!r}"
            )
        power = exponent.numerator.first_coefficient
        if power.denominator != 1 or abs(power) > MAX_EXPONENT:
            sentence = f"expected an integer exponent from -{MAX_EXPONENT} to {MAX_EXPONENT}, got {power}"
            raise FormulaValueError(sentence, register)
        one = BivariateFunction.constant(ONE)
        result = one
        for digit in f"{abs(int(power)):b}":
            result = result * result
            if digit == "1":
                result = result * base
        return self._divided(register, one, result) if power < 0 else result


def _function(value: Any) -> BivariateFunction:
    """Return a value of a register as a function."""
    return value.function if isinstance(value, _Near) else BivariateFunction.constant(value)
