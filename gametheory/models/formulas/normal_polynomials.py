"""Formulas as polynomials over inputs and parts that are none, so that what cancels is gone."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, TypeAlias

from gametheory.models.formulas.operations import LAZY, ONE, Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gametheory.models.formulas.tape import Tape

Monomial: TypeAlias = "tuple[tuple[int, int], ...]"
"""Registers with their exponents, in the order of registers."""
Polynomial: TypeAlias = "dict[Monomial, Fraction]"

_COMPARISONS = frozenset({Operation.EQUAL, Operation.NOT_EQUAL, Operation.LESS, Operation.LESS_EQUAL})

MOST_TERMS = 200
"""Longest polynomial; what would be longer is left as it is written."""
MOST_DEGREE = 16
"""Largest exponent that is multiplied out."""


class Normalizer:
    """Writes registers of one tape on another one, sums and products multiplied out and collected.

    Parameters
    ----------
    source
        Where formulas stand.
    target
        Where they are written.
    inputs
        What stands for each input of the source, as a polynomial over registers of the target.

    Examples
    --------
    >>> from gametheory.models.formulas.tape import Tape
    >>> source, target = Tape(["first", "second"]), Tape(["count"])
    >>> total = source.emit(Operation.ADD, source.parameter("first"), source.parameter("second"))
    >>> count = target.parameter("count")
    >>> first = {((count, 1),): Fraction(1, 3)}
    >>> second = {((count, 1),): Fraction(-1, 3), (): Fraction(1)}
    >>> normalizer = Normalizer(source, target, {"first": first, "second": second})
    >>> normalizer.written(normalizer.polynomial(total)) == target.one
    True
    """

    def __init__(self, source: Tape, target: Tape, inputs: Mapping[str, Polynomial]) -> None:
        self._source = source
        self._target = target
        self._inputs = inputs
        self._known: dict[int, Polynomial] = {}

    def polynomial(self, register: int) -> Polynomial:
        """Return a register of the source as a polynomial over registers of the target."""
        for needed in self._needed(register):
            if needed not in self._known:
                self._known[needed] = self._read(needed)
        return self._known[register]

    def difference(self, left: Polynomial, right: Polynomial) -> Polynomial:
        """Return one polynomial less another one."""
        return self._sum(left, self._scaled(right, Fraction(-1)))

    def written(self, polynomial: Polynomial) -> int:
        """Return the register of the target that holds a polynomial: integers, divided once."""
        target = self._target
        denominator = lcm(*(coefficient.denominator for coefficient in polynomial.values()))
        total = target.zero
        for monomial, coefficient in sorted(polynomial.items()):
            term = target.constant(coefficient * denominator)
            for register, exponent in monomial:
                power = target.emit(Operation.POWER, register, target.constant(Fraction(exponent)))
                term = target.emit(Operation.MULTIPLY, term, power)
            total = target.emit(Operation.ADD, total, term)
        return target.emit(Operation.DIVIDE, total, target.constant(Fraction(denominator)))

    def _needed(self, register: int) -> Iterable[int]:
        """Return the registers on which one depends, each after its operands."""
        found: set[int] = set()
        stack = [register]
        while stack:
            current = stack.pop()
            if current in found or current in self._known:
                continue
            found.add(current)
            operation, operands = self._source.instructions[current]
            if operation not in (Operation.CONSTANT, Operation.PARAMETER):
                stack.extend(operands)
        return sorted(found)

    def _read(self, register: int) -> Polynomial:
        """Return a register whose operands are known."""
        operation, operands = self._source.instructions[register]
        if operation == Operation.CONSTANT:
            value = self._source.constants[operands[0]]
            return {(): value} if value else {}
        if operation == Operation.PARAMETER:
            return self._inputs[self._source.parameters[operands[0]]]
        parts = [self._known[operand] for operand in operands]
        multiplied = self._multiplied_out(operation, parts)
        return self._opaque(operation, parts, register) if multiplied is None else multiplied

    def _multiplied_out(self, operation: Operation, parts: list[Polynomial]) -> Polynomial | None:
        """Return the result of an operation that gives a polynomial; None where it gives none, or a long one."""
        match operation:
            case Operation.ADD:
                result: Polynomial | None = self._sum(*parts)
            case Operation.SUBTRACT:
                result = self.difference(*parts)
            case Operation.NEGATE:
                result = self._scaled(parts[0], Fraction(-1))
            case Operation.MULTIPLY:
                result = self._product(*parts)
            case Operation.DIVIDE if divisor := _constant(parts[1]):
                result = self._scaled(parts[0], 1 / divisor)
            case Operation.POWER:
                result = self._power(parts[0], _constant(parts[1]))
            case _:
                result = None
        return result if result is not None and len(result) <= MOST_TERMS else None

    def _opaque(self, operation: Operation, parts: list[Polynomial], register: int) -> Polynomial:
        """Return the result of any operation as one register."""
        target = self._target
        place = self._source.places[register]
        if operation in LAZY:
            condition = target.value(self.written(parts[0]))
            if condition is not None and operation == Operation.SELECT:
                return parts[1] if condition else parts[2]
        if operation in _COMPARISONS:
            parts = [self._whole(self.difference(parts[0], parts[1])), {}]
        written = [self.written(part) for part in parts]
        found = target.emit(operation, *written, place=place)
        value = target.value(found)
        if value is not None:
            return {(): value} if value else {}
        return {((found, 1),): ONE}

    def _whole(self, polynomial: Polynomial) -> Polynomial:
        """Return a positive multiple of a polynomial with whole coefficients, whose sign floats tell exactly."""
        denominator = lcm(*(coefficient.denominator for coefficient in polynomial.values()))
        return self._scaled(polynomial, Fraction(denominator))

    def _is_kept(self, monomial: Monomial) -> bool:
        """Whether a term stays although its coefficient is 0: it may have no value."""
        return not all(self._target.is_total(register) for register, _ in monomial)

    def _sum(self, left: Polynomial, right: Polynomial) -> Polynomial:
        result = dict(left)
        for monomial, coefficient in right.items():
            total = result.get(monomial, Fraction(0)) + coefficient
            if total or self._is_kept(monomial):
                result[monomial] = total
            else:
                del result[monomial]
        return result

    def _scaled(self, polynomial: Polynomial, factor: Fraction) -> Polynomial:
        return {monomial: coefficient * factor for monomial, coefficient in polynomial.items()}

    def _product(self, left: Polynomial, right: Polynomial) -> Polynomial | None:
        if len(left) * len(right) > MOST_TERMS**2:
            return None
        result: Polynomial = {}
        for one, coefficient in left.items():
            shifted = {_joined(one, other): coefficient * factor for other, factor in right.items()}
            result = self._sum(result, shifted)
        return result

    def _power(self, base: Polynomial, exponent: Fraction | None) -> Polynomial | None:
        if exponent is None or exponent.denominator != 1 or not 0 < exponent <= MOST_DEGREE:
            return None
        result: Polynomial | None = base
        for _ in range(int(exponent) - 1):
            if result is None or len(result) > MOST_TERMS:
                return None
            result = self._product(result, base)
        return result


def _constant(polynomial: Polynomial) -> Fraction | None:
    """Return the value of a polynomial that is a number other than 0; None of any other one."""
    return polynomial[()] if set(polynomial) == {()} else None


def _joined(left: Monomial, right: Monomial) -> Monomial:
    """Return the product of two monomials."""
    exponents = dict(left)
    for register, exponent in right:
        exponents[register] = exponents.get(register, 0) + exponent
    return tuple(sorted(exponents.items()))
