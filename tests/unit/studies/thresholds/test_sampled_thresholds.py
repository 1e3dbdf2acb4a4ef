"""Thresholds without proof: bisection, and what it says of itself."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import Coverage, Limits, Termination, load, solve
from gametheory.solvers.watch import Watch
from gametheory.studies.thresholds import sampled_thresholds as module
from gametheory.studies.thresholds.sampled_thresholds import sampled_thresholds
from gametheory.studies.thresholds.threshold_records import Enclosure
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.parametric_games import model_of

ENDS = Fraction(0), Fraction(1)


def test_a_square_root_is_enclosed() -> None:
    found = thresholds(model_of([["sqrt(p + 1)"], ["5/4"]], [[1], [1]]), "p")
    (value,) = found.values
    assert isinstance(value, Enclosure)
    assert value.low < Fraction(9, 16) < value.high
    assert value.high - value.low <= Fraction(1, 2**23)
    assert (found.coverage, found.proved) == (Coverage.APPROXIMATE, False)
    assert "got its square root" in found.notes[0]


def test_a_change_between_an_end_and_the_nearest_sample_is_enclosed() -> None:
    found = thresholds(model_of([["sqrt(p)"], ["1/6"]], [[1], [1]]), "p")
    (value,) = found.values
    assert value.interval[0] < Fraction(1, 36) < value.interval[1]
    assert found.edges == ()


def test_ends_and_values_without_an_answer() -> None:
    model = model_of([["1/p"], ["2"]], [[1], [1]])
    found = sampled_thresholds(model, "p", ENDS, concept="nash", watch=Watch(), reason="An example.")
    assert [(edge.value, edge.regime) for edge in found.edges] == [(0, None)]
    assert [round(float(value), 8) for value in found.values] == [0.5]
    assert found.notes[0] == "An example."
    assert any("division by zero" in note for note in found.notes)


def test_a_time_limit_keeps_what_was_found() -> None:
    watch = Watch(Limits(time=0.0))
    found = sampled_thresholds(load(StringIO(THREE)), "p", ENDS, concept="nash", watch=watch, reason="An example.")
    assert found.termination is Termination.TIME_LIMIT
    assert found.notes[-1] == Termination.TIME_LIMIT.sentence


@pytest.mark.parametrize(
    ("termination", "expected"),
    [(Termination.INTERRUPTED, Termination.INTERRUPTED), (Termination.TIME_LIMIT, Termination.TIME_LIMIT)],
)
def test_a_solution_that_was_stopped_stops_the_search(
    monkeypatch: pytest.MonkeyPatch, termination: Termination, expected: Termination
) -> None:
    stopped = solve(load("matching_pennies")).replace(termination=termination)
    monkeypatch.setattr(module, "solve", lambda *_, **__: stopped)
    model = load("price_monitoring")
    found = sampled_thresholds(model, "margin", ENDS, concept="nash", watch=Watch(), reason="An example.")
    assert found.termination is expected


def test_incomplete_lists_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    partial = solve(load("matching_pennies")).replace(coverage=Coverage.PARTIAL)
    monkeypatch.setattr(module, "solve", lambda *_, **__: partial)
    model = load("price_monitoring")
    found = sampled_thresholds(model, "margin", ENDS, concept="nash", watch=Watch(), reason="An example.")
    assert found.notes == ("An example.", "The list of equilibria is not complete at some values.")


THREE = """
gametheory: 1
form: normal
players: [a, b, c]
parameters:
  p: {value: 1/2, range: [0, 1], assumption: for the test}
actions: {a: {x: {on: 1}, y: {on: 0}}, b: {x: {on: 1}, y: {on: 0}}, c: {x: {on: 1}, y: {on: 0}}}
payoffs:
  a: p if a.on == b.on else 1/3
  b: p if b.on == c.on else 1/3
  c: p if c.on == a.on else 1/3
"""
