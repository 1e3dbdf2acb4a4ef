"""Regions whose borders are followed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import pi

import pytest

from gametheory.rendering.maps.map_frame import SIDE, MapFrame
from gametheory.rendering.maps.map_letters import letter_places
from gametheory.rendering.maps.regime_map_picture import draw_regime_map, map_notes
from gametheory.rendering.maps.strip_regions import map_regions, middle_places, strip_partition
from gametheory.rendering.pictures.axes import Scale
from gametheory.studies.borders.strips import Strip
from gametheory.studies.regime_map import RegimeMap, map_axis, regime_map
from unit.studies.borders.plane_games import one_sided

SCALES = Scale(0.0, 2.0, 0.0, 20.0), Scale(0.0, 1.0, 10.0, 0.0)


def map_of(formula: str) -> RegimeMap:
    model = one_sided(formula)
    return regime_map(model, (map_axis(model, "p", None, 9), map_axis(model, "q", None, 9)))


def test_a_disc_is_one_region() -> None:
    found = map_of("1/16 - (p - 1/2)**2 - (q - 1/2)**2")
    parts = map_regions(found, MapFrame(found))
    square, disc = parts.regions
    assert square.area == pytest.approx(SIDE**2)
    assert disc.area == pytest.approx(pi / 16 * SIDE**2, rel=1e-3)
    (line,) = parts.borders
    assert line[0] == line[-1]


def test_a_tiny_disc_is_drawn_with_its_letter() -> None:
    found = map_of("1/100000 - (p - 1/7)**2 - (q - 3/11)**2")
    assert len(found.regimes) == 2
    assert set(found.labels.ravel().tolist()) == {0}
    frame = MapFrame(found)
    assert [region.label for region in map_regions(found, frame).regions] == [0, 1]
    outside = letter_places(found, frame)[1]
    assert (outside.letter, outside.is_inside) == ("B", False)
    assert outside.place == pytest.approx((SIDE / 7, SIDE * 8 / 11), abs=1)
    assert map_notes(found)[0].startswith("Exact: borders follow the curves")
    assert "unseen" not in draw_regime_map(found).scene.title


def test_without_strips_the_grid_is_drawn() -> None:
    found = map_of("p - q")
    exact, gridded = (map_regions(one, MapFrame(one)) for one in (found, replace(found, strips=())))
    assert len(exact.regions) == len(gridded.regions) == 2
    assert exact.regions[0].area == pytest.approx(SIDE**2 / 2, rel=1e-6)


def test_equal_neighbors_are_joined_and_others_parted() -> None:
    left = Strip(0.0, 1.0, (0.0, 0.5, 1.0), (0.0, 0.5, 1.0), (0, 1))
    right = Strip(1.0, 2.0, (0.0, 0.25, 1.0), (0.0, 0.25, 1.0), (1, 0))
    parts = strip_partition([left, right], SCALES)
    assert [(region.label, region.area) for region in parts.regions] == [(0, 125.0), (1, 50.0), (1, 25.0)]
    lengths = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for line in parts.borders for a, b in pairwise(line))
    assert lengths == pytest.approx(10 + 10 + 2.5 + 5)


def test_middles() -> None:
    strip = Strip(0.0, 1.0, (0.0, 0.5, 1.0), (0.0, 0.5, 1.0), (3, 1))
    assert middle_places([strip, strip._replace(left=1.0, right=1.5)], SCALES) == {3: (5.0, 7.5), 1: (5.0, 2.5)}
