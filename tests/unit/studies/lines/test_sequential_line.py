"""Sequential equilibria on a line, against the solver at rationals."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from gametheory import load, solve
from gametheory.polynomials import RealRoot
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.signaling_trees import random_signaling


@pytest.mark.parametrize(
    ("game", "parameter", "expected"),
    [
        ("overlooked_entrant", "strong", ["98/233"]),
        ("overlooked_entrant", "weak_sales", ["50/19", "55/18", "50/9", "365/54", "250/27", "25/2"]),
        ("parity_reputation", "europe", ["73/420"]),
        ("surplus_or_invest", "investing", ["9959/22364", "9959/13652"]),
        ("business_model_menu", "take", ["89/320"]),
    ],
)
def test_regimes_of_shipped_games(game: str, parameter: str, expected: list[str]) -> None:
    model = load(game)
    found = thresholds(model, parameter)
    assert [str(value) for value in found.values] == expected
    assert found.proved
    values = [Fraction(value) for value in expected]
    ends = [found.low, *values, found.high]
    between = [(low * 3 + high * 4) / 7 for low, high in pairwise(ends)]
    for value in [found.low, found.high, *values, *between]:
        assert found.regime_at(value) == regime(solve(model.with_values(**{parameter: value})))


@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5, 6, 7, 9])
def test_regimes_are_those_of_the_solver(seed: int) -> None:
    model = random_signaling(seed, with_regret=seed % 2 == 0)
    found = thresholds(model, "p", concept="sequential")
    assert found.proved
    values = [found.low, found.high, Fraction(9, 20), Fraction(11, 17)]
    values += [value.value for value in found.values if isinstance(value, RealRoot) and value.value is not None]
    for value in values:
        assert found.regime_at(value) == regime(solve(model.with_values(p=value), "sequential"))


def test_what_an_impossible_move_of_chance_leaves_open_is_said() -> None:
    found = thresholds(load("parity_reputation"), "tough")
    assert found.proved
    assert [(edge.value, edge.regime) for edge in found.edges] == [(Fraction(0), None), (Fraction(1), None)]
    assert any(note.startswith("What is played at 0, 1 is not known") for note in found.notes)


def test_a_continuum_at_one_value_is_said() -> None:
    found = thresholds(load("overlooked_entrant"), "quiet")
    assert found.notes[0].startswith("At 5/9 a subgame has a continuum of equilibria whose payoffs vary")


def test_a_continuum_on_an_interval_is_sampled() -> None:
    found = thresholds(random_signaling(2, with_regret=True), "p", within=("2/5", "1/2"), concept="sequential")
    assert not found.proved
    assert "continua of equilibria pay the same" in found.notes[0]
