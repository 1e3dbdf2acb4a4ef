"""The guide to concepts and methods has every concept, method and word of coverage."""

from __future__ import annotations

import re

import pytest

from docs.pages import REPOSITORY
from gametheory.core.concepts import CONCEPTS
from gametheory.core.solution import Coverage
from gametheory.solvers.methods import METHODS, Method

PAGE = (REPOSITORY / "docs" / "how-to" / "choose-a-method.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*CONCEPTS, *(coverage.value for coverage in Coverage)])
def test_word_has_a_row(word: str) -> None:
    assert re.search(rf"^\| `{word}` \|", PAGE, re.M)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_method_has_its_row(method: Method) -> None:
    concepts = ", ".join(f"`{concept}`" for concept in method.concepts)
    games = f"{' or '.join(method.forms)}; {method.condition}"
    assert f"| `{method.name}` | {concepts} | {games} | {method.guarantee} |" in PAGE
