from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.mistakes import Mistakes
from gametheory.models.places import Place
from gametheory.models.values import Values
from unit.models.descriptions import in_scope


def test_failures_are_told_once_with_circumstances() -> None:
    template, workshop, _ = in_scope("1 / (fee - 1/10)")
    mistakes = Mistakes()
    values = Values(workshop.tape, {"fee": Fraction(1, 10)}, mistakes)
    register = template.register(())
    assert values.value(register, lambda: "at profile (A, B)", Place(9, 9)) is None
    assert values.value(register, lambda: "at profile (A, C)", Place(9, 9)) is None
    sentence = r"^a:1:3: this formula has no value: division by zero at profile \(A, B\) with fee = 1/10$"
    with pytest.raises(InconsistentGameFileError, match=sentence):
        mistakes.raise_if_any("a")


def test_arithmetic_is_float_after_an_irrational_value() -> None:
    template, workshop, _ = in_scope("sqrt(fee)")
    square = Values(workshop.tape, {"fee": Fraction(4)}, Mistakes())
    assert (square.value(template.register(()), str, Place()), square.arithmetic) == (2, "exact")
    other = Values(workshop.tape, {"fee": Fraction(2)}, Mistakes())
    other.value(template.register(()), str, Place())
    assert other.arithmetic == "float"
    assert other.with_parameters(workshop.tape.one) == ""
