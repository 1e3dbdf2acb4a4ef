"""Scenes as TikZ: a LaTeX file that compiles by itself, with a picture that can be copied into a paper.

Places are those of every other format. Texts are in Computer Modern, slightly reduced and fitted to the width that was
measured for them, so that the picture keeps its distances.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gametheory.rendering.pictures.marker_shapes import corners
from gametheory.rendering.pictures.scene import Area, Line, Marker, Text, Tiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.rendering.pictures.scene import Box, Item, Point, Scene
    from gametheory.rendering.pictures.style import Font
    from gametheory.rendering.pictures.text_wrap import Ruler

FONT_SHARE = 0.93
"""Size of Computer Modern beside the fonts that were measured, at which its lines are about as long."""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"$<$",
    ">": r"$>$",
    "|": r"$|$",
    '"': "''",
    "\N{MINUS SIGN}": "$-$",
    "\N{EN DASH}": "--",
    "\N{EM DASH}": "---",
    "\N{HORIZONTAL ELLIPSIS}": r"\ldots{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{LEFT SINGLE QUOTATION MARK}": "`",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": "``",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "''",
    "\N{MULTIPLICATION SIGN}": r"$\times$",
    "\N{MIDDLE DOT}": r"$\cdot$",
    "\N{LESS-THAN OR EQUAL TO}": r"$\leq$",
    "\N{GREATER-THAN OR EQUAL TO}": r"$\geq$",
    "\N{ALMOST EQUAL TO}": r"$\approx$",
    "\N{RIGHTWARDS ARROW}": r"$\to$",
    "\N{LATIN SMALL LETTER SHARP S}": r"\ss{}",
    "\N{LATIN SMALL LETTER AE}": r"\ae{}",
    "\N{LATIN CAPITAL LETTER AE}": r"\AE{}",
    "\N{LATIN SMALL LETTER O WITH STROKE}": r"\o{}",
    "\N{LATIN CAPITAL LETTER O WITH STROKE}": r"\O{}",
    "\N{LATIN SMALL LETTER L WITH STROKE}": r"\l{}",
    "\N{LATIN CAPITAL LETTER L WITH STROKE}": r"\L{}",
}
"""Signs that LaTeX reads otherwise, or not at all."""
_ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": r"\`",
    "\N{COMBINING ACUTE ACCENT}": r"\'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": r"\^",
    "\N{COMBINING TILDE}": r"\~",
    "\N{COMBINING DIAERESIS}": r"\"",
    "\N{COMBINING MACRON}": r"\=",
    "\N{COMBINING BREVE}": r"\u",
    "\N{COMBINING DOT ABOVE}": r"\.",
    "\N{COMBINING RING ABOVE}": r"\r",
    "\N{COMBINING DOUBLE ACUTE ACCENT}": r"\H",
    "\N{COMBINING CARON}": r"\v",
    "\N{COMBINING CEDILLA}": r"\c",
}
_HEAD = r"""\RequirePackage{fix-cm}
\documentclass{article}
\usepackage{tikz}
\newcommand{\fitted}[2]{\resizebox{#1bp}{\height}{#2}}"""


def to_tikz(scene: Scene, ruler: Ruler) -> str:
    """Return the scene as a LaTeX file of one page that needs nothing but TikZ.

    Signs that Computer Modern lacks are shown as boxes by ``pdflatex``; ``lualatex`` shows those that its fonts have.

    Parameters
    ----------
    scene
        What is painted.
    ruler
        Measures the texts as the page was measured.
    """
    writer = _Writer(ruler)
    drawn = [writer.command(item) for item in scene.items if not (isinstance(item, Text) and not item.content.strip())]
    colors = [rf"\definecolor{{{name}}}{{HTML}}{{{color[1:]}}}" for color, name in writer.colors.items()]
    sides = ((r"\paperwidth", r"\textwidth", scene.width), (r"\paperheight", r"\textheight", scene.height))
    page = [rf"\setlength{{{side}}}{{{_number(size)}bp}}" for *pair, size in sides for side in pair]
    lines = [
        *(f"% {line}" for line in scene.title.splitlines()),
        _HEAD,
        *_missing_signs(scene.items),
        *page,
        r"\ifdefined\pdfpagewidth\pdfpagewidth=\paperwidth\pdfpageheight=\paperheight\fi",
        r"\ifdefined\pagewidth\pagewidth=\paperwidth\pageheight=\paperheight\fi",
        r"\hoffset=-1in \voffset=-1in \topmargin=0pt \oddsidemargin=0pt \headheight=0pt \headsep=0pt",
        r"\topskip=0pt \parindent=0pt \pagestyle{empty}",
        r"\begin{document}",
        "% the picture: copy from here, with its colors",
        *colors,
        r"\begin{tikzpicture}[x=1bp, y=-1bp, inner sep=0pt, line join=round]",
        rf"  \useasboundingbox (0, 0) rectangle ({_number(scene.width)}, {_number(scene.height)});",
        *(f"  {command}" for command in drawn),
        r"\end{tikzpicture}%",
        "% to here",
        r"\end{document}",
    ]
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes items, and keeps the colors that they use."""

    def __init__(self, ruler: Ruler) -> None:
        self._ruler = ruler
        self.colors: dict[str, str] = {}

    def command(self, item: Item) -> str:
        """Return the command that paints an item."""
        match item:
            case Text():
                return self._text(item)
            case Line():
                dashes = "" if item.dashes is None else f", dash pattern={_dash_pattern(item.dashes)}"
                cap = "round" if item.dashes is None else "butt"
                look = f"{self._color(item.color)}, line width={_number(item.width)}bp, line cap={cap}{dashes}"
                return rf"\draw[{look}] {' -- '.join(map(_point, item.points))};"
            case Marker():
                return self._marker(item)
            case Area():
                return rf"\fill[{self._color(item.fill)}] {' -- '.join(map(_point, item.points))} -- cycle;"
            case Tiles():
                outlines = " ".join(_rectangle(*box) for box in item.boxes)
                return rf"\fill[{self._color(item.fill)}] {outlines};"
            case _:
                return self._box(item)

    def _color(self, color: str) -> str:
        """Return the name of a color."""
        return self.colors.setdefault(color, f"tone{chr(ord('a') + len(self.colors) // 26)}{_letter(len(self.colors))}")

    def _text(self, item: Text) -> str:
        """Return a line of text, as wide as it was measured."""
        content = item.content.strip()
        indent = self._ruler.width(item.content, item.font) - self._ruler.width(item.content.lstrip(), item.font)
        look = f"anchor=base west, text={self._color(item.color)}, font={_font(item.font)}"
        words = rf"\fitted{{{_number(self._ruler.width(content, item.font))}}}{{{_latex(content)}}}"
        return rf"\node[{look}] at {_point((item.x + indent, item.baseline))} {{{words}}};"

    def _marker(self, item: Marker) -> str:
        """Return a small shape around a point."""
        look = f"fill={self._color(item.fill)}, draw={self._color(item.edge)}, line width=1bp"
        outline = corners(item)
        if outline is None:
            return rf"\filldraw[{look}] {_point((item.x, item.y))} circle[radius={_number(item.size / 2)}bp];"
        return rf"\filldraw[{look}] {' -- '.join(map(_point, outline))} -- cycle;"

    def _box(self, item: Box) -> str:
        """Return a rectangle."""
        look = []
        if item.fill is not None:
            look.append(f"fill={self._color(item.fill)}")
        if item.edge is not None:
            look.append(f"draw={self._color(item.edge)}, line width={_number(item.line_width)}bp")
        return rf"\path[{', '.join(look)}] {_rectangle(item.x, item.y, item.width, item.height)};"


def _letter(number: int) -> str:
    """Return the letter of a number, over and over."""
    return chr(ord("a") + number % 26)


def _font(font: Font) -> str:
    """Return the commands that choose a font."""
    face = (r"\bfseries" if font.is_bold else "") + (r"\itshape" if font.is_italic else "")
    size, skip = FONT_SHARE * font.size, FONT_SHARE * font.line_height
    return rf"\normalfont{face}\fontsize{{{_number(size)}bp}}{{{_number(skip)}bp}}\selectfont"


def _point(point: Point) -> str:
    """Return a place."""
    return f"({_number(point[0])}, {_number(point[1])})"


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle as a path."""
    return f"{_point((x, y))} rectangle {_point((x + width, y + height))}"


def _dash_pattern(dashes: Sequence[float]) -> str:
    """Return lengths of ink and paper in turn."""
    words = ("on", "off")
    return " ".join(f"{words[number % 2]} {_number(length)}bp" for number, length in enumerate(dashes))


def _number(value: float) -> str:
    """Return a length with at most two decimals."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _latex(content: str) -> str:
    """Return a text as LaTeX writes it."""
    return "".join(map(_sign, unicodedata.normalize("NFC", content)))


def _sign(sign: str) -> str:
    """Return one sign as LaTeX writes it."""
    if sign in _SPECIAL:
        return _SPECIAL[sign]
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) == 2 and parts[0].isascii() and parts[1] in _ACCENTS:
        return f"{_ACCENTS[parts[1]]}{{{parts[0]}}}"
    return sign if sign.isprintable() else " "


def _missing_signs(items: Iterable[Item]) -> list[str]:
    """Return what makes ``pdflatex`` show a box for each sign that is left to the font."""
    signs = {sign for item in items if isinstance(item, Text) for sign in _latex(item.content) if not sign.isascii()}
    box = r"\rule{0.6em}{0.6em}"
    declared = [rf"  \DeclareUnicodeCharacter{{{ord(sign):04X}}}{{{box}}}" for sign in sorted(signs)]
    return [r"\ifdefined\DeclareUnicodeCharacter", *declared, r"\fi"] if declared else []
