"""From labels to regions: they fill the rectangle, and borders run where they are crossed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gametheory import load
from gametheory.rendering.maps.regions import mixed_parts, partition, room
from gametheory.studies.regime_map import RegimeMap, map_axis, regime_map

PLACES = (0.0, 10.0, 20.0, 30.0)
HEIGHTS = (30.0, 20.0, 10.0, 0.0)


def with_labels(labels: list[list[int]], crossings: dict[tuple[int, int, int], float] | None = None) -> RegimeMap:
    """A map of four by four places with these labels, one list for each place across."""
    model = load("inspection_game")
    found = regime_map(model, (map_axis(model, "wage", None, 4), map_axis(model, "inspection", None, 4)))
    return replace(found, labels=np.array(labels, dtype=np.int32), crossings=crossings or {})


def visible_areas(found: RegimeMap) -> dict[int, float]:
    """Area of each label, counted point by point in the order of painting."""
    regions = partition(found, PLACES, HEIGHTS).regions
    counts: dict[int, float] = {}
    for x in np.arange(0.25, 30, 0.5):
        for y in np.arange(0.25, 30, 0.5):
            over = [region.label for region in regions if is_inside(region.outline, x, y)]
            counts[over[-1]] = counts.get(over[-1], 0) + 0.25
    return counts


def is_inside(outline: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    inside = False
    for index, (x1, y1) in enumerate(outline):
        x2, y2 = outline[index - 1]
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            inside = not inside
    return inside


def test_one_label_is_one_region() -> None:
    parts = partition(with_labels([[0] * 4] * 4), PLACES, HEIGHTS)
    assert [region.label for region in parts.regions] == [0]
    assert set(parts.regions[0].outline) == {(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0)}
    assert parts.regions[0].area == 900
    assert parts.borders == ()


def test_a_border_stands_where_it_is_crossed() -> None:
    crossings = {(0, 1, row): 0.2 for row in range(4)}
    found = with_labels([[0] * 4, [0] * 4, [1] * 4, [1] * 4], crossings)
    parts = partition(found, PLACES, HEIGHTS)
    assert parts.borders == (((12.0, 0.0), (12.0, 30.0)),)
    assert {region.label: region.area for region in parts.regions} == pytest.approx({0: 360, 1: 540})


def test_an_island_covers_what_lies_around_it() -> None:
    found = with_labels([[0] * 4, [0, 1, 0, 0], [0] * 4, [0] * 4])
    parts = partition(found, PLACES, HEIGHTS)
    assert [region.label for region in parts.regions] == [0, 1]
    assert parts.regions[0].area == 900
    assert visible_areas(found) == pytest.approx({0: 850, 1: 50}, abs=8)
    (border,) = parts.borders
    assert border[0] == border[-1]


def test_three_borders_meet_where_they_lead() -> None:
    across = {(0, 1, row): 0.2 for row in (0, 1)}
    upright = {(1, column, 1): 0.3 for column in range(4)}
    found = with_labels([[0, 0, 2, 2], [0, 0, 2, 2], [1, 1, 2, 2], [1, 1, 2, 2]], across | upright)
    parts = partition(found, PLACES, HEIGHTS)
    meetings = [point for line in parts.borders for point in (line[0], line[-1])]
    assert min(abs(x - 12.0) + abs(y - 17.0) for x, y in meetings) < 1e-9
    assert {region.label: region.area for region in parts.regions} == pytest.approx({0: 156, 1: 234, 2: 510})


def test_a_saddle_is_filled() -> None:
    found = with_labels([[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]])
    areas = visible_areas(found)
    assert sum(areas.values()) == pytest.approx(900)
    assert areas[1] == pytest.approx(125, abs=35)


def test_parts_of_mixed_cells_know_their_places() -> None:
    crossings = {(0, 1, row): 0.2 for row in range(4)}
    found = with_labels([[0] * 4, [0] * 4, [1] * 4, [1] * 4], crossings)
    parts = list(mixed_parts(found, PLACES, HEIGHTS))
    assert len(parts) == 6
    assert {found.labels[place] for inner, _ in parts for place in inner} == {0, 1}
    for inner, outline in parts:
        is_left = found.labels[inner[0]] == 0
        assert all((x <= 12.0) if is_left else (x >= 12.0) for x, _ in outline)


def test_room_keeps_away_from_taken_places() -> None:
    labels = np.zeros((5, 5), dtype=np.int32)
    assert np.unravel_index(room(labels).argmax(), (5, 5)) == (2, 2)
    assert room(labels, [(2, 2)])[2, 2] == 1
