"""Outlines of markers."""

from __future__ import annotations

import pytest

from gametheory.rendering.pictures.marker_shapes import corners
from gametheory.rendering.pictures.scene import Marker
from gametheory.rendering.pictures.style import CHANCE_SHAPE, PLAYER_SHAPES


def marker(shape: str) -> Marker:
    return Marker(10.0, 20.0, shape, 8.0, "#000000", "#000000")


def test_circles_have_no_corners() -> None:
    assert corners(marker("circle")) is None


@pytest.mark.parametrize(
    ("shape", "number"),
    [("square", 4), ("triangle", 3), ("pentagon", 5), ("plus", 12), ("star", 10), ("hexagon", 6), ("diamond", 4)],
)
def test_corners(shape: str, number: int) -> None:
    assert shape in {*PLAYER_SHAPES, CHANCE_SHAPE}
    outline = corners(marker(shape))
    assert len(outline) == number
    across, down = zip(*outline, strict=True)
    assert (min(across) + max(across)) / 2 == pytest.approx(10.0)
    assert 20.0 - 6.0 < min(down) < 20.0 - 3.0
    assert 20.0 + 3.0 < max(down) < 20.0 + 6.0
