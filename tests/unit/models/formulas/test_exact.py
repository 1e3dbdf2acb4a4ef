from __future__ import annotations

import math
from fractions import Fraction

import pytest

from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from unit.models.descriptions import in_scope


def read(text: str, fee: str) -> tuple[Fraction, bool]:
    template, workshop, _ = in_scope(text)
    reader = ExactReader(workshop.tape, [Fraction(fee)])
    value = reader.value(template.register(()))
    assert reader.value(template.register(())) == value
    return value, reader.is_rounded


@pytest.mark.parametrize(
    ("text", "fee", "expected"),
    [
        ("1 / fee if fee else 5", "0", 5),
        ("1 / fee if fee else 5", "1/2", 2),
        ("fee and 1 / fee", "0", 0),
        ("fee and 1 / fee", "2", 1),
        ("fee and fee - 2", "2", 0),
        ("fee == 0 or 1 / fee > 3", "0", 1),
        ("fee == 0 or 1 / fee > 3", "1/4", 1),
        ("fee == 0 or 1 / fee > 3", "1", 0),
        ("min(fee, 1 - fee) ** 2", "1/4", Fraction(1, 16)),
        ("0 if fee < 1 else 9 ** 9 ** 9", "0", 0),
    ],
)
def test_the_branch_not_taken_is_never_evaluated(text: str, fee: str, expected: Fraction | int) -> None:
    assert read(text, fee) == (expected, False)


def test_irrational_values_are_rounded_and_told() -> None:
    assert read("sqrt(fee) * 2", "2") == (2 * Fraction(math.sqrt(2)), True)
    assert read("sqrt(fee) * 2", "4") == (4, False)
    assert read("1 if fee < 3 else exp(fee)", "2") == (1, False)
    assert read("log(2)", "0") == (Fraction(math.log(2)), True)


def test_failures_name_their_instruction() -> None:
    template, workshop, _ = in_scope("1 + 2 / (fee - 1)")
    with pytest.raises(FormulaValueError, match="division by zero") as caught:
        ExactReader(workshop.tape, [Fraction(1)]).value(template.register(()))
    assert workshop.tape.places[caught.value.register].column == 7
