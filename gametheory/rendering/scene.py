"""A picture as data: texts, lines, markers and boxes at places in points, the vertical axis pointing down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from gametheory.rendering.style import INK, LABEL_FONT, LINE_WIDTH, Font

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
    """Straight lines from point to point, broken where ``dashes`` gives lengths of ink and paper."""

    points: tuple[Point, ...]
    width: float = LINE_WIDTH
    color: str = INK
    dashes: tuple[float, float] | None = None


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


Item: TypeAlias = Text | Line | Marker | Box


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything on a picture, in the order in which it is painted.

    Parameters
    ----------
    width, height
        Of the page, in points.
    items
        What stands on it.
    title
        For the file's own description.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""


@dataclass(slots=True)
class Sheet:
    """A growing list of items, painted boxes first, then lines, markers and texts."""

    items: list[Item] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Put items on the sheet."""
        self.items.extend(items)

    def extend(self, items: Iterable[Item]) -> None:
        """Put many items on the sheet."""
        self.items.extend(items)

    def layered(self) -> tuple[Item, ...]:
        """Return the items with boxes below lines, lines below markers, and texts on top."""
        layers = (Box, Line, Marker, Text)
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
        case Line():
            return replace(item, points=tuple((x + right, y + down) for x, y in item.points))
        case _:
            return replace(item, x=item.x + right, y=item.y + down)
