from __future__ import annotations

from math import inf

import pytest

from gametheory import NormalFormGame
from gametheory.studies.quantal_response.precision_fit import fit_logit

SOLO = NormalFormGame([[3, 1]], players=["solo"], actions=[["good", "bad"]])


def test_ratios_and_p_values() -> None:
    fit = fit_logit(SOLO, {"solo": {"good": 60, "bad": 40}})
    assert fit.num_observed == 100
    assert fit.ratio_to_uniform == pytest.approx(4.027, abs=1e-3)
    assert fit.p_value_of_uniform == pytest.approx(0.5 * 0.0448, abs=1e-4)
    assert fit.ratio_to_nash == inf
    assert fit.is_nash_excluded
    assert repr(fit) == "<LogitFit of 100 choices: precision 0.202733 ± 0.102>"


def test_blind_choices_gain_nothing() -> None:
    fit = fit_logit(SOLO, {"solo": {"good": 40, "bad": 60}})
    assert (fit.precision, fit.ratio_to_uniform, fit.p_value_of_uniform) == (0.0, 0.0, 1.0)
    assert repr(fit) == "<LogitFit of 100 choices: precision 0>"
