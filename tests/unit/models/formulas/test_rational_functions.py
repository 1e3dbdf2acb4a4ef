"""The tape on functions of one parameter, against the exact reader at rationals."""

from __future__ import annotations

import re
from fractions import Fraction
from io import StringIO

import pytest

from gametheory import load
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.rational_functions import FunctionTape, NotRationalError, RationalFunctionReader
from gametheory.models.formulas.tape import Tape
from gametheory.polynomials import LocalSigns, OnBorderError, RealRoot, stretches

FILE = """
gametheory: 1
form: normal
players: [one]
parameters:
  fee: {{value: 1/3, range: [-2, 3], assumption: test}}
  other: {{value: 2, assumption: test}}
actions: {{one: [only]}}
payoffs: [["{formula}"]]
"""
FORMULAS = [
    "fee**3 - 2*fee + other",
    "max(fee, other - fee, 1/4)",
    "min(abs(fee), other/3)",
    "(fee - 1)/(fee*fee + 1)",
    "1/(fee - other) if fee < 1 else fee",
    "fee if fee*fee < 2 else -fee",
    "(fee > 0) + (fee >= 1)*2 + (fee == 1/2)*5 + (fee != 2)",
    "1 if fee > 0 and 1/fee > other else 0",
    "1 if fee < 0 or 1 < fee else 3",
    "not (fee - 1)",
    "fee**-2 if fee > 1/10 else 7",
    "(fee + 1)**0 + sqrt(other*2)",
]


def tape_of(formula: str) -> tuple[Tape, int, dict[str, Fraction]]:
    model = load(StringIO(FILE.format(formula=formula)))
    formulas = model.formulas()
    return formulas.tape, int(formulas.payoffs[0, 0]), dict(model.parameter_values)


def near(value: Fraction, *, is_point: bool = False) -> LocalSigns:
    return LocalSigns(RealRoot.rational(value), is_point=is_point)


@pytest.mark.parametrize("formula", FORMULAS)
def test_functions_agree_with_exact_numbers(formula: str) -> None:
    tape, register, values = tape_of(formula)
    functions = FunctionTape(tape, values, "fee")
    ends = RealRoot.rational(Fraction(-2)), RealRoot.rational(Fraction(3))
    parts = stretches(lambda signs: RationalFunctionReader(functions, signs).value(register), *ends, tick=lambda: None)
    assert parts
    borders = [part.low for part in parts[1:]]
    for part in parts:
        low, high = part.low.interval[1], part.high.interval[0]
        for share in (Fraction(1, 7), Fraction(1, 2), Fraction(9, 10)):
            value = low + share * (high - low)
            exact = ExactReader(tape, [values[name] if name != "fee" else value for name in tape.parameters])
            assert part.content(value) == exact.value(register)
    for border in borders:
        if border.value is not None:
            function = RationalFunctionReader(functions, near(border.value, is_point=True)).value(register)
            exact = ExactReader(tape, [values[name] if name != "fee" else border.value for name in tape.parameters])
            assert function(border.value) == exact.value(register)


def test_a_branch_that_is_not_taken_is_not_read() -> None:
    tape, register, values = tape_of("sqrt(fee) if fee < -1 else fee")
    assert str(RationalFunctionReader(FunctionTape(tape, values, "fee"), near(Fraction(2))).value(register)) == "x"


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("sqrt(fee + 3)", "need formulas that are quotients of polynomials in 'fee', got its square root"),
        ("exp(fee)", "got its exponential"),
    ],
)
def test_what_is_no_quotient(formula: str, sentence: str) -> None:
    tape, register, values = tape_of(formula)
    reader = RationalFunctionReader(FunctionTape(tape, values, "fee"), near(Fraction(1, 3)))
    with pytest.raises(NotRationalError, match=re.escape(sentence)):
        reader.value(register)


def test_exponents_that_vary() -> None:
    tape = Tape(["fee"])
    power = tape.emit(Operation.POWER, tape.constant(Fraction(3)), tape.parameter("fee"))
    reader = RationalFunctionReader(FunctionTape(tape, {"fee": Fraction(0)}, "fee"), near(Fraction(2)))
    with pytest.raises(NotRationalError, match="exponents that are numbers, got one that depends on 'fee'"):
        reader.value(power)


def test_poles() -> None:
    tape, register, values = tape_of("1/(fee - 1)")
    functions = FunctionTape(tape, values, "fee")
    with pytest.raises(OnBorderError, match="x - 1"):
        RationalFunctionReader(functions, near(Fraction(1))).value(register)
    with pytest.raises(FormulaValueError, match="division by zero"):
        RationalFunctionReader(functions, near(Fraction(1), is_point=True)).value(register)


def test_truth_and_rounding() -> None:
    tape, register, values = tape_of("fee - sqrt(other)")
    reader = RationalFunctionReader(FunctionTape(tape, values, "fee"), near(Fraction(2)))
    assert reader.is_true(register)
    assert reader.is_rounded


def test_exponents_that_are_not_whole() -> None:
    tape = Tape(["fee"])
    power = tape.emit(Operation.POWER, tape.parameter("fee"), tape.constant(Fraction(1, 2)))
    reader = RationalFunctionReader(FunctionTape(tape, {"fee": Fraction(0)}, "fee"), near(Fraction(2)))
    with pytest.raises(FormulaValueError, match="integer exponent from -64 to 64, got 1/2"):
        reader.value(power)
