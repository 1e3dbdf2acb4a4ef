"""The door to matplotlib: measuring texts, and painting scenes as SVG, PDF or PNG.

No global setting is changed, no window is opened, and equal scenes make equal SVG text.
"""

from __future__ import annotations

import io
import math
import warnings
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.scene import Line, Marker, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Transform

    from gametheory.rendering.scene import Item, Scene
    from gametheory.rendering.style import Font

FileFormat: TypeAlias = Literal["svg", "pdf", "png"]

FONT_FAMILIES = ("STIXGeneral", "DejaVu Sans")
"""Both come with matplotlib, so that widths are the same everywhere; the second has the signs that the first lacks."""
OTHER_SCRIPTS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei")
"""Used for Chinese labels where one of them is installed."""

POINTS_PER_INCH = 72
DOTS_PER_INCH = 200
FEWEST_DOTS_PER_INCH = 60
MOST_PIXELS = 80_000_000
MOST_PIXELS_A_SIDE = 60_000
MISSING_SIGNS = (
    "the picture shows boxes for signs that no installed font has; "
    "for Chinese, Japanese and Korean install a font such as Noto Sans CJK"
)
"""Warning where a label cannot be written."""
MOST_PDF_POINTS = 14_400
"""The largest page side that PDF readers accept."""

_MARKERS = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "pentagon": "p",
    "plus": "P",
    "star": "*",
    "hexagon": "h",
    "diamond": "D",
}
_RELATIVE_SIZE = {"square": 0.9, "triangle": 1.12, "pentagon": 1.1, "plus": 1.1, "star": 1.4, "diamond": 0.85}


class FontRuler:
    """Measures texts in the fonts that pictures use."""

    def width(self, text: str, font: Font) -> float:
        """Return the width of one line in points."""
        return _text_width(text, font)


@lru_cache(maxsize=50_000)
def _text_width(text: str, font: Font) -> float:
    """Return the width of one line in points; a sign that no font has counts as the box that is drawn for it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        width, _, _ = _text_to_path().get_text_width_height_descent(text, _font_properties(font), False)
    return float(width)


@cache
def _text_to_path() -> Any:
    from matplotlib.textpath import TextToPath

    return TextToPath()


@cache
def _families() -> list[str]:
    """Return the fonts to look for a sign in, in this order."""
    from matplotlib.font_manager import fontManager

    installed = {entry.name for entry in fontManager.ttflist}
    return [*FONT_FAMILIES, *(name for name in OTHER_SCRIPTS if name in installed)]


@cache
def _font_properties(font: Font) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(
        family=_families(),
        size=font.size,
        weight="bold" if font.is_bold else "normal",
        style="italic" if font.is_italic else "normal",
    )


@contextmanager
def _own_settings() -> Iterator[None]:
    """Paint with settings that do not depend on the user's, and leave those as they were."""
    from matplotlib import style

    with style.context(["default", {"svg.fonttype": "path", "svg.hashsalt": "gametheory", "pdf.fonttype": 42}]):
        yield


def to_bytes(scene: Scene, file_format: FileFormat) -> bytes:
    """Return the scene as the content of a picture file.

    A PNG has 200 dots an inch, fewer where it would have more than 80 million pixels; a PDF that would be wider or
    higher than 200 inches is made smaller.

    Parameters
    ----------
    scene
        What is painted.
    file_format
        ``svg``, ``pdf`` or ``png``.

    Raises
    ------
    UnsupportedGameError
        If a PNG would have fewer than 60 dots an inch.
    """
    scale = min(1.0, MOST_PDF_POINTS / max(scene.width, scene.height)) if file_format == "pdf" else 1.0
    dots = _dots_per_inch(scene) if file_format == "png" else POINTS_PER_INCH
    metadata: dict[str, Any] = {"Title": scene.title or "Game"}
    metadata |= {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {"Software": None}}[file_format]
    target = io.BytesIO()
    with _own_settings(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        to_figure(scene, scale=scale).savefig(target, format=file_format, dpi=dots, metadata=metadata)
    if caught:
        warnings.warn(MISSING_SIGNS, stacklevel=2)
    return target.getvalue()


def _dots_per_inch(scene: Scene) -> float:
    """Return the resolution of a PNG of this size, checked to be readable."""
    width, height = scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH
    dots = min(DOTS_PER_INCH, math.sqrt(MOST_PIXELS / (width * height)), MOST_PIXELS_A_SIDE / max(width, height))
    if dots < FEWEST_DOTS_PER_INCH:
        raise UnsupportedGameError(
            f"a readable PNG holds at most 22,000 square inches, got a picture of {width:.0f} by {height:.0f} inches; "
            f"save it as .svg or .pdf"
        )
    return dots


def to_figure(scene: Scene, *, scale: float = 1.0) -> Figure:
    """Return the scene as a matplotlib figure that belongs to no window.

    Parameters
    ----------
    scene
        What is painted.
    scale
        1 keeps points as they are.
    """
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    size = (scene.width * scale / POINTS_PER_INCH, scene.height * scale / POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=POINTS_PER_INCH, facecolor="white")
    to_inches = Affine2D().scale(1, -1).translate(0, scene.height).scale(scale / POINTS_PER_INCH)
    transform = to_inches + figure.dpi_scale_trans
    for order, item in enumerate(scene.items):
        artist = _artist(item, transform, scale)
        artist.set_zorder(order)
        figure.add_artist(artist)
    return figure


def _artist(item: Item, transform: Transform, scale: float) -> Artist:
    """Return the matplotlib artist of an item."""
    from matplotlib import lines, patches, text

    match item:
        case Text():
            properties = _font_properties(item.font).copy()
            properties.set_size(item.font.size * scale)
            return text.Text(
                item.x,
                item.baseline,
                item.content,
                color=item.color,
                fontproperties=properties,
                verticalalignment="baseline",
                transform=transform,
                parse_math=False,
            )
        case Line():
            across, down = zip(*item.points, strict=True)
            dashes = None if item.dashes is None else (0.0, tuple(scale * length for length in item.dashes))
            return lines.Line2D(
                across,
                down,
                color=item.color,
                linewidth=item.width * scale,
                linestyle=dashes or "-",
                solid_capstyle="round",
                solid_joinstyle="round",
                transform=transform,
            )
        case Marker():
            return lines.Line2D(
                [item.x],
                [item.y],
                linestyle="none",
                marker=_MARKERS[item.shape],
                markersize=item.size * scale * _RELATIVE_SIZE.get(item.shape, 1.0),
                markerfacecolor=item.fill,
                markeredgecolor=item.edge,
                markeredgewidth=scale,
                transform=transform,
            )
        case _:
            return patches.Rectangle(
                (item.x, item.y),
                item.width,
                item.height,
                facecolor=item.fill or "none",
                edgecolor=item.edge or "none",
                linewidth=item.line_width * scale,
                transform=transform,
            )
