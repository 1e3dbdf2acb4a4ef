"""Regret matching."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.dynamics.outcome import OutcomeKind
from gametheory.dynamics.regret_learning import regret_matching
from unit.dynamics.played_games import DILEMMA, PENNIES, SHAPLEY, congestion


@pytest.mark.parametrize("game", [PENNIES, SHAPLEY, congestion()])
def test_all_play_comes_near_correlated_equilibrium(game: NormalFormGame) -> None:
    short, long = (regret_matching(game, steps, seed=1).outcome.correlated_regret for steps in (20, 6000))
    assert long is not None
    assert short is not None
    assert 0 <= long < min(0.1, short)


def test_dominated_actions_die_out() -> None:
    outcome = regret_matching(DILEMMA, 5000, seed=1).outcome
    assert outcome.kind is OutcomeKind.CONVERGED
    assert outcome.profile["row"]["D"] > 0.99
    assert "of a correlated equilibrium" in outcome.sentence


def test_the_correlated_regret_is_that_of_the_profiles_played() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    steps = 400
    trajectory = regret_matching(game, steps, seed=3)
    counts = [np.rint(part * trajectory.times[:, None]) for part in trajectory.strategies]
    actions = [np.argmax(np.diff(part, axis=0, prepend=np.zeros((1, 2))), axis=1) for part in counts]
    gains = []
    for player, table in enumerate(game.float_payoffs / 7):
        own, other = actions[player], actions[1 - player]
        matrix = table if player == 0 else table.T
        gains += [
            sum(matrix[instead, theirs] - matrix[action, theirs] for theirs in other[own == action])
            for action in (0, 1)
            for instead in (0, 1)
        ]
    assert trajectory.outcome.correlated_regret == pytest.approx(max(gains) / steps)


def test_units_and_seeds() -> None:
    large = NormalFormGame(SHAPLEY.payoffs * 10**6 + 17)
    plain, scaled, other = (
        regret_matching(game, 300, seed=seed).strategies[0] for game, seed in ((SHAPLEY, 2), (large, 2), (SHAPLEY, 3))
    )
    np.testing.assert_allclose(plain, scaled)
    assert not np.array_equal(plain, other)


def test_a_player_without_choice_plays_on() -> None:
    game = NormalFormGame.from_bimatrix([[1, 0]], [[1, 2]])
    assert regret_matching(game, 500, seed=1).outcome.profile.strategies[0] == (1.0,)
