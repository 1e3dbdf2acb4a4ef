"""Regimes at points: from the survey where a part has the signs, from the solver where curves meet."""

from __future__ import annotations

from fractions import Fraction

from gametheory import solve
from gametheory.studies.borders.borders import borders
from gametheory.studies.regimes import regime
from unit.studies.borders.plane_games import one_sided, plane_model


def test_points_where_curves_meet() -> None:
    model = plane_model([["p - q", 0], [0, "p + q - 1"]], [[1, 0], [0, 1]])
    found = borders(model, ("p", "q"))
    half = Fraction(1, 2)
    at = regime(solve(model.with_values(p=half, q=half)))
    assert found.regime_at(half, half) == at
    assert found.survey is not None
    assert not found.survey.is_known(found.survey.signs_at((half, half)))
    assert at not in [opened.regime for opened in found.regimes]


def test_touching_and_upright() -> None:
    found = borders(one_sided("(p - 1/2)*(p - 1/2)*(0 - 1)"), ("p", "q"))
    (border,) = found.borders
    assert border.is_upright
    assert [change.is_touch for change in border.changes] == [True]
    ((low, high),) = border.changes[0].stretches
    assert (str(low), str(high)) == ("0", "1")
