"""Pictures as elements of a page, with words for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from gametheory.rendering.report.html_page import clean_text, element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from gametheory.rendering.report.report_content import Figure

LEAST_SCALE = 0.7
"""Pictures are made smaller down to this share of their size where the page is narrow; below it they scroll."""
PIXELS_PER_POINT = 96 / 72

_REPLACED = frozenset({"title", "desc"})


def inline_picture(figure: Figure) -> Element:
    """Return a picture as an ``svg`` element that is as wide as the page allows, with title and description."""
    name = f"picture-{figure.name}"
    root = _parsed(figure.picture.svg)
    for child in [found for found in root if found.tag in _REPLACED]:
        root.remove(child)
    width = figure.picture.scene.width * PIXELS_PER_POINT
    root.attrib = {key: value for key, value in root.attrib.items() if key not in {"width", "height", "version"}}
    root.attrib |= {
        "id": name,
        "role": "img",
        "aria-labelledby": f"{name}-title",
        "aria-describedby": f"{name}-description",
        "style": f"max-width: {width:.0f}px; min-width: {LEAST_SCALE * width:.0f}px",
    }
    root.insert(0, element("title", figure.title, id=f"{name}-title"))
    root.insert(1, element("desc", figure.description, id=f"{name}-description"))
    return root


def _parsed(svg: str) -> Element:
    """Return the root of an SVG text, its tags without name spaces, since HTML needs none."""
    parser: ET.XMLPullParser[Any] = ET.XMLPullParser(["start"])
    parser.feed(clean_text(svg))
    parser.close()
    root, *others = (event[-1] for event in parser.read_events() if isinstance(event[-1], ET.Element))
    for found in (root, *others):
        found.tag = found.tag.rpartition("}")[2]
    return root
