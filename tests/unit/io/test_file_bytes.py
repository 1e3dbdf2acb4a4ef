"""Bytes of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametheory.errors import MalformedGameFileError
from gametheory.io.file_bytes import read_bytes
from gametheory.io.formats import Format
from gametheory.io.prescan import MAX_FORMULA_FILE, Content


def test_no_more_is_read_than_a_form_allows_and_one(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * (MAX_FORMULA_FILE + 7))
    assert len(read_bytes(path, "large", Content.GAME)) == MAX_FORMULA_FILE + 1
    assert len(read_bytes(path, "large", Content.PROFILE)) == MAX_FORMULA_FILE + 7
    path.write_bytes(b"nodes:\n" + b"x" * MAX_FORMULA_FILE)
    assert len(read_bytes(path, "large", Content.GAME)) == MAX_FORMULA_FILE + 7


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(MalformedGameFileError, match="mine: expected a profile file that can be read, got: no such"):
        read_bytes(tmp_path / "missing", "mine", Content.PROFILE)
    with pytest.raises(MalformedGameFileError, match="expected the path of a file, got a null character"):
        read_bytes(Path("a\0b"), "a\0b", Content.GAME)


def test_files_of_other_programs_may_be_large(tmp_path: Path) -> None:
    size = MAX_FORMULA_FILE + 7
    path = tmp_path / "large"
    path.write_bytes(b"1 2".ljust(size))
    assert len(read_bytes(path, "large", Content.GAME)) == MAX_FORMULA_FILE + 1
    assert len(read_bytes(path, "large", Content.GAME, kind=Format.LRS)) == size
    path.write_bytes(b"EFG 2".ljust(size))
    assert len(read_bytes(path, "large", Content.GAME)) == size
    table = path.rename(tmp_path / "large.gam")
    table.write_bytes(b"1 2".ljust(size))
    assert len(read_bytes(table, "large", Content.GAME)) == size
