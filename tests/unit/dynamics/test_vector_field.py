"""Where play is drawn to."""

from __future__ import annotations

import numpy as np

from gametheory.dynamics import best_response_dynamics, replicator_dynamics, stochastic_fictitious_play
from gametheory.dynamics.vector_field import direction
from unit.dynamics.played_games import DILEMMA, PENNIES

POINT = [np.array([0.2, 0.8]), np.array([0.5, 0.5])]


def test_replicators_move_at_their_rates() -> None:
    first, _ = direction(replicator_dynamics(DILEMMA, 5), POINT)
    np.testing.assert_allclose(first, [-0.048, 0.048])


def test_logit_choice_draws_less_than_best_replies() -> None:
    noisy, _ = direction(stochastic_fictitious_play(DILEMMA, 5, noise=0.1), POINT)
    best, _ = direction(best_response_dynamics(DILEMMA), POINT)
    np.testing.assert_allclose(best, [-0.2, 0.2])
    # the advantage of D is 1.5 of a range of 5, three times the noise
    np.testing.assert_allclose(noisy[0], 1 / (1 + np.exp(3)) - 0.2)


def test_several_best_replies_draw_to_their_middle() -> None:
    first, second = direction(best_response_dynamics(PENNIES), POINT)
    np.testing.assert_allclose(first, [0.3, -0.3])
    np.testing.assert_allclose(second, [0.5, -0.5])
