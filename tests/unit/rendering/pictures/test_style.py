"""Colors and shapes tell players apart."""

from __future__ import annotations

import pytest

from gametheory.rendering.pictures.style import (
    CHANCE_SHAPE,
    PAPER,
    PLAYER_COLORS,
    PLAYER_SHAPES,
    Font,
    gray,
    pale,
    player_color,
    player_dashes,
    player_shape,
)


def luminance(color: str) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines define it."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("color", PLAYER_COLORS)
def test_text_in_a_player_color_is_readable_on_white(color: str) -> None:
    assert 1.05 / (luminance(color) + 0.05) >= 4.5


def test_fourteen_players_differ_in_color_or_shape() -> None:
    assert len({(player_color(player), player_shape(player)) for player in range(14)}) == 14
    assert CHANCE_SHAPE not in PLAYER_SHAPES


def test_pale_goes_from_the_color_to_paper() -> None:
    assert pale("#0072B2", 0.0) == "#0072B2"
    assert pale("#0072B2", 1.0) == PAPER


def test_lines_are_higher_than_their_letters() -> None:
    assert Font(10).ascent == pytest.approx(8.6)
    assert Font(10).line_height > 10


def test_players_differ_in_dashes() -> None:
    assert len({player_dashes(player) for player in range(6)}) == 6
    assert player_dashes(6) == player_dashes(0)


@pytest.mark.parametrize("color", [*PLAYER_COLORS, PAPER, "#000000", "#030201"])
def test_grays_are_as_bright_as_their_colors(color: str) -> None:
    shade = gray(color)
    assert shade[1:3] == shade[3:5] == shade[5:7]
    assert luminance(shade) == pytest.approx(luminance(color), abs=0.01)
