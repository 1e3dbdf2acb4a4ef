"""Where play is drawn to."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.dynamics import play
from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.dynamics.vector_field import best_reply_drift, logit_drift, replicator_drift
from unit.dynamics.played_games import DILEMMA, PENNIES

POINT = [np.array([0.2, 0.8]), np.array([0.5, 0.5])]


def test_replicators_move_at_their_rates() -> None:
    first, _ = replicator_drift(play(DILEMMA, "replicator", steps=5), POINT)
    np.testing.assert_allclose(first, [-0.048, 0.048])


def test_logit_choice_draws_less_than_best_replies() -> None:
    noisy, _ = logit_drift(play(DILEMMA, "stochastic_fictitious_play", steps=5, noise=0.1), POINT)
    best, _ = best_reply_drift(play(DILEMMA, "best_response"), POINT)
    np.testing.assert_allclose(best, [-0.2, 0.2])
    # the advantage of D is 1.5 of a range of 5, three times the noise
    np.testing.assert_allclose(noisy[0], 1 / (1 + np.exp(3)) - 0.2)


def test_several_best_replies_draw_to_their_middle() -> None:
    first, second = best_reply_drift(play(PENNIES, "best_response"), POINT)
    np.testing.assert_allclose(first, [0.3, -0.3])
    np.testing.assert_allclose(second, [0.5, -0.5])


@pytest.mark.parametrize(
    ("name", "drift"),
    [
        ("best_response", best_reply_drift),
        ("simultaneous_best_response", best_reply_drift),
        ("fictitious_play", best_reply_drift),
        ("stochastic_fictitious_play", logit_drift),
        ("replicator", replicator_drift),
    ],
)
def test_the_catalogue_names_the_drift(name: str, drift: object) -> None:
    assert callable(drift)
    trajectory = play(DILEMMA, name, steps=5)
    listed = DYNAMICS[name].drift
    assert listed is not None
    np.testing.assert_array_equal(listed.at(trajectory, POINT), drift(trajectory, POINT))


def test_where_a_profile_does_not_tell_the_way_there_is_none() -> None:
    assert {name for name, dynamics in DYNAMICS.items() if dynamics.drift is None} == {
        "symmetric_replicator",
        "moran",
        "regret_matching",
    }
