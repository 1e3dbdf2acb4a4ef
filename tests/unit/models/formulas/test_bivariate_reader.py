"""Tapes read on two parameters at once agree with exact values at points."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import GameModel, load
from gametheory.models.formulas.bivariate_reader import BivariateReader
from gametheory.models.formulas.exact import FormulaValueError
from gametheory.models.formulas.rational_functions import NotRationalError
from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial

FILE = """
gametheory: 1
form: normal
parameters:
  p: {{value: 5, range: [0, 9], assumption: for the test}}
  q: {{value: 1, range: [0, 9], assumption: for the test}}
  c: {{value: 3, range: [0, 9], assumption: for the test}}
players: [row]
actions: {{row: [Only]}}
payoffs: {{row: "{formula}"}}
"""


class AtPoint:
    """Signs at a point, and how often they were asked for."""

    def __init__(self, *point: Fraction) -> None:
        self.point, self.num_asked = point, 0

    def sign(self, polynomial: BivariatePolynomial) -> int:
        self.num_asked += 1
        value = polynomial.value(*self.point)
        return (value > 0) - (value < 0)


def model_of(formula: str) -> GameModel:
    return load(StringIO(FILE.format(formula=formula)))


def reader_of(model: GameModel, signs: AtPoint) -> tuple[BivariateReader, int]:
    formulas = model.formulas()
    return BivariateReader(formulas.tape, model.parameter_values, ("p", "q"), signs), int(formulas.payoffs.ravel()[0])


@pytest.mark.parametrize(
    ("formula", "is_asked"),
    [
        ("(p - c*q)*(2*p + q)**3", False),
        ("-p + c", False),
        ("p/(q + 1) - 1/p", True),
        ("max(p, q*q) - min(2*p, c) + abs(q - p)", True),
        ("(p if p < q else q*q) + (1 if p <= c and not q > p else 2)", True),
        ("(p == q) + 2*(p != q) + (p < 1 or q < 1)*p", True),
        ("(p - q)**-2 + p**0", True),
        ("0 if c else 1/(p - p)", False),
    ],
)
@pytest.mark.parametrize("point", [(Fraction(2), Fraction(1, 3)), (Fraction(1, 2), Fraction(7, 2))])
def test_functions_have_the_exact_values(formula: str, is_asked: bool, point: tuple[Fraction, Fraction]) -> None:
    model = model_of(formula)
    signs = AtPoint(*point)
    reader, register = reader_of(model, signs)
    function = reader.function(register)
    below = function.denominator
    value = function.numerator.value(*point) / (1 if below is None else below.value(*point))
    assert value == model.with_values(p=point[0], q=point[1]).formulas().reader(
        model.with_values(p=point[0], q=point[1]).parameter_values
    ).value(register)
    assert bool(signs.num_asked) is is_asked


def test_what_has_no_value() -> None:
    reader, register = reader_of(model_of("1/(p - q)"), AtPoint(Fraction(2), Fraction(2)))
    with pytest.raises(FormulaValueError, match="division by zero"):
        reader.function(register)
    reader, register = reader_of(model_of("p**(1/2 if p < q else 2)"), AtPoint(Fraction(1), Fraction(2)))
    with pytest.raises(FormulaValueError, match="expected an integer exponent from -64 to 64, got 1/2"):
        reader.function(register)


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [("sqrt(p)", "in 'p' and 'q', got a square root"), ("2**q", "exponents that are numbers, got one that depends")],
)
def test_what_is_no_quotient_of_polynomials(formula: str, sentence: str) -> None:
    reader, register = reader_of(model_of(formula), AtPoint(Fraction(2), Fraction(2)))
    with pytest.raises(NotRationalError, match=sentence):
        reader.function(register)


def test_truth() -> None:
    reader, register = reader_of(model_of("p - q"), AtPoint(Fraction(2), Fraction(2)))
    assert not reader.is_true(register)
