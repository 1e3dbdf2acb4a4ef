"""An edit changes the characters of one value and nothing else."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from gametheory.errors import InvalidParameterError, MalformedGameFileError
from gametheory.io.edit import set_parameter_value

TEXT = """\ufeff# a file\r
parameters:   # numbers\r
  fee: {value: 0.15, range: [0, 1], source: article}  # the usual fee: {value: 3}\r
  "cut": &x\r
    value:   '1/4'   # quoted\r
    assumption: guess\r
"""


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("fee", "0.2", "value: 0.15,", "value: 0.2,"),
        ("fee", Fraction(1, 3), "value: 0.15,", "value: 1/3,"),
        ("fee", 1, "value: 0.15,", "value: 1,"),
        ("fee", 0.5, "value: 0.15,", "value: 1/2,"),
        ("cut", "-1e2", "'1/4'", "-1e2"),
    ],
)
def test_only_the_value_changes(name: str, value: int | float | str | Fraction, old: str, new: str) -> None:
    assert set_parameter_value(TEXT, name, value) == TEXT.replace(old, new)


def test_a_shipped_game_keeps_its_comments() -> None:
    path = Path(__file__).parents[3] / "games" / "choose_one_of_two.yaml"
    text = path.read_text("utf-8")
    edited = set_parameter_value(text, "temu_sales", "3.5")
    changes = [(old, new) for old, new in zip(text.splitlines(), edited.splitlines(), strict=True) if old != new]
    assert changes == [(old := changes[0][0], old.replace("value: 10", "value: 3.5"))]


def test_an_unknown_parameter_is_told_with_the_nearest() -> None:
    with pytest.raises(InvalidParameterError, match=r"\(fee, cut\), got 'fe'; did you mean 'fee'\?"):
        set_parameter_value(TEXT, "fe", 1)


@pytest.mark.parametrize(
    "text",
    [
        "title: x",
        "parameters: 3",
        "[1]",
        "parameters: {fee: 3}",
        "parameters: {fee: {unit: x}}",
        "parameters: {fee: {value: , unit: x}}",
    ],
)
def test_a_file_without_the_value(text: str) -> None:
    with pytest.raises(InvalidParameterError, match="expected a parameter with a value"):
        set_parameter_value(text, "fee", 1)


def test_a_value_outside_the_range() -> None:
    with pytest.raises(InvalidParameterError, match="expected a value of 'fee' from 0 to 1, got 5/4"):
        set_parameter_value(TEXT, "fee", "1.25")


def test_a_value_that_is_no_number() -> None:
    with pytest.raises(InvalidParameterError, match="got 'much' as value of parameter 'fee'"):
        set_parameter_value(TEXT, "fee", "much")
    with pytest.raises(InvalidParameterError, match="expected a number of at most 1,000 digits"):
        set_parameter_value(TEXT, "fee", "1e999999999")
    with pytest.raises(InvalidParameterError, match="expected a finite number"):
        set_parameter_value(TEXT, "fee", float("nan"))


def test_a_range_that_is_none_is_not_checked() -> None:
    text = "parameters: {fee: {value: 1, range: [low, 3], source: x}}"
    assert set_parameter_value(text, "fee", 7) == text.replace("value: 1", "value: 7")


def test_a_text_that_is_not_yaml() -> None:
    with pytest.raises(MalformedGameFileError, match=r"^<text>:1:2: expected"):
        set_parameter_value("[", "fee", 1)
