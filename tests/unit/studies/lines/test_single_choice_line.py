"""Nash equilibria on a line of trees in which both players move once, against the solver at rationals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load, solve
from gametheory.polynomials import RealRoot
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.signaling_trees import random_signaling


def test_the_noise_at_which_commitment_stops() -> None:
    model = load("noisy_commitment")
    found = thresholds(model, "mistake")
    assert [str(value) for value in found.values] == ["1/4"]
    assert found.proved
    for value in (found.low, Fraction(1, 5), Fraction(1, 4), Fraction(3, 7), found.high):
        assert found.regime_at(value) == regime(solve(model.with_values(mistake=value)))


@pytest.mark.parametrize("seed", range(8))
def test_regimes_are_those_of_the_solver(seed: int) -> None:
    model = random_signaling(seed)
    found = thresholds(model, "p", concept="nash")
    assert found.proved
    values = [found.low, found.high, Fraction(9, 20), Fraction(11, 17)]
    values += [value.value for value in found.values if isinstance(value, RealRoot) and value.value is not None]
    for value in values:
        assert found.regime_at(value) == regime(solve(model.with_values(p=value), "nash"))


def test_who_moves_twice_is_sampled() -> None:
    found = thresholds(load("overlooked_entrant"), "burn", within=("1/10", "3/10"), concept="nash")
    assert not found.proved
    assert "at most two players choose before the next subgame begins, each once" in found.notes[0]
