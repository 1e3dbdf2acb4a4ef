"""On maps and diagrams no two texts overlap and none leaves the page; letters and star do not cover each other."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from gametheory.rendering.draw import Picture
from gametheory.rendering.maps.bifurcation_picture import draw_bifurcation
from gametheory.rendering.maps.payoff_map_picture import draw_payoff_map
from gametheory.rendering.maps.regime_map_picture import draw_regime_map
from gametheory.rendering.pictures.scene import Marker
from gametheory.studies.regime_map import with_payoffs
from rendering.test_nothing_overlaps import check
from unit.rendering.maps.games import curves_of, map_of

MAPS = (
    ("price_monitoring", "commission", "suppressed"),
    ("price_monitoring", "temu_sales", "scan_cost"),
    ("inspection_game", "wage", "inspection"),
    ("hawk_dove", "resource", "injury"),
    ("many", "left", "right"),
)
CURVES = (
    ("price_monitoring", "scan_cost"),
    ("choose_one_of_two", "commission"),
    ("hawk_dove", "resource"),
    ("inspection_game", "wage"),
    ("many", "left"),
)


def check_marks(picture: Picture) -> None:
    """Assert that discs and stars stand apart."""
    marks = [item for item in picture.scene.items if isinstance(item, Marker) and item.size > 5]
    assert marks
    for one, other in combinations(marks, 2):
        assert dist((one.x, one.y), (other.x, other.y)) > 0.9 * (one.size + other.size) / 2


@pytest.mark.parametrize("names", MAPS, ids="-".join)
def test_maps(names: tuple[str, str, str]) -> None:
    picture = draw_regime_map(map_of(*names))
    check(picture)
    check_marks(picture)


@pytest.mark.parametrize("names", MAPS, ids="-".join)
def test_payoff_maps(names: tuple[str, str, str]) -> None:
    found = map_of(*names)
    player = found.model.players[0].key
    picture = draw_payoff_map(with_payoffs(found, player, "first"), player, "first")
    check(picture)
    check_marks(picture)


@pytest.mark.parametrize("names", CURVES, ids="-".join)
def test_diagrams(names: tuple[str, str]) -> None:
    picture = draw_bifurcation(curves_of(*names))
    check(picture)
    check_marks(picture)
