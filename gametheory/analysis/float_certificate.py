"""How far a profile of a large game can be from an equilibrium: bounds in floats that count every rounding error."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.certificate import judge
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.action_payoffs import checked_mixed_profile
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.rationals import FLOAT_BITS

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile

ROUNDING = 2.0**-FLOAT_BITS
"""Largest relative error of one rounding to float64."""
UNDERFLOW = 2.0**-1000
"""More than all results below the smallest normal float can be wrong by together, as long as none exceeds 2**70."""
LARGEST_PAYOFF = 2.0**1000
"""Payoffs from which sums might leave the range of floats."""


def float_certificate(game: NormalFormGame, profile: Profile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return bounds on each player's payoff, best deviation and regret in a mixed profile, computed in floats.

    Parameters
    ----------
    game
        A normal form.
    profile
        A mixed profile; floats are scaled to sum to exactly 1, as ``judge`` does.
    heartbeat
        Called between players, so that a caller can stop the work by raising an exception.

    Returns
    -------
    Certificate
        ``payoff`` is at most what the profile pays, ``best_payoff`` and ``action_payoffs`` are at least what deviations
        pay: so each ``regret`` is at least the true one.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the game.

    Notes
    -----
    The bounds are rigorous and lie within about ``num_actions * 1e-16`` of the range of payoffs, whatever their units.
    Cost: one product of a matrix and a vector for each player, over the actions that are played. Games whose payoffs
    come near the end of the range of floats are judged exactly instead.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 3], [1, 2, 5]], [[1, 6, 2], [3, 0, 4]])
    >>> certificate = float_certificate(game, MixedProfile(game, [[1, 0], [0, "1/2", "1/2"]]))
    >>> round(float(certificate.max_regret), 12), certificate.max_regret >= 2
    (2.0, True)
    """
    played = checked_mixed_profile(game, profile)
    if not np.abs(game.float_payoffs).max() < LARGEST_PAYOFF:
        return judge(game, profile, heartbeat=heartbeat)
    strategies = [_probabilities(strategy) for strategy in played.strategies]
    heard = heartbeat or no_heartbeat
    return Certificate(tuple(_best_reply(game, strategies, player, heard) for player in range(game.num_players)))


def _probabilities(strategy: tuple[Fraction | float, ...]) -> FloatArray:
    """Return probabilities scaled to sum to 1, each with a relative error of at most four roundings."""
    listed = [float(probability) for probability in strategy]
    return np.array(listed) / math.fsum(listed)


def _best_reply(game: NormalFormGame, strategies: list[FloatArray], player: int, heartbeat: Heartbeat) -> BestReply:
    """Return bounds on what one player gets from each action and from its strategy."""
    heartbeat()
    table = game.float_payoffs[player]
    middle = float(table.min()) / 2.0 + float(table.max()) / 2.0
    supports = [
        np.arange(len(strategy)) if index == player else np.flatnonzero(strategy)
        for index, strategy in enumerate(strategies)
    ]
    heartbeat()
    # regrets do not change with a constant, and near 0 errors are small against the range
    moved = table[np.ix_(*supports)] - middle
    weights = [strategy[support] for strategy, support in zip(strategies, supports, strict=True)]
    num_roundings = sum(len(support) for support in supports) + 8 * game.num_players
    error = 1.01 * num_roundings * ROUNDING
    doubt = _input_error(game.payoffs[player]) + UNDERFLOW
    heartbeat()
    means = _mean(moved, weights, player)
    heartbeat()
    sizes = _mean(np.abs(moved), weights, player)
    heartbeat()
    errors = sizes * (2.0 * error) + doubt
    own = weights[player]
    payoff = float(own @ means)
    payoff_error = float(own @ errors) + 2.0 * error * float(own @ np.abs(means)) + doubt
    above = np.nextafter(means + errors, np.inf)
    base = Fraction(middle)
    action_payoffs = tuple(base + Fraction(value) for value in above.tolist())
    lowest = base + Fraction(payoff) - 2 * Fraction(payoff_error)
    return BestReply(player, lowest, max(action_payoffs), action_payoffs)


def _mean(table: FloatArray, weights: list[FloatArray], player: int) -> FloatArray:
    """Return the mean over the others' weights of a table, for each action of a player."""
    for index in reversed(range(len(weights))):
        if index != player:
            table = np.tensordot(table, weights[index], axes=([index], [0]))
    return table


def _input_error(payoffs: PayoffArray) -> float:
    """Return how far floats can be from a player's payoffs."""
    if payoffs.dtype == np.float64:
        return 0.0
    largest = max(abs(float(payoffs.min())), abs(float(payoffs.max())))
    is_exact = payoffs.dtype == np.int64 and largest < 2.0**FLOAT_BITS
    return 0.0 if is_exact else 2.0 * ROUNDING * largest
