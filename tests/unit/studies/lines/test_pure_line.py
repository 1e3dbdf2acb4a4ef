"""Pure equilibria on a line, for three players."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load, solve
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import thresholds


@pytest.mark.parametrize(("parameter", "expected"), [("benefit", ["2/5"]), ("cost", ["1"])])
def test_pure_equilibria_of_three_players(parameter: str, expected: list[str]) -> None:
    model = load("public_good")
    found = thresholds(model, parameter)
    assert [str(value) for value in found.values] == expected
    assert found.proved
    values = [found.low, found.high, *(Fraction(value) for value in expected)]
    for value in [*values, found.low + (found.high - found.low) / 7]:
        assert found.regime_at(value) == regime(solve(model.with_values(**{parameter: value})))
