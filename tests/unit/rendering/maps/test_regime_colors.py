"""Colors of regimes: told apart by every eye; hatching stays inside its region."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from gametheory.rendering.maps.outlines import Region
from gametheory.rendering.maps.regime_colors import FILLS, MOST_LOOKS, OTHER_FILL, UNKNOWN_FILL, hatch_lines, look

# Machado, Oliveira and Fernandes (2009), severity 1, on linear light
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_OKLAB = np.array(
    [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
    ]
)
LEAST_DISTANCE = 0.11
"""In Oklab, where 1 is the way from black to white."""
SQUARE = ((0.0, 0.0), (0.0, 60.0), (60.0, 60.0), (60.0, 0.0))
INNER = ((20.0, 20.0), (20.0, 40.0), (40.0, 40.0), (40.0, 20.0))


def seen(color: str, eye: str) -> np.ndarray:
    channels = np.array([int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return TO_OKLAB @ np.cbrt(TO_CONES @ np.clip(EYES[eye] @ linear, 0, 1))


@pytest.mark.parametrize("eye", EYES)
def test_fills_can_be_told_apart(eye: str) -> None:
    colors = [seen(color, eye) for color in FILLS]
    distances = [float(np.linalg.norm(one - other)) for one, other in combinations(colors, 2)]
    assert len(distances) == 28
    assert min(distances) >= LEAST_DISTANCE


def test_looks_are_different() -> None:
    looks = [look(label) for label in range(MOST_LOOKS)]
    assert len({(one.fill, one.hatch) for one in looks}) == MOST_LOOKS
    assert [one.letter for one in looks][:3] == ["A", "B", "C"]
    assert {one.hatch for one in looks[:8]} == {"plain"}
    assert "plain" not in {one.hatch for one in looks[8:]}
    assert (look(MOST_LOOKS).fill, look(MOST_LOOKS).letter) == (OTHER_FILL, "")
    assert look(-1).fill == UNKNOWN_FILL


def test_plain_regions_have_no_lines() -> None:
    assert list(hatch_lines([Region(0, SQUARE, 3600.0)], (60.0, 60.0))) == []


@pytest.mark.parametrize(("label", "slope"), [(8, -1.0), (16, 1.0)])
def test_hatching_stays_inside(label: int, slope: float) -> None:
    regions = [Region(0, SQUARE, 3600.0), Region(label, INNER, 400.0)]
    lines = list(hatch_lines(regions, (60.0, 60.0)))
    assert len(lines) > 4
    for line in lines:
        (x1, y1), (x2, y2) = line.points
        assert (y2 - y1) / (x2 - x1) == pytest.approx(slope)
        assert 20 - 1e-9 <= min(x1, x2, y1, y2) <= max(x1, x2, y1, y2) <= 40 + 1e-9


def test_hatching_leaves_out_what_lies_inside() -> None:
    regions = [Region(8, SQUARE, 3600.0), Region(0, INNER, 400.0)]
    lines = list(hatch_lines(regions, (60.0, 60.0)))
    middles = [((line.points[0][0] + line.points[1][0]) / 2, sum(y for _, y in line.points) / 2) for line in lines]
    assert middles
    assert not [place for place in middles if 20 < place[0] < 40 and 20 < place[1] < 40]
