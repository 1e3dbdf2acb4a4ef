"""A place in a value is a place in the file, however the value is quoted or folded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.io.scalar_places import offsets_in_file
from gametheory.io.yaml_nodes import Mapping, Scalar, read_nodes


def value_of(text: str) -> Scalar:
    root = read_nodes(text, "x").root
    assert isinstance(root, Mapping)
    assert isinstance(root.values[0], Scalar)
    return root.values[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: one + two", "a: 'one + two'", 'a: "one + two"', "a: >\n  one\n  + two\n", "a: |\n\n  one +\n  two\n",
        "a: one\n  +\n  two", "a: >- # comment\n   one +\n\n   two\nb: 1", 'a: "one \\\n   + two"', "a: "
        "'one\n\n +  two'",
        "a: &x one + two", "a: |2-\n    one + two",
    ],
)  # fmt: skip
def test_every_visible_character_is_found(text: str) -> None:
    scalar = value_of(text)
    offset_of = offsets_in_file(text, scalar)
    for position, character in enumerate(scalar.text):
        if not character.isspace():
            assert text[offset_of(position)] == character


def test_escapes_stand_for_one_character() -> None:
    text = r"""a: "x\"y\\ \t\u0041\x20\U0001F600\/z" """
    scalar = value_of(text)
    offset_of = offsets_in_file(text, scalar)
    assert scalar.text == 'x"y\\ \tA \U0001f600/z'
    shown = [text[offset_of(position)] for position in range(len(scalar.text))]
    assert "".join(shown) == "x\\y\\\\\\\\\\\\\\z"
    assert text[offset_of(scalar.text.index("A")) :].startswith(r"\u0041")
    assert text[offset_of(len(scalar.text)) :] == '" '


def test_doubled_quotes_stand_for_one() -> None:
    text = "a: 'it''s here'"
    offset_of = offsets_in_file(text, value_of(text))
    assert text[offset_of("it's here".index("s")) :] == "s here'"
    assert text[offset_of("it's here".index(" ")) :] == "here'"


def test_an_empty_text_has_an_end() -> None:
    text = "a: ''"
    assert offsets_in_file(text, value_of(text))(0) == 3


@given(st.text("ab'\"\\ é+", min_size=1))
def test_single_quotes(value: str) -> None:
    text = "a: '" + value.replace("'", "''") + "'"
    scalar = value_of(text)
    offset_of = offsets_in_file(text, scalar)
    assert all(text[offset_of(at)] == character for at, character in enumerate(scalar.text) if character != " ")
