"""Points that fill ranges, and what holds at solutions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load, solve
from gametheory.studies.uncertainty.calibration_targets import OutcomeTarget
from gametheory.studies.uncertainty.outcome_search import has_outcome, starting_points
from unit.studies.planted_games import ENTRY, planted


def test_the_model_comes_first_and_the_ranges_are_filled() -> None:
    within = {"market": (Fraction(5), Fraction(6)), "cost": (Fraction(0), Fraction(3))}
    points = starting_points(planted(ENTRY), within, 64, 0)
    assert (points["market"][0], points["cost"][0]) == (5, 1), "4 lies below the range"
    assert [len(values) for values in points.values()] == [65, 65]
    assert float(sum(points["cost"][1:])) / 64 == pytest.approx(1.5, abs=0.05)
    assert points == starting_points(planted(ENTRY), within, 64, 0)
    assert points != starting_points(planted(ENTRY), within, 64, 1)


def test_supports_and_paths() -> None:
    solution = solve(planted(ENTRY).with_values(cost=3))
    both = frozenset({"Enter", "Stay"})
    assert has_outcome(solution, OutcomeTarget("", support={"first": both}))
    assert has_outcome(solution, OutcomeTarget("", support={"first": frozenset({"Enter"})}))
    assert not has_outcome(
        solution, OutcomeTarget("", support={"first": frozenset({"Enter"}), "second": frozenset({"Enter"})})
    )
    trust = solve(load("trust_game"))
    assert has_outcome(trust, OutcomeTarget("", path=("Not",)))
    assert not has_outcome(trust, OutcomeTarget("", path=("Trust", "Honor")))
