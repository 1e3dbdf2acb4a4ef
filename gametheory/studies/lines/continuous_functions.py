"""Formulas as continuous functions on a whole range, each in pieces of its own."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.lazy_reader import LazyReader
from gametheory.models.formulas.operations import MAX_EXPONENT, Operation
from gametheory.models.formulas.rational_functions import UNDECIDED
from gametheory.polynomials import Polynomial, RationalFunction, between, sign_chart
from gametheory.polynomials.enclosed_root import EnclosedRoot
from gametheory.polynomials.isolation import UnitInterval, narrow_enclosure

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.models.formulas.rational_functions import FunctionTape
    from gametheory.polynomials import RealRoot


class Part(NamedTuple):
    """An interval up to a number, and the function there."""

    high: RealRoot
    function: RationalFunction


Parts: TypeAlias = tuple[Part, ...]
"""A continuous function in pieces, in increasing order, the last one up to the end of the range."""


class ContinuousReader(LazyReader[Parts]):
    """Registers of a tape as continuous functions on a whole range, ends included.

    Parameters
    ----------
    functions
        What is read.
    low, high
        The range.
    """

    def __init__(self, functions: FunctionTape, low: RealRoot, high: RealRoot) -> None:
        super().__init__(functions.tape)
        self.ends = low, high
        self._functions = functions
        self._sample = between(low, high)
        self._whole = UnitInterval(low.interval[0], high.interval[1])

    def signs(self, parts: Parts) -> tuple[list[tuple[RealRoot, int]], list[int]]:
        """Return where inside a function may change its sign, with the sign there, and the signs between."""
        borders, signs = self._changes(parts)
        return [(border.root, sign) for border, sign in borders], signs

    def signs_of_difference(self, one: Parts, other: Parts) -> tuple[list[tuple[EnclosedRoot, int]], list[int]]:
        """Return the same for one function less another, its roots exact only when they are asked for."""
        return self._changes(self._joined(self._ordering_difference, one, other))

    def _changes(self, parts: Parts) -> tuple[list[tuple[EnclosedRoot, int]], list[int]]:
        """Return where inside a function may change its sign, with the sign there, and the signs between."""
        borders: list[tuple[EnclosedRoot, int]] = []
        signs: list[int] = []
        low = self.ends[0]
        for high, function in parts:
            roots, between_roots, at_high = self._changes_of_part(self._ordering(function), low, high)
            borders += [(root, 0) for root in roots]
            signs += between_roots
            if high is not self.ends[1]:
                borders.append((EnclosedRoot.of(high), at_high))
            low = high
        return borders, signs

    def _changes_of_part(
        self, polynomial: Polynomial, low: RealRoot, high: RealRoot
    ) -> tuple[list[EnclosedRoot], list[int], int]:
        """Return the roots of a polynomial inside an interval, the signs between them, and that at its upper end."""
        num_changes = 0 if polynomial.is_constant else self._whole.num_sign_changes(polynomial)
        if not num_changes:
            sign = polynomial.sign_at(self._sample)
            at_high = sign if high is not self.ends[1] else high.sign_of(polynomial)
            return [], [sign], at_high
        narrow = narrow_enclosure(polynomial, self._whole.low, self._whole.high) if num_changes == 1 else None
        if narrow is not None:
            before = polynomial.sign_at(narrow[0])
            if narrow[0] >= high.interval[1]:
                return [], [before], before
            if narrow[1] <= low.interval[0]:
                return [], [-before], -before
            if low.interval[1] <= narrow[0] and narrow[1] <= high.interval[0]:
                return [EnclosedRoot(polynomial, *narrow)], [before, -before], -before
        roots = sign_chart([polynomial], low, high).roots
        ends = zip((low, *roots), (*roots, high), strict=True)
        signs = [polynomial.sign_at(between(start, end)) for start, end in ends]
        return list(map(EnclosedRoot.of, roots)), signs, high.sign_of(polynomial)

    def _ordering_difference(self, one: RationalFunction, other: RationalFunction) -> RationalFunction:
        """Return a polynomial with the sign of a difference of functions that have no poles in the range."""
        first, second = one.denominator, other.denominator
        if first is second or first == second:
            top, bottom = one.numerator - other.numerator, first
        else:
            top, bottom = one.numerator * second - other.numerator * first, first * second
        return RationalFunction(top if bottom.is_constant or bottom.sign_at(self._sample) > 0 else -top)

    def _ordering(self, function: RationalFunction) -> Polynomial:
        """Return a polynomial with the sign of a function that has no poles in the range."""
        if function.denominator.is_constant:
            return function.numerator
        return function.numerator if function.denominator.sign_at(self._sample) > 0 else -function.numerator

    def _step(self, register: int) -> list[int]:
        """Compute a register, or return the operands that it needs first."""
        functions, values = self._functions, self._values
        operation, operands = self._tape.instructions[register]
        if not functions.varies(register):
            values[register] = self._everywhere(RationalFunction.constant(functions.constants.value(register)))
            return []
        if operation == Operation.PARAMETER:
            values[register] = self._everywhere(RationalFunction(Polynomial.variable()))
            return []
        if operation == Operation.SELECT and not functions.varies(operands[0]):
            return self._choose(register, operation, operands)
        missing = [operand for operand in operands if operand not in values]
        if not missing:
            values[register] = self._computed(operation, [values[operand] for operand in operands])
        return missing

    def _is_true(self, value: Parts) -> bool:
        return bool(value[0].function.numerator)

    def _truth(self, truth: bool) -> Parts:
        return self._everywhere(RationalFunction(Polynomial([int(truth)])))

    def _everywhere(self, function: RationalFunction) -> Parts:
        return (Part(self.ends[1], function),)

    def _computed(self, operation: Operation, operands: list[Parts]) -> Parts:
        """Return the result of an operation that is continuous."""
        first, *others = operands
        match operation:
            case _ if operation in UNDECIDED:
                return self._joined(UNDECIDED[operation], *operands)
            case Operation.DIVIDE if not self._vanishes(others[0]):
                return self._joined(operator.truediv, *operands)
            case Operation.POWER if (power := _whole_power(others[0])) is not None:
                return tuple(Part(high, _power(function, power)) for high, function in first)
            case Operation.MINIMUM | Operation.MAXIMUM:
                return self._larger(first, others[0], turn=1 if operation == Operation.MAXIMUM else -1)
            case Operation.ABSOLUTE:
                return self._larger(first, self._joined(operator.neg, first), turn=1)
            case _:
                raise UnsupportedGameError("expected continuous functions of the parameter, got another operation")

    def _joined(self, made: Callable[..., RationalFunction], *operands: Parts) -> Parts:
        """Return what is made of functions, part by part."""
        if all(len(parts) == 1 for parts in operands):
            return (Part(self.ends[1], made(*(parts[0].function for parts in operands))),)
        if len(operands) == 1:
            return tuple(Part(high, made(function)) for high, function in operands[0])
        found, places, (one, other) = [], [0, 0], operands
        while True:
            first, second = one[places[0]], other[places[1]]
            order = first.high.compare(second.high) if first.high is not second.high else 0
            high = first.high if order <= 0 else second.high
            found.append(Part(high, made(first.function, second.function)))
            if high is self.ends[1]:
                return tuple(found)
            places = [places[0] + (order <= 0), places[1] + (order >= 0)]

    def _larger(self, one: Parts, other: Parts, *, turn: int) -> Parts:
        """Return the larger of two functions, or with turn -1 the smaller one."""
        borders, signs = self.signs_of_difference(one, other)
        if all(sign * turn >= 0 for sign in signs):
            return one
        if all(sign * turn <= 0 for sign in signs):
            return other
        found: list[Part] = []
        cut = tuple(Part(high, _ZERO) for high in (*(border.root for border, _ in borders), self.ends[1]))
        both = zip(self._joined(_first, one, cut), self._joined(_first, other, cut), signs, strict=True)
        for first, second, sign in both:
            part = first if sign * turn >= 0 else second
            if found and found[-1].function == part.function:
                found.pop()
            found.append(part)
        return tuple(found)

    def _vanishes(self, parts: Parts) -> bool:
        """Whether a function is 0 somewhere in the range, ends included."""
        borders, signs = self.signs(parts)
        ends = zip(self.ends, (parts[0], parts[-1]), strict=True)
        return (
            not all(signs)
            or any(not sign for _, sign in borders)
            or any(not end.sign_of(part.function.sign_polynomial) for end, part in ends)
        )


def _first(one: RationalFunction, _: RationalFunction) -> RationalFunction:
    return one


_ZERO = RationalFunction(Polynomial())


def _whole_power(exponent: Parts) -> int | None:
    """Return an exponent that is a number from 0 on; None for all others."""
    function = exponent[0].function
    value = function.numerator.constant
    is_whole = len(exponent) == 1 and function.is_constant and value.denominator == 1 and 0 <= value <= MAX_EXPONENT
    return int(value) if is_whole else None


def _power(function: RationalFunction, power: int) -> RationalFunction:
    result = RationalFunction(Polynomial([1]))
    for _ in range(power):
        result = result * function
    return result
