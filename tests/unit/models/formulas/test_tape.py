from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.tape import Tape, TooManyOperationsError
from gametheory.models.places import Place


def small() -> tuple[Tape, int, int]:
    tape = Tape(["fee", "cost"])
    return tape, tape.parameter("fee"), tape.parameter("cost")


def test_equal_parts_are_one_register() -> None:
    tape, fee, cost = small()
    assert tape.emit(Operation.ADD, fee, cost) == tape.emit(Operation.ADD, cost, fee)
    assert tape.emit(Operation.SUBTRACT, fee, cost) != tape.emit(Operation.SUBTRACT, cost, fee)
    assert tape.parameter("fee") == fee


def test_constants_are_folded() -> None:
    tape, _, _ = small()
    third = tape.constant(Fraction(1, 3))
    assert tape.value(tape.emit(Operation.ADD, third, third)) == Fraction(2, 3)
    assert tape.value(tape.emit(Operation.SQUARE_ROOT, tape.constant(Fraction(4, 9)))) == Fraction(2, 3)


def test_what_has_no_exact_value_stays_an_instruction() -> None:
    tape, _, _ = small()
    assert tape.value(tape.emit(Operation.DIVIDE, tape.one, tape.zero)) is None
    assert tape.value(tape.emit(Operation.SQUARE_ROOT, tape.constant(Fraction(2)))) is None


def test_neutral_elements_disappear() -> None:
    tape, fee, _ = small()
    assert tape.emit(Operation.ADD, fee, tape.zero) == tape.emit(Operation.ADD, tape.zero, fee) == fee
    assert tape.emit(Operation.SUBTRACT, fee, tape.zero) == fee
    assert tape.emit(Operation.SUBTRACT, tape.zero, fee) == tape.emit(Operation.NEGATE, fee)
    assert tape.emit(Operation.MULTIPLY, fee, tape.one) == tape.emit(Operation.MULTIPLY, tape.one, fee) == fee
    assert tape.emit(Operation.DIVIDE, fee, tape.one) == tape.emit(Operation.POWER, fee, tape.one) == fee


def test_zero_times_something_vanishes_only_where_it_has_a_value() -> None:
    tape, fee, cost = small()
    half = tape.constant(Fraction(1, 2))
    square = tape.emit(Operation.POWER, fee, tape.constant(Fraction(2)))
    inverse = tape.emit(Operation.POWER, fee, tape.constant(Fraction(-1)))
    for total in (fee, tape.emit(Operation.DIVIDE, fee, half), square):
        assert tape.emit(Operation.MULTIPLY, tape.zero, total) == tape.zero
    for partial in (tape.emit(Operation.DIVIDE, fee, cost), tape.emit(Operation.LOGARITHM, fee), inverse):
        assert tape.emit(Operation.MULTIPLY, partial, tape.zero) != tape.zero


def test_decided_conditions_disappear() -> None:
    tape, fee, cost = small()
    assert tape.emit(Operation.SELECT, tape.one, fee, cost) == fee
    assert tape.emit(Operation.SELECT, tape.zero, fee, cost) == cost
    assert tape.emit(Operation.SELECT, fee, cost, cost) == cost
    assert tape.emit(Operation.AND, tape.zero, fee) == tape.zero
    assert tape.emit(Operation.OR, tape.one, fee) == tape.one
    truth = tape.emit(Operation.NOT_EQUAL, fee, tape.zero)
    assert tape.emit(Operation.AND, tape.one, fee) == tape.emit(Operation.OR, tape.zero, fee) == truth
    undecided = tape.emit(Operation.AND, fee, cost)
    assert tape.instructions[undecided] == (Operation.AND, (fee, cost))


def test_operands_stand_before_their_use_and_places_are_kept() -> None:
    tape, fee, cost = small()
    quotient = tape.emit(Operation.DIVIDE, fee, cost, place=Place(3, 4))
    tape.emit(Operation.SELECT, quotient, fee, cost)
    for register, (operation, operands) in enumerate(tape.instructions):
        if operation not in (Operation.CONSTANT, Operation.PARAMETER):
            assert max(operands) < register
    assert tape.places[quotient] == Place(3, 4)


def test_parameters_of_a_register() -> None:
    tape, fee, cost = small()
    product = tape.emit(Operation.MULTIPLY, tape.emit(Operation.ADD, cost, fee), cost)
    assert tape.parameters_of(product) == ("fee", "cost")
    assert tape.parameters_of(tape.emit(Operation.ADD, cost, tape.one)) == ("cost",)
    assert tape.parameters_of(tape.one) == ()


def test_too_many_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.models.formulas.tape.MAX_EMITTED", 3)
    tape = Tape(["fee"])
    fee = tape.parameter("fee")
    for _ in range(3):
        tape.emit(Operation.ADD, fee, fee)
    with pytest.raises(TooManyOperationsError, match="at most 3 operations for all payoffs"):
        tape.emit(Operation.ADD, fee, fee, place=Place(4, 7))
