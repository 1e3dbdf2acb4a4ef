"""The legend: samples, letters and wrapped words."""

from __future__ import annotations

from gametheory.rendering.maps.map_legend import Entry, legend, letter_room
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.scene import Box, Line, Marker, Text
from gametheory.rendering.pictures.text_block import TypeSetter


def test_entries_stand_below_each_other() -> None:
    entries = [Entry(0, "first " * 30), Entry(9, "second"), Entry(24, "others")]
    drawing = legend(entries, 200.0, TypeSetter(FontRuler()))
    boxes = [item for item in drawing.sheet.items if isinstance(item, Box)]
    assert [box.fill for box in boxes] == ["#94DCEE", "#EEEEA6", "#DCDCDC"]
    tops = [box.y for box in boxes]
    assert tops == sorted(tops)
    assert tops[1] > 30
    letters = [item.content for item in drawing.sheet.items if isinstance(item, Text) and len(item.content) == 1]
    assert letters == ["A", "J"]
    assert [item.size for item in drawing.sheet.items if isinstance(item, Marker)] == [letter_room()] * 2
    hatching = [item for item in drawing.sheet.items if isinstance(item, Line)]
    assert hatching
    assert all(boxes[1].y <= y <= boxes[1].y + boxes[1].height for line in hatching for _, y in line.points)


def test_nothing_to_explain() -> None:
    assert legend([], 200.0, TypeSetter(FontRuler())).height == 0
