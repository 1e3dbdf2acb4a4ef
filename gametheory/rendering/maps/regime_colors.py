"""How regimes look: eight fills that color-blind readers can tell apart, then the same ones hatched."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from gametheory.rendering.pictures.plot_frame import letters
from gametheory.rendering.pictures.scene import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.rendering.maps.outlines import Region

Hatch: TypeAlias = Literal["plain", "rising", "falling"]

FILLS = ("#94DCEE", "#EEEEA6", "#A682DC", "#EEB85E", "#4CB8A6", "#DC824C", "#3A8294", "#A65E4C")
"""Light ones first, since the first regimes are the largest: no two are less than 0.11 apart in Oklab, to any eye."""
HATCHES: tuple[Hatch, ...] = ("plain", "rising", "falling")
MOST_LOOKS = len(FILLS) * len(HATCHES)
OTHER_FILL = "#DCDCDC"
"""Of all regimes beyond those with a look of their own."""
UNKNOWN_FILL = "#FFFFFF"
HATCH_COLOR = "#1A1A1A"
HATCH_STEP = 6.0
HATCH_WIDTH = 0.6


@dataclass(frozen=True, slots=True)
class Look:
    """Color, hatching and letter of a regime."""

    fill: str
    hatch: Hatch
    letter: str


def look(label: int) -> Look:
    """Return how a regime looks; those from ``MOST_LOOKS`` on look alike and have no letter, unknown ones are white.

    Examples
    --------
    >>> look(0), look(9)
    (Look(fill='#94DCEE', hatch='plain', letter='A'), Look(fill='#EEEEA6', hatch='rising', letter='J'))
    """
    if label < 0:
        return Look(UNKNOWN_FILL, "plain", "")
    if label >= MOST_LOOKS:
        return Look(OTHER_FILL, "plain", "")
    rounds, color = divmod(label, len(FILLS))
    return Look(FILLS[color], HATCHES[rounds], letters(label))


def hatch_lines(regions: Sequence[Region], size: tuple[float, float]) -> Iterator[Line]:
    """Yield the hatching of all regions that need one, cut at their outlines.

    Parameters
    ----------
    regions
        In the order in which they are painted.
    size
        Width and height of the rectangle that they fill, its upper left corner at 0, 0.
    """
    needed = {look(region.label).hatch for region in regions} - {"plain"}
    width, height = size
    for hatch in sorted(needed):
        slope = -1.0 if hatch == "rising" else 1.0
        start = 0.0 if slope < 0 else -height
        for number in range(1, int((width + height) / HATCH_STEP) + 1):
            offset = start + number * HATCH_STEP
            for low, high in _stretches(regions, hatch, slope, offset):
                ends = ((low, slope * (low - offset)), (high, slope * (high - offset)))
                yield Line(ends, HATCH_WIDTH, HATCH_COLOR)


def _stretches(regions: Sequence[Region], hatch: Hatch, slope: float, offset: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where, across, the line y = slope (x - offset) runs through regions with a hatching."""
    crossed = [_crossings(region, slope, offset) for region in regions]
    stops = sorted({stop for stops in crossed for stop in stops})
    for low, high in pairwise(stops):
        middle = (low + high) / 2
        covering = [place for place, stops in enumerate(crossed) if sum(stop < middle for stop in stops) % 2]
        if covering and look(regions[covering[-1]].label).hatch == hatch:
            yield low, high


def _crossings(region: Region, slope: float, offset: float) -> list[float]:
    """Return where the line y = slope (x - offset) crosses an outline, across, in increasing order."""
    found = []
    outline = region.outline
    heights = [y - slope * (x - offset) for x, y in outline]
    for index, (after, below) in enumerate(zip(heights, (*heights[-1:], *heights[:-1]), strict=True)):
        if (after > 0) != (below > 0):
            x, before = outline[index][0], outline[index - 1][0]
            found.append(before + (x - before) * below / (below - after))
    return sorted(found)
