"""Regimes from signs of factors alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load, solve
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.studies.borders.bimatrix_regimes import BimatrixRegimes
from gametheory.studies.borders.parameter_plane import ParameterPlane
from gametheory.studies.borders.sign_oracles import FactorList, PointSigns
from gametheory.studies.regimes import regime
from unit.studies.borders.plane_games import one_sided


def ticks() -> None:
    """Nothing to watch."""


@pytest.mark.parametrize("point", [("1/40", "1/2"), ("1/3", "1/2"), ("1/3", "1/24"), ("2/5", "9/10")])
def test_regimes_are_those_of_the_solver(point: tuple[str, str]) -> None:
    model = load("price_monitoring")
    at = Fraction(point[0]), Fraction(point[1])
    plane, factors = ParameterPlane(model, ("commission", "suppressed")), FactorList()
    assert isinstance(plane.game, NormalFormGame)
    regimes = BimatrixRegimes(plane.game, factors)
    piece = plane.piece(PointSigns(at))
    regimes.take_in(piece, ticks)
    regimes.take_in(piece, ticks)
    values = [factor.value(*at) for factor in factors.factors]
    assert len(values) == 4
    signs = tuple((value > 0) - (value < 0) for value in values)
    assert regimes.regime(piece, signs) == regime(solve(model.with_values(commission=at[0], suppressed=at[1])))


def test_no_game_has_no_regime() -> None:
    plane = ParameterPlane(one_sided("1/(p if q < p else 0)"), ("p", "q"))
    piece = plane.piece(PointSigns((Fraction(1, 3), Fraction(1, 2))))
    assert BimatrixRegimes(plane.game, FactorList()).regime(piece, ()) is None


def test_too_many_minors() -> None:
    game = NormalFormGame.zero_sum([[row * column for row in range(5)] for column in range(4)])
    with pytest.raises(UnsupportedGameError, match=r"at most 112 bordered minors, got 210 \(4 x 5 actions\)"):
        BimatrixRegimes(game, FactorList())
