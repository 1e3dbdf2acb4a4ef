"""Walking a tape: each register is computed once, and only when it is needed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from gametheory.models.formulas.operations import Operation

if TYPE_CHECKING:
    from gametheory.models.formulas.tape import Tape

Value = TypeVar("Value")


class LazyReader(ABC, Generic[Value]):
    """Contents of the registers of a tape, whatever they are; the branch that is not taken is never looked at.

    Parameters
    ----------
    tape
        May grow after the reader is made.
    """

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._values: dict[int, Value] = {}

    def value(self, register: int) -> Value:
        """Return what is in a register; errors are those of its operations."""
        values = self._values
        known = values.get(register)
        if known is not None:
            return known
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

    @abstractmethod
    def _step(self, register: int) -> list[int]:
        """Compute a register, or return the operands that it needs first."""

    @abstractmethod
    def _is_true(self, value: Value) -> bool:
        """Whether a content counts as true."""

    @abstractmethod
    def _truth(self, truth: bool) -> Value:
        """Return 1 or 0 as a content."""

    def _choose(self, register: int, operation: Operation, operands: tuple[int, ...]) -> list[int]:
        """Compute a lazy operation: the first operand says which other one is needed, if any."""
        values = self._values
        if operands[0] not in values:
            return [operands[0]]
        first = self._is_true(values[operands[0]])
        if operation == Operation.SELECT:
            chosen = operands[1] if first else operands[2]
            if chosen not in values:
                return [chosen]
            values[register] = values[chosen]
        elif first == (operation == Operation.OR):
            values[register] = self._truth(first)
        elif operands[1] not in values:
            return [operands[1]]
        else:
            values[register] = self._truth(self._is_true(values[operands[1]]))
        return []
