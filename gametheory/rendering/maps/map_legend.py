"""The legend of a map: for each regime a sample of its color, its letter, and what is played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.rendering.maps.outlines import Region
from gametheory.rendering.maps.regime_colors import hatch_lines, look
from gametheory.rendering.pictures.equilibrium_marks import DISC_SIZE, place_disc
from gametheory.rendering.pictures.scene import Box, Drawing, Line, Sheet, shifted
from gametheory.rendering.pictures.style import INK, NOTE_FONT
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.rendering.pictures.scene import Point
    from gametheory.rendering.pictures.text_block import TypeSetter

SAMPLE = (22.0, 13.0)
BESIDE = 7.0
BETWEEN = 5.0
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A regime of the legend.

    Parameters
    ----------
    label
        Which look it has.
    text
        What is played.
    """

    label: int
    text: str


def legend(entries: Sequence[Entry], width: float, setter: TypeSetter) -> Drawing:
    """Return the entries below each other, their upper left corner at 0, 0."""
    sheet = Sheet()
    top = 0.0
    left = SAMPLE[0] + BESIDE
    for entry in entries:
        lines = wrap(entry.text, NOTE_FONT, width - left, setter.ruler, max_lines=MOST_LINES, is_even=False)
        block = setter.lines(lines, NOTE_FONT, INK)
        height = max(block.height, SAMPLE[1])
        _place_sample(sheet, entry.label, (0.0, top), setter)
        sheet.extend(block.place(left, top + (SAMPLE[1] - NOTE_FONT.line_height) / 2))
        top += height + BETWEEN
    return Drawing(sheet, width, max(top - BETWEEN, 0.0))


def _place_sample(sheet: Sheet, label: int, corner: Point, setter: TypeSetter) -> None:
    """Draw a rectangle that looks like a regime, with its letter."""
    appearance = look(label)
    sheet.add(Box(*corner, *SAMPLE, appearance.fill, INK, 0.5))
    outline = ((0.0, 0.0), (0.0, SAMPLE[1]), SAMPLE, (SAMPLE[0], 0.0))
    for line in hatch_lines([Region(label, outline, SAMPLE[0] * SAMPLE[1])], SAMPLE):
        moved = shifted(line, *corner)
        if isinstance(moved, Line):
            sheet.add(moved)
    if appearance.letter:
        middle = (corner[0] + SAMPLE[0] / 2, corner[1] + SAMPLE[1] / 2)
        place_letter(sheet, middle, appearance.letter, setter)


def place_letter(sheet: Sheet, place: Point, letter: str, setter: TypeSetter) -> None:
    """Draw a letter in a disc."""
    place_disc(sheet, place, place, letter, is_shown=False, setter=setter)


def letter_room() -> float:
    """Return how wide a letter's disc is."""
    return DISC_SIZE
