"""The walk over bordered minors: planted thresholds, touching ones, ties, limits."""

from __future__ import annotations

import pytest

from gametheory.errors import UnsupportedGameError
from gametheory.studies.lines.two_player_line import TwoPlayerLine, number_of_minors
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.parametric_games import model_of

HUMP = "-(p - 1/4)*(p - 3/4)"
TOUCH = "(2*p - 1)**2"


def test_equilibria_that_exist_in_the_middle_only() -> None:
    found = thresholds(model_of([[2, 0], [1, HUMP]], [[2, 1], [0, HUMP]]), "p")
    assert [str(value) for value in found.values] == ["1/4", "3/4"]
    assert [len(regime or ()) for _, _, regime in found.stretches] == [1, 3, 1]
    assert found.proved


def test_a_touching_root_is_a_threshold_of_one_point() -> None:
    found = thresholds(model_of([[TOUCH], [0]], [[1], [1]]), "p")
    (touch,) = found.thresholds
    assert str(touch.value) == "1/2"
    assert touch.is_touch
    assert touch.at != touch.before


def test_planted_irrational_threshold() -> None:
    found = thresholds(model_of([["p*p*p", "3"], ["1/3", "p"]], [["1", "0"], ["0", "1"]]), "p")
    planted = [value for value in found.values if value.polynomial.degree == 3]  # type: ignore[union-attr]
    assert [round(float(value), 12) for value in planted] == [round((1 / 3) ** (1 / 3), 12)]


def test_ties_at_every_value_are_named() -> None:
    found = thresholds(model_of([["p", "2"], ["p", "1"]], [["1", "0"], ["0", "1"]]), "p")
    assert found.ties == ("Row gets the same from r0 and r1 against c0",)


def test_ties_of_mixtures_are_named() -> None:
    second = [[0, 1, 2], [0, 2, 4]]
    found = thresholds(model_of([["p", 2, 3], [1, "p", 5]], second), "p")
    assert found.ties == (
        "a mixture of r0 and r1 by Row at which all but one of c0 and c1 and c2 tie for Column makes all of them tie",
    )


def test_denominators_of_either_sign() -> None:
    found = thresholds(model_of([["1/(p - 2)", "0"], ["-3/4", "0"]], [["1", "1"], ["1", "1"]]), "p")
    assert [str(value) for value in found.values] == ["2/3"]


def test_number_of_minors_is_limited() -> None:
    assert number_of_minors(8, 8) == 22_880
    names = [str(number) for number in range(9)]
    with pytest.raises(UnsupportedGameError, match=r"at most 40,000 bordered minors, got 87,516 \(9 x 9 actions\)"):
        TwoPlayerLine([], [names, names])


def test_degree_is_limited() -> None:
    power = "p**64 * p**64 * p**64 * p**64 * p**64 * p**64"
    tables = [[[f"{power} * {row + column}" for column in range(3)] for row in range(3)] for _ in range(2)]
    found = thresholds(model_of(*tables), "p")
    assert not found.proved
    assert "degree at most 1,000, got payoffs of degree 384 with 3 actions" in found.notes[0]
