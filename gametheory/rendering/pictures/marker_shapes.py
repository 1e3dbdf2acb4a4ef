"""Outlines of the markers, so that every file format paints the same shapes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.rendering.pictures.scene import Marker, Point

_BAR = 1 / 3
"""Half the width of a plus sign's bars, for a sign that reaches 1 to every side."""
_STAR_NOTCH = 0.381966
"""Distance of a star's inner corners from its middle; its points are at 1."""


def _regular(*radii: float, corners: int) -> tuple[Point, ...]:
    """Return corners around 0, 0, the first one above it; several radii take turns."""
    angles = [2 * math.pi * number / corners for number in range(corners)]
    return tuple(
        (radii[number % len(radii)] * math.sin(angle), -radii[number % len(radii)] * math.cos(angle))
        for number, angle in enumerate(angles)
    )


_CORNERS: dict[str, tuple[Point, ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0.0, -1.12), (1.12, 1.12), (-1.12, 1.12)),
    "pentagon": _regular(1.1, corners=5),
    "plus": tuple(
        (1.1 * x, 1.1 * y)
        for x, y in (
            *((-_BAR, -1.0), (_BAR, -1.0), (_BAR, -_BAR), (1.0, -_BAR), (1.0, _BAR), (_BAR, _BAR)),
            *((_BAR, 1.0), (-_BAR, 1.0), (-_BAR, _BAR), (-1.0, _BAR), (-1.0, -_BAR), (-_BAR, -_BAR)),
        )
    ),
    "star": _regular(1.4, 1.4 * _STAR_NOTCH, corners=10),
    "hexagon": _regular(1.0, corners=6),
    "diamond": _regular(1.2, corners=4),
}


def corners(marker: Marker) -> tuple[Point, ...] | None:
    """Return the corners of a marker's outline, clockwise; None for a circle of diameter ``marker.size``."""
    if marker.shape == "circle":
        return None
    half = marker.size / 2
    return tuple((marker.x + half * x, marker.y + half * y) for x, y in _CORNERS[marker.shape])
