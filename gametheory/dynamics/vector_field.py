"""Where play is drawn to from a profile, for pictures of two players with two actions each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.deviations import action_payoffs
from gametheory.dynamics.logit_learning import logit_choice
from gametheory.dynamics.playable import evolution_payoffs, unit_payoffs
from gametheory.dynamics.replicator import replicator_rates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.dynamics.trajectory import Trajectory


def direction(trajectory: Trajectory, strategies: Sequence[FloatArray]) -> list[FloatArray]:
    """Return how each player's shares tend to change at a profile.

    Under replicator dynamics these are their rates; under stochastic fictitious play it is the way to the logit choice;
    otherwise the way to the best reply, to the middle of several.

    Parameters
    ----------
    trajectory
        Names the game, the dynamics and their options.
    strategies
        For each player the shares of its actions.

    Examples
    --------
    >>> from gametheory import dynamics, load
    >>> trajectory = dynamics.fictitious_play(load("prisoners_dilemma"), 100, seed=1)
    >>> direction(trajectory, [np.array([0.75, 0.25]), np.array([0.5, 0.5])])
    [array([-0.75,  0.75]), array([-0.5,  0.5])]
    """
    if trajectory.dynamics == "replicator":
        return replicator_rates(evolution_payoffs(trajectory.game), strategies)
    noise = trajectory.options.get("noise")
    ways = []
    for player, table in enumerate(unit_payoffs(trajectory.game)):
        payoffs = action_payoffs(table, strategies, player)
        reply = _best_replies(payoffs) if noise is None else logit_choice(payoffs, noise)
        ways.append(reply - strategies[player])
    return ways


def _best_replies(payoffs: FloatArray) -> FloatArray:
    """Return the even mixture of the best actions."""
    is_best = payoffs == payoffs.max()
    mixture: FloatArray = is_best / np.count_nonzero(is_best)
    return mixture
