"""The page around a drawing: title, legend, notes and margins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gametheory.rendering.pictures.scene import Marker, Scene, Sheet, shifted
from gametheory.rendering.pictures.style import INK, MARGIN, NOTE_FONT, QUIET_INK, TITLE_FONT, Font
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.rendering.pictures.scene import Drawing
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

NARROWEST_TEXT = 330.0
WIDEST_TEXT = 640.0
MARKER_PLACE = 13.0
BETWEEN_ENTRIES = 18.0
BETWEEN_PARTS = 12.0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A marker and what it stands for."""

    marker: Marker
    text: str
    color: str


@dataclass(frozen=True, slots=True)
class PageTexts:
    """What is written around a drawing.

    Parameters
    ----------
    title
        Above; may be empty.
    legend
        Below the title.
    notes
        Below the drawing, each beginning a line.
    """

    title: str = ""
    legend: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()


def compose(drawing: Drawing, texts: PageTexts, setter: TypeSetter) -> Scene:
    """Return the page: title, legend, drawing in the middle, notes.

    Texts are wrapped to the width of the drawing, within limits that keep lines readable.
    """
    text_width = min(max(drawing.width, NARROWEST_TEXT), WIDEST_TEXT)
    title = _paragraph(texts.title, TITLE_FONT, INK, width=text_width, setter=setter)
    legend, legend_width, legend_height = _legend(texts.legend, text_width, setter)
    notes = [_paragraph(note, NOTE_FONT, QUIET_INK, width=text_width, setter=setter) for note in texts.notes]
    inner_width = max(drawing.width, title.width, legend_width, *(note.width for note in notes), 0.0)
    sheet = Sheet()
    top = MARGIN
    if title.lines:
        sheet.extend(title.place(MARGIN, top))
        top += title.height + BETWEEN_PARTS / 2
    sheet.extend(shifted(item, MARGIN, top) for item in legend.items)
    top += legend_height + (BETWEEN_PARTS if legend.items or title.lines else 0.0)
    left = MARGIN + (inner_width - drawing.width) / 2
    sheet.extend(shifted(item, left, top) for item in drawing.sheet.items)
    top += drawing.height
    if notes:
        top += BETWEEN_PARTS
    for note in notes:
        sheet.extend(note.place(MARGIN, top))
        top += note.height + 1.5
    description = " ".join([*(f"{entry.text}: {entry.marker.shape}." for entry in texts.legend), *texts.notes])
    items = sheet.layered()
    return Scene(inner_width + 2 * MARGIN, top + MARGIN, items, " ".join(texts.title.split()), description)


def _paragraph(text: str, font: Font, color: str, *, width: float, setter: TypeSetter) -> TextBlock:
    return setter.lines(wrap(text, font, width, setter.ruler, max_lines=8, is_even=font is TITLE_FONT), font, color)


def _legend(entries: Sequence[LegendEntry], width: float, setter: TypeSetter) -> tuple[Sheet, float, float]:
    """Return the entries side by side, in as many rows as needed, with the width and height that they take."""
    sheet = Sheet()
    font = replace(NOTE_FONT, size=NOTE_FONT.size + 1)
    left = right = top = 0.0
    for entry in entries:
        block = setter.lines(wrap(entry.text, font, width / 2, setter.ruler, max_lines=1), font, entry.color)
        if left and left + MARKER_PLACE + block.width > width:
            left, top = 0.0, top + 1.3 * font.line_height
        middle = top + font.line_height / 2
        sheet.add(replace(entry.marker, x=left + entry.marker.size / 2, y=middle))
        sheet.extend(block.place(left + MARKER_PLACE, top))
        right = max(right, left + MARKER_PLACE + block.width)
        left += MARKER_PLACE + block.width + BETWEEN_ENTRIES
    return sheet, right, top + font.line_height if entries else 0.0
