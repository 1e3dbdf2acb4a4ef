from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import InvalidParameterError, NormalFormGame
from gametheory.analysis.profiles.correlated_bound import is_proved
from gametheory.analysis.profiles.correlated_certificate import judge_distribution
from gametheory.core.distributions import Distribution
from gametheory.solvers.mediation import distribution_program
from gametheory.solvers.mediation.best_distribution import best_distribution
from gametheory.solvers.mediation.correlated_programs import IncentivePolytope
from oracles.incentive_vertices import incentive_vertices

CHICKEN = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]], players=["row", "column"])


def test_chicken() -> None:
    best = best_distribution(IncentivePolytope(CHICKEN, is_coarse=False), "welfare")
    assert best.probabilities == {(0, 0): Fraction(1, 2), (0, 1): Fraction(1, 4), (1, 0): Fraction(1, 4)}
    assert best.bound.value == Fraction(21, 2)


@pytest.mark.parametrize("is_coarse", [False, True])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("shape", [(2, 2), (2, 3)])
def test_no_vertex_is_better(shape: tuple[int, ...], seed: int, is_coarse: bool) -> None:
    game = NormalFormGame(np.random.default_rng(seed).integers(0, 4 + 6 * (seed % 2), (2, *shape)), players=["a", "b"])
    polytope = IncentivePolytope(game, is_coarse=is_coarse)
    profiles = list(np.ndindex(*shape))
    paid = [
        judge_distribution(Distribution(game, dict(zip(profiles, point, strict=True)), is_coarse)).payoffs
        for point in incentive_vertices(game, is_coarse=is_coarse)
    ]
    for objective in ("welfare", "a", "b"):
        best = best_distribution(polytope, objective)
        certificate = judge_distribution(Distribution(game, best.probabilities, is_coarse))
        assert certificate.is_equilibrium

        def measure(payoffs: tuple[Fraction, ...], objective: str = objective) -> tuple[Fraction, Fraction]:
            total = sum(payoffs, Fraction(0))
            return (total if objective == "welfare" else payoffs["ab".index(objective)]), total

        assert measure(certificate.payoffs) == max(map(measure, paid))
        assert measure(certificate.payoffs)[0] == best.bound.value
        assert is_proved(game, best.bound)


@pytest.mark.parametrize("is_coarse", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_egalitarian_is_the_largest_minimum(seed: int, is_coarse: bool) -> None:
    game = NormalFormGame(np.random.default_rng(seed).integers(-9, 10, (3, 2, 3, 2)))
    best = best_distribution(IncentivePolytope(game, is_coarse=is_coarse), "egalitarian")
    payoffs = judge_distribution(Distribution(game, best.probabilities, is_coarse)).payoffs
    assert min(payoffs) == best.bound.value
    # weights that sum to 1 bound the least payoff by a weighted mean of all
    assert sum(best.bound.weights) == 1
    assert is_proved(game, best.bound)


def test_ties_go_to_the_largest_sum() -> None:
    game = NormalFormGame.from_bimatrix([[1, 1], [1, 1]], [[0, 3], [5, 5]], players=["row", "column"])
    best = best_distribution(IncentivePolytope(game, is_coarse=False), "row")
    assert sum(value for profile, value in best.probabilities.items() if profile[0] == 1) == 1
    assert best.bound.value == 1


@pytest.mark.parametrize("objective", ["welfare", "egalitarian", "2"])
def test_units_and_origins_do_not_matter(objective: str) -> None:
    payoffs = np.random.default_rng(5).integers(0, 9, (2, 3, 4))
    game, scaled = NormalFormGame(payoffs), NormalFormGame(payoffs * Fraction(1, 10**12) + 10**9)
    found = [best_distribution(IncentivePolytope(each, is_coarse=False), objective) for each in (game, scaled)]
    # the sum of payoffs is 2 * 10^9 higher, what a player or whoever gets least has is 10^9 higher
    shift = 2 * 10**9 if objective == "welfare" else 10**9
    assert found[1].bound.value == found[0].bound.value * Fraction(1, 10**12) + shift


@pytest.mark.parametrize("is_coarse", [False, True])
@pytest.mark.parametrize("objective", ["welfare", "egalitarian", "1"])
def test_large_games_from_a_basis_of_floats(objective: str, is_coarse: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    game = NormalFormGame(np.random.default_rng(1).integers(0, 101, (2, 7, 6)))
    polytope = IncentivePolytope(game, is_coarse=is_coarse)
    values = []
    for entries in (0, 10**9):
        monkeypatch.setattr(distribution_program, "FLOAT_ENTRIES", entries)
        best = best_distribution(polytope, objective)
        certificate = judge_distribution(Distribution(game, best.probabilities, is_coarse))
        assert certificate.is_equilibrium
        values.append((best.bound.value, sum(certificate.payoffs)))
    assert values[0] == values[1]


def test_unknown_objectives_are_named() -> None:
    expected = r"objective among 'welfare', 'egalitarian', 'row', 'column', got 'colum'"
    with pytest.raises(InvalidParameterError, match=expected):
        best_distribution(IncentivePolytope(CHICKEN, is_coarse=False), "colum")
