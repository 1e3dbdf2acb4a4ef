"""Blocks of text: lines that are made of runs in several colors, measured, and placed by a corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from gametheory.rendering.pictures.scene import Text
from gametheory.rendering.pictures.style import INK, Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gametheory.rendering.pictures.text_wrap import Ruler

Alignment: TypeAlias = Literal["left", "middle", "right"]
_SHARES = {"left": 0.0, "middle": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font and color, with its width in points."""

    content: str
    font: Font
    color: str
    width: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of runs; the empty block takes no place."""

    lines: tuple[tuple[Run, ...], ...] = ()

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max((sum(run.width for run in line) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Sum of the heights of the lines."""
        return sum((_line_height(line) for line in self.lines), 0.0)

    def above(self, other: TextBlock) -> TextBlock:
        """Return one block with the lines of both, these first."""
        return TextBlock(self.lines + other.lines)

    def place(self, x: float, top: float, alignment: Alignment = "left") -> Iterator[Text]:
        """Yield texts for the block whose top is given and whose left edge, middle or right edge is at ``x``."""
        for line in self.lines:
            left = x - _SHARES[alignment] * sum(run.width for run in line)
            baseline = top + max(run.font.ascent for run in line)
            for run in line:
                if run.content.strip():
                    yield Text(left, baseline, run.content, run.font, run.color)
                left += run.width
            top += _line_height(line)


def _line_height(line: Iterable[Run]) -> float:
    """Return the height of a line with its leading."""
    return max(run.font.line_height for run in line)


@dataclass(frozen=True, slots=True)
class TypeSetter:
    """Makes blocks of text with one ruler."""

    ruler: Ruler

    def run(self, content: str, font: Font, color: str = INK) -> Run:
        """Return a measured run."""
        return Run(content, font, color, self.ruler.width(content, font))

    def lines(self, contents: Sequence[str], font: Font, color: str = INK) -> TextBlock:
        """Return a block with one run on each line."""
        return TextBlock(tuple((self.run(content, font, color),) for content in contents))

    def separated(self, runs: Sequence[Run], separator: str = ", ", color: str = INK) -> TextBlock:
        """Return one line of runs with a separator between them; without runs the empty block."""
        if not runs:
            return TextBlock()
        between = self.run(separator, runs[0].font, color)
        line = [runs[0]]
        for run in runs[1:]:
            line += [between, run]
        return TextBlock((tuple(line),))
