from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.intervals import IntervalReader
from gametheory.models.formulas.normal_polynomials import Normalizer
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.tape import Tape


def normal(source: Tape, register: int) -> tuple[Tape, int]:
    target = Tape(["x"])
    normalizer = Normalizer(source, target, {"x": {((target.parameter("x"), 1),): Fraction(1)}})
    return target, normalizer.written(normalizer.polynomial(register))


def test_what_cancels_is_gone() -> None:
    source = Tape(["x"])
    x = source.parameter("x")
    tenth = source.emit(Operation.DIVIDE, x, source.constant(Fraction(10)))
    rest = source.emit(Operation.SUBTRACT, source.one, tenth)
    target, register = normal(
        source, source.emit(Operation.SUBTRACT, source.emit(Operation.ADD, tenth, rest), source.one)
    )
    assert target.value(register) == 0


def test_values_stay_what_they_are() -> None:
    source = Tape(["x"])
    x = source.parameter("x")
    bent = source.emit(Operation.MAXIMUM, source.emit(Operation.SUBTRACT, x, source.one), source.zero)
    cubed = source.emit(Operation.POWER, source.emit(Operation.ADD, x, bent), source.constant(Fraction(3)))
    divided = source.emit(Operation.DIVIDE, cubed, source.emit(Operation.ADD, x, source.constant(Fraction(2))))
    chosen = source.emit(Operation.SELECT, source.emit(Operation.LESS, x, source.one), divided, bent)
    target, register = normal(source, chosen)
    for number in (Fraction(-1, 3), Fraction(1), Fraction(5, 2)):
        expected = ExactReader(source, [number]).value(chosen)
        assert ExactReader(target, [number]).value(register) == expected


def test_comparisons_of_shares_are_decided_exactly() -> None:
    source = Tape(["x"])
    share = source.emit(Operation.DIVIDE, source.parameter("x"), source.constant(Fraction(10)))
    target, register = normal(source, source.emit(Operation.LESS, source.constant(Fraction(3, 10)), share))
    at = np.array([[3.0, 4.0]])
    low, high = IntervalReader(target, [register]).enclose(at, at)
    assert low.tolist() == high.tolist() == [[0.0, 1.0]]


def test_a_part_without_a_value_is_not_cancelled() -> None:
    source = Tape(["x"])
    inverse = source.emit(Operation.DIVIDE, source.one, source.parameter("x"))
    double = source.emit(Operation.ADD, inverse, inverse)
    difference = source.emit(Operation.SUBTRACT, double, source.emit(Operation.ADD, inverse, inverse))
    target, register = normal(source, source.emit(Operation.SUBTRACT, difference, source.zero))
    assert ExactReader(target, [Fraction(2)]).value(register) == 0
    with pytest.raises(FormulaValueError, match="division by zero"):
        ExactReader(target, [Fraction(0)]).value(register)
