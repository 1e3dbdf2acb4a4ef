"""Bifurcation diagrams: panels, curves, bands, and notes."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from gametheory import load
from gametheory.core.solution import Termination
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.draw import Picture
from gametheory.rendering.maps.bifurcation_picture import HEIGHT, SPAN, draw_bifurcation, regime_labels
from gametheory.rendering.pictures.scene import Area, Line, Text
from gametheory.rendering.pictures.style import PLAYER_COLORS
from gametheory.studies.bifurcation import bifurcation
from gametheory.studies.regime_map import map_axis
from unit.rendering.maps.games import curves_of

BAND = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  gain: {value: 3/2, range: [1, 3], assumption: for the test}
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs:
  - [[2, 1], [gain, 1]]
  - [[0, 1], [4, 0]]
"""
ALONE = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  gain: {value: 2, range: [1, 3], assumption: for the test}
actions: {row: [Top], column: [Left]}
payoffs: [[[gain, 1]]]
"""


def texts(picture: Picture) -> list[str]:
    return [item.content for item in picture.scene.items if isinstance(item, Text)]


def test_a_panel_for_each_player() -> None:
    picture = draw_bifurcation(curves_of("hawk_dove", "resource"))
    titles = [text for text in texts(picture) if "probability of" in text]
    assert titles == ["First animal: probability of “Hawk”", "Second animal: probability of “Hawk”"]
    assert any("Thresholds, proved to be all: 3." in text for text in texts(picture))


def test_players_who_never_change_have_no_panel() -> None:
    picture = draw_bifurcation(curves_of("choose_one_of_two", "commission"))
    titles = [text for text in texts(picture) if "probability of" in text]
    assert titles == ["Amazon, demand: probability of “Demand exclusivity”"]
    told = " ".join(texts(picture))
    assert "The same in every equilibrium at every value:" in told
    assert "“Leave Temu”" in told


def test_several_actions_have_colors_dashes_and_names() -> None:
    picture = draw_bifurcation(curves_of("many", "left"))
    named = [text for text in texts(picture) if text in {"Top", "Middle", "Bottom", "West", "Center", "East"}]
    assert named == ["Top", "Middle", "Bottom", "West", "Center", "East"]
    curves = [item for item in picture.scene.items if isinstance(item, Line) and item.color in PLAYER_COLORS]
    assert len({(item.color, item.dashes) for item in curves if item.width == 1.6}) == 3
    alone = [item for item in curves if item.width == SPAN]
    assert alone
    assert all(abs(item.points[0][0] - item.points[1][0]) < 1e-9 for item in alone)


def test_a_component_is_an_area() -> None:
    model = load(StringIO(BAND))
    traced = bifurcation(model, map_axis(model, "gain", None, 12))
    picture = draw_bifurcation(traced)
    bands = [item for item in picture.scene.items if isinstance(item, Area) and len(item.points) > 8]
    assert bands
    heights = [max(y for _, y in band.points) - min(y for _, y in band.points) for band in bands]
    assert 0 < max(heights) <= HEIGHT + 1e-9
    assert any("Bands," in text for text in texts(picture))


def test_labels_repeat_where_regimes_do() -> None:
    traced = curves_of("many", "left")
    labels = regime_labels(traced)
    assert sorted(labels.values()) == list(range(len(labels)))
    assert len(labels) <= len(traced.found.stretches)


def test_limits_are_told() -> None:
    traced = replace(curves_of("hawk_dove", "resource"), termination=Termination.TIME_LIMIT, notes=("A note.",))
    told = " ".join(texts(draw_bifurcation(traced)))
    assert "The time limit was reached" in told
    assert "A note." in told


def test_nobody_has_a_choice() -> None:
    model = load(StringIO(ALONE))
    with pytest.raises(UnsupportedGameError, match="expected a game in which somebody has a choice"):
        draw_bifurcation(bifurcation(model, map_axis(model, "gain", None, 4)))
