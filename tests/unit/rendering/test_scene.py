"""Scenes are data: moved and layered without being painted."""

from __future__ import annotations

from gametheory.rendering.scene import Box, Line, Marker, Sheet, Text, shifted

TEXT = Text(1.0, 2.0, "Monitor")
LINE = Line(((0.0, 1.0), (2.0, 5.0)))
MARKER = Marker(3.0, 4.0, "circle", 7.0, "#000000", "#000000")
BOX = Box(5.0, 6.0, 1.0, 2.0)


def test_items_move() -> None:
    assert shifted(TEXT, 10.0, 20.0) == Text(11.0, 22.0, "Monitor")
    assert shifted(LINE, 10.0, 20.0) == Line(((10.0, 21.0), (12.0, 25.0)))
    assert shifted(MARKER, 10.0, 20.0) == Marker(13.0, 24.0, "circle", 7.0, "#000000", "#000000")
    assert shifted(BOX, 10.0, 20.0) == Box(15.0, 26.0, 1.0, 2.0)


def test_texts_are_painted_last() -> None:
    sheet = Sheet()
    sheet.add(TEXT, MARKER)
    sheet.extend([LINE, BOX])
    assert sheet.layered() == (BOX, LINE, MARKER, TEXT)
