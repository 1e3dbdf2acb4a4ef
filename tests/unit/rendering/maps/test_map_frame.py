"""Places of numbers on a map, and sentences on values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import load
from gametheory.rendering.maps.map_frame import SIDE, MapFrame, axis_name, fixed_note, value_text
from gametheory.studies.regime_map import map_axis
from unit.rendering.maps.games import map_of


def test_places_reach_from_side_to_side() -> None:
    frame = MapFrame(map_of("inspection_game", "wage", "inspection"))
    across, upright = frame.places
    assert (across[0], across[-1], upright[0], upright[-1]) == (0, SIDE, SIDE, 0)
    assert list(across) == sorted(across)
    assert frame.star == pytest.approx((SIDE * 4 / 9, SIDE * 9 / 10))
    assert frame.nearest_node((0.0, 0.0)) == (0, len(upright) - 1)


def test_values_outside_have_no_star() -> None:
    found = map_of("inspection_game", "wage", "inspection")
    outside = replace(found, axes=(replace(found.axes[0], low=Fraction(6)), found.axes[1]))
    assert MapFrame(outside).star is None
    assert MapFrame(outside).star_note() == "The file's own values, wage = 5 and inspection = 1, lie outside."


def test_names_and_values() -> None:
    model = load("price_monitoring")
    assert axis_name(model, "temu_sales") == "temu_sales, million USD a year"
    assert axis_name(model, "commission") == "commission"
    assert value_text("commission", Fraction(3, 20)) == "commission = 0.15"
    assert value_text("scan_cost", Fraction(1, 3)) == "scan_cost = 1/3"


def test_what_is_set_is_told() -> None:
    model = load("price_monitoring")
    axes = (map_axis(model, "commission"),)
    assert fixed_note(model, axes) == "All other parameters stay at the file's values."
    assert fixed_note(model.with_values(scan_cost="0.2"), axes).startswith("Set: scan_cost = 0.2. All other")
    alone = load("hawk_dove")
    assert fixed_note(alone, (map_axis(alone, "resource"), map_axis(alone, "injury"))) == ""
