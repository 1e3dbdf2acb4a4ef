"""Ticks at round numbers, labels that make room, and drawings that begin at 0."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.plot_frame import (
    LineSample,
    below_legend,
    fitted,
    letters,
    line_legend,
    round_ticks,
    spread,
)
from gametheory.rendering.pictures.scene import Box, Line, Marker, Sheet, Text, Tiles
from gametheory.rendering.pictures.style import INK, PAPER
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())


def test_labels_with_room_stay() -> None:
    assert spread([3.0, 20.0, 40.0], [4.0, 6.0, 2.0], 1.0) == [3.0, 20.0, 40.0]


def test_labels_move_apart_evenly() -> None:
    assert spread([10.0, 10.0, 10.0], [4.0, 4.0, 4.0], 2.0) == [4.0, 10.0, 16.0]


def test_labels_keep_their_order() -> None:
    assert spread([40.0, 3.0, 20.0], [2.0, 4.0, 6.0], 1.0) == [40.0, 3.0, 20.0]
    assert spread([10.0, 4.0, 10.0], [4.0, 2.0, 6.0], 0.0) == [7.5, 4.0, 12.5]


@pytest.mark.parametrize("seed", range(20))
def test_labels_never_overlap(seed: int) -> None:
    rng = random.Random(seed)
    centers = [round(rng.uniform(0, 100), -1) for _ in range(12)]
    sizes = [rng.uniform(1, 6) for _ in centers]
    moved = spread(centers, sizes, 0.5, (0.0, 120.0))
    placed = sorted(zip(moved, sizes, centers, strict=True))
    for (one, half, wanted), (two, other, wanted_next) in pairwise(placed):
        assert two - one >= (half + other) / 2 + 0.5 - 1e-9
        assert wanted <= wanted_next
    assert placed[0][0] - placed[0][1] / 2 >= -1e-9
    assert placed[-1][0] + placed[-1][1] / 2 <= 120 + 1e-9


def test_labels_without_room_stand_out_on_both_sides() -> None:
    assert spread([0.0, 1.0], [10.0, 10.0], 0.0, (0.0, 12.0)) == [1.0, 11.0]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "12.5", ["0", "5", "10"]),
        ("-1/3", "1/3", ["-1/5", "0", "1/5"]),
        ("7", "7", ["7"]),
        ("1000000", "1000003", ["1000000", "1000001", "1000002", "1000003"]),
        ("0", "1e40", [str(2 * number * 10**39) for number in range(6)]),
    ],
)
def test_ticks(low: str, high: str, expected: list[str]) -> None:
    assert [str(tick) for tick in round_ticks(Fraction(low), Fraction(high))] == expected


@pytest.mark.parametrize("seed", range(30))
def test_there_are_some_ticks_but_not_many(seed: int) -> None:
    rng = random.Random(seed)
    low = Fraction(rng.randint(-(10**6), 10**6), rng.randint(1, 10**4))
    high = low + Fraction(rng.randint(1, 10**6), rng.randint(1, 10**6))
    ticks = round_ticks(low, high, 5)
    assert 1 <= len(ticks) <= 5
    assert low <= ticks[0] <= ticks[-1] <= high


def test_letters() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_samples_wrap() -> None:
    samples = [LineSample(f"Best replies of number {number}", INK, 2.0) for number in range(3)]
    wide, narrow = line_legend(samples, 900.0, SETTER), line_legend(samples, 150.0, SETTER)
    assert wide.width > narrow.width
    assert wide.height < narrow.height
    assert sum(isinstance(item, Line) for item in narrow.sheet.items) == 3


def test_samples_stand_above_a_drawing() -> None:
    frame = Box(0.0, 0.0, 200.0, 50.0)
    drawing = below_legend(Sheet([frame]), [LineSample("Best replies", INK, 2.0)], SETTER)
    (moved,) = (item for item in drawing.sheet.items if isinstance(item, Box))
    (text,) = (item for item in drawing.sheet.items if isinstance(item, Text))
    assert moved.y + 50.0 == pytest.approx(drawing.height)
    assert 0 < text.baseline < moved.y - 10.0


def test_drawings_are_moved_to_the_corner() -> None:
    items = (
        Box(-4.0, 2.0, 10.0, 30.0),
        Line(((-9.0, 3.0), (20.0, 5.0)), 2.0),
        Marker(19.0, -3.0, "circle", 4.0, PAPER, INK),
        Text(1.0, 60.0, "low"),
        Tiles(((-10.0, 4.0, 1.0, 2.0), (3.0, 4.0, 1.0, 2.0)), INK),
    )
    drawing = fitted(Sheet(list(items)), SETTER.ruler)
    assert drawing.sheet.items[0] == Box(6.0, 9.0, 10.0, 30.0)
    assert drawing.width == 33.0
    assert drawing.height == pytest.approx(67.0 + items[3].font.line_height - items[3].font.ascent)
