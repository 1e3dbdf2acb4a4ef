"""SVG: texts stay texts, whatever they say."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from gametheory import TreeBuilder, draw
from gametheory.rendering.pictures.scene import Box, Line, Marker, Scene, Text, Tiles
from gametheory.rendering.pictures.style import Font
from gametheory.rendering.pictures.svg import REPLACEMENT, to_svg

NAMESPACE = "{http://www.w3.org/2000/svg}"


class Typewriter:
    """Every letter is half as wide as the font is high."""

    def width(self, text: str, font: Font) -> float:
        return len(text) * font.size / 2


def root_of(*items: object, title: str = "", description: str = "") -> ET.Element:
    return parsed(to_svg(Scene(144.0, 72.5, items, title, description), Typewriter()))


def parsed(svg: str) -> ET.Element:
    """The root of the file's own bytes."""
    return ET.fromstring(svg.encode("utf-8"))  # noqa: S314 - our own file


def only(root: ET.Element, name: str) -> ET.Element:
    (element,) = root.iter(NAMESPACE + name)
    return element


def test_the_file_describes_itself() -> None:
    root = root_of(title="Beer & quiche", description="Sender: circle.")
    assert root.attrib["role"] == "img"
    assert (root.attrib["width"], root.attrib["viewBox"]) == ("144pt", "0 0 144 72.5")
    assert [child.tag for child in root][:2] == [NAMESPACE + "title", NAMESPACE + "desc"]
    assert (root[0].text, root[1].text) == ("Beer & quiche", "Sender: circle.")
    nameless = root_of()
    assert nameless[0].text == "Game"
    assert nameless.find(NAMESPACE + "desc") is None


def test_texts_keep_their_widths() -> None:
    text = only(root_of(Text(5.0, 30.0, "Amazon", Font(10.0, is_bold=True, is_italic=True), "#0072B2")), "text")
    assert text.text == "Amazon"
    assert text.attrib == {
        "x": "5",
        "y": "30",
        "font-size": "10",
        "fill": "#0072B2",
        "textLength": "30",
        "lengthAdjust": "spacingAndGlyphs",
        "font-weight": "bold",
        "font-style": "italic",
    }


def test_white_space_at_the_ends_is_left_out() -> None:
    text = only(root_of(Text(5.0, 30.0, "  a, ", Font(10.0))), "text")
    assert (text.text, text.attrib["x"], text.attrib["textLength"]) == ("a,", "15", "10")


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ('<script>alert("1")</script>', '<script>alert("1")</script>'),
        ("]]> & &amp; </text></svg>", "]]> & &amp; </text></svg>"),
        ("a\x00b\x1bc\ufffe", f"a{REPLACEMENT}b{REPLACEMENT}c{REPLACEMENT}"),
        ("\ud800 alone", f"{REPLACEMENT} alone"),
        ("emoji 🎲", "emoji 🎲"),
        ("שלום \u202eabc", "שלום \u202eabc"),
        ("亚马逊", "亚马逊"),
    ],
)
def test_hostile_labels_are_texts(label: str, written: str) -> None:
    root = root_of(Text(5.0, 30.0, label), title=label, description=label)
    assert only(root, "text").text == written
    assert only(root, "title").text == only(root, "desc").text == written
    assert {element.tag for element in root.iter()} == {
        NAMESPACE + name for name in ("svg", "title", "desc", "rect", "text")
    }
    to_svg(Scene(9.0, 9.0, (Text(5.0, 30.0, label),)), Typewriter()).encode("utf-8")


def test_lines_markers_and_boxes() -> None:
    root = root_of(
        Box(1.0, 1.0, 20.0, 10.0, "#E9EEF3", None),
        Line(((0.0, -0.001), (30.123, 20.0)), dashes=(4.0, 2.4)),
        Marker(10.0, 5.0, "circle", 7.0, "#000000", "#111111"),
        Marker(20.0, 5.0, "square", 10.0, "#000000", "#111111"),
    )
    box = list(root.iter(NAMESPACE + "rect"))[1]
    assert (box.attrib["fill"], box.attrib["stroke"], box.attrib["width"]) == ("#E9EEF3", "none", "20")
    line = only(root, "polyline")
    assert (line.attrib["points"], line.attrib["stroke-dasharray"]) == ("0,0 30.12,20", "4 2.4")
    assert only(root, "circle").attrib["r"] == "3.5"
    assert only(root, "polygon").attrib["points"] == "15.5,0.5 24.5,0.5 24.5,9.5 15.5,9.5"


def test_tiles_are_one_path() -> None:
    tiles = Tiles(((1.0, 2.0, 3.0, 4.5), (0.5, 6.5, 2.0, 1.0), (2.5, 8.0, 1.0, 1.0)), "#E9EEF3")
    path = only(root_of(tiles), "path")
    assert path.attrib == {
        "d": "m1 2h3v4.5h-3m-0.5 0h2v1h-2m2 0.5h1v1h-1",
        "fill": "#E9EEF3",
        "shape-rendering": "crispEdges",
    }


def test_tiles_that_touch_stay_together() -> None:
    third = 1 / 3
    path = only(root_of(Tiles(tuple((column * third, 0.0, third, 1.0) for column in range(300)), "#E9EEF3")), "path")
    steps = [part.split("h") for part in path.attrib["d"].split("m")[1:]]
    left = right = Decimal(0)
    for move, across, _ in steps:
        left += Decimal(move.split("-")[0].split(" ")[0])
        assert left == right
        right = left + Decimal(across.split("v")[0])
    assert right == 100


def test_every_label_of_a_tree_can_be_found() -> None:
    builder = TreeBuilder({"one": "<b>One</b> & Sons"})
    for number, end in enumerate(builder.move(0, "one", ["Go 🎲", "שלום"])):
        builder.payoffs(end, [number])
    svg = draw(builder.build(title="A <small> game")).svg
    found = {element.text for element in parsed(svg).iter(NAMESPACE + "text")}
    assert {"<b>One</b> & Sons", "Go 🎲", "שלום", "0", "1"} <= found
    assert "<b>" not in svg
