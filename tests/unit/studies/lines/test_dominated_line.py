"""Large games on a line, most of whose actions are dominated."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load, solve
from gametheory.polynomials import RealRoot
from gametheory.studies.lines.dominated_line import DominatedLine
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.parametric_games import model_of


def test_fees_of_the_shipped_game() -> None:
    model = load("commission_competition")
    found = thresholds(model, "temu_extra", within=("1/5", "3/10"))
    assert found.proved
    assert len(found.thresholds) == 8
    values = [found.low, found.high, Fraction(9, 40)]
    values += [value.value for value in found.values[:2] if isinstance(value, RealRoot) and value.value is not None]
    for value in values:
        assert found.regime_at(value) == regime(solve(model.with_values(temu_extra=value)))


@pytest.mark.parametrize("seed", range(3))
def test_regimes_are_those_of_the_walk(seed: int) -> None:
    # quantities against a price that falls with both, sales never negative
    size = 4
    tables = [
        [[f"{own} * max(0, {6 + seed} - p*{own} - {other})" for other in range(size)] for own in range(1, size + 1)],
        [
            [f"{other} * max(0, {5 + seed} - {own} - {other}/(1 + p))" for other in range(size)]
            for own in range(1, size + 1)
        ],
    ]
    model = model_of(*tables)
    walked = thresholds(model, "p")
    line = ParameterLine(model, "p")
    low, high = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(1))
    study = DominatedLine(line.game, *line.continuous_payoffs(low, high))  # type: ignore[arg-type]
    regimes = study.regimes(lambda: None)
    assert [change.root for change in regimes.changes] == list(walked.values)
    assert [(change.at, change.after) for change in regimes.changes] == [
        (threshold.at, threshold.after) for threshold in walked.thresholds
    ]
    assert regimes.first == walked.first
    assert study.at_value(high, lambda: None) == walked.regime_at(Fraction(1))
    assert study.notes == ()


def test_where_mixtures_dominate_the_general_elimination_goes_on() -> None:
    # each of seven middle rows is dominated by the mean of the first two, by no single one
    columns = 9
    high, low = ["12"] * 4 + ["0"] * 5, ["0"] * 4 + ["12"] * 5
    rows = [high, low, *([f"{1 + row}/2 + p" for _ in range(columns)] for row in range(7))]
    own = [[f"{column}" for column in range(columns)] for _ in rows]
    found = thresholds(model_of(rows, own), "p")
    assert found.proved
    assert not found.thresholds
