"""Scenes as SVG whose texts stay texts: to be selected, searched, read aloud and scaled.

Every text carries the width that it was given on the page, so that the picture keeps its distances whatever font the
viewer has. Equal scenes make equal files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from gametheory.rendering.pictures.marker_shapes import corners
from gametheory.rendering.pictures.scene import Area, Line, Marker, Text, Tiles
from gametheory.rendering.pictures.style import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.rendering.pictures.scene import Box, Item, Point, Scene
    from gametheory.rendering.pictures.text_wrap import Ruler

FONT_STACK = (
    "'STIX Two Text', STIXGeneral, 'Times New Roman', 'Liberation Serif', Tinos, Times, "
    "'Noto Serif', 'DejaVu Serif', 'Noto Serif CJK SC', 'Songti SC', SimSun, serif"
)
"""The viewer's own fonts, the ones with the widths of the printed pictures first."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_svg(scene: Scene, ruler: Ruler) -> str:
    """Return the scene as the text of an SVG file.

    Whatever labels contain is written as text; signs that XML cannot hold become U+FFFD.

    Parameters
    ----------
    scene
        What is painted.
    ruler
        Measures the texts as the page was measured.
    """
    width, height = _number(scene.width), _number(scene.height)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "version": "1.1",
            "width": f"{width}pt",
            "height": f"{height}pt",
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "font-family": FONT_STACK,
            "stroke-linejoin": "round",
        },
    )
    ET.SubElement(root, "title").text = _legal(scene.title) or "Game"
    if scene.description:
        ET.SubElement(root, "desc").text = _legal(scene.description)
    ET.SubElement(root, "rect", {"width": width, "height": height, "fill": PAPER})
    for item in scene.items:
        _add(root, item, ruler)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add(root: ET.Element, item: Item, ruler: Ruler) -> None:
    """Put one item below the root."""
    match item:
        case Text():
            _add_text(root, item, ruler)
        case Line():
            stroke = {"stroke": item.color, "stroke-width": _number(item.width), "stroke-linecap": "round"}
            if item.dashes is not None:
                stroke |= {"stroke-dasharray": " ".join(map(_number, item.dashes)), "stroke-linecap": "butt"}
            ET.SubElement(root, "polyline", {"points": _points(item.points), "fill": "none", **stroke})
        case Marker():
            _add_marker(root, item)
        case Area():
            ET.SubElement(root, "polygon", {"points": _points(item.points), "fill": item.fill})
        case Tiles():
            outlines = {"d": _outlines(item.boxes), "fill": item.fill, "shape-rendering": "crispEdges"}
            ET.SubElement(root, "path", outlines)
        case _:
            ET.SubElement(root, "rect", _box(item))


def _add_text(root: ET.Element, item: Text, ruler: Ruler) -> None:
    """Put a line of text below the root; white space at its ends is left out, because viewers would."""
    content = item.content.strip()
    indent = ruler.width(item.content, item.font) - ruler.width(item.content.lstrip(), item.font)
    attributes = {
        "x": _number(item.x + indent),
        "y": _number(item.baseline),
        "font-size": _number(item.font.size),
        "fill": item.color,
        "textLength": _number(ruler.width(content, item.font)),
        "lengthAdjust": "spacingAndGlyphs",
    }
    if item.font.is_bold:
        attributes["font-weight"] = "bold"
    if item.font.is_italic:
        attributes["font-style"] = "italic"
    ET.SubElement(root, "text", attributes).text = _legal(content)


def _add_marker(root: ET.Element, item: Marker) -> None:
    """Put a marker below the root."""
    paint = {"fill": item.fill, "stroke": item.edge}
    outline = corners(item)
    if outline is None:
        place = {"cx": _number(item.x), "cy": _number(item.y), "r": _number(item.size / 2)}
        ET.SubElement(root, "circle", {**place, **paint})
    else:
        ET.SubElement(root, "polygon", {"points": _points(outline), **paint})


def _box(item: Box) -> dict[str, str]:
    """Return the attributes of a rectangle."""
    attributes = {"x": item.x, "y": item.y, "width": item.width, "height": item.height}
    paint = {"fill": item.fill or "none", "stroke": item.edge or "none", "stroke-width": _number(item.line_width)}
    return {name: _number(value) for name, value in attributes.items()} | paint


def _outlines(boxes: Iterable[tuple[float, float, float, float]]) -> str:
    """Return rectangles as the commands of a path, each from where the one before ended.

    Corners are rounded before distances are taken, so that no error adds up and rectangles that touch stay together.
    """
    commands = []
    before_x = before_y = 0.0
    for x, y, width, height in boxes:
        left, top, right, bottom = (round(place, 2) for place in (x, y, x + width, y + height))
        across, down = _number(right - left), _number(bottom - top)
        move = f"{_number(left - before_x)} {_number(top - before_y)}".replace(" -", "-")
        commands.append(f"m{move}h{across}v{down}h-{across}")
        before_x, before_y = left, bottom
    return "".join(commands)


def _points(points: Iterable[Point]) -> str:
    """Return places as SVG writes them."""
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """Return a length with at most two decimals, in which equal pictures agree on every machine."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _legal(content: str) -> str:
    """Return the text with every sign that XML cannot hold replaced."""
    return _NOT_IN_XML.sub(REPLACEMENT, content)
