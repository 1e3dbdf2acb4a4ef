from __future__ import annotations

from fractions import Fraction

from gametheory.models.formulas.exact import ExactReader
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.substitution import needed_registers, substituted
from gametheory.models.formulas.tape import Tape


def test_only_what_is_needed_is_read_and_numbers_are_folded() -> None:
    source = Tape(["fee", "share"])
    fee, share = source.parameter("fee"), source.parameter("share")
    unused = source.emit(Operation.ADD, fee, share)
    wanted = source.emit(Operation.MULTIPLY, source.emit(Operation.SUBTRACT, source.one, fee), share)
    assert unused not in needed_registers(source, wanted)
    target = Tape(["count"])
    inputs = {"fee": target.constant(Fraction(1, 4)), "share": target.parameter("count")}
    found = substituted(source, wanted, target, inputs)
    assert ExactReader(target, [Fraction(6)]).value(found) == Fraction(9, 2)
    assert target.parameters_of(found) == ("count",)
