"""What each action would earn."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame, judge
from gametheory.dynamics.deviations import action_payoffs, regrets


@pytest.mark.parametrize("seed", range(4))
def test_regrets_are_those_of_the_exact_certificate(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(-9, 10, (3, 2, 4, 3)))
    counts = [rng.integers(1, 6, size) for size in game.num_actions]
    profile = MixedProfile(game, tuple(tuple(f"{count}/{sum(part)}" for count in part) for part in counts))
    expected = [float(reply.regret) for reply in judge(game, profile).replies]
    np.testing.assert_allclose(regrets(game, [part / part.sum() for part in counts]), expected, atol=1e-12)


def test_payoffs_of_each_action_by_hand() -> None:
    table = np.arange(12.0).reshape(2, 3, 2)
    weights = [np.array([0.25, 0.75]), np.array([1.0, 0.0, 0.0]), np.array([0.5, 0.5])]
    assert action_payoffs(table, weights, 0).tolist() == [0.5, 6.5]
    assert action_payoffs(table, weights, 1).tolist() == [5.0, 7.0, 9.0]
    assert action_payoffs(table, weights, 2).tolist() == [4.5, 5.5]


def test_a_player_alone_reads_its_table() -> None:
    assert action_payoffs(np.array([4.0, 7.0]), [np.array([1.0, 0.0])], 0).tolist() == [4.0, 7.0]
    assert regrets(NormalFormGame([[4, 7]]), [np.array([0.5, 0.5])]) == (1.5,)
