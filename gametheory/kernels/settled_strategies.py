"""From strategies near an equilibrium of any number of players to those of the equilibrium itself, in floats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.kernels.pair_payoffs import PairPayoffs

MOST_CORRECTIONS = 10
"""Corrections after which Newton's method has failed."""
SETTLED = 1e-8
"""A correction below this is the last one: the next one would be its square."""
FARTHEST = 0.1
"""Largest change of a probability in all."""
LARGEST_INVERSE = 1e8
"""Entries of an inverse from which on the actions played do not determine the probabilities."""
LARGEST_GAIN = 1e-10
"""Gain of a deviation, in payoffs from 0 to 1, that is no more than rounding."""


def settled_strategies(payoffs: PairPayoffs, strategies: FloatArray, is_played: NDArray[np.bool_]) -> FloatArray | None:
    """Return the strategies, near given ones, at which all actions that are played pay the same and no other pays more.

    Parameters
    ----------
    payoffs
        A game whose payoffs lie between 0 and 1.
    strategies
        Shape ``[N]``; 0 where an action is not played.
    is_played
        For each action whether it is played, at least one of each player.

    Returns
    -------
    array or None
        None where Newton's method does not settle, where the actions played do not determine their probabilities, and
        where what it settles at is no equilibrium.

    Examples
    --------
    >>> from gametheory.kernels.pair_payoffs import PairPayoffs
    >>> payoffs = PairPayoffs([np.array([[1.0, 0.0], [0.0, 0.5]]), np.array([[0.0, 0.25], [1.0, 0.0]])])
    >>> near = settled_strategies(payoffs, np.array([0.79, 0.21, 0.3, 0.7]), np.ones(4, dtype=bool))
    >>> near.round(9).tolist()
    [0.8, 0.2, 0.333333333, 0.666666667]
    """
    played = np.flatnonzero(is_played)
    owners, num_players = payoffs.owners[played], len(payoffs.sizes)
    num_played = len(played)
    slopes = np.zeros((num_played + num_players, num_played + num_players))
    slopes[np.arange(num_played), num_played + owners] = -1.0
    slopes[num_played + owners, np.arange(num_played)] = 1.0
    point = strategies.copy()
    for _ in range(MOST_CORRECTIONS):
        pairs = payoffs.by_pairs(point)
        slopes[:num_played, :num_played] = pairs[np.ix_(played, played)]
        paid = pairs[played] @ point / (num_players - 1)
        sums = np.bincount(owners, weights=point[played], minlength=num_players) - 1.0
        try:
            inverse = np.linalg.inv(slopes)
        except np.linalg.LinAlgError:
            return None
        if not np.abs(inverse).max() <= LARGEST_INVERSE:  # also where it is not a number
            return None
        # what best replies pay is an unknown, too: it starts from 0 each time
        change = (inverse @ np.concatenate([paid, sums]))[:num_played]
        point[played] -= change
        if not np.abs(point - strategies).max() <= FARTHEST:
            return None
        if np.abs(change).max() < SETTLED:
            return point if _is_equilibrium(payoffs, point, played) else None
    return None


def _is_equilibrium(payoffs: PairPayoffs, point: FloatArray, played: NDArray[np.intp]) -> bool:
    """Whether what is played has positive probability, and nothing pays more."""
    paid = payoffs.against(point)
    best = np.maximum.reduceat(paid, payoffs.starts)[payoffs.owners]
    return bool(point[played].min() > 0.0 and (best - paid)[played].max() <= LARGEST_GAIN)
