from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import Coverage, Limits, NormalFormGame, Termination, UnsupportedGameError, solve
from gametheory.core.distributions import Distribution
from oracles.incentive_vertices import incentive_vertices


def listed(game: NormalFormGame, concept: str) -> set[tuple[Fraction, ...]]:
    """The extreme points as one probability for each profile; each must be listed once."""
    solution = solve(game, concept, method="correlated_vertices")
    assert solution.coverage is Coverage.ALL_EXTREME
    points = []
    for equilibrium in solution.equilibria:
        assert equilibrium.max_regret == 0
        assert isinstance(equilibrium.play, Distribution)
        found = equilibrium.play.probabilities
        points.append(tuple(found.get(profile, Fraction(0)) for profile in np.ndindex(*game.num_actions)))
    assert len(set(points)) == len(points) == solution.num_extreme
    return set(points)


@pytest.mark.parametrize("concept", ["correlated", "coarse_correlated"])
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("shape", [(1, 1), (1, 3), (2, 2), (2, 3)])
def test_vertices_are_those_of_brute_force(shape: tuple[int, ...], seed: int, concept: str) -> None:
    payoffs = np.random.default_rng(seed).integers(0, (2, 3, 20)[seed % 3], (2, *shape))
    expected = incentive_vertices(NormalFormGame(payoffs), is_coarse=concept == "coarse_correlated")
    for game in (NormalFormGame(payoffs), NormalFormGame(payoffs * Fraction(1, 10**12) + 10**9)):
        assert listed(game, concept) == expected


def test_three_players() -> None:
    game = NormalFormGame(np.random.default_rng(2).integers(0, 3, (3, 2, 2, 2)))
    assert len(listed(game, "correlated")) >= 1


def test_chicken() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    quarter, ninth, fifth = Fraction(1, 4), Fraction(1, 9), Fraction(1, 5)
    assert listed(game, "correlated") == {
        (0, 1, 0, 0),
        (0, 0, 1, 0),
        (2 * quarter, quarter, quarter, 0),
        (4 * ninth, 2 * ninth, 2 * ninth, ninth),
        (0, 2 * fifth, 2 * fifth, fifth),
    }


def test_a_short_list_says_so() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    solution = solve(game, "correlated", method="correlated_vertices", limits=Limits(equilibria=2))
    assert len(solution.equilibria) == 2
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
    assert "only the first 2 extreme points" in solution.unresolved[0]


def test_large_games_need_a_limit_of_time() -> None:
    game = NormalFormGame(np.random.default_rng(1).integers(0, 101, (2, 5, 5)))
    with pytest.raises(UnsupportedGameError, match=r"up to 20 profiles after elimination, got 25; set a limit of time"):
        solve(game, "coarse_correlated", method="correlated_vertices")
    solution = solve(game, "coarse_correlated", method="correlated_vertices", limits=Limits(time=0.2))
    assert solution.termination in {Termination.TIME_LIMIT, Termination.EXHAUSTED, Termination.COUNT_REACHED}
    assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)
