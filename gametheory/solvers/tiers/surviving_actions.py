"""Actions that survive strict dominance by pure actions, bounded over all counts at once."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.tiered_game import Deviation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.tiered_game import TieredGame

MOST_PROFILES = 64
"""Combinations of the single players' actions up to which dominance is looked for."""


def surviving_actions(game: TieredGame, tick: Callable[[], None]) -> tuple[tuple[int, ...], ...]:
    """Return for each player the actions that nobody can do without paying less than by another one, step by step.

    No equilibrium, pure or mixed, has another action; some of those returned may be dominated still.

    Parameters
    ----------
    game
        A game of tiers.
    tick
        Called at each step.

    Notes
    -----
    An action goes if bounds on what another one gains are above 0 over the box of all counts of what is left.
    """
    kept = [list(range(number)) for number in game.num_actions]
    while True:
        if prod(len(kept[player]) for player in game.single_players) > MOST_PROFILES:
            break
        dominated = next(_dominated(game, kept, tick), None)
        if dominated is None:
            break
        kept[dominated[0]].remove(dominated[1])
    return tuple(tuple(own) for own in kept)


def _dominated(game: TieredGame, kept: Sequence[Sequence[int]], tick: Callable[[], None]) -> Iterator[tuple[int, int]]:
    """Yield players and actions that are worse than another one at all counts of what is kept."""
    for player, own in enumerate(kept):
        for current in own:
            for other in own:
                tick()
                if other != current and _always_gains(game, kept, Deviation(player, current, other)):
                    yield player, current
                    break


def _always_gains(game: TieredGame, kept: Sequence[Sequence[int]], deviation: Deviation) -> bool:
    """Whether bounds show that a deviation gains at all counts of what is kept."""
    choices = [
        (None,) if count > 1 else (deviation.current,) if player == deviation.player else own
        for player, (count, own) in enumerate(zip(game.counts, kept, strict=True))
    ]
    return all(
        game.payoffs.gain_bounds(profile, [deviation]).enclose(*_box(game, kept, deviation, profile)).lower[0, 0] > 0
        for profile in product(*choices)
    )


def _box(
    game: TieredGame, kept: Sequence[Sequence[int]], deviation: Deviation, profile: Sequence[int | None]
) -> tuple[FloatArray, FloatArray]:
    """Return the least and the largest counts of what is kept, with somebody at the action that is left."""
    low, high = [], []
    for player, (count, number) in enumerate(zip(game.counts, game.num_actions, strict=True)):
        for action in range(number):
            alone = profile[player] == action if count == 1 else list(kept[player]) == [action]
            is_left = (player, action) == (deviation.player, deviation.current)
            is_open = count > 1 and action in kept[player]
            someone = player == deviation.player and count > 1 and not is_left
            low.append(float(count if alone else is_left))
            high.append(float(count - someone if alone or is_open else 0))
    return np.array(low)[:, None], np.array(high)[:, None]
