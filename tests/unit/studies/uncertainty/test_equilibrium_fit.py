"""Fits against minima that are known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.solvers.watch import Watch
from gametheory.studies.sweeps.sweep_job import sweep_job
from gametheory.studies.uncertainty.calibration_targets import Observation
from gametheory.studies.uncertainty.equilibrium_fit import EquilibriumFit
from unit.studies.planted_games import LINEAR, planted


def fit_of(*observed: tuple[str, float]) -> EquilibriumFit:
    """Return a fit of the planted game over ``a``: Row gets 13 + 3 a, Column 5 + a."""
    job = sweep_job(planted(LINEAR), {"a": [0]}, {})
    observations = [Observation("payoffs", player, "", "", value) for player, value in observed]
    return EquilibriumFit(job, {"a": (Fraction(0), Fraction(1))}, observations, Watch())


STARTS = {"a": [Fraction(1, 9), Fraction(7, 9)]}


def test_a_compromise_is_the_regression() -> None:
    """Least squares of 13 + 3a - 14 and 5 + a - 6: a = (3 + 1) / 10."""
    found = fit_of(("row", 14.0), ("column", 6.0)).run(STARTS)
    assert float(found.point["a"]) == pytest.approx(0.4)
    assert found.misfit == pytest.approx((13 + 1.2 - 14) ** 2 + (5.4 - 6) ** 2)
    assert (found.is_met, found.undetermined, found.num_others, found.num_starts) == (False, (), 0, 2)


def test_an_end_of_the_range() -> None:
    found = fit_of(("row", 20.0)).run(STARTS)
    assert found.point == {"a": 1}
    assert [number.fitted for number in found.numbers] == pytest.approx([16])


def test_exact_values_are_told_simply() -> None:
    found = fit_of(("row", 14.0)).run(STARTS)
    assert float(found.point["a"]) == pytest.approx(1 / 3)
    assert found.is_met
    assert fit_of(("column", 5.25)).run(STARTS).point == {"a": Fraction(1, 4)}
