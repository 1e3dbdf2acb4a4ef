"""Title, legend and notes around a drawing."""

from __future__ import annotations

import pytest

from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.page import LegendEntry, PageTexts, compose
from gametheory.rendering.pictures.scene import Box, Drawing, Marker, Scene, Sheet, Text
from gametheory.rendering.pictures.style import MARGIN, TITLE_FONT
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())


def drawing(width: float, height: float) -> Drawing:
    return Drawing(Sheet([Box(0.0, 0.0, width, height)]), width, height)


def entry(text: str) -> LegendEntry:
    return LegendEntry(Marker(0.0, 0.0, "circle", 7.0, "#000000", "#000000"), text, "#000000")


def of_kind(scene: Scene, kind: type) -> list:
    return [item for item in scene.items if isinstance(item, kind)]


def test_a_bare_drawing_has_margins() -> None:
    scene = compose(drawing(200.0, 100.0), PageTexts(), SETTER)
    assert (scene.width, scene.height) == (228.0, 128.0)
    (box,) = scene.items
    assert (box.x, box.y) == (MARGIN, MARGIN)


def test_a_narrow_drawing_stands_in_the_middle() -> None:
    scene = compose(drawing(10.0, 10.0), PageTexts("A title wider than that", (), ("A note",)), SETTER)
    (box,) = of_kind(scene, Box)
    assert box.x + 5.0 == pytest.approx(scene.width / 2)
    title, note = of_kind(scene, Text)
    assert title.font == TITLE_FONT
    assert title.baseline < box.y < box.y + box.height < note.baseline
    assert scene.title == "A title wider than that"


def test_long_texts_are_wrapped() -> None:
    scene = compose(drawing(10.0, 10.0), PageTexts("word " * 60), SETTER)
    assert len(of_kind(scene, Text)) > 2
    assert scene.width < 330.0 + 2 * MARGIN + 1


def test_legends_take_several_rows_where_needed() -> None:
    scene = compose(
        drawing(10.0, 10.0), PageTexts("", tuple(entry(f"Player number {each}") for each in range(9))), SETTER
    )
    markers = of_kind(scene, Marker)
    assert len(markers) == 9
    assert 1 < len({marker.y for marker in markers}) < 9
    assert len({marker.x for marker in markers}) < 9


def test_the_page_is_described_for_those_who_do_not_see_it() -> None:
    scene = compose(drawing(10.0, 10.0), PageTexts("Title", (entry("Amazon"),), ("Dashed: one set.",)), SETTER)
    assert scene.description == "Amazon: circle. Dashed: one set."


def test_notes_fill_their_lines() -> None:
    words = " ".join(["word"] * 40)
    lines = of_kind(compose(drawing(10.0, 10.0), PageTexts("", (), (words,)), SETTER), Text)
    assert len(lines[0].content) > len(lines[-1].content)
    title = of_kind(compose(drawing(10.0, 10.0), PageTexts(words), SETTER), Text)
    assert abs(len(title[0].content) - len(title[-1].content)) <= 5
