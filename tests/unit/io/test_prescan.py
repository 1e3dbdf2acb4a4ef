"""Size, encoding, characters and directives are checked before any parser sees a file."""

from __future__ import annotations

import pytest

from gametheory.errors import MalformedGameFileError
from gametheory.io.prescan import (
    MAX_FLAT_FILE,
    MAX_FORMULA_FILE,
    Content,
    Source,
    check_size,
    max_bytes,
    to_source,
    to_text,
)


def test_places_are_lines_and_columns_from_one() -> None:
    source = Source("ab\nc\r\nd\re", "x")
    assert [source.line_and_column(offset) for offset in (0, 2, 3, 6, 8, 9)] == [
        (1, 1), (1, 3), (2, 1), (3, 1), (4, 1), (4, 2),
    ]  # fmt: skip


def test_a_byte_order_mark_is_dropped() -> None:
    assert to_source("\ufeffa: é\r\n".encode(), "x").text == "a: é\r\n"
    assert to_source("\ufeffa", "x").text == "a"


@pytest.mark.parametrize("head", [b"nodes:\n", b"form: extensive\nnodes: {", b'{"form": "extensive", "nodes" : {'])
def test_flat_trees_may_be_larger(head: bytes) -> None:
    assert max_bytes(head) == MAX_FLAT_FILE


@pytest.mark.parametrize("head", [b"  nodes:\n", b"# nodes", b"title: nodes: x"])
def test_other_files_may_not(head: bytes) -> None:
    assert max_bytes(head) == MAX_FORMULA_FILE


def test_a_file_as_large_as_it_may_be() -> None:
    check_size(b"x" * MAX_FORMULA_FILE, "x")
    check_size(b"nodes:" + b"x" * MAX_FORMULA_FILE, "x")
    with pytest.raises(MalformedGameFileError, match=r"^big: expected at most 1,000,000 bytes, got a larger file; put"):
        check_size(b"x" * (MAX_FORMULA_FILE + 1), "big")
    with pytest.raises(MalformedGameFileError, match="at most 64,000,000 bytes, got a larger file; cut the tree"):
        check_size(b"nodes:" + b"x" * MAX_FLAT_FILE, "big")


def test_a_profile_may_be_as_large_as_the_largest_tree() -> None:
    check_size(b"x" * (MAX_FORMULA_FILE + 1), "x", Content.PROFILE)
    with pytest.raises(MalformedGameFileError, match="at most 64,000,000 bytes, got a larger file; leave out actions"):
        check_size(b"x" * (MAX_FLAT_FILE + 1), "big", Content.PROFILE)


def test_bytes_count_not_characters() -> None:
    with pytest.raises(MalformedGameFileError, match="at most 1,000,000 bytes"):
        to_source("é" * 500_001, "x")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x7f", "\x85", "\u2028", "\ufffe", "\ud800", "\ufeff"])
def test_invisible_characters_are_refused(character: str) -> None:
    with pytest.raises(MalformedGameFileError, match=r"x:2:3: expected printable text, got the character '\\"):
        to_text(f"a\nbc{character}", "x")


def test_bytes_that_are_not_utf_8_have_a_place() -> None:
    with pytest.raises(MalformedGameFileError, match=r"x:2:3: expected UTF-8 text, got byte 0xff$"):
        to_text("é\nüö".encode() + b"\xff", "x")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_other_encodings(encoding: str) -> None:
    with pytest.raises(MalformedGameFileError, match=r"expected (UTF-8 text|printable text)"):
        to_source("ÿa: 1".encode(encoding), "x")


@pytest.mark.parametrize("text", ["%YAML 1.2\n---\na", "# c\n\n%YAML 1.1  \n---\n%a", "a: %b", ""])
def test_the_version_of_yaml_may_be_given(text: str) -> None:
    assert to_source(text, "x").text == text


@pytest.mark.parametrize("text", ["%TAG ! a:\n--- a", "# c\n%YAML 2.0\n--- a", "\r\n%"])
def test_other_directives_are_refused(text: str) -> None:
    with pytest.raises(MalformedGameFileError, match=r"expected the keys of a game file, got the directive '%"):
        to_source(text, "x")
