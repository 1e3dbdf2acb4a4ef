"""What plots share: ticks at round numbers, labels that make room for each other, samples of lines, and the fit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.rendering.pictures.scene import Area, Drawing, Line, Marker, Sheet, Text, Tiles, shifted
from gametheory.rendering.pictures.style import INK, NOTE_FONT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gametheory.rendering.pictures.scene import Item
    from gametheory.rendering.pictures.text_block import TypeSetter
    from gametheory.rendering.pictures.text_wrap import Ruler

SAMPLE_LENGTH = 30.0
BESIDE_SAMPLE = 5.0
BETWEEN_SAMPLES = 16.0
ABOVE_PLOT = 10.0


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with the notes that belong below it."""

    drawing: Drawing
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineSample:
    """A kind of line and what it stands for."""

    text: str
    color: str
    width: float
    dashes: tuple[float, float] | None = None


def spread(
    centers: Sequence[float],
    sizes: Sequence[float],
    distance: float,
    within: tuple[float, float] = (-math.inf, math.inf),
) -> list[float]:
    """Return new centers so that labels of these sizes keep their order and a gap, and move as little as they can.

    Parameters
    ----------
    centers
        Where the labels would like to be; equal ones keep the order in which they are given.
    sizes
        Their widths, or heights, at least one.
    distance
        Between neighbors.
    within
        Where all of them should be; where there is too little room they stand out alike on both sides.

    Examples
    --------
    >>> spread([12.0, 10.0, 50.0], [4.0, 6.0, 8.0], 1.0)
    [14.0, 8.0, 50.0]
    """
    order = sorted(range(len(centers)), key=centers.__getitem__)
    offsets = [0.0]
    for before, after in pairwise(order):
        offsets.append(offsets[-1] + (sizes[before] + sizes[after]) / 2 + distance)
    blocks: list[tuple[float, int]] = []
    for index, offset in zip(order, offsets, strict=True):
        total, count = centers[index] - offset, 1
        while blocks and blocks[-1][0] * count >= total * blocks[-1][1]:
            total, count = total + blocks[-1][0], count + blocks[-1][1]
            blocks.pop()
        blocks.append((total, count))
    free = [total / count for total, count in blocks for _ in range(count)]
    low, high = within[0] + sizes[order[0]] / 2, within[1] - sizes[order[-1]] / 2 - offsets[-1]
    if low > high:
        low = high = (low + high) / 2
    moved = {
        index: min(max(place, low), high) + offset for index, place, offset in zip(order, free, offsets, strict=True)
    }
    return [moved[index] for index in range(len(centers))]


def round_ticks(low: Fraction, high: Fraction, most: int = 6) -> list[Fraction]:
    """Return multiples of 1, 2 or 5 times a power of ten within a range, as many as are allowed, at least one.

    Examples
    --------
    >>> [str(tick) for tick in round_ticks(Fraction(-3, 10), Fraction(7, 2))]
    ['0', '1', '2', '3']
    """
    if low == high:
        return [low]
    power = Fraction(10) ** (_digits(high - low) - 2)
    for step in (factor * power * 10**zeros for zeros in range(4) for factor in (1, 2, 5)):
        first, last = math.ceil(low / step), math.floor(high / step)
        if last - first < most:
            break
    return [number * step for number in range(first, last + 1)] or [low]


def _digits(value: Fraction) -> int:
    """Return about how many digits a positive number has before its point."""
    return len(str(value.numerator)) - len(str(value.denominator))


def letters(number: int) -> str:
    """Return A, B, ..., Z, AA, AB, ... for 0, 1, ....

    Examples
    --------
    >>> letters(2), letters(27)
    ('C', 'AB')
    """
    before, last = divmod(number, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def line_legend(samples: Sequence[LineSample], width: float, setter: TypeSetter) -> Drawing:
    """Return samples of lines with what they stand for, side by side where they fit the width."""
    sheet = Sheet()
    left = right = top = 0.0
    for sample in samples:
        block = setter.lines([sample.text], NOTE_FONT, INK)
        needed = SAMPLE_LENGTH + BESIDE_SAMPLE + block.width
        if left and left + needed > width:
            left, top = 0.0, top + 1.3 * NOTE_FONT.line_height
        middle = top + NOTE_FONT.line_height / 2
        sheet.add(Line(((left, middle), (left + SAMPLE_LENGTH, middle)), sample.width, sample.color, sample.dashes))
        sheet.extend(block.place(left + SAMPLE_LENGTH + BESIDE_SAMPLE, top))
        right = max(right, left + needed)
        left += needed + BETWEEN_SAMPLES
    return Drawing(sheet, right, top + NOTE_FONT.line_height)


def below_legend(sheet: Sheet, samples: Sequence[LineSample], setter: TypeSetter) -> Drawing:
    """Return the drawing of a sheet with samples of its lines above it."""
    main = fitted(sheet, setter.ruler)
    legend = line_legend(samples, main.width, setter)
    main.sheet.extend(shifted(item, 0.0, -legend.height - ABOVE_PLOT) for item in legend.sheet.items)
    return fitted(main.sheet, setter.ruler)


def extent(items: Iterable[Item], ruler: Ruler) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower end of what items cover."""
    across, down = zip(*(corner for item in items for corner in _corners(item, ruler)), strict=True)
    return min(across), min(down), max(across), max(down)


def fitted(sheet: Sheet, ruler: Ruler) -> Drawing:
    """Return the drawing of a sheet, moved so that nothing lies left of 0 or above 0."""
    left, top, right, bottom = extent(sheet.items, ruler)
    moved = Sheet([shifted(item, -left, -top) for item in sheet.items])
    return Drawing(moved, right - left, bottom - top)


def _corners(item: Item, ruler: Ruler) -> Iterator[tuple[float, float]]:
    """Yield points that an item does not go beyond."""
    match item:
        case Text():
            width = ruler.width(item.content, item.font)
            yield item.x, item.baseline - item.font.ascent
            yield item.x + width, item.baseline - item.font.ascent + item.font.line_height
        case Line():
            half = item.width / 2
            for x, y in item.points:
                yield x - half, y - half
                yield x + half, y + half
        case Marker():
            yield item.x - item.size, item.y - item.size
            yield item.x + item.size, item.y + item.size
        case Area():
            yield from item.points
        case Tiles():
            for x, y, width, height in item.boxes:
                yield x, y
                yield x + width, y + height
        case _:
            yield item.x, item.y
            yield item.x + item.width, item.y + item.height
