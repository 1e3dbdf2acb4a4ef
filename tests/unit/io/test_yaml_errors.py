"""The parser's complaints come out as expected ..., got ..., with a place."""

from __future__ import annotations

import pytest
import yaml

from gametheory.errors import MalformedGameFileError
from gametheory.io.prescan import Source
from gametheory.io.yaml_errors import syntax_error
from gametheory.io.yaml_nodes import read_nodes


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "- a\nb: c",
            "x:2:1: expected '-' in line with the list above, or the end of the list, got 'b' (in what begins at 1:1)",
        ),
        ("a: - b", "x:1:4: expected a new line before '- ', got '-'"),
        ("a\nb: c", "x:2:2: expected a new line or quotes before another ':', got ':'"),
        ("a: b\nc", "x:2:2: expected ':' after the name, got the end of the file (in what begins at 2:1)"),
        ("'a\n---\nb'", "x:2:1: expected the closing quote, got '---' (in what begins at 1:1)"),
        ("a: 'b' c", "x:1:8: expected a key in line with the keys above, or the end of their mapping, got 'c'"),
        ("[a: , ]]", "x:1:8: expected one YAML document, got ']'"),
        (
            "a: |x\n b",
            "x:1:5: expected YAML, got a mistake that the parser calls 'did not find expected comment or line break'",
        ),
    ],
)
def test_sentences(text: str, sentence: str) -> None:
    with pytest.raises(MalformedGameFileError, match="expected") as caught:
        read_nodes(text, "x")
    assert str(caught.value) == sentence


def test_an_error_without_a_place() -> None:
    assert str(syntax_error(yaml.YAMLError("odd"), Source("", "x"))) == "x: expected YAML, got a text that is not YAML"
