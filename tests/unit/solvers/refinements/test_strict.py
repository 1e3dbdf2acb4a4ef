"""All strict equilibria of any number of players."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from gametheory import Coverage, Limits, NormalFormGame, Termination, solve


@pytest.mark.parametrize("seed", range(20))
def test_against_all_deviations(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(0, 3, size=(3, 2, 3, 2)))
    expected = [
        cell
        for cell in itertools.product(*map(range, game.num_actions))
        if all(
            game.payoff(player, (*cell[:player], other, *cell[player + 1 :])) < game.payoff(player, cell)
            for player in range(3)
            for other in range(game.num_actions[player])
            if other != cell[player]
        )
    ]
    solution = solve(game, "strict")
    found = [
        tuple(strategy.index(1) for strategy in equilibrium.profile.strategies)  # type: ignore[union-attr]
        for equilibrium in solution.equilibria
    ]
    assert found == expected
    assert (solution.coverage, solution.num_extreme) == (Coverage.ALL, len(expected))


def test_weak_equilibria_are_not_strict() -> None:
    game = NormalFormGame.from_bimatrix([["1/3", 0], [0, 0]], [["1/2", 0], [0, 0]])
    assert len(solve(game, "strict").equilibria) == 1
    assert solve(NormalFormGame.zero_sum([[0, 0]]), "strict").equilibria == ()


def test_list_is_cut_at_the_limit() -> None:
    identity = np.eye(4, dtype=int)
    solution = solve(NormalFormGame.from_bimatrix(identity, identity), "strict", limits=Limits(equilibria=3))
    assert (len(solution.equilibria), solution.num_extreme) == (3, 4)
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
