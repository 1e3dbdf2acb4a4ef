"""The door to matplotlib: measuring texts, and painting scenes as PDF or PNG.

No global setting is changed, no window is opened, and equal scenes make equal files.
"""

from __future__ import annotations

import io
import math
import warnings
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.marker_shapes import corners
from gametheory.rendering.pictures.scene import Area, Line, Marker, Text, Tiles
from gametheory.rendering.pictures.svg import to_svg
from gametheory.rendering.pictures.tikz import to_tikz

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Transform

    from gametheory.rendering.pictures.scene import Item, Scene
    from gametheory.rendering.pictures.style import Font

FileFormat: TypeAlias = Literal["svg", "pdf", "png", "tex"]

FONT_FAMILIES = ("STIXGeneral", "DejaVu Sans")
"""Both come with matplotlib, so that widths are the same everywhere; the second has the signs that the first lacks."""
OTHER_SCRIPTS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei")
"""Used for Chinese labels where one of them is installed."""

PAINTING_SETTINGS = {"pdf.fonttype": 42, "text.hinting": "none", "lines.scale_dashes": False}
"""Letters keep the widths that were measured, hinting would round them to dots; dashes are as long as in an SVG."""
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
def _painting() -> Iterator[None]:
    """Paint with settings that do not depend on the user's, and warn once about signs that no font has."""
    from matplotlib import style

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with style.context(["default", PAINTING_SETTINGS]):
            yield
    if caught:
        warnings.warn(MISSING_SIGNS, stacklevel=4)


def to_bytes(scene: Scene, file_format: FileFormat) -> bytes:
    """Return the scene as the content of a picture file.

    A PNG has 200 dots an inch, fewer where it would have more than 80 million pixels; a PDF that would be wider or
    higher than 200 inches is made smaller.

    Parameters
    ----------
    scene
        What is painted.
    file_format
        ``svg``, ``pdf``, ``png`` or ``tex``.

    Raises
    ------
    UnsupportedGameError
        If a PNG would have fewer than 60 dots an inch.
    """
    if file_format == "svg":
        return to_svg(scene, FontRuler()).encode("utf-8")
    if file_format == "tex":
        return to_tikz(scene, FontRuler()).encode("utf-8")
    if file_format == "pdf":
        return to_pdf([scene])
    target = io.BytesIO()
    metadata: dict[str, Any] = {"Title": scene.title or "Game", "Software": None}
    dots = _dots_per_inch(scene)
    with _painting():
        to_figure(scene).savefig(target, format="png", dpi=dots, metadata=metadata)
    return target.getvalue()


def to_pdf(scenes: Sequence[Scene]) -> bytes:
    """Return the scenes as one PDF file, each on a page of its own.

    A page that would be wider or higher than 200 inches is made smaller.
    """
    from matplotlib.backends.backend_pdf import PdfPages

    target = io.BytesIO()
    metadata: dict[str, Any] = {"Title": scenes[0].title or "Game", "CreationDate": None}
    with _painting(), PdfPages(target, metadata=metadata) as pages:
        for scene in scenes:
            scale = min(1.0, MOST_PDF_POINTS / max(scene.width, scene.height))
            pages.savefig(to_figure(scene, scale=scale))
    return target.getvalue()


def write_pages(scenes: Sequence[Scene], path: Path, file_format: FileFormat) -> tuple[Path, ...]:
    """Write scenes that follow each other, and return the paths of the files.

    A PDF has them all, one on each page. Other formats have a file for each: ``tree.svg``, ``tree-2.svg``,
    ``tree-3.svg``. Existing files are replaced.

    Raises
    ------
    UnsupportedGameError
        If a PNG would have fewer than 60 dots an inch; then no file is written.
    """
    if file_format == "pdf":
        path.write_bytes(to_pdf(scenes))
        return (path,)
    contents = [to_bytes(scene, file_format) for scene in scenes]
    names = [path.stem, *(f"{path.stem}-{number}" for number in range(2, len(scenes) + 1))]
    paths = tuple(path.with_name(name + path.suffix) for name in names)
    for target, content in zip(paths, contents, strict=True):
        target.write_bytes(content)
    return paths


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
    from matplotlib import patches

    match item:
        case Text():
            return _words(item, transform, scale)
        case Line():
            return _stroke(item, transform, scale)
        case Marker():
            outline = corners(item)
            paint = {"facecolor": item.fill, "edgecolor": item.edge, "linewidth": scale, "transform": transform}
            if outline is None:
                return patches.Circle((item.x, item.y), item.size / 2, **paint)
            return patches.Polygon(outline, closed=True, joinstyle="round", **paint)
        case Area():
            return patches.Polygon(
                item.points, closed=True, facecolor=item.fill, edgecolor="none", linewidth=0.0, transform=transform
            )
        case Tiles():
            return _tiling(item, transform)
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


def _words(item: Text, transform: Transform, scale: float) -> Artist:
    """Return a line of text."""
    from matplotlib import text

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


def _stroke(item: Line, transform: Transform, scale: float) -> Artist:
    """Return a line through some points."""
    from matplotlib import lines

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


def _tiling(item: Tiles, transform: Transform) -> Artist:
    """Return one shape for all tiles, its edges moved to those of dots, so that nothing shines through along them."""
    from matplotlib import patches
    from matplotlib.path import Path as Outline

    places = [
        corner
        for x, y, width, height in item.boxes
        for corner in ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    ]
    codes = [Outline.MOVETO, *[Outline.LINETO] * 3, Outline.CLOSEPOLY] * len(item.boxes)
    return patches.PathPatch(
        Outline(places, codes), facecolor=item.fill, edgecolor="none", linewidth=0.0, snap=True, transform=transform
    )
