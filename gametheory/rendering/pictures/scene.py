"""A picture as data: texts, lines, markers, boxes, areas and tiles at places in points, downwards and to the right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from gametheory.rendering.pictures.style import INK, LABEL_FONT, LINE_WIDTH, Font, gray

if TYPE_CHECKING:
    from collections.abc import Iterable

Point: TypeAlias = "tuple[float, float]"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text that starts at a point of its baseline."""

    x: float
    baseline: float
    content: str
    font: Font = LABEL_FONT
    color: str = INK


@dataclass(frozen=True, slots=True)
class Line:
    """Straight lines from point to point, broken where ``dashes`` gives lengths of ink and paper in turn."""

    points: tuple[Point, ...]
    width: float = LINE_WIDTH
    color: str = INK
    dashes: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A small shape around a point."""

    x: float
    y: float
    shape: str
    size: float
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle given by its upper left corner; None draws no inside or no outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    edge: str | None = None
    line_width: float = LINE_WIDTH


@dataclass(frozen=True, slots=True)
class Tiles:
    """Many rectangles of one color without outlines, painted as one shape with sharp edges.

    Parameters
    ----------
    boxes
        Left side, upper side, width and height of each.
    fill
        Their color.
    """

    boxes: tuple[tuple[float, float, float, float], ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Area:
    """The inside of a polygon, without an outline."""

    points: tuple[Point, ...]
    fill: str


Item: TypeAlias = Text | Line | Marker | Box | Tiles | Area


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything on a picture, in the order in which it is painted.

    Parameters
    ----------
    width, height
        Of the page, in points.
    items
        What stands on it.
    title, description
        For those who search or hear the file instead of seeing it.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""
    description: str = ""


@dataclass(slots=True)
class Sheet:
    """A growing list of items, painted tiles, areas and boxes first, then lines, markers and texts."""

    items: list[Item] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Put items on the sheet."""
        self.items.extend(items)

    def extend(self, items: Iterable[Item]) -> None:
        """Put many items on the sheet."""
        self.items.extend(items)

    def layered(self) -> tuple[Item, ...]:
        """Return the items: tiles, above them areas, then boxes, lines, markers, and texts on top."""
        layers = (Tiles, Area, Box, Line, Marker, Text)
        return tuple(sorted(self.items, key=lambda item: layers.index(type(item))))


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands between title and notes, its upper left corner at 0, 0.

    Parameters
    ----------
    sheet
        The items.
    width, height
        In points.
    """

    sheet: Sheet
    width: float
    height: float


def shifted(item: Item, right: float, down: float) -> Item:
    """Return the item at another place."""
    match item:
        case Text():
            return replace(item, x=item.x + right, baseline=item.baseline + down)
        case Line() | Area():
            return replace(item, points=tuple((x + right, y + down) for x, y in item.points))
        case Tiles():
            boxes = tuple((x + right, y + down, width, height) for x, y, width, height in item.boxes)
            return replace(item, boxes=boxes)
        case _:
            return replace(item, x=item.x + right, y=item.y + down)


def in_grayscale(scene: Scene) -> Scene:
    """Return the scene in grays as bright as its colors; shapes and dashes still tell players apart."""
    return replace(scene, items=tuple(_gray_item(item) for item in scene.items))


def _gray_item(item: Item) -> Item:
    match item:
        case Text() | Line():
            return replace(item, color=gray(item.color))
        case Marker():
            return replace(item, fill=gray(item.fill), edge=gray(item.edge))
        case Tiles() | Area():
            return replace(item, fill=gray(item.fill))
        case _:
            return replace(item, fill=item.fill and gray(item.fill), edge=item.edge and gray(item.edge))
