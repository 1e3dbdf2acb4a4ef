"""Labels are broken into few, even lines."""

from __future__ import annotations

import pytest

from gametheory.rendering.pictures.style import LABEL_FONT, Font
from gametheory.rendering.pictures.text_wrap import wrap


class Typewriter:
    """Every letter is one point wide."""

    def width(self, text: str, font: Font) -> float:
        assert font == LABEL_FONT
        return float(len(text))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, ()),
        (" \n\t ", 10, ()),
        ("Monitor", 10, ("Monitor",)),
        ("Comply and leave Temu", 21, ("Comply and leave Temu",)),
        ("Comply and leave Temu", 16, ("Comply and", "leave Temu")),
        ("Refuse  and\nstay on both", 12, ("Refuse and", "stay on both")),
        ("Refuse and stay", 13, ("Refuse", "and stay")),
        ("a bb ccc dddd eeeee", 5, ("a bb", "ccc", "dddd", "eeeee")),
        ("abcdefghij", 4, ("abcd", "efgh", "ij")),
        ("ab", 0.5, ("a", "b")),
    ],
)
def test_lines(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, LABEL_FONT, width, Typewriter()) == lines


def test_too_many_lines_are_cut() -> None:
    assert wrap("one two three four", LABEL_FONT, 5, Typewriter(), max_lines=2) == ("one", "two…")
    assert wrap("one three four", LABEL_FONT, 5, Typewriter(), max_lines=2) == ("one", "thre…")
    assert wrap("abc", LABEL_FONT, 0.5, Typewriter(), max_lines=1) == ("…",)


def test_paragraphs_fill_their_lines() -> None:
    assert wrap("a bb ccc d", LABEL_FONT, 8, Typewriter(), is_even=False) == ("a bb ccc", "d")
