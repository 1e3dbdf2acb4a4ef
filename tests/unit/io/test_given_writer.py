"""Games as texts of other programs' formats, or why not."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame, load
from gametheory.errors import UnsupportedGameError
from gametheory.io import given_writer
from gametheory.io.formats import Format
from gametheory.io.given_writer import write_given

TABLE = NormalFormGame.from_bimatrix([[3, 0, 1]], [[1, 2, 5]])
TREE = load("trust_game").to_game()


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (Format.NFG, 'NFG 1 R ""'),
        (Format.GBT, '<?xml version="1.0"'),
        (Format.GAM, "2\n1 3\n\n3 0 1\n"),
        (Format.LRS, "1 3\n\n3 0 1\n"),
    ],
)
def test_tables(kind: Format, start: str) -> None:
    assert write_given(TABLE, kind).startswith(start)


def test_trees() -> None:
    assert write_given(TREE, Format.EFG).startswith('EFG 2 R "Trust" { "Buyer" "Seller" }')
    assert '<efgfile>\nEFG 2 R "Trust"' in write_given(TREE, Format.GBT)


@pytest.mark.parametrize("kind", [Format.NFG, Format.GAM, Format.LRS])
def test_trees_are_no_tables(kind: Format) -> None:
    with pytest.raises(
        UnsupportedGameError, match=rf"^\{kind.suffix} files hold games in normal form, got a tree; write"
    ):
        write_given(TREE, kind)


def test_tables_are_no_trees() -> None:
    with pytest.raises(UnsupportedGameError, match=r"^\.efg files hold trees, got a game in normal form; write \.nfg"):
        write_given(TABLE, Format.EFG)


def test_files_have_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_writer, "MAX_FLAT_FILE", 10)
    with pytest.raises(UnsupportedGameError, match="expected a game that fits into a file of 10 bytes, got "):
        write_given(TABLE, Format.LRS)
