"""What each action would earn against the others' shares, and how much a player would gain by changing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame


def action_payoffs(table: FloatArray, weights: Sequence[FloatArray], player: int) -> FloatArray:
    """Return what each action of a player earns against the others' weights, chosen independently.

    Parameters
    ----------
    table
        The player's payoffs, shape ``num_actions``.
    weights
        For each player a weight for each action: probabilities or counts. The player's own are not read.
    player
        Index of the player.

    Examples
    --------
    >>> import numpy as np
    >>> action_payoffs(np.array([[3.0, 0.0], [5.0, 1.0]]), [np.empty(2), np.array([0.5, 0.5])], 0)
    array([1.5, 3. ])
    """
    others = [other for other in range(len(weights)) if other != player]
    remaining = table.transpose(player, *others)
    for other in reversed(others):
        remaining = remaining @ weights[other]
    return remaining


def regrets(game: NormalFormGame, strategies: Sequence[FloatArray]) -> tuple[float, ...]:
    """Return how much each player would gain by its best reply, the others' strategies given, in floats."""
    gains = []
    for player, table in enumerate(game.float_payoffs):
        payoffs = action_payoffs(table, strategies, player)
        gains.append(max(0.0, float(payoffs.max() - payoffs @ strategies[player])))
    return tuple(gains)
