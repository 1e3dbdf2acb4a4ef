"""Where play is drawn to from a profile, for pictures of two players with two actions each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.deviations import action_payoffs
from gametheory.dynamics.logit_learning import logit_choice
from gametheory.dynamics.playable import unit_payoffs
from gametheory.dynamics.replicator import replicator_rates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.dynamics.trajectory import Trajectory


def best_reply_drift(trajectory: Trajectory, strategies: Sequence[FloatArray]) -> list[FloatArray]:
    """Return each player's way to its best reply, to the middle of several.

    Parameters
    ----------
    trajectory
        Names the game.
    strategies
        For each player the shares of its actions.

    Examples
    --------
    >>> from gametheory import dynamics, load
    >>> trajectory = dynamics.fictitious_play(load("prisoners_dilemma"), 100, seed=1)
    >>> best_reply_drift(trajectory, [np.array([0.75, 0.25]), np.array([0.5, 0.5])])
    [array([-0.75,  0.75]), array([-0.5,  0.5])]
    """
    payoffs = _payoffs(trajectory, strategies)
    return [_best_replies(earned) - own for earned, own in zip(payoffs, strategies, strict=True)]


def logit_drift(trajectory: Trajectory, strategies: Sequence[FloatArray]) -> list[FloatArray]:
    """Return each player's way to its logit choice, at the noise of the course.

    Parameters
    ----------
    trajectory
        Names the game and the noise.
    strategies
        For each player the shares of its actions.
    """
    noise = trajectory.options["noise"]
    payoffs = _payoffs(trajectory, strategies)
    return [logit_choice(earned, noise) - own for earned, own in zip(payoffs, strategies, strict=True)]


def replicator_drift(trajectory: Trajectory, strategies: Sequence[FloatArray]) -> list[FloatArray]:
    """Return how fast each share of each population changes under replicator dynamics.

    Parameters
    ----------
    trajectory
        Names the game.
    strategies
        For each player the shares of its actions.
    """
    return replicator_rates(unit_payoffs(trajectory.game), strategies)


def _payoffs(trajectory: Trajectory, strategies: Sequence[FloatArray]) -> list[FloatArray]:
    """Return what each action of each player earns, in units of the player's range of payoffs."""
    return [action_payoffs(table, strategies, player) for player, table in enumerate(unit_payoffs(trajectory.game))]


def _best_replies(payoffs: FloatArray) -> FloatArray:
    """Return the even mixture of the best actions."""
    is_best = payoffs == payoffs.max()
    mixture: FloatArray = is_best / np.count_nonzero(is_best)
    return mixture
