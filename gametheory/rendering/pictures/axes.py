"""Axes of plots: from numbers to points of a page, with ticks and their texts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.rendering.pictures.number_labels import MINUS
from gametheory.rendering.pictures.plot_frame import round_ticks
from gametheory.rendering.pictures.scene import Line
from gametheory.rendering.pictures.style import NOTE_FONT, QUIET_INK, RULE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.rendering.pictures.scene import Item, Point
    from gametheory.rendering.pictures.text_block import TypeSetter

TICK = 4.0
BESIDE_TICK = 3.0
LEAST_STEP = 0.7
"""Points that a line must go on before its next point is drawn: nearer ones cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers on a line.

    Parameters
    ----------
    low, high
        The numbers at both ends.
    start, end
        Their places, in points.
    is_logarithmic
        Whether equal distances are equal ratios; the numbers are then above 0.
    """

    low: float
    high: float
    start: float
    end: float
    is_logarithmic: bool = False

    def place(self, number: float) -> float:
        """Return the place of a number."""
        if self.low == self.high:
            return self.start
        if self.is_logarithmic:
            share = math.log(number / self.low) / math.log(self.high / self.low)
        else:
            share = (number - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return round numbers on the line, its ends among them where they are round.

        Examples
        --------
        >>> Scale(1, 10_000, 0, 100, is_logarithmic=True).ticks()
        [1.0, 10.0, 100.0, 1000.0, 10000.0]
        >>> Scale(0, 700, 0, 100).ticks()
        [0.0, 200.0, 400.0, 600.0]
        """
        if self.is_logarithmic:
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            return [float(10**power) for power in powers]
        return [float(tick) for tick in round_ticks(Fraction(str(self.low)), Fraction(str(self.high)))]


def tick_text(number: float) -> str:
    """Return a number under an axis."""
    text = f"{number:,.6g}" if abs(number) < 10**6 else f"{number:,.0f}"
    return text.replace("-", MINUS)


def across_axis(scale: Scale, height: float, setter: TypeSetter) -> Iterator[Item]:
    """Yield line, ticks and texts of an axis along the bottom; it takes ``across_height`` below."""
    yield Line(((scale.start, height), (scale.end, height)), 0.7, RULE)
    for number in scale.ticks():
        place = scale.place(number)
        yield Line(((place, height), (place, height + TICK)), 0.7, RULE)
        yield from setter.lines([tick_text(number)], NOTE_FONT, QUIET_INK).place(
            place, height + TICK + BESIDE_TICK / 2, "middle"
        )


def across_height() -> float:
    """Return what an axis along the bottom takes below its line."""
    return TICK + BESIDE_TICK / 2 + NOTE_FONT.line_height


def upright_axis(scale: Scale, left: float, setter: TypeSetter) -> Iterator[Item]:
    """Yield line, ticks and texts of an axis along the left side."""
    yield Line(((left, scale.start), (left, scale.end)), 0.7, RULE)
    for number in scale.ticks():
        place = scale.place(number)
        yield Line(((left - TICK, place), (left, place)), 0.7, RULE)
        block = setter.lines([tick_text(number)], NOTE_FONT, QUIET_INK)
        yield from block.place(left - TICK - BESIDE_TICK, place - block.height / 2, "right")


def thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points of a line that can be told apart, the first and the last among them.

    Examples
    --------
    >>> thinned([(0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (5.0, 0.0), (5.1, 0.0)])
    ((0.0, 0.0), (5.0, 0.0), (5.1, 0.0))
    """
    kept = [points[0]]
    for point in points[:-1]:
        if math.dist(point, kept[-1]) >= LEAST_STEP:
            kept.append(point)
    return (*kept, points[-1])
