"""The reference of the game file lists the keys that the reader knows, with their meaning, and no others."""

from __future__ import annotations

import re

import pytest

from docs.pages import REPOSITORY
from gametheory.io.keys import EXTENSIVE_FORM, FILE, LATER, NORMAL_FORM, SECTIONS, Key
from gametheory.models.formulas.parser import FUNCTIONS, RESERVED

PAGE = (REPOSITORY / "docs" / "reference" / "game_files.md").read_text(encoding="utf-8")
TABLES = {"file": FILE, "normal": NORMAL_FORM, "extensive": EXTENSIVE_FORM, **SECTIONS}
ROW = re.compile(r"\| `(?P<key>\w+)`(?P<required> \(required\))? \| (?P<value>.+) \| (?P<meaning>.+) \|")


def rows_after(target: str) -> list[tuple[str, bool, str]]:
    """Key, whether it is required, and meaning of each row of the table that follows a target: `(keys-file)=`."""
    table = PAGE.partition(f"({target})=\n")[2].partition("\n\n")[0]
    matches = [ROW.fullmatch(line) for line in table.splitlines()[2:]]
    assert all(matches), f"expected rows '| `key` | value | meaning |' under ({target})=, got\n{table}"
    return [(match["key"], bool(match["required"]), match["meaning"]) for match in matches if match]


@pytest.mark.parametrize("name", TABLES)
def test_table_lists_the_keys_of_the_reader(name: str) -> None:
    keys: tuple[Key, ...] = TABLES[name]
    assert rows_after(f"keys-{name}") == [(key.name, key.is_required, key.meaning) for key in keys]


def test_page_has_no_table_of_other_keys() -> None:
    assert sorted(re.findall(r"^\(keys-(\w+)\)=$", PAGE, re.M)) == sorted(TABLES)


@pytest.mark.parametrize("word", sorted({*LATER, *RESERVED, *FUNCTIONS}))
def test_word_of_the_language_is_on_the_page(word: str) -> None:
    assert f"`{word}`" in PAGE
