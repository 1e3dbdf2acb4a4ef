"""Reading a tape on arrays of floats: a million games at once."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from gametheory.models.formulas.array_operations import apply, needed_operands
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.rounding_errors import UNIT, doubtful_lanes, error_bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import BooleanArray, FloatArray, IndexArray
    from gametheory.models.formulas.array_operations import Operand
    from gametheory.models.formulas.tape import Tape

LANES = 16_384
"""Points that are read at once: so few that the registers stay in the cache."""

NO_FAILURE = -1
"""In ``ArrayValues.failed``: every register has a value."""

_DECIDING = frozenset(
    {
        Operation.EQUAL,
        Operation.NOT_EQUAL,
        Operation.LESS,
        Operation.LESS_EQUAL,
        Operation.NOT,
        Operation.AND,
        Operation.OR,
        Operation.SELECT,
        Operation.DIVIDE,
        Operation.POWER,
        Operation.SQUARE_ROOT,
        Operation.LOGARITHM,
    }
)
"""Operations at which a rounding error can change more than the last digits."""


class ArrayValues(NamedTuple):
    """Values of registers at many points.

    Attributes
    ----------
    values
        ``[register, point]``; not a number where there is no value.
    failed
        ``[point]``: an instruction that has no value and is needed, the first one; ``NO_FAILURE`` where all have.
        Numbers too large for floats count as missing.
    doubtful
        ``[point]``: whether rounding may have changed the truth of a comparison or a zero.
    """

    values: FloatArray
    failed: IndexArray
    doubtful: BooleanArray


class _Step(NamedTuple):
    """An instruction on registers that vary or are fixed."""

    operation: Operation
    register: int
    operands: tuple[int, ...]
    is_tracked: bool


_Arrays: TypeAlias = "dict[int, Operand]"


class ArrayReader:
    """Values of some registers of a tape where some parameters vary.

    What depends on fixed parameters only is computed once, exactly, and rounded once. A branch that is not taken leaves
    no trace: neither its failures nor its values reach the result. There is no state between two readings, so one
    reader serves several threads.

    Parameters
    ----------
    tape
        With all instructions that are read.
    registers
        Which are wanted, in the order of the answer; a register may stand several times.
    fixed
        Values of the parameters that do not vary.

    Examples
    --------
    >>> from gametheory.models.formulas.tape import Tape
    >>> tape = Tape(["fee", "cost"])
    >>> quotient = tape.emit(Operation.DIVIDE, tape.one, tape.parameter("fee"))
    >>> total = tape.emit(Operation.ADD, quotient, tape.parameter("cost"))
    >>> reader = ArrayReader(tape, [quotient, total], {"cost": Fraction(3)})
    >>> found = reader.read({"fee": np.array([0.5, 0.0, 4.0])})
    >>> found.values.tolist()
    [[2.0, nan, 0.25], [5.0, nan, 3.25]]
    >>> (found.failed == quotient).tolist()
    [False, True, False]
    """

    def __init__(self, tape: Tape, registers: Sequence[int], fixed: Mapping[str, Fraction]) -> None:
        self._tape = tape
        self._wanted = [int(register) for register in registers]
        self._names = [name for name in tape.parameters if name not in fixed]
        self._same: dict[int, int] = {}
        self._constants: dict[int, float] = {}
        self._failed_constants: dict[int, int] = {}
        self._inexact: set[int] = set()
        self._inputs: dict[int, str] = {}
        self._settle(fixed)
        self._wanted = [self._same.get(register, register) for register in self._wanted]
        self._steps = self._plan()
        self._slots, self._num_slots = self._place()

    def read(self, points: Mapping[str, FloatArray]) -> ArrayValues:
        """Return the values at some points.

        Parameters
        ----------
        points
            For each parameter that is not fixed finite numbers, in arrays of one length.
        """
        num_points = len(next(iter(points.values()))) if points else 1
        values = np.empty((len(self._wanted), num_points))
        failed = np.full(num_points, NO_FAILURE, dtype=np.int32)
        doubtful = np.zeros(num_points, dtype=bool)
        buffers = np.empty((self._num_slots, min(LANES, num_points)))
        has_gaps = bool(self._failed_constants)
        with np.errstate(all="raise", under="ignore"):
            for start in range(0, num_points, LANES):
                lanes = slice(start, min(start + LANES, num_points))
                inputs = {name: points[name][lanes] for name in self._names if name in points}
                has_gaps |= self._read_lanes(inputs, buffers, values[:, lanes], doubtful[lanes])
        missing = np.flatnonzero(np.isnan(values).any(axis=0)) if has_gaps else np.zeros(0, dtype=np.intp)
        for start in range(0, len(missing), LANES):
            some = missing[start : start + LANES]
            failed[some] = self._failures({name: points[name][some] for name in self._names if name in points})
        return ArrayValues(values, failed, doubtful)

    def error_bounds(self, points: Mapping[str, FloatArray]) -> FloatArray:
        """Return bounds on the rounding errors of the values at some points, ``[register, point]``, to first order.

        Parameters
        ----------
        points
            As for `read`; each register is held for all of them, so they should be few.
        """
        num_points = len(next(iter(points.values()))) if points else 1
        found = self._all_values(points, num_points)
        errors = self._first_errors(found)
        with np.errstate(all="ignore"):
            for step in self._steps:
                operands = [found[operand] for operand in step.operands]
                of_operands = [errors[operand] for operand in step.operands]
                result = np.asarray(found[step.register])
                errors[step.register] = error_bound(step.operation, operands, of_operands, result)
        bounds = np.empty((len(self._wanted), num_points))
        for row, register in enumerate(self._wanted):
            bounds[row] = errors[register]
        return bounds

    def _settle(self, fixed: Mapping[str, Fraction]) -> None:
        """Find what does not vary, and which registers are others under a condition that does not vary."""
        tape = self._tape
        exact = ExactReader(tape, [fixed.get(name, Fraction()) for name in tape.parameters])
        for register in self._below(self._wanted):
            operation, operands = tape.instructions[register]
            if operation == Operation.PARAMETER and tape.parameters[operands[0]] not in fixed:
                self._inputs[register] = tape.parameters[operands[0]]
            elif operation in (Operation.CONSTANT, Operation.PARAMETER) or self._is_settled(operation, operands):
                self._fix(register, exact)
            elif operation == Operation.SELECT and self._is_fixed(operands[0]):
                self._same[register] = self._chosen(register, operands)

    def _is_fixed(self, register: int) -> bool:
        return self._same.get(register, register) in self._constants

    def _is_settled(self, operation: Operation, operands: tuple[int, ...]) -> bool:
        """Whether an operation does not vary."""
        if all(self._is_fixed(operand) for operand in operands):
            return True
        if operation not in (Operation.AND, Operation.OR) or not self._is_fixed(operands[0]):
            return False
        first = self._constants[self._same.get(operands[0], operands[0])]
        return bool(np.isnan(first)) or bool(first) == (operation == Operation.OR)

    def _chosen(self, register: int, operands: tuple[int, ...]) -> int:
        """Return the register that a conditional with a fixed condition equals."""
        condition = self._same.get(operands[0], operands[0])
        value = self._constants[condition]
        if np.isnan(value):
            return condition
        chosen = operands[1] if value else operands[2]
        return self._same.get(chosen, chosen)

    def _fix(self, register: int, exact: ExactReader) -> None:
        """Note the value of a register that does not vary; not a number where it has none."""
        try:
            value = exact.value(register)
            self._constants[register] = float(value)
            if Fraction(self._constants[register]) != value:
                self._inexact.add(register)
        except FormulaValueError as error:
            self._constants[register] = np.nan
            self._failed_constants[register] = error.register
        except OverflowError:
            self._constants[register] = np.nan
            self._failed_constants[register] = register

    def _below(self, registers: Iterable[int]) -> list[int]:
        """Return all registers on which some depend, and these, each after its operands."""
        found: set[int] = set()
        stack = list(registers)
        while stack:
            register = self._same.get(stack[-1], stack.pop())
            if register in found:
                continue
            found.add(register)
            operation, operands = self._tape.instructions[register]
            if register not in self._constants and operation not in (Operation.CONSTANT, Operation.PARAMETER):
                stack += operands
        return sorted(found)

    def _plan(self) -> list[_Step]:
        """Return the instructions that vary, in order."""
        varying = [
            register
            for register in self._below(self._wanted)
            if register not in self._constants and register not in self._inputs
        ]
        steps = []
        for register in varying:
            operation, operands = self._tape.instructions[register]
            same = tuple(self._same.get(operand, operand) for operand in operands)
            steps.append(_Step(operation, register, same, is_tracked=False))
        deciding = [operand for step in steps if step.operation in _DECIDING for operand in step.operands]
        tracked = set(self._below(deciding)) if deciding else set()
        return [step._replace(is_tracked=step.register in tracked) for step in steps]

    def _place(self) -> tuple[dict[int, int], int]:
        """Give each register that is not wanted itself a buffer, used again after its last use."""
        last_use = {operand: index for index, step in enumerate(self._steps) for operand in step.operands}
        wanted = set(self._wanted)
        slots: dict[int, int] = {}
        free: list[int] = []
        num_slots = 0
        for index, step in enumerate(self._steps):
            if step.register not in wanted:
                if not free:
                    free.append(num_slots)
                    num_slots += 1
                slots[step.register] = free.pop()
            free += [slots[o] for o in dict.fromkeys(step.operands) if o in slots and last_use[o] == index]
        return slots, num_slots

    def _start(self, inputs: Mapping[str, FloatArray]) -> _Arrays:
        """Return the arrays of the inputs and the fixed numbers."""
        found: _Arrays = dict(self._constants)
        found.update((register, inputs[name]) for register, name in self._inputs.items())
        return found

    def _read_lanes(
        self, inputs: Mapping[str, FloatArray], buffers: FloatArray, values: FloatArray, doubtful: BooleanArray
    ) -> bool:
        """Compute the wanted registers at so many points as fit into the buffers; return whether a number may miss."""
        num_lanes = values.shape[1]
        row_of: dict[int, int] = {}
        for row, register in enumerate(self._wanted):
            row_of.setdefault(register, row)
        found, gaps = self._start(inputs), set(self._failed_constants)
        errors = self._first_errors(found) if any(step.operation in _DECIDING for step in self._steps) else {}
        for step in self._steps:
            if step.register in self._slots:
                result = buffers[self._slots[step.register], :num_lanes]
            else:
                result = values[row_of[step.register]]
            operands = [found[operand] for operand in step.operands]
            if apply(step.operation, operands, not gaps.isdisjoint(step.operands), result):
                gaps.add(step.register)
            found[step.register] = result
            if step.is_tracked or step.operation in _DECIDING:
                self._track(step, operands, errors, (result, doubtful))
        for row, register in enumerate(self._wanted):
            if register not in self._slots and (row_of[register] != row or not self._is_step(register)):
                values[row] = found[register]
        return bool(gaps)

    def _is_step(self, register: int) -> bool:
        return register not in self._constants and register not in self._inputs

    def _first_errors(self, found: _Arrays) -> _Arrays:
        """Return the rounding errors of inputs and fixed numbers."""
        errors: _Arrays = {
            register: UNIT * abs(value) if register in self._inexact else 0.0
            for register, value in self._constants.items()
        }
        errors.update((register, UNIT * np.abs(found[register])) for register in self._inputs)
        return errors

    def _track(
        self, step: _Step, operands: Sequence[Operand], errors: _Arrays, lanes: tuple[FloatArray, BooleanArray]
    ) -> None:
        """Bound the error of a step; mark the lanes in which it may have decided something."""
        result, doubtful = lanes
        of_operands = [errors[operand] for operand in step.operands]
        with np.errstate(all="ignore"):
            doubtful |= doubtful_lanes(step.operation, operands, of_operands)
            errors[step.register] = error_bound(step.operation, operands, of_operands, result)

    def _failures(self, inputs: Mapping[str, FloatArray]) -> IndexArray:
        """Return the first instruction without a value that is needed at each of some points, where there is one."""
        num_lanes = len(next(iter(inputs.values()))) if inputs else 1
        found = self._all_values(inputs, num_lanes)
        needed: dict[int, NDArray[np.bool_]] = {
            register: np.isnan(np.broadcast_to(found[register], num_lanes)) for register in self._wanted
        }
        first = np.full(num_lanes, np.iinfo(np.int32).max, dtype=np.int32)
        for step in reversed(self._steps):
            missing = needed.get(step.register)
            if missing is not None and missing.any():
                self._blame(step, found, needed, first)
        for register, failed in self._failed_constants.items():
            lanes = needed.get(register, np.zeros(num_lanes, dtype=bool))
            first[lanes] = np.minimum(first[lanes], failed)
        first[first == np.iinfo(np.int32).max] = NO_FAILURE
        return first

    def _all_values(self, inputs: Mapping[str, FloatArray], num_lanes: int) -> _Arrays:
        """Return the values of all registers at some points."""
        found, gaps = self._start(inputs), set(self._failed_constants)
        with np.errstate(all="raise", under="ignore"):
            for step in self._steps:
                result = np.empty(num_lanes)
                operands = [found[operand] for operand in step.operands]
                if apply(step.operation, operands, not gaps.isdisjoint(step.operands), result):
                    gaps.add(step.register)
                found[step.register] = result
        return found

    def _blame(self, step: _Step, found: _Arrays, needed: dict[int, NDArray[np.bool_]], first: IndexArray) -> None:
        """Pass a missing value on to the operands that miss, or blame the step itself."""
        own = needed[step.register].copy()
        operands = [found[operand] for operand in step.operands]
        for operand, value, asked in zip(
            step.operands, operands, needed_operands(step.operation, operands), strict=True
        ):
            lanes = needed[step.register] & np.isnan(value) & asked
            own &= ~lanes
            needed[operand] = needed.get(operand, np.zeros(len(first), dtype=bool)) | lanes
        first[own] = np.minimum(first[own], step.register)
