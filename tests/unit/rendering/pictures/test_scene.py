"""Scenes are data: moved and layered without being painted."""

from __future__ import annotations

from gametheory.rendering.pictures.scene import Box, Line, Marker, Scene, Sheet, Text, Tiles, in_grayscale, shifted

TEXT = Text(1.0, 2.0, "Monitor")
LINE = Line(((0.0, 1.0), (2.0, 5.0)))
MARKER = Marker(3.0, 4.0, "circle", 7.0, "#000000", "#000000")
BOX = Box(5.0, 6.0, 1.0, 2.0)
TILES = Tiles(((5.0, 6.0, 1.0, 2.0), (7.0, 9.0, 3.0, 4.0)), "#C24E00")


def test_items_move() -> None:
    assert shifted(TEXT, 10.0, 20.0) == Text(11.0, 22.0, "Monitor")
    assert shifted(LINE, 10.0, 20.0) == Line(((10.0, 21.0), (12.0, 25.0)))
    assert shifted(MARKER, 10.0, 20.0) == Marker(13.0, 24.0, "circle", 7.0, "#000000", "#000000")
    assert shifted(BOX, 10.0, 20.0) == Box(15.0, 26.0, 1.0, 2.0)
    assert shifted(TILES, 10.0, 20.0) == Tiles(((15.0, 26.0, 1.0, 2.0), (17.0, 29.0, 3.0, 4.0)), "#C24E00")


def test_texts_are_painted_last() -> None:
    sheet = Sheet()
    sheet.add(TEXT, MARKER)
    sheet.extend([LINE, BOX, TILES])
    assert sheet.layered() == (TILES, BOX, LINE, MARKER, TEXT)


def test_grayscale_keeps_everything_but_colors() -> None:
    colored = (
        Text(1.0, 2.0, "Monitor", color="#0072B2"),
        Line(((0.0, 1.0), (2.0, 5.0)), color="#C24E00", dashes=(2.0, 1.8)),
        Marker(3.0, 4.0, "square", 7.0, "#C24E00", "#000000"),
        Box(5.0, 6.0, 1.0, 2.0, "#E9EEF3", None),
        TILES,
    )
    scene = in_grayscale(Scene(10.0, 20.0, colored, "Title", "Description"))
    text, line, marker, box, tiles = scene.items
    assert (text.color, text.content) == ("#6D6D6D", "Monitor")
    assert (line.color, line.dashes) == ("#727272", (2.0, 1.8))
    assert (marker.fill, marker.edge, marker.shape) == ("#727272", "#000000", "square")
    assert (box.fill, box.edge) == ("#EDEDED", None)
    assert tiles == Tiles(TILES.boxes, "#727272")
    assert (scene.width, scene.height, scene.title, scene.description) == (10.0, 20.0, "Title", "Description")
    assert in_grayscale(scene) == scene
