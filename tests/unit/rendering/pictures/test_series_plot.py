"""Plots of numbers against a number."""

from __future__ import annotations

import pytest

from gametheory.rendering.draw import Picture
from gametheory.rendering.pictures.scene import Area, Line, Marker, Text
from gametheory.rendering.pictures.series_plot import MOST_MARKED_POINTS, Panel, Series, draw_panels
from rendering.test_nothing_overlaps import check

RISING = Series("rising", ((1.0, 0.0), (2.0, 3.0), (4.0, 8.0)))
FALLING = Series("falling", ((1.0, 8.0), (2.0, 5.0), (4.0, 7.9)), is_filled=True)


def drawn(*panels: Panel) -> Picture:
    return draw_panels(panels, title="Two lines", across="buyers", notes=("Drawn for this test.",))


def texts(picture: Picture) -> list[str]:
    return [item.content for item in picture.scene.items if isinstance(item, Text)]


def test_axes_lines_and_notes_are_named() -> None:
    found = texts(drawn(Panel("Cost", (RISING, FALLING), (0, 8))))
    assert {"Two lines", "Cost", "rising", "falling", "buyers", "Drawn for this test."} <= set(found)
    assert found.count("8") == 1


def test_lines_end_where_their_numbers_are() -> None:
    picture = drawn(Panel("Cost", (RISING,), (0, 16)))
    markers = [item for item in picture.scene.items if isinstance(item, Marker)]
    assert len(markers) == 3
    first, second, third = markers
    assert third.x - second.x == pytest.approx(2 * (second.x - first.x))
    assert first.y - third.y == pytest.approx(8 / 3 * (first.y - second.y))


def test_areas_reach_the_top() -> None:
    picture = drawn(Panel("Cost", (RISING, FALLING), (0, 8)))
    (area,) = [item for item in picture.scene.items if isinstance(item, Area)]
    highest = min(item.y for item in picture.scene.items if isinstance(item, Marker))
    assert [y for _, y in area.points[-2:]] == pytest.approx([highest, highest])
    assert len(area.points) == 3 + 2


def test_long_lines_bear_no_markers() -> None:
    points = tuple((float(number), number / 100) for number in range(MOST_MARKED_POINTS + 1))
    picture = drawn(Panel("Share", (Series("long", points),), (0, 1)))
    assert [item for item in picture.scene.items if isinstance(item, Marker)] == []


def test_lines_are_told_apart_without_color() -> None:
    lines = tuple(Series(f"line {number}", ((0.0, number), (1.0, number))) for number in range(7))
    drawn_lines = [
        item
        for item in drawn(Panel("Share", lines, (0, 6))).scene.items
        if isinstance(item, Line) and item.width == 1.4
    ]
    assert len({line.dashes for line in drawn_lines}) == len(drawn_lines) == 7


def test_nothing_overlaps() -> None:
    close = tuple(Series(f"a line that ends near the others, number {number}", ((0, 0), (1, 0.5))) for number in (1, 2))
    panels = (Panel("Above", close, (0, 1)), Panel("Below", (RISING, FALLING), (0, 8)))
    check(drawn(*panels))
