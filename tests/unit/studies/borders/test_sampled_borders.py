"""Regimes of a grid where borders are not known exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Limits, Termination, load
from gametheory.core.solution import Coverage
from gametheory.polynomials.plane_cells import Rectangle
from gametheory.solvers.watch import Watch
from gametheory.studies.borders.borders import borders
from gametheory.studies.borders.sampled_borders import sampled_borders


def test_regimes_hold_at_their_samples() -> None:
    found = borders(load("choose_one_of_two"), ("commission", "detect"))
    assert (found.proved, found.coverage, found.borders) == (False, Coverage.APPROXIMATE, ())
    assert len(found.regimes) > 1
    assert "concept 'subgame_perfect'" in found.notes[0]
    for opened in found.regimes:
        assert found.regime_at(*opened.sample) == opened.regime
    assert sum(opened.num_cells for opened in found.regimes) == found.statistics["places"]


def test_limits() -> None:
    ends = Rectangle((Fraction(1), Fraction(2)), (Fraction(0), Fraction(1)))
    found = sampled_borders(
        load("inspection_game"),
        ("wage", "effort"),
        ends,
        concept="nash",
        watch=Watch(Limits(time=0.0)),
        reason="For the test.",
    )
    assert (found.termination, found.coverage) == (Termination.TIME_LIMIT, Coverage.PARTIAL)
    assert found.notes[0] == "For the test."
    assert found.regimes == ()
    assert found.statistics["seconds"] == pytest.approx(0, abs=30)
