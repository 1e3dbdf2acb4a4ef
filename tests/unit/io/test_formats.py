"""Formats are told by beginnings and endings."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametheory.io.formats import Format, format_of_content, format_of_name


@pytest.mark.parametrize("kind", Format)
def test_every_format_has_an_ending(kind: Format) -> None:
    assert format_of_name(f"x{kind.suffix.upper()}") is kind
    assert format_of_content("1 1", Path(f"a/x{kind.suffix}")) is kind


@pytest.mark.parametrize(
    ("name", "kind"), [("a.yml", Format.GAME_FILE), ("a.json", Format.GAME_FILE), ("a.txt", None), ("trust_game", None)]
)
def test_other_endings(name: str, kind: Format | None) -> None:
    assert format_of_name(name) is kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("\ufeff \n EFG 2", Format.EFG),
        (b'\xef\xbb\xbfNFG"', Format.NFG),
        ('<?xml version="1.0"?>\n<!DOCTYPE x>\n<gambit:document>', Format.GBT),
        ("EFGH: 1", Format.GAME_FILE),
        ("", Format.GAME_FILE),
        (b"\xff\xfe", Format.GAME_FILE),
    ],
)
def test_beginnings(head: str | bytes, kind: Format) -> None:
    assert format_of_content(head, "<stdin>") is kind


def test_a_beginning_tells_more_than_an_ending() -> None:
    assert format_of_content("NFG 1", "a.efg") is Format.NFG


def test_what_formats_hold() -> None:
    assert {kind for kind in Format if kind.is_table} == {Format.NFG, Format.GAM, Format.LRS}
    assert {kind for kind in Format if not kind.has_labels} == {Format.GAM, Format.LRS}
