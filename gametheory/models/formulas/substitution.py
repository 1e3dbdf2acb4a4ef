"""Formulas of one tape on another one, with numbers in the place of inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.formulas.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.models.formulas.tape import Tape


def needed_registers(tape: Tape, *registers: int) -> list[int]:
    """Return the registers on which some depend, those included, each after its operands."""
    found: set[int] = set()
    stack = list(registers)
    while stack:
        current = stack.pop()
        if current not in found:
            found.add(current)
            operation, operands = tape.instructions[current]
            if operation not in (Operation.CONSTANT, Operation.PARAMETER):
                stack.extend(operands)
    return sorted(found)


def substituted(source: Tape, register: int, target: Tape, inputs: Mapping[str, int]) -> int:
    """Return the register of a target that holds what one of a source does.

    Parameters
    ----------
    source, register
        The formula.
    target
        Where it is written; what depends on no input is folded.
    inputs
        The register of the target that stands for each input.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.models.formulas.tape import Tape
    >>> source, target = Tape(["fee"]), Tape([])
    >>> double = source.emit(Operation.ADD, source.parameter("fee"), source.parameter("fee"))
    >>> target.value(substituted(source, double, target, {"fee": target.constant(Fraction(3, 20))}))
    Fraction(3, 10)
    """
    known: dict[int, int] = {}
    for current in needed_registers(source, register):
        operation, operands = source.instructions[current]
        if operation == Operation.CONSTANT:
            known[current] = target.constant(source.constants[operands[0]])
        elif operation == Operation.PARAMETER:
            known[current] = inputs[source.parameters[operands[0]]]
        else:
            written = (known[operand] for operand in operands)
            known[current] = target.emit(operation, *written, place=source.places[current])
    return known[register]
