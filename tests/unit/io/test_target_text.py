"""Targets as a text names them."""

from __future__ import annotations

import pytest

from gametheory.errors import MalformedGameFileError
from gametheory.io.target_text import read_target_text


def test_values_stay_as_they_are_written() -> None:
    assert read_target_text("{payoffs: {row: 0.1}, counts: {no: {1: 3, null: 4}}}") == {
        "payoffs": {"row": "0.1"},
        "counts": {"no": {"1": "3", "null": "4"}},
    }
    assert read_target_text("path: [Enter, Stay out]") == {"path": ["Enter", "Stay out"]}


@pytest.mark.parametrize("text", ["[1]", "path", "{path: [", "{path: a, path: b}"])
def test_what_is_no_mapping(text: str) -> None:
    with pytest.raises(MalformedGameFileError, match="<target>:1:"):
        read_target_text(text)
