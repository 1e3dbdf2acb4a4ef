"""Nash equilibria whose payoffs no other one dominates."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory import Coverage, NormalFormGame, UnsupportedGameError, solve
from gametheory.analysis.profile_payoffs import expected_payoffs


def test_stag_hunt() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[9, 0], [8, 7]], [[9, 8], [0, 7]]), "payoff_dominant")
    assert [equilibrium.payoffs for equilibrium in solution.equilibria] == [(9, 9)]
    assert solution.coverage is Coverage.ALL


def test_interests_that_differ() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[3, 0], [0, 1]], [[1, 0], [0, 4]]), "payoff_dominant")
    assert {equilibrium.payoffs for equilibrium in solution.equilibria} == {(3, 1), (1, 4)}


def test_best_corner_of_a_continuum() -> None:
    """Each player's payoff on the square of equilibria depends on the other's choice only."""
    game = NormalFormGame.from_bimatrix([[0, 2, 5], [0, 2, 5]], [[1, 1, 1], [3, 3, 3]])
    assert len(solve(game).equilibria) == 6
    solution = solve(game, "payoff_dominant")
    assert [equilibrium.profile.strategies for equilibrium in solution.equilibria] == [((0, 1), (0, 0, 1))]


@pytest.mark.parametrize("seed", range(60))
def test_against_all_extreme_equilibria(seed: int) -> None:
    rng = random.Random(seed)
    shape = rng.randint(1, 4), rng.randint(1, 4)
    game = NormalFormGame([[[rng.randint(0, 3) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)])
    payoffs = {equilibrium.profile.strategies: equilibrium.payoffs for equilibrium in solve(game).equilibria}
    undominated = {
        strategies
        for strategies, found in payoffs.items()
        if not any(other != found and other[0] >= found[0] and other[1] >= found[1] for other in payoffs.values())
    }
    solution = solve(game, "payoff_dominant")
    assert {equilibrium.profile.strategies for equilibrium in solution.equilibria} == undominated
    for subset in solution.nash_subsets:
        corners = {expected_payoffs(game, solution.equilibria[index].profile) for index in subset.equilibria}
        assert len(corners) == 1
        assert all(isinstance(payoff, Fraction) for payoff in corners.pop())


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="payoff_dominant needs 2 players"):
        solve(NormalFormGame([[[[1]]], [[[2]]], [[[3]]]]), "payoff_dominant")
