"""Maps of regimes: labels, crossings, limits, and errors."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import StringIO

import numpy as np
import pytest

from gametheory import GameModel, Limits, Termination, load, solve
from gametheory.errors import InvalidParameterError
from gametheory.studies.regime_map import UNKNOWN, check_player, map_axis, regime_map, with_payoffs
from gametheory.studies.regimes import regime

IRRATIONAL = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  left: {value: 1, range: [0, 4], assumption: "for the test"}
  right: {value: 1, range: [0, 3], assumption: "for the test"}
actions: {row: [Top, Bottom], column: [Wait, Go]}
payoffs:
  - [[sqrt(left), 1], [sqrt(left), 0]]
  - [[right, 1], [right, 0]]
"""


def inspection() -> GameModel:
    return load("inspection_game")


def test_labels_are_the_regimes_that_solving_finds() -> None:
    model = inspection()
    found = regime_map(model, (map_axis(model, "wage", None, 6), map_axis(model, "inspection", None, 5)))
    assert found.is_exact
    assert found.labels.shape == (6, 5)
    for column, wage in enumerate(found.nodes[0]):
        for row, inspected in enumerate(found.nodes[1]):
            at = model.with_values(wage=wage, inspection=inspected)
            assert found.regimes[found.labels[column, row]] == regime(solve(at))


def test_crossings_are_exact() -> None:
    model = inspection()
    found = regime_map(model, (map_axis(model, "wage", None, 6), map_axis(model, "inspection", (0, 4), 5)))
    across, upright = found.nodes
    assert len(found.crossings) > 3
    for (axis, column, row), share in found.crossings.items():
        here = (across[column], upright[row])
        there = (across[column + 1], upright[row]) if axis == 0 else (across[column], upright[row + 1])
        wage, inspected = (float(a + Fraction(share) * (b - a)) for a, b in zip(here, there, strict=True))
        assert wage == pytest.approx(inspected) or wage == pytest.approx(2)


def test_places_lie_on_no_diagonal() -> None:
    model = inspection()
    found = regime_map(model, (map_axis(model, "wage", (1, 3), 3), map_axis(model, "inspection", (1, 3), 3)))
    assert not set(found.nodes[0]) & set(found.nodes[1])


def test_payoffs_of_a_fine_grid_are_those_of_every_other_place() -> None:
    model = load("hawk_dove")
    sides = map_axis(model, "resource", None, 27), map_axis(model, "injury", None, 27)
    found = replace(regime_map(model, sides), num_taken=5)
    colored = with_payoffs(found, model.players[0].key, "first")
    assert colored.labels.shape == (14, 14)
    assert colored.payoffs is not None
    assert colored.payoffs.shape == (14, 14)
    assert colored.nodes[0] == found.nodes[0][::2]


def test_where_nothing_is_proved_places_are_solved() -> None:
    model = load(StringIO(IRRATIONAL))
    found = regime_map(model, (map_axis(model, "left", None, 7), map_axis(model, "right", None, 6)))
    assert not found.is_exact
    assert found.crossings == {}
    assert found.crossing(0, 1, 1) == 0.5
    assert len(found.regimes) == 2
    for column, left in enumerate(found.nodes[0]):
        for row, right in enumerate(found.nodes[1]):
            (component,) = found.regimes[found.labels[column, row]] or ()
            assert component == ((("row", "", ("Top" if left > right**2 else "Bottom",)), ("column", "", ("Wait",))),)


def test_a_limit_leaves_places_unknown() -> None:
    model = load("commission_competition")
    axes = map_axis(model, "variety", None, 9), map_axis(model, "pull", None, 9)
    found = regime_map(model, axes, limits=Limits(time=0.0))
    assert found.termination is Termination.TIME_LIMIT
    assert (found.labels == UNKNOWN).all()
    assert found.regimes == ()


def test_payoffs_are_those_of_the_selected_equilibrium() -> None:
    model = load("hawk_dove")
    sides = map_axis(model, "resource", None, 3), map_axis(model, "injury", None, 2)
    found = regime_map(model, sides)
    player = model.players[0].key
    best = with_payoffs(found, player, player).payoffs
    assert best is not None
    for column, resource in enumerate(found.nodes[0]):
        for row, injury in enumerate(found.nodes[1]):
            solution = solve(model.with_values(resource=resource, injury=injury))
            most = max(float(equilibrium.payoffs[0]) for equilibrium in solution.equilibria)
            assert best[column, row] == pytest.approx(most)
    assert not np.isnan(best).any()


def test_payoffs_may_be_cut_short() -> None:
    model = load("hawk_dove")
    found = regime_map(model, (map_axis(model, "resource", None, 3), map_axis(model, "injury", None, 2)))
    cut = with_payoffs(found, model.players[0].key, "first", limits=Limits(time=0.0))
    assert cut.termination is Termination.TIME_LIMIT
    assert cut.payoffs is not None
    assert np.isnan(cut.payoffs).all()


def test_regimes_between_places_are_told() -> None:
    model = load("price_monitoring")
    axes = map_axis(model, "commission", None, 2), map_axis(model, "suppressed", (0, "1/10"), 2)
    found = regime_map(model, axes)
    assert len(found.regimes) == 3
    narrow = regime_map(model, (map_axis(model, "scan_cost", None, 2), map_axis(model, "recaptured", None, 2)))
    assert all(one not in narrow.regimes for one in narrow.unseen)


def test_wrong_questions() -> None:
    model = inspection()
    with pytest.raises(InvalidParameterError, match="expected two parameters, got 'wage' twice"):
        regime_map(model, (map_axis(model, "wage"), map_axis(model, "wage")))
    with pytest.raises(InvalidParameterError, match="at least 2 places along 'wage', got 1"):
        map_axis(model, "wage", None, 1)
    with pytest.raises(InvalidParameterError, match="did you mean 'wage'"):
        map_axis(model, "wages")
    with pytest.raises(InvalidParameterError, match=r"expected a player .*got 'employe'; did you mean"):
        check_player(model, "employe")
