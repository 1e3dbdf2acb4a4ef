"""Axes: places, ticks and thinned lines."""

from __future__ import annotations

import math

import pytest

from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, thinned, tick_text, upright_axis
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.scene import Line, Text
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())


def test_places_are_between_the_ends() -> None:
    assert Scale(2, 6, 10, 30).place(3) == 15
    assert Scale(0, 1, 100, 0).place(0.25) == 75
    assert Scale(1, 10_000, 0, 40, is_logarithmic=True).place(100) == pytest.approx(20)
    assert Scale(3, 3, 7, 40).place(3) == 7


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 1000, [0, 200, 400, 600, 800, 1000]),
        (0, 7, [0, 2, 4, 6]),
        (0, 0, [0]),
        (0, 0.5, [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
        (0.1, 0.3, [0.1, 0.15, 0.2, 0.25, 0.3]),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: list[float]) -> None:
    assert Scale(low, high, 0, 100).ticks() == expected


def test_logarithmic_ticks_are_powers_of_ten() -> None:
    assert Scale(1, 2500, 0, 100, is_logarithmic=True).ticks() == [1, 10, 100, 1000]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.2, "0.2"), (1000, "1,000"), (3_000_000, "3,000,000"), (0, "0"), (-200.5, "\N{MINUS SIGN}200.5")],
)
def test_numbers_under_an_axis(number: float, text: str) -> None:
    assert tick_text(number) == text


def test_axes_have_a_text_for_each_tick() -> None:
    across = list(across_axis(Scale(0, 1000, 30, 330), 50, SETTER))
    texts = [item for item in across if isinstance(item, Text)]
    assert [item.content for item in texts] == ["0", "200", "400", "600", "800", "1,000"]
    assert max(item.baseline for item in texts) < 50 + across_height()
    upright = list(upright_axis(Scale(0, 1, 100, 0), 30, SETTER))
    assert next(item.content for item in upright if isinstance(item, Text)) == "0"
    assert all(item.x < 30 for item in upright if isinstance(item, Text))
    assert sum(isinstance(item, Line) for item in upright) == 7


def test_thinned_lines_keep_their_ends() -> None:
    circle = [(100 * math.cos(step / 1e4), 100 * math.sin(step / 1e4)) for step in range(10_000)]
    found = thinned(circle)
    assert (found[0], found[-1]) == (circle[0], circle[-1])
    assert 100 < len(found) < 200
    assert thinned([(1.0, 2.0)]) == ((1.0, 2.0), (1.0, 2.0))
