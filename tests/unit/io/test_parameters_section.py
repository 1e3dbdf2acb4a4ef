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


def test_distributions() -> None:
    reading, node = reading_of(
        "a: {value: 1, distribution: {uniform: [0, 1/2]}, source: x}\n"
        "b: {value: 1, range: [0, 5], distribution: {triangular: [0, 1, 4]}, source: x}\n"
        "c: {value: 1, range: [0, 5], distribution: {normal: [1, 0.5]}, source: x}\n"
    )
    found = [str(parameter.distribution) for parameter in read_parameters(reading, node)]
    assert sentences(reading) == []
    assert found == [
        "uniform from 0 to 1/2",
        "triangular from 0 over 1 to 4",
        "normal with mean 1 and deviation 1/2, between 0 and 5",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", "1:4: expected 'distribution' of parameter 'a' as a mapping, got '3'"),
        ("{}", "1:4: expected one of 'uniform', 'triangular' and 'normal' for parameter 'a', got none"),
        (
            "{uniform: [0, 1], normal: [0, 1]}",
            "1:4: expected one of 'uniform', 'triangular' and 'normal' for parameter 'a', got 'uniform', 'normal'",
        ),
        ("{uniform: 3}", "1:14: expected 'uniform' of parameter 'a' as a list, got '3'"),
        ("{uniform: [0]}", "1:14: expected 2 numbers in 'uniform' of parameter 'a', got 1"),
        ("{triangular: [0, 1]}", "1:17: expected 3 numbers in 'triangular' of parameter 'a', got 2"),
        (
            "{uniform: [2, 1]}",
            "1:14: expected a uniform distribution as [lowest, highest], got [2, 1]; give a lower and a higher number "
            "(at parameter 'a')",
        ),
        (
            "{uniform: [0, 9]}",
            "1:14: expected a distribution within the range from 0 to 5, got uniform from 0 to 9; change one of them "
            "(at parameter 'a')",
        ),
    ],
)
def test_mistakes_of_distributions(text: str, expected: str) -> None:
    line = f"{{distribution: {text}, value: 1, range: [0, 5], source: x}}"
    reading, node = reading_of("a: " + line)
    read_parameters(reading, node)
    (sentence,) = sentences(reading)
    shift = len("{distribution: ")
    place, _, rest = expected.partition(": ")
    column = int(place.split(":")[1]) + shift
    assert sentence == f"1:{column}: {rest}"


def test_a_normal_distribution_needs_a_range() -> None:
    reading, node = reading_of("a: {value: 1, distribution: {normal: [1, 2]}, source: x}")
    read_parameters(reading, node)
    (sentence,) = sentences(reading)
    assert "expected a 'range' at whose ends the normal distribution is cut, got none; give one" in sentence


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
