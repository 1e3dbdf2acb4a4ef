"""Records of maps."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory import load
from gametheory.studies.map_records import MapAxis, RegimeMap


def test_places_are_equally_far_apart_and_inside() -> None:
    axis = MapAxis("wage", Fraction(1), Fraction(3))
    places = axis.nodes(4, (Fraction(1, 100), Fraction(1, 50)))
    assert (places[0], places[-1]) == (Fraction(51, 50), Fraction(74, 25))
    assert places[2] - places[1] == places[1] - places[0]


def test_crossings_lie_halfway_where_not_known() -> None:
    sides = MapAxis("wage", Fraction(1), Fraction(3)), MapAxis("effort", Fraction(0), Fraction(2))
    labels = np.zeros((2, 2), dtype=np.int32)
    found = RegimeMap(load("inspection_game"), "nash", sides, ((), ()), ((),), labels, {(0, 1, 0): 0.2}, is_exact=True)
    assert (found.crossing(0, 1, 0), found.crossing(1, 1, 0)) == (0.2, 0.5)
    assert found.strips == ()
