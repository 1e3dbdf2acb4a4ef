"""Formulas as continuous functions on a whole range."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.exact import ExactReader
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.rational_functions import FunctionTape
from gametheory.models.formulas.tape import Tape
from gametheory.polynomials import RealRoot
from gametheory.studies.lines.continuous_functions import ContinuousReader, Parts

ENDS = RealRoot.rational(Fraction(-2)), RealRoot.rational(Fraction(3))


def reader_of(tape: Tape) -> ContinuousReader:
    return ContinuousReader(FunctionTape(tape, {"x": Fraction(0), "two": Fraction(2)}, "x"), *ENDS)


def value_at(parts: Parts, value: Fraction) -> Fraction:
    return next(part.function(value) for part in parts if part.high >= value)


def test_pieces_have_the_values_of_the_formula() -> None:
    tape = Tape(["x", "two"])
    x, two = tape.parameter("x"), tape.parameter("two")
    square = tape.emit(Operation.POWER, x, two)
    size = tape.emit(Operation.ABSOLUTE, tape.emit(Operation.SUBTRACT, x, tape.one))
    lower = tape.emit(Operation.MINIMUM, square, tape.emit(Operation.ADD, size, two))
    share = tape.emit(
        Operation.DIVIDE, tape.emit(Operation.MAXIMUM, lower, tape.one), tape.emit(Operation.ADD, square, two)
    )
    chosen = tape.emit(Operation.SELECT, two, tape.emit(Operation.NEGATE, share), tape.emit(Operation.DIVIDE, x, x))
    parts = reader_of(tape).value(chosen)
    assert [str(part.high) for part in parts] == ["(-1 - sqrt(13))/2", "-1", "1", "(1 + sqrt(5))/2", "3"][-len(parts) :]
    for value in (Fraction(-2), Fraction(-1, 3), Fraction(1), Fraction(7, 5), Fraction(19, 10), Fraction(3)):
        assert value_at(parts, value) == ExactReader(tape, [value, Fraction(2)]).value(chosen)


def test_signs_at_borders_and_between() -> None:
    tape = Tape(["x"])
    x = tape.parameter("x")
    positive = tape.emit(Operation.MAXIMUM, tape.zero, x)
    reader = ContinuousReader(FunctionTape(tape, {"x": Fraction(0)}, "x"), *ENDS)
    borders, signs = reader.signs(reader.value(positive))
    assert [(str(root), sign) for root, sign in borders] == [("0", 0)]
    assert signs == [0, 1]


@pytest.mark.parametrize("operation", [Operation.DIVIDE, Operation.LESS])
def test_what_may_jump_is_refused(operation: Operation) -> None:
    tape = Tape(["x"])
    jump = tape.emit(operation, tape.one, tape.parameter("x"))
    with pytest.raises(UnsupportedGameError, match="continuous"):
        ContinuousReader(FunctionTape(tape, {"x": Fraction(0)}, "x"), *ENDS).value(jump)
