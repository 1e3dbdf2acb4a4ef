"""The tape in symbols."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import UnsupportedGameError, load
from gametheory.studies.thresholds.symbolic_reading import SymbolicReader

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


def text(formula: str, fee: str = "1/3", kept: set[str] | None = None) -> str:
    model = load(StringIO(FILE.format(formula=formula))).with_values(fee=fee)
    formulas = model.formulas()
    reader = SymbolicReader(formulas.tape, model.parameter_values, kept)
    return str(reader.expression(int(formulas.payoffs[0, 0])))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("max(fee, other) + min(fee, other)", "fee + other"),
        ("abs(fee - other)", "-fee + other"),
        ("fee**2 / other - 1/2", "fee**2/other - 1/2"),
        ("other if fee < 1 else fee", "other"),
        ("(fee < other) * fee + (fee == other) + (not fee)", "fee"),
        ("(fee > 1 and other) * 3 - fee", "-fee"),
    ],
)
def test_comparisons_are_decided_at_the_values(formula: str, expected: str) -> None:
    assert text(formula) == expected


def test_other_values_take_other_branches() -> None:
    assert text("abs(fee - other)", fee="3") == "fee - other"
    assert text("max(fee, other)", fee="3") == "fee"


def test_parameters_that_are_not_kept_are_numbers() -> None:
    assert text("fee * other + 1/2", kept={"fee"}) == "2*fee + 1/2"


def test_irrational_functions_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="got a formula with a square root"):
        text("sqrt(fee + 2)")
    assert Fraction(text("2 + 1/3 + 0*fee")) == Fraction(7, 3)
