"""Heat maps of payoffs over two parameters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.maps.payoff_map_picture import draw_payoff_map
from gametheory.rendering.pictures.color_scale import NUM_LEVELS, scale_color
from gametheory.rendering.pictures.scene import Area, Text, Tiles
from gametheory.studies.regime_map import RegimeMap, with_payoffs
from unit.rendering.maps.games import map_of


def with_seller() -> RegimeMap:
    return with_payoffs(map_of("price_monitoring", "commission", "suppressed"), "seller", "seller")


def test_darker_is_more() -> None:
    found = with_seller()
    assert found.payoffs is not None
    picture = draw_payoff_map(found, "seller", "seller")
    fills = {item.fill for item in picture.scene.items if isinstance(item, Tiles)}
    assert {scale_color(0), scale_color(NUM_LEVELS - 1)} <= fills
    texts = " ".join(item.content for item in picture.scene.items if isinstance(item, Text))
    assert "Darker: Top seller gets more, in million USD a year." in texts
    assert "the best equilibrium for Top seller" in texts


def test_cells_at_borders_have_two_colors() -> None:
    picture = draw_payoff_map(with_seller(), "seller", "first")
    parts = [item for item in picture.scene.items if isinstance(item, Area)]
    assert len(parts) > 10
    assert len({item.fill for item in parts}) > 1


def test_one_payoff_everywhere() -> None:
    found = with_seller()
    assert found.payoffs is not None
    picture = draw_payoff_map(replace(found, payoffs=np.full_like(found.payoffs, 2.5)), "seller", "seller")
    (tiles,) = {item.fill for item in picture.scene.items if isinstance(item, Tiles)}
    assert tiles == scale_color(NUM_LEVELS // 2)


def test_places_without_payoff_stay_white() -> None:
    found = with_seller()
    assert found.payoffs is not None
    payoffs = found.payoffs.copy()
    payoffs[:3] = np.nan
    picture = draw_payoff_map(replace(found, payoffs=payoffs), "seller", "seller")
    covered = sum(w * h for item in picture.scene.items if isinstance(item, Tiles) for _, _, w, h in item.boxes)
    assert 0.8 * 320**2 < covered < 0.9 * 320**2


def test_without_payoffs_there_is_no_map() -> None:
    found = map_of("price_monitoring", "commission", "suppressed")
    with pytest.raises(UnsupportedGameError, match="expected an equilibrium with payoffs somewhere on the map"):
        draw_payoff_map(found, "seller", "seller")
