"""Stochastic fictitious play."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import InvalidParameterError, NormalFormGame
from gametheory.dynamics.logit_learning import logit_choice, stochastic_fictitious_play
from unit.dynamics.played_games import DILEMMA, PENNIES, congestion


def test_frequencies_settle_at_the_logit_equilibrium() -> None:
    trajectory = stochastic_fictitious_play(DILEMMA, 4000, noise=0.2, seed=1)
    share = trajectory.outcome.profile["row"]["C"]
    # at the logit equilibrium: odds of defection by the advantage of 1 + cooperation, in ranges of 5
    assert np.log((1 - share) / share) == pytest.approx((1 + share) / 5 / 0.2, abs=0.15)
    assert dict(trajectory.options) == {"noise": 0.2}


def test_pennies_stay_near_one_half() -> None:
    outcome = stochastic_fictitious_play(PENNIES, 3000, seed=2).outcome
    np.testing.assert_allclose(outcome.profile.strategies, 0.5, atol=0.06)


def test_units_do_not_matter() -> None:
    large = NormalFormGame(DILEMMA.payoffs * 10**8 + 10**6)
    plain, scaled = (stochastic_fictitious_play(game, 300, noise=0.5, seed=3) for game in (DILEMMA, large))
    np.testing.assert_allclose(plain.strategies[0], scaled.strategies[0])


@pytest.mark.parametrize("game", [PENNIES, congestion()])
def test_the_same_seed_plays_the_same(game: NormalFormGame) -> None:
    courses = [stochastic_fictitious_play(game, 100, seed=seed).strategies[0].tolist() for seed in (5, 5, 6)]
    assert courses[0] == courses[1]
    assert courses[0] != courses[2]


def test_more_players_choose_by_the_same_rule() -> None:
    third = NormalFormGame(
        np.stack([*(np.stack([table, table], axis=2) for table in DILEMMA.payoffs), np.zeros((2,) * 3)])
    )
    shares = [
        stochastic_fictitious_play(game, 4000, noise=0.2, seed=4, start=start).outcome.profile.strategies[0][0]
        for game, start in ((DILEMMA, [[0.5, 0.5]] * 2), (third, [[0.5, 0.5]] * 3))
    ]
    assert shares[0] == pytest.approx(shares[1], abs=0.04)


@pytest.mark.parametrize("noise", [0, 0.001, -1, np.inf, np.nan])
def test_too_little_noise_is_refused(noise: float) -> None:
    with pytest.raises(InvalidParameterError, match=r"expected noise of at least 0\.002 of the range"):
        stochastic_fictitious_play(PENNIES, 10, noise=noise)


def test_the_least_noise_is_nearly_a_best_reply() -> None:
    assert stochastic_fictitious_play(DILEMMA, 100, noise=0.002, seed=1).outcome.profile["row"]["D"] == 1


def test_logit_choice_of_large_payoffs() -> None:
    np.testing.assert_allclose(logit_choice(np.array([1e6, 1e6 - 1.0]), 1 / np.log(3)), [0.75, 0.25])
