"""Parameters and named formulas."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.io.parameters_section import read_definitions, read_parameters
from gametheory.models.places import Place
from unit.io.readings import reading_of, sentences


def test_a_parameter_keeps_all_that_the_file_says() -> None:
    reading, node = reading_of(
        "fee: {value: 0.15, range: [0, 1/2], unit: share, meaning: what is kept, source: article}\n"
        "cut: {value: -3, assumption: guess}\n"
    )
    fee, cut = read_parameters(reading, node)
    assert sentences(reading) == []
    assert (fee.name, fee.value, fee.low, fee.high) == ("fee", Fraction(3, 20), 0, Fraction(1, 2))
    assert (fee.unit, fee.meaning, fee.source, fee.assumption) == ("share", "what is kept", "article", None)
    assert fee.place == Place(1, 14)
    assert (cut.value, cut.low, cut.high, cut.source, cut.assumption) == (-3, None, None, None, "guess")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", ["1:1: expected 'parameters' as a mapping, got a list"]),
        ("a: 3", ["1:4: expected parameter 'a' as a mapping, got '3'"]),
        ("a: {value: 3, source: x, range: 4}", ["1:33: expected range of parameter 'a' as a list, got '4'"]),
        (
            "a: {value: 3, source: x, range: []}",
            ["1:33: expected a range [lowest, highest] of parameter 'a', got 0 numbers"],
        ),
        ("a: {value: [3], source: x}", ["1:12: expected value of parameter 'a' as a number, got a list"]),
        ("a: {value: 3, source: }", ["1:23: expected 'source' of parameter 'a' as text, got nothing"]),
        (
            "a: {value: x, range: [y, 1], unit: [1]}",
            [
                "1:4: expected either 'source' or 'assumption' in parameter 'a', got neither",
                "1:23: expected a number such as 3, 0.15 or -1/3, got 'y' as end of the range of parameter 'a'",
                "1:36: expected 'unit' of parameter 'a' as text, got a list",
                "1:12: expected a number such as 3, 0.15 or -1/3, got 'x' as value of parameter 'a'",
            ],
        ),
        ("{? : {value: 3, source: x}}", ["1:4: expected the name of a parameter before ':', got nothing"]),
    ],
)
def test_mistakes_are_told_at_once(text: str, expected: list[str]) -> None:
    reading, node = reading_of(text)
    read_parameters(reading, node)
    assert sentences(reading) == expected


def test_definitions_are_formulas_by_name() -> None:
    reading, node = reading_of("net: 1 - fee\ntwo: 2\n")
    net, two = read_definitions(reading, node, "define")
    assert (net.name, net.formula.text, net.place) == ("net", "1 - fee", Place(1, 1))
    assert two.formula.text == "2"


def test_broken_definitions_are_told() -> None:
    reading, node = reading_of("net: 1 -\ntwo: [2]\n")
    assert read_definitions(reading, node, "define") == ()
    assert sentences(reading) == [
        "1:9: expected a number or a name, got the end of the formula",
        "2:6: expected 'two' as a formula, got a list",
    ]
    reading, node = reading_of("3")
    assert read_definitions(reading, node, "welfare") == ()
    assert sentences(reading) == ["1:1: expected 'welfare' as a mapping, got '3'"]
