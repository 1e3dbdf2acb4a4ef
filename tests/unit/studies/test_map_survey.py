"""How maps are made: borders followed, lines traced, places solved from coarse to fine."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest

from gametheory import GameModel, Limits, Termination, load
from gametheory.solvers.watch import Watch
from gametheory.studies.map_records import UNKNOWN, MapAxis, RegimeMap
from gametheory.studies.map_survey import FINE_NODES, QUICK_NODES, SLOW_NODES, MapSurvey
from unit.studies.borders.plane_games import plane_model


def surveyed(model: GameModel, *axes: MapAxis, concept: str = "nash", limits: Limits | None = None) -> RegimeMap:
    across, upright = axes
    return MapSurvey(model, (across, upright), concept, Watch(limits or Limits())).run()


def axis(name: str, num_nodes: int | None = None) -> MapAxis:
    return MapAxis(name, Fraction(0), Fraction(1), num_nodes)


def followers() -> GameModel:
    """Row chooses what is nearest to 4 sqrt(p), and Column the same as Row, both of five actions."""
    first = [[f"0 - ({row} - 4*sqrt(p))**2" for _ in range(5)] for row in range(5)]
    second = [[-((row - column) ** 2) for column in range(5)] for row in range(5)]
    return plane_model(first, second)


def test_borders_are_followed() -> None:
    found = surveyed(plane_model([["p - q*q"], [0]], [[1], [1]]), axis("p"), axis("q"))
    assert found.is_exact
    assert found.labels.shape == (QUICK_NODES, QUICK_NODES)
    assert len(found.strips) > 3
    assert {label for strip in found.strips for label in strip.labels} == {0, 1}
    assert (found.unseen, found.num_taken) == ((), 0)


def test_lines_are_traced_where_curves_are_not_known() -> None:
    model = load("choose_one_of_two")
    sides = [MapAxis(name, Fraction(0), Fraction(1, 5), 5) for name in ("commission", "detect")]
    found = surveyed(model, *sides, concept="subgame_perfect")
    assert found.is_exact
    assert found.strips == ()


def test_dominance_is_enough_at_most_places(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = []
    original = MapSurvey._label_at

    def counted(self: MapSurvey, column: int, row: int) -> int:
        solved.append((column, row))
        return original(self, column, row)

    monkeypatch.setattr(MapSurvey, "_label_at", counted)
    found = surveyed(followers(), axis("p"), axis("q"))
    assert not found.is_exact
    assert found.labels.shape == (FINE_NODES, FINE_NODES)
    assert solved == []
    for column, place in enumerate(found.nodes[0]):
        nearest = f"r{round(4 * sqrt(place))}"
        ((support,),) = found.regimes[found.labels[column, 7]] or ()
        assert support[0][2] == (nearest,)


def test_places_that_are_given_are_solved_all() -> None:
    found = surveyed(followers(), axis("p", 4), axis("q"))
    assert found.labels.shape == (4, SLOW_NODES)
    assert found.num_taken == 0


def test_places_are_solved_from_coarse_to_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    def label_of(self: MapSurvey, across: Fraction, upright: Fraction) -> int:
        name = "left" if across + upright < 1 else "right"
        return self.regimes.setdefault((((("row", "", (name,)),),),), len(self.regimes))

    monkeypatch.setattr(MapSurvey, "_label_dominance_solved", lambda self, labels: None)
    monkeypatch.setattr(MapSurvey, "_label_of", label_of)
    found = surveyed(followers(), axis("p"), axis("q"))
    assert found.labels.shape[0] in (13, 25, FINE_NODES)
    assert found.num_taken > found.labels.size / 4
    assert len(found.crossings) > 10
    for (along, column, row), share in found.crossings.items():
        at = [float(found.nodes[0][column]), float(found.nodes[1][row])]
        at[along] += share * float(found.nodes[along][1] - found.nodes[along][0])
        assert sum(at) == pytest.approx(1, abs=0.01)
    for column, across in enumerate(found.nodes[0]):
        for row, upright in enumerate(found.nodes[1]):
            ((support,),) = found.regimes[found.labels[column, row]] or ()
            assert support[0][2] == (("left",) if across + upright < 1 else ("right",))


def test_places_without_a_complete_answer_are_unknown() -> None:
    model = followers()
    survey = MapSurvey(model, (axis("p"), axis("q")), "nash", Watch())
    survey.nodes = (Fraction(1, 3),), (Fraction(1, 2),)
    assert survey._label_at(0, 0) == UNKNOWN


def test_a_limit_leaves_all_unknown() -> None:
    found = surveyed(followers(), axis("p"), axis("q"), limits=Limits(time=0.0))
    assert found.termination is Termination.TIME_LIMIT
    assert (found.labels < 0).all()
