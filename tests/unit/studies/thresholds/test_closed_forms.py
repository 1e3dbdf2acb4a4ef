"""Thresholds as formulas of all parameters."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest
import sympy

from gametheory import load
from gametheory.studies.thresholds.closed_forms import closed_form
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.parametric_games import model_of

SQUARE = """
gametheory: 1
form: normal
players: {row: Row, column: Column}
parameters:
  p: {value: 1, range: [0, 5], assumption: for the test}
  size: {value: 3, range: [1, 6], assumption: for the test}
actions: {row: [a, b], column: [c]}
payoffs: [[["p*p", 1]], [["size", 1]]]
"""


@pytest.mark.parametrize(
    ("game", "parameter", "number"),
    [
        ("price_monitoring", "commission", 0),
        ("price_monitoring", "suppressed", 0),
        ("choose_one_of_two", "detect", 1),
        ("public_good", "benefit", 0),
        ("discount_storefronts", "take", 0),
    ],
)
def test_solutions_give_the_thresholds_at_other_values_too(game: str, parameter: str, number: int) -> None:
    model = load(game)
    found = thresholds(model, parameter)
    form = closed_form(found, found.thresholds[number])
    assert form is not None
    assert form.num_checks == 3
    solved = sympy.sympify(form.solution)
    others = {name: value for name, value in model.parameter_values.items() if name != parameter}
    moved = {
        name: value * Fraction(101, 100) for name, value in others.items() if name in map(str, solved.free_symbols)
    }
    for values in (others, {**others, **moved}):
        exact = sympy.Rational(str(solved.subs({sympy.Symbol(name): str(value) for name, value in values.items()})))
        assert Fraction(str(exact)) in [
            root.value for root in thresholds(model.with_values(**values), parameter).values
        ]  # type: ignore[union-attr]


def test_only_some_parameters_as_symbols() -> None:
    found = thresholds(load("price_monitoring"), "commission")
    form = closed_form(found, found.thresholds[0], kept=["suppressed", "scan_cost"])
    assert form is not None
    assert form.solution == "-50*scan_cost/(71*suppressed - 120)"
    alone = closed_form(found, found.thresholds[0], kept=[])
    assert alone is not None
    assert (alone.solution, alone.num_checks) == ("20/409", 0)


def test_mixtures_give_larger_minors() -> None:
    first = [[3, 0, "p"], [0, 3, "p"]]
    found = thresholds(model_of(list(zip(*first, strict=True)), [[1, 0], [0, 1], [0, 0]], high="2"), "p")
    (threshold,) = [one for one in found.thresholds if one.value == Fraction(3, 2)]
    form = closed_form(found, threshold)
    assert form is not None
    assert form.solution == "3/2"


def test_square_roots() -> None:
    found = thresholds(load(StringIO(SQUARE)), "p")
    form = closed_form(found, found.thresholds[0])
    assert form is not None
    assert (form.equation, form.solution) == ("p**2 - size = 0", "sqrt(size)")


def test_what_has_no_closed_form() -> None:
    sampled = thresholds(model_of([["sqrt(p + 1)"], ["5/4"]], [[1], [1]]), "p")
    assert closed_form(sampled, sampled.thresholds[0]) is None
    jump = thresholds(model_of([["1 if 3*p < 1 else -1"], ["0"]], [[1], [1]]), "p")
    assert closed_form(jump, jump.thresholds[0]) is None
