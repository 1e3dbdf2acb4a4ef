"""Formulas as one flat list of instructions, common parts shared, constants folded exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.models.formulas.operations import (
    COMMUTATIVE,
    ONE,
    PARTIAL,
    STRICT,
    ZERO,
    Operation,
    UndefinedValueError,
)
from gametheory.models.places import NOWHERE

if TYPE_CHECKING:
    from gametheory.models.places import Place

MAX_EMITTED = 3_000_000
"""Operations that the formulas of one game may ask for, all cells together; a 100 x 100 game asks for a million."""

Instruction = tuple[Operation, tuple[int, ...]]


class TooManyOperationsError(ArithmeticError):
    """Formulas too long for the number of cells of their game.

    Parameters
    ----------
    place
        Where the operation stands that was one too many.
    """

    def __init__(self, place: Place) -> None:
        super().__init__(
            f"expected at most {MAX_EMITTED:,} operations for all payoffs of the game together, got more; "
            f"shorten the formulas or give a table"
        )
        self.place = place


class Tape:
    """Instructions in an order in which every operand stands before its use; a register is an instruction's number.

    Every instruction stands once (hash-consing), so formulas that are instantiated for each cell of a game share what
    they have in common, and whatever depends on no parameter is a constant. An operation that has no value at constant
    operands (a division by zero) stays an instruction, because a condition may keep it from being evaluated.

    Parameters
    ----------
    parameters
        Names of the inputs.

    Attributes
    ----------
    instructions
        Operation and operands; the operand of ``CONSTANT`` is a position in `constants`, of ``PARAMETER`` one in
        `parameters`.
    constants
        Exact numbers.
    places
        For each instruction where it was first asked for.

    Examples
    --------
    >>> tape = Tape(["fee"])
    >>> fee = tape.parameter("fee")
    >>> product = tape.emit(Operation.MULTIPLY, tape.constant(Fraction(2)), fee)
    >>> product == tape.emit(Operation.MULTIPLY, fee, tape.constant(Fraction(2)))
    True
    >>> tape.emit(Operation.MULTIPLY, tape.constant(Fraction(0)), fee) == tape.constant(Fraction(0))
    True
    """

    def __init__(self, parameters: list[str]) -> None:
        self.parameters = tuple(parameters)
        self.instructions: list[Instruction] = []
        self.constants: list[Fraction] = []
        self.places: list[Place] = []
        self._registers: dict[Instruction, int] = {}
        self._constant_registers: dict[Fraction, int] = {}
        self._value_of: dict[int, Fraction] = {}
        self._total: list[bool] = []
        self._inputs = {name: index for index, name in enumerate(self.parameters)}
        self._num_emitted = 0
        self.zero = self.constant(ZERO)
        self.one = self.constant(ONE)

    def constant(self, value: Fraction) -> int:
        """Return the register of an exact number."""
        register = self._constant_registers.get(value)
        if register is None:
            self.constants.append(value)
            register = self._append((Operation.CONSTANT, (len(self.constants) - 1,)), NOWHERE)
            self._constant_registers[value] = register
            self._value_of[register] = value
        return register

    def truth(self, value: bool) -> int:
        """Return the register of 0 or 1."""
        return self.one if value else self.zero

    def parameter(self, name: str) -> int:
        """Return the register of an input."""
        return self._register((Operation.PARAMETER, (self._inputs[name],)), NOWHERE)

    def value(self, register: int) -> Fraction | None:
        """Return the number in a register that is constant, else None."""
        return self._value_of.get(register)

    def is_total(self, register: int) -> bool:
        """Whether a register has a value wherever the inputs have one (sizes apart)."""
        return self._total[register]

    def emit(self, operation: Operation, *operands: int, place: Place = NOWHERE) -> int:
        """Return the register of an operation on other registers.

        Parameters
        ----------
        operation
            Any but ``CONSTANT`` and ``PARAMETER``.
        operands
            Registers; for ``SELECT`` condition, consequent and alternative.
        place
            Where a mistake in this operation is reported.

        Raises
        ------
        TooManyOperationsError
            If more than ``MAX_EMITTED`` operations have been asked for.
        """
        self._num_emitted += 1
        if self._num_emitted > MAX_EMITTED:
            raise TooManyOperationsError(place)
        simpler = self._simplified(operation, operands)
        if simpler is not None:
            return simpler
        if operation in COMMUTATIVE and operands[0] > operands[1]:
            operands = (operands[1], operands[0])
        known = self._registers.get((operation, operands))
        if known is not None:
            return known
        folded = self._folded(operation, operands)
        if folded is not None:
            return self.constant(folded)
        return self._register((operation, operands), place)

    def parameters_of(self, register: int) -> tuple[str, ...]:
        """Return the names of the inputs on which a register depends, in their order."""
        found: set[int] = set()
        seen: set[int] = set()
        stack = [register]
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            operation, operands = self.instructions[current]
            if operation == Operation.PARAMETER:
                found.add(operands[0])
            elif operation != Operation.CONSTANT:
                stack.extend(operands)
        return tuple(self.parameters[index] for index in sorted(found))

    def _register(self, instruction: Instruction, place: Place) -> int:
        register = self._registers.get(instruction)
        return self._append(instruction, place) if register is None else register

    def _append(self, instruction: Instruction, place: Place) -> int:
        operation, operands = instruction
        register = len(self.instructions)
        self.instructions.append(instruction)
        self.places.append(place)
        is_input = operation in (Operation.CONSTANT, Operation.PARAMETER)
        self._total.append(
            is_input or (self._is_defined(operation, operands) and all(self._total[operand] for operand in operands))
        )
        self._registers[instruction] = register
        return register

    def _is_defined(self, operation: Operation, operands: tuple[int, ...]) -> bool:
        """Whether an operation has a value wherever its operands have one (sizes apart)."""
        if operation not in PARTIAL:
            return True
        second = self._value_of.get(operands[1]) if len(operands) == 2 else None
        if second is None:
            return False
        if operation == Operation.DIVIDE:
            return second != 0
        return second >= 0 and second.denominator == 1

    def _folded(self, operation: Operation, operands: tuple[int, ...]) -> Fraction | None:
        """Return the exact value of an operation on constants; None where it has none or is irrational."""
        values = [self._value_of.get(operand) for operand in operands]
        if operation not in STRICT or None in values:
            return None
        try:
            value = STRICT[operation](*values)
        except UndefinedValueError:
            return None
        return value if isinstance(value, Fraction) else None

    def _simplified(self, operation: Operation, operands: tuple[int, ...]) -> int | None:
        """Return a register that equals the operation by a law that holds for all operands, or None."""
        match operation:
            case Operation.SELECT | Operation.AND | Operation.OR:
                return self._simplified_choice(operation, operands)
            case Operation.ADD if self.zero in operands:
                return operands[1] if operands[0] == self.zero else operands[0]
            case Operation.SUBTRACT if operands[1] == self.zero:
                return operands[0]
            case Operation.SUBTRACT if operands[0] == self.zero:
                return self.emit(Operation.NEGATE, operands[1])
            case Operation.MULTIPLY if self.one in operands:
                return operands[1] if operands[0] == self.one else operands[0]
            case Operation.MULTIPLY if self.zero in operands and all(self._total[operand] for operand in operands):
                return self.zero
            case Operation.DIVIDE | Operation.POWER if operands[1] == self.one:
                return operands[0]
            case _:
                return None

    def _simplified_choice(self, operation: Operation, operands: tuple[int, ...]) -> int | None:
        """Decide a condition that is constant."""
        decided = self._value_of.get(operands[0])
        if operation == Operation.SELECT:
            if operands[1] == operands[2] and self._total[operands[0]]:
                return operands[1]
            if decided is None:
                return None
            return operands[1] if decided else operands[2]
        if decided is None:
            return None
        if bool(decided) == (operation == Operation.OR):
            return self.truth(bool(decided))
        return self.emit(Operation.NOT_EQUAL, operands[1], self.zero)
