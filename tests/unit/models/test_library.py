from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from unit.models.descriptions import definitions, formula, parameters


def library(**texts: str) -> tuple[Library, Mistakes]:
    mistakes = Mistakes()
    return Library(parameters(fee="1"), definitions(**texts), mistakes), mistakes


def test_definitions_come_after_those_they_build_on() -> None:
    known, mistakes = library(a="b + c", b="c * 2", c="fee", d="a")
    assert known.closure([formula("a + b")]) == ["c", "b", "a"]
    assert known.closure([formula("fee")]) == []
    assert len(mistakes) == 0


def test_long_chains_need_no_recursion() -> None:
    known, _ = library(**{f"d{number}": f"d{number + 1}" for number in range(3000)}, d3000="fee")
    assert known.closure([formula("d0")])[-1] == "d0"


def test_circles_are_named_each_once() -> None:
    known, mistakes = library(a="b + 1", b="c", c="a", d="d", e="a", f="fee")
    assert [name for name in "abcdef" if known.is_circular(name)] == ["a", "b", "c", "d", "e"]
    assert known.closure([formula("e + f")]) == ["f"]
    with pytest.raises(InconsistentGameFileError, match="a -> b -> c -> a") as caught:
        mistakes.raise_if_any("a.yaml")
    assert [mistake.message for mistake in caught.value.mistakes][1].startswith("the definition of 'd' uses itself")
    assert len(caught.value.mistakes) == 2
