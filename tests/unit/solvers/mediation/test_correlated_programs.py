from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame, UnsupportedGameError, solve
from gametheory.solvers.mediation import correlated_programs
from gametheory.solvers.mediation.correlated_programs import CorrelatedOptions, IncentivePolytope
from oracles.incentive_vertices import incentive_rows


@pytest.mark.parametrize("is_coarse", [False, True])
@pytest.mark.parametrize("kind", ["int", "float", "fraction"])
def test_incentives_are_those_of_the_definition(kind: str, is_coarse: bool) -> None:
    payoffs = np.random.default_rng(3).integers(0, 5, (3, 2, 3, 2))
    game = NormalFormGame({"int": payoffs, "float": payoffs / 4, "fraction": payoffs * Fraction(1, 6)}[kind])
    polytope = IncentivePolytope(game, is_coarse=is_coarse)
    rows = {tuple(Fraction(int(loss), polytope.unit) for loss in row) for row in polytope.incentives}
    expected = {tuple(row) for row in incentive_rows(game, is_coarse=is_coarse) if min(row) < 0}
    assert rows == expected
    assert len(polytope.deviations) == len(polytope.incentives)
    assert all((told is None) == is_coarse for _, told, _ in polytope.deviations)


def test_payoffs_beyond_64_bits_stay_exact() -> None:
    game = NormalFormGame.from_bimatrix([[2**62, 0]], [[Fraction(1, 3), 1]])
    polytope = IncentivePolytope(game, is_coarse=False)
    assert polytope.unit == 3
    assert polytope.payoffs.dtype == object
    assert polytope.payoffs.tolist() == [[3 * 2**62, 0], [1, 3]]
    assert polytope.incentives.tolist() == [[-2, 0]]
    assert polytope.deviations == [(1, 0, 1)]


def test_probabilities_are_told_in_the_actions_of_the_whole_game() -> None:
    game = NormalFormGame.from_bimatrix([[1, 2]], [[3, 4]])
    polytope = IncentivePolytope(game, is_coarse=False, kept=[[2], [1, 4]])
    assert polytope.probabilities([Fraction(1), Fraction(0)]) == {(2, 1): 1}


def test_programs_that_are_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correlated_programs, "MOST_COEFFICIENTS", 50)
    game = NormalFormGame(np.random.default_rng(0).permutation(24).reshape(2, 3, 4))
    with pytest.raises(UnsupportedGameError, match=r"at most 50 coefficients, got 12 profiles times 7 deviations"):
        solve(game, "coarse_correlated")


def test_welfare_is_the_objective_unless_another_is_named() -> None:
    assert CorrelatedOptions().objective == "welfare"
