"""Regions of a map whose borders are followed: strips put together along both sides of the lines between them."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.rendering.maps.outlines import Tracer
from gametheory.rendering.maps.regions import partition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.rendering.maps.map_frame import MapFrame
    from gametheory.rendering.maps.outlines import Partition
    from gametheory.rendering.pictures.axes import Scale
    from gametheory.rendering.pictures.scene import Point
    from gametheory.studies.borders.strips import Strip
    from gametheory.studies.regime_map import RegimeMap


def map_regions(found: RegimeMap, frame: MapFrame) -> Partition:
    """Return the regions and borders of a map: those that were followed, else those of its grid."""
    if found.strips:
        return strip_partition(found.strips, frame.scales)
    return partition(found, *frame.places)


def strip_partition(strips: Sequence[Strip], scales: tuple[Scale, Scale]) -> Partition:
    """Return the regions and borders that strips make up.

    Parameters
    ----------
    strips
        In increasing order; where one ends the next begins.
    scales
        Where the values of both parameters stand on the page.

    Examples
    --------
    >>> from gametheory.rendering.pictures.axes import Scale
    >>> from gametheory.studies.borders.strips import Strip
    >>> left = Strip(0.0, 2.0, (0.0, 1.0, 5.0), (0.0, 3.0, 5.0), (0, 1))
    >>> right = Strip(2.0, 4.0, (0.0, 5.0), (0.0, 5.0), (1,))
    >>> parts = strip_partition([left, right], (Scale(0.0, 4.0, 0.0, 40.0), Scale(0.0, 5.0, 50.0, 0.0)))
    >>> [(region.label, region.area) for region in parts.regions], parts.borders
    ([(1, 1600.0), (0, 400.0)], (((0.0, 40.0), (20.0, 20.0), (20.0, 50.0)),))
    """
    tracer = Tracer()
    lines = _lines(strips, scales)
    for strip, (left, right) in zip(strips, pairwise(lines), strict=True):
        ends = zip(pairwise(strip.stops_left), pairwise(strip.stops_right), strict=True)
        for label, ((low, high), (low_right, high_right)) in zip(strip.labels, ends, strict=True):
            upwards = [place for stop, place in right.items() if low_right <= stop <= high_right]
            downwards = [place for stop, place in left.items() if low <= stop <= high]
            tracer.add_part(label, [*upwards, *reversed(downwards)])
        stops = list(zip(strip.stops_left, strip.stops_right, strict=True))
        for (below, above), (stop, stop_right) in zip(pairwise(strip.labels), stops[1:-1], strict=True):
            if below != above:
                tracer.add_border(left[stop], right[stop_right])
    for (before, after), line in zip(pairwise(strips), lines[1:-1], strict=True):
        for (low, start), (high, end) in pairwise(line.items()):
            middle = (low + high) / 2
            label = before.labels[bisect(before.stops_right, middle) - 1]
            if label != after.labels[bisect(after.stops_left, middle) - 1]:
                tracer.add_border(start, end)
    return tracer.partition()


def _lines(strips: Sequence[Strip], scales: tuple[Scale, Scale]) -> list[dict[float, Point]]:
    """Return for each line along which strips end, from below, the places of all stops on both of its sides."""
    across, upright = scales
    sides = [
        (strips[0].left, strips[0].stops_left, strips[0].stops_left),
        *((after.left, before.stops_right, after.stops_left) for before, after in pairwise(strips)),
        (strips[-1].right, strips[-1].stops_right, strips[-1].stops_right),
    ]
    return [
        {stop: (across.place(value), upright.place(stop)) for stop in sorted({*before, *after})}
        for value, before, after in sides
    ]


def middle_places(strips: Sequence[Strip], scales: tuple[Scale, Scale]) -> dict[int, Point]:
    """Return for each label the middle of the largest part that one strip has of it, on the page.

    Examples
    --------
    >>> from gametheory.rendering.pictures.axes import Scale
    >>> from gametheory.studies.borders.strips import Strip
    >>> strip = Strip(0.0, 2.0, (0.0, 1.0, 5.0), (0.0, 3.0, 5.0), (0, 1))
    >>> middle_places([strip], (Scale(0.0, 4.0, 0.0, 40.0), Scale(0.0, 5.0, 50.0, 0.0)))
    {0: (10.0, 40.0), 1: (10.0, 15.0)}
    """
    largest: dict[int, tuple[float, Point]] = {}
    for strip in strips:
        middles = [(low + high) / 2 for low, high in zip(strip.stops_left, strip.stops_right, strict=True)]
        across = scales[0].place((strip.left + strip.right) / 2)
        for label, (low, high) in zip(strip.labels, pairwise(middles), strict=True):
            size = (strip.right - strip.left) * (high - low)
            if label not in largest or size > largest[label][0]:
                largest[label] = size, (across, scales[1].place((low + high) / 2))
    return {label: place for label, (_, place) in largest.items()}
