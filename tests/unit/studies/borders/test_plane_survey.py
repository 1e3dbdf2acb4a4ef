"""Surveys: every part is looked at, lines are walked, and signs at points are known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load, solve
from gametheory.polynomials.plane_cells import Rectangle
from gametheory.studies.borders.plane_survey import PlaneSurvey
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.borders.plane_games import one_sided, random_plane_model

UNIT = Rectangle((Fraction(0), Fraction(1)), (Fraction(0), Fraction(1)))


def ticks() -> None:
    """Nothing to watch."""


def test_all_parts_are_known() -> None:
    model = load("price_monitoring")
    ends = Rectangle((Fraction(0), Fraction(9, 20)), (Fraction(0), Fraction(1)))
    survey = PlaneSurvey(model, ("commission", "suppressed"), ends, ticks)
    survey.run()
    assert len(survey.cells) == len(survey.columns) == 5
    assert len(survey.factors) == 4
    for section in survey.sections:
        for side in (-1, 0, 1):
            assert survey.is_known(section.beside(side))
    at = Fraction(3, 10), Fraction(1, 5)
    assert survey.regime(survey.signs_at(at)) == regime(solve(model.with_values(commission=at[0], suppressed=at[1])))


@pytest.mark.parametrize("seed", range(6))
def test_lines_are_those_of_thresholds(seed: int) -> None:
    model = random_plane_model(seed)
    survey = PlaneSurvey(model, ("p", "q"), UNIT, ticks)
    survey.run()
    for axis, (fixed, varying) in enumerate((("p", "q"), ("q", "p"))):
        value = Fraction(17, 41)
        roots, regimes = survey.along(axis, value)
        found = thresholds(model.with_values(**{fixed: value}), varying)
        changing = [threshold for threshold in found.thresholds if not threshold.is_touch]
        assert [str(root) for root in roots] == [str(threshold.value) for threshold in changing]
        assert regimes == [found.first, *(threshold.after for threshold in changing)]


def test_comparisons_are_met_one_after_the_other() -> None:
    survey = PlaneSurvey(
        one_sided("(1 if p < 1/4 else -2) if q < 1/2 else (3 if p*q < 1/3 else -1)"), ("p", "q"), UNIT, ticks
    )
    survey.run()
    assert sorted(map(str, survey.factors)) == ["2*y - 1", "3*x*y - 1", "4*x - 1"]
    assert survey.failures == ()


def test_failures_are_told() -> None:
    survey = PlaneSurvey(one_sided("1/(p if q < p else 0)"), ("p", "q"), UNIT, ticks)
    survey.run()
    assert survey.failures == ("There is no game at some places: a formula has no value: division by zero.",)
