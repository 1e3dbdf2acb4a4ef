"""Equilibria along a parameter: branches, components, limits."""

from __future__ import annotations

from io import StringIO

import numpy as np
import pytest

from gametheory import Limits, Termination, load
from gametheory.errors import UnsupportedGameError
from gametheory.studies.bifurcation import Bifurcation, bifurcation
from gametheory.studies.regime_map import map_axis

CONTINUUM = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  gain: {value: 1, range: [1, 3], assumption: "for the test"}
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs:
  - [[1, 1], [gain, 0]]
  - [[1, 0], [0, gain]]
"""
ROOT = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  side: {value: 1, range: [0, 4], assumption: "for the test"}
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs:
  - [[side * side, 3], [2, 1]]
  - [[2, 1], [2, 2]]
"""


def along(name: str, parameter: str, samples: int | None = None) -> Bifurcation:
    model = load(name)
    return bifurcation(model, map_axis(model, parameter, None, samples))


def test_branches_follow_the_formulas() -> None:
    found = along("hawk_dove", "resource", 21)
    below = [branch for branch in found.branches if len(branch.values) > 1 and branch.values[-1] <= 3]
    assert len(below) == 3
    assert all(branch.is_isolated for branch in below)
    mixed = next(branch for branch in below if 0 < branch.highs[1, 0] < 1)
    assert mixed.highs[:, 0] == pytest.approx(np.array(mixed.values) / 3)


def test_a_component_is_a_band() -> None:
    found = bifurcation(load(StringIO(CONTINUUM)), map_axis(load(StringIO(CONTINUUM)), "gain", None, 11))
    bands = [branch for branch in found.branches if not branch.is_isolated]
    assert bands
    widest = max(float((branch.highs - branch.lows).max()) for branch in bands)
    assert 0 < widest <= 1


def test_at_a_threshold_the_component_stands_alone() -> None:
    found = along("price_monitoring", "scan_cost", 12)
    (at,) = [branch for branch in found.branches if len(branch.values) == 1]
    assert at.values == (0.30675,)
    assert (at.lows[0, 0], at.highs[0, 0]) == pytest.approx((0, 48 / 107))


def test_samples_stay_between_irrational_thresholds() -> None:
    model = load(StringIO(ROOT))
    found = bifurcation(model, map_axis(model, "side", None, 9))
    assert [round(float(value), 6) for value in found.found.values] == [1.414214]
    ends = [(branch.values[0], branch.values[-1]) for branch in found.branches]
    assert ends
    assert all(end < 2**0.5 or start > 2**0.5 for start, end in ends)


def test_trees_have_choices_at_information_sets() -> None:
    found = along("choose_one_of_two", "commission", 8)
    assert {choice.infoset for choice in found.choices} >= {"demand", "homing"}
    column = next(place for place, choice in enumerate(found.choices) if choice.action == "Demand exclusivity")
    first, last = found.branches[0], [branch for branch in found.branches if len(branch.values) > 1][-1]
    assert (first.highs[0, column], last.highs[-1, column]) == (0, 1)


def test_a_limit_keeps_what_was_found() -> None:
    model = load("price_monitoring")
    found = bifurcation(model, map_axis(model, "commission"), limits=Limits(time=0.0))
    assert found.termination is Termination.TIME_LIMIT


def test_not_every_concept_has_curves() -> None:
    model = load("price_monitoring")
    with pytest.raises(UnsupportedGameError, match="expected a concept whose equilibria are mixed strategies"):
        bifurcation(model, map_axis(model, "commission"), concept="correlated")


def test_tiers_have_shares() -> None:
    model = load("two_store_limit")
    found = bifurcation(model, map_axis(model, "upkeep", ("5", "25"), 9))
    assert [choice.action for choice in found.choices] == ["One store", "Two stores", "Four stores"]
    long = [branch for branch in found.branches if len(branch.values) > 1]
    assert all(branch.is_isolated for branch in long)
    assert [(round(float(own.highs[0, 1]), 2), round(float(own.highs[-1, 1]), 2)) for own in long] == [
        (1.0, 1.0), (1.0, 0.0), (0.0, 0.0),
    ]  # fmt: skip
