from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory.errors import InconsistentGameFileError, InvalidParameterError
from gametheory.models.definitions import Parameter, Place
from gametheory.models.mistakes import Mistakes
from gametheory.models.parameter_values import check_parameters, checked_values, range_complaint

FEE = Parameter("fee", Fraction(3, 20), Fraction(0), Fraction(9, 20), assumption="given", place=Place(3, 4))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, Fraction(0)),
        (0.25, Fraction(1, 4)),
        ("1/3", Fraction(1, 3)),
        ("0.1", Fraction(1, 10)),
        ("1e-2", Fraction(1, 100)),
        (Fraction(2, 7), Fraction(2, 7)),
    ],
)
def test_values_of_all_kinds(value: Any, expected: Fraction) -> None:
    assert checked_values({"fee": FEE}, {"fee": value}) == {"fee": expected}


def test_values_left_out_are_those_of_the_file() -> None:
    assert checked_values({"fee": FEE}, {}) == {"fee": Fraction(3, 20)}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("fees", 0, "unknown parameter 'fees'; did you mean 'fee'?"),
        ("zzz", 0, "unknown parameter 'zzz'; the parameters are fee"),
        ("fee", "1/2", "expected fee from 0 to 9/20, got 1/2"),
        ("fee", -1, "expected fee from 0 to 9/20, got -1"),
        ("fee", "abc", "expected a number for fee, got 'abc'"),
        ("fee", "1 +", r"expected a number for fee, got '1 \+'"),
        ("fee", "1/0", "expected a number for fee, got '1/0'"),
        ("fee", "1e999999999", "expected a number for fee, got '1e999999999'"),
        ("fee", float("nan"), "expected a number for fee, got nan"),
        ("fee", [1], r"expected a number for fee, got \[1\]"),
    ],
)
def test_wrong_values(name: str, value: Any, sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        checked_values({"fee": FEE}, {name: value})


def test_models_without_parameters_say_so() -> None:
    with pytest.raises(InvalidParameterError, match="unknown parameter 'fee'; this model has none"):
        checked_values({}, {"fee": 0})


def test_half_open_ranges() -> None:
    assert (
        range_complaint(Parameter("fee", Fraction(1), low=Fraction(2)), Fraction(1)) == "expected fee at least 2, got 1"
    )
    assert (
        range_complaint(Parameter("fee", Fraction(1), high=Fraction(0)), Fraction(1)) == "expected fee at most 0, got 1"
    )
    one = Fraction(1)
    assert range_complaint(Parameter("fee", one, low=Fraction(2)), one) == "expected fee at least 2, got 1"
    assert range_complaint(Parameter("fee", one, high=Fraction(0)), one) == "expected fee at most 0, got 1"
    assert range_complaint(Parameter("fee", one), one) == ""


def test_pedigree_and_range_of_the_file() -> None:
    mistakes = Mistakes()
    wrong = {
        "a": Parameter("a", Fraction(1), source="article", low=Fraction(2), high=Fraction(3), place=Place(1, 1)),
        "b": Parameter("b", Fraction(1), low=Fraction(3), high=Fraction(2), assumption="x", place=Place(2, 1)),
        "c": Parameter("c", Fraction(1), place=Place(3, 1)),
    }
    check_parameters({"fee": FEE} | wrong, mistakes)
    with pytest.raises(InconsistentGameFileError, match="expected a from 2 to 3, got 1; change") as caught:
        mistakes.raise_if_any("m")
    assert [mistake.message.split(",")[0] for mistake in caught.value.mistakes][1:] == [
        "expected a range of 'b' from low to high",
        "expected 'source' or 'assumption' at parameter 'c'",
    ]
