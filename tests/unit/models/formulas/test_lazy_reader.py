"""Walking a tape, whatever is read."""

from __future__ import annotations

from gametheory.models.formulas.lazy_reader import LazyReader
from gametheory.models.formulas.operations import LAZY, Operation
from gametheory.models.formulas.tape import Tape


class Visits(LazyReader[str]):
    """Parameters by name; notes what is looked at."""

    def _step(self, register: int) -> list[int]:
        operation, operands = self._tape.instructions[register]
        if operation in LAZY:
            return self._choose(register, operation, operands)
        self._values[register] = self._tape.parameters[operands[0]]
        return []

    def _is_true(self, value: str) -> bool:
        return value != "no"

    def _truth(self, truth: bool) -> str:
        return "yes" if truth else "no"

    @property
    def seen(self) -> set[str]:
        return set(self._values.values())


def test_only_the_branch_that_is_taken_is_looked_at() -> None:
    tape = Tape(["no", "left", "right"])
    chosen = tape.emit(Operation.SELECT, *(tape.parameter(name) for name in ("no", "left", "right")))
    reader = Visits(tape)
    assert reader.value(chosen) == "right"
    assert reader.seen == {"no", "right"}


def test_the_second_part_of_a_condition_is_looked_at_where_it_decides() -> None:
    tape = Tape(["no", "left"])
    either, both = (
        tape.emit(operation, tape.parameter("no"), tape.parameter("left"))
        for operation in (Operation.OR, Operation.AND)
    )
    reader = Visits(tape)
    assert reader.value(both) == "no"
    assert "left" not in reader.seen
    assert reader.value(either) == "yes"
    assert "left" in reader.seen
