"""Blocks of text know their size and place themselves by a corner."""

from __future__ import annotations

import pytest

from gametheory.rendering.pictures.scene import Text
from gametheory.rendering.pictures.style import INK, Font
from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter


class Typewriter:
    """Every letter is half as wide as the font is high."""

    def width(self, text: str, font: Font) -> float:
        return len(text) * font.size / 2


FONT = Font(10)
SETTER = TypeSetter(Typewriter())


def test_size() -> None:
    block = SETTER.lines(["Amazon", "Temu"], FONT)
    assert block.width == 30
    assert block.height == pytest.approx(2 * FONT.line_height)
    assert TextBlock().width == TextBlock().height == 0
    assert block.above(SETTER.lines(["x"], Font(20))).height == pytest.approx(4 * FONT.line_height)


@pytest.mark.parametrize(("alignment", "lefts"), [("left", (100, 100)), ("middle", (85, 90)), ("right", (70, 80))])
def test_place(alignment: str, lefts: tuple[float, float]) -> None:
    first, second = SETTER.lines(["Amazon", "Temu"], FONT).place(100.0, 50.0, alignment)
    assert (first.x, second.x) == lefts
    assert first.baseline == pytest.approx(50 + FONT.ascent)
    assert second.baseline - first.baseline == pytest.approx(FONT.line_height)


def test_separated_runs_follow_each_other() -> None:
    runs = [SETTER.run("3", FONT, "#0072B2"), SETTER.run("-12", FONT, "#C24E00")]
    three, comma, twelve = SETTER.separated(runs).place(0.0, 0.0)
    assert (three.x, comma.x, twelve.x) == (0, 5, 15)
    assert (three.color, comma.color, twelve.color) == ("#0072B2", INK, "#C24E00")
    assert SETTER.separated([]) == TextBlock()


def test_blank_runs_are_not_written() -> None:
    assert list(SETTER.lines([" ", "x"], FONT).place(0.0, 0.0)) == [
        Text(0.0, FONT.line_height + FONT.ascent, "x", FONT, INK)
    ]
