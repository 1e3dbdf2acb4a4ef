"""What payoffs of three and more players depend on: sums over pairs, or counts of the others' actions."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.core.rationals import INT64_LIMIT, to_fraction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import PayoffArray
    from gametheory.core.normal_form import NormalFormGame


def is_polymatrix(game: NormalFormGame, *, heartbeat: Heartbeat | None = None) -> bool:
    """Return whether every payoff is a sum over the other players of what the player and that one choose.

    Parameters
    ----------
    game
        Any normal form; with one or two players it always is.
    heartbeat
        Called between players; what it raises passes through.

    Notes
    -----
    Exact. For each action of its own, a player's payoff must be what it is against the others' first actions, plus what
    each other one adds by leaving that. Twice the number of profiles for each player; games that are none are mostly
    told by a few entries.

    References
    ----------
    howson1972.

    Examples
    --------
    >>> import numpy as np
    >>> from gametheory import NormalFormGame
    >>> first, second = np.array([[0, 3], [5, 1]]), np.array([[2, 0, 1], [0, 4, 7]])
    >>> hub = first[:, :, None] + second[:, None, :]
    >>> spoke, rim = hub - second[:, None, :], hub - first[:, :, None]
    >>> is_polymatrix(NormalFormGame([hub, spoke, rim])), is_polymatrix(NormalFormGame([hub, spoke, hub]))
    (True, False)
    """
    heard = heartbeat or no_heartbeat
    if game.num_players < 3:
        return True
    for player in range(game.num_players):
        heard()
        if not _adds_up_in_corners(np.moveaxis(game.payoffs[player], player, 0)):
            return False
    for player in range(game.num_players):
        heard()
        values = np.moveaxis(game.integer_payoffs(player).values, player, 0)
        if values.dtype == np.int64 and 2 * game.num_players * int(np.abs(values).max()) >= INT64_LIMIT:
            values = values.astype(object)
        if not _adds_up(values):
            return False
    return True


def _adds_up_in_corners(payoffs: PayoffArray) -> bool:
    """Whether two others' first changes of action add up, all else at first actions; own action on the first axis."""
    axes = [axis for axis in range(1, payoffs.ndim) if payoffs.shape[axis] > 1]
    for first, second in combinations(axes, 2):
        place = tuple(slice(2) if axis in (0, first, second) else 0 for axis in range(payoffs.ndim))
        for corner in payoffs[place]:
            (neither, one), (other, both) = (map(to_fraction, row) for row in corner.tolist())
            if neither + both != one + other:
                return False
    return True


def _adds_up(values: PayoffArray) -> bool:
    """Whether integers are sums of what each pair of the first axis and another one gives."""
    start = values[(slice(None), *[slice(1)] * (values.ndim - 1))]
    total = start
    for axis in range(1, values.ndim):
        place = tuple(slice(None) if other in (0, axis) else slice(1) for other in range(values.ndim))
        total = total + (values[place] - start)
    return np.array_equal(total, values)


def is_anonymous(game: NormalFormGame, *, heartbeat: Heartbeat | None = None) -> bool:
    """Return whether of the others' actions only matters how many of them choose which.

    Players may differ in what they are paid: the game is symmetric only if all are paid alike.

    Parameters
    ----------
    game
        Any normal form. With one player it is; others need the same number of actions each, which are matched by name
        where all players have the same names, and else by their order.
    heartbeat
        Called between comparisons; what it raises passes through.

    References
    ----------
    blonski2000.

    Examples
    --------
    >>> import numpy as np
    >>> from gametheory import NormalFormGame
    >>> numbers = np.indices((2, 2, 2))
    >>> crowd = [(number + 1) * numbers.sum(axis=0) ** 2 for number in range(3)]
    >>> is_anonymous(NormalFormGame(crowd)), is_anonymous(NormalFormGame([*crowd[:2], numbers[0]]))
    (True, False)
    """
    heard = heartbeat or no_heartbeat
    if len(set(game.num_actions)) > 1:
        return False
    orders = _matched_actions(game)
    for player in range(game.num_players):
        others = [other for other in range(game.num_players) if other != player]
        for first, second in pairwise(others):
            heard()
            corner = tuple(slice(None) if p in (player, first, second) else slice(1) for p in range(game.num_players))
            for table in (game.payoffs[player][corner], game.payoffs[player]):
                aligned = np.take(np.take(table, orders[first], axis=first), orders[second], axis=second)
                if not np.array_equal(aligned, aligned.swapaxes(first, second)):
                    return False
    return True


def _matched_actions(game: NormalFormGame) -> list[Sequence[int]]:
    """Return each player's actions in the order of the first one's names, or as they are where names differ."""
    names = game.actions[0]
    if any(set(own) != set(names) for own in game.actions):
        return [range(size) for size in game.num_actions]
    return [[own.index(name) for name in names] for own in game.actions]
