"""Whether play that hardly moves has come to rest: gains beside what is at stake there, and the speed of a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.dynamics.deviations import action_payoffs
from gametheory.tolerances import PLAY_MOVEMENT, PLAY_REGRET

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.dynamics.recording import Record

    Rates: TypeAlias = Callable[[Sequence[FloatArray]], Sequence[FloatArray]]
    """Returns how fast each share changes, at one profile."""

TOO_RARE = 1e-9
"""A smaller share is not told from 0 by the integration of a flow."""
ROUNDING = 1e-12
"""Differences of payoffs that are rounding errors, relative to the range of the player's payoffs."""
STANDSTILL = 1e-6
"""A change over the same length again that is taken for an error of the integration, whether it grows or not."""
DYING = 0.6
"""What is left, at most, of the share of an action after the second half of a run without it; of beliefs, one half."""
MOST_SPEEDS = 100
"""Rows of the second half at which the speed of a flow is looked at."""


def is_near_equilibrium(
    game: NormalFormGame,
    strategies: Sequence[FloatArray],
    present: Sequence[BooleanArray] | None = None,
    *,
    tolerance: float = PLAY_REGRET,
) -> bool:
    """Return whether nobody would gain much, beside its range of payoffs and beside what is at stake at the profile.

    A player's gain is small where it is at most a hundredth of its range of payoffs, and either actions other than best
    replies have hardly any share, or the gain is hardly anything of the largest difference that its choice between
    actions that are played and best replies makes against actions that the others play. Actions that nobody plays thus
    do not make a gain look small, however much they would cost.

    Parameters
    ----------
    game
        The game.
    strategies
        For each player the shares of its actions.
    present
        For each player which of its actions count as replies; None for all.
    tolerance
        What is hardly anything of that difference.
    """
    replies = [np.ones(size, dtype=bool) for size in game.num_actions] if present is None else present
    return all(
        _gains_little(game.float_payoffs[player], strategies, player, replies[player], tolerance=tolerance)
        for player in range(game.num_players)
    )


def _gains_little(
    table: FloatArray, strategies: Sequence[FloatArray], player: int, is_reply: BooleanArray, *, tolerance: float
) -> bool:
    """Return whether one player would gain little by its best reply among some actions."""
    own, spread = strategies[player], float(np.ptp(table))
    earned = action_payoffs(table, strategies, player)
    best = float(earned[is_reply].max())
    gain = best - float(own @ earned)
    if gain <= ROUNDING * spread:
        return True
    if gain > PLAY_REGRET * spread:
        return False
    is_best = earned >= best - ROUNDING * spread
    if own[~is_best].sum() <= PLAY_REGRET:
        return True
    played = [shares >= PLAY_MOVEMENT * shares.max() for shares in strategies]
    played[player] = played[player] | (is_best & is_reply)
    at_stake = float(np.ptp(table[np.ix_(*played)], axis=player).max())
    return gain <= tolerance * at_stake


def without_what_dies_out(shares: Record) -> tuple[FloatArray, ...]:
    """Return for each player its shares at the end, without those that are small and have shrunk for half the run.

    What is not played any more leaves the others' beliefs as slowly as time passes, and may decide their best replies
    until then.

    Parameters
    ----------
    shares
        The record, with shares for every player.
    """
    half = int(np.searchsorted(shares.times, shares.times[-1] / 2))
    remaining = []
    for table in shares.strategies:
        last = table[-1]
        is_dying = (last < PLAY_MOVEMENT * last.max()) & (last < DYING * table[half])
        kept: FloatArray = np.where(is_dying, 0.0, last)
        remaining.append(kept / kept.sum())
    return tuple(remaining)


def is_too_rare(game: NormalFormGame, strategies: Sequence[FloatArray]) -> bool:
    """Return whether some player would gain, and each that would has what earns more only in shares next to 0.

    Parameters
    ----------
    game
        The game.
    strategies
        For each player the shares of its actions.
    """
    shares_that_gain = []
    for player, table in enumerate(game.float_payoffs):
        earned = action_payoffs(table, strategies, player)
        gains = earned - strategies[player] @ earned
        if gains.max() > PLAY_REGRET * np.ptp(table):
            shares_that_gain.append(float(strategies[player][gains > PLAY_REGRET * gains.max()].sum()))
    return bool(shares_that_gain) and max(shares_that_gain) < TOO_RARE


def has_ties(game: NormalFormGame, strategies: Sequence[FloatArray]) -> bool:
    """Return whether some player has several best replies, up to rounding.

    Parameters
    ----------
    game
        The game.
    strategies
        For each player the shares of its actions.
    """
    for player, table in enumerate(game.float_payoffs):
        earned = action_payoffs(table, strategies, player)
        if np.count_nonzero(earned >= earned.max() - ROUNDING * np.ptp(table)) > 1:
            return True
    return False


def is_slowing_down(rates: Rates, shares: Record) -> bool:
    """Return whether a flow is about to stand still, judged by the second half of its run.

    Going on as fast as at the end for the same length again must change no share by more than the tolerance of rest,
    and the flow must not have become faster: near a saddle play hardly moves before it leaves.

    Parameters
    ----------
    rates
        How fast shares change.
    shares
        The record, with shares for every player.
    """
    late = (shares.times >= shares.times[-1] / 2).nonzero()[0]
    rows = late[np.unique(np.linspace(0, len(late) - 1, MOST_SPEEDS).astype(np.intp))]
    speeds = [
        max(float(np.abs(rate).max()) for rate in rates([table[row] for table in shares.strategies])) for row in rows
    ]
    stretch = len(speeds) // 5
    length = float(shares.times[-1]) / 2
    before, now = max(speeds[:stretch]), max(speeds[-stretch:])
    return now * length <= STANDSTILL or (now * length <= PLAY_MOVEMENT and now <= before)
