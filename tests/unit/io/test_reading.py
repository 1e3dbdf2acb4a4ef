"""Values come out checked, and mistakes are collected."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import InconsistentGameFileError, MalformedGameFileError
from gametheory.io.reading import kind_of_keys
from gametheory.io.yaml_nodes import MAX_MISTAKES, Mapping, Scalar
from unit.io.readings import fields_of, reading_of, sentences


def test_values() -> None:
    reading, fields = fields_of("a: x\nb: 1/3\nc: 4\nd: [x, y]\ne: 2 * fee\nf: ' 7 '")
    assert reading.text(fields["a"][1], "a") == "x"
    assert reading.number(fields["b"][1], "b") == Fraction(1, 3)
    assert reading.count(fields["c"][1], "c") == 4
    assert [text for text, _ in reading.texts(fields["d"][1], "d")] == ["x", "y"]
    formulas = [reading.formula(fields[name][1], name) for name in "be"]
    assert [formula.text for formula in formulas if formula is not None] == ["1/3", "2 * fee"]
    assert reading.formula(fields["f"][1], "f") is not None
    assert reading.num_mistakes == 0


def test_other_values_are_told() -> None:
    reading, fields = fields_of("a: []\nb: x\nc: -1\nd: 1.5\ne: {}\nf: 1e9999\ng: a b")
    assert reading.text(fields["a"][1], "A") is None
    assert reading.number(fields["b"][1], "B") is None
    assert reading.number(fields["e"][1], "E") is None
    assert reading.count(fields["b"][1], "B") is None
    assert reading.count(fields["c"][1], "C") is None
    assert reading.count(fields["d"][1], "D") is None
    assert reading.items(fields["e"][1], "E") == []
    assert reading.mapping(fields["a"][1], "A") is None
    assert reading.fields(fields["a"][1], "parameter", "A") is None
    assert [reading.formula(fields[name][1], name) for name in "aefg"] == [None] * 4
    assert sentences(reading) == [
        "1:4: expected A as text, got a list",
        "2:4: expected a number such as 3, 0.15 or -1/3, got 'x' as B",
        "5:4: expected E as a number, got a mapping",
        "2:4: expected a number such as 3, 0.15 or -1/3, got 'x' as B",
        "3:4: expected a whole number of at least 0 as C, got '-1'",
        "4:4: expected a whole number of at least 0 as D, got '1.5'",
        "5:4: expected E as a list, got a mapping",
        "1:4: expected A as a mapping, got a list",
        "1:4: expected A as a mapping, got a list",
        "1:4: expected a as a formula, got a list",
        "5:4: expected e as a formula, got a mapping",
        "6:4: expected a number of at most 1,000 digits, got '1e9999' as f",
        "7:6: expected an operator or the end of the formula, got 'b'",
    ]


def test_mistakes_in_formulas_have_their_place_in_the_file() -> None:
    reading, fields = fields_of("a: 'x * '' y'\nb: >\n  1 +\n  2 +\n  * 3\n")
    assert [reading.formula(fields[name][1], name) for name in "ab"] == [None, None]
    assert [sentence[:5] for sentence in sentences(reading)] == ["1:9: ", "5:3: "]


def test_keys_are_checked_against_the_table() -> None:
    reading, node = reading_of("{valu: 3, unit: x, kind: y}")
    fields = reading.fields(node, "parameter", "the parameter")
    assert fields is not None
    assert list(fields) == ["unit"]
    names = "'value', 'range', 'distribution', 'unit', 'meaning', 'source', 'assumption'"
    assert sentences(reading) == [
        "1:2: expected a known key in the parameter, got 'valu'; did you mean 'value'?",
        f"1:20: expected one of the keys {names} in the parameter, got 'kind'",
    ]
    reading, node = reading_of("{unit: x}")
    reading.fields(node, "parameter", "the parameter")
    assert sentences(reading) == ["1:1: expected the key 'value' in the parameter, got only 'unit'"]


def test_an_empty_mapping_has_no_keys() -> None:
    assert kind_of_keys(Mapping([], [], 0)) == "an empty mapping"


def test_names_are_not_empty_unless_quoted() -> None:
    reading, node = reading_of("{'': 1}")
    assert isinstance(node, Mapping)
    assert reading.name(node.keys[0], "a thing") == ""
    assert reading.num_mistakes == 0
    reading.name(Scalar("", "", 0, 0), "a thing")
    assert sentences(reading) == ["1:1: expected the name of a thing before ':', got nothing"]


def test_the_kind_of_the_error_is_that_of_the_worst_mistake() -> None:
    reading, node = reading_of("a")
    reading.inconsistent(node, "no game")
    with pytest.raises(InconsistentGameFileError, match=r"^piece.yaml:1:1: no game$"):
        reading.stop()
    reading.malformed(node, "no format")
    with pytest.raises(MalformedGameFileError, match=r"(?s)no format.*no game"):
        reading.stop()


def test_so_many_mistakes_are_enough() -> None:
    reading, node = reading_of("a")
    for number in range(MAX_MISTAKES - 1):
        reading.malformed(node, f"mistake {number}")
    with pytest.raises(MalformedGameFileError, match="stopped after 200 mistakes; correct these first") as caught:
        reading.inconsistent(node, "the last")
    assert len(caught.value.mistakes) == MAX_MISTAKES + 1


def test_what_comes_later_has_a_place() -> None:
    reading, fields = fields_of("a: 1\nchoose: 2")
    assert str(reading.unsupported(fields["choose"][0], "later")) == "piece.yaml:2:1: later"
