"""Players who can change places: groups within which exchanging any two leaves the game as it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import PayoffArray
    from gametheory.core.normal_form import NormalFormGame

Matching: TypeAlias = tuple[int, ...]
"""For each action of one player the action of another one that stands for it."""


@dataclass(frozen=True, slots=True)
class ExchangeableGroup:
    """Players any two of whom can change places.

    Parameters
    ----------
    players
        Their indices, in order; a player who can change places with nobody is alone.
    actions
        For each of them the actions that stand for those of the first one, in its order.
    """

    players: tuple[int, ...]
    actions: tuple[Matching, ...]


def exchangeable_groups(game: NormalFormGame, *, heartbeat: Heartbeat | None = None) -> tuple[ExchangeableGroup, ...]:
    """Return the players in groups, the largest possible, within which any two can change places.

    Two players can change places where each is paid what the other was, and all others what they were, once the two
    have taken over each other's actions.

    Parameters
    ----------
    game
        Any normal form. Payoffs are compared as they are: players who count in different units are not recognized.
    heartbeat
        Called between comparisons of tables; what it raises passes through.

    Returns
    -------
    tuple of ExchangeableGroup
        Every player is in one of them; they are ordered by their first players.

    Notes
    -----
    Exact. Actions are matched by their names, where two players have the same ones, and else, or if that fails, by
    their order. A game that is symmetric only after another renumbering is not recognized. Two players who can each
    change places with a third one can do so with each other, so each is compared with the first of a group only.

    References
    ----------
    nash1951, section "Symmetries of games".

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> seller, shop = [[[3, 1], [1, 0]], [[2, 4], [4, 9]]], [[[0, 5], [1, 2]], [[7, 6], [8, 3]]]
    >>> other = [[[0, 1], [5, 2]], [[7, 8], [6, 3]]]
    >>> game = NormalFormGame([seller, shop, other])
    >>> [group.players for group in exchangeable_groups(game)]
    [(0,), (1, 2)]
    """
    heard = heartbeat or no_heartbeat
    tables = _comparable_tables(game)
    members: list[list[tuple[int, Matching]]] = []
    for player in range(game.num_players):
        for group in members:
            heard()
            first = group[0][0]
            matching = next((m for m in _matchings(game, first, player) if _can_swap(tables, first, player, m)), None)
            if matching is not None:
                group.append((player, matching))
                break
        else:
            members.append([(player, tuple(range(game.num_actions[player])))])
    return tuple(
        ExchangeableGroup(tuple(player for player, _ in group), tuple(matching for _, matching in group))
        for group in members
    )


def _comparable_tables(game: NormalFormGame) -> Sequence[PayoffArray]:
    """Return the players' payoffs in one unit."""
    if game.payoffs.dtype != object:
        return list(game.payoffs)
    tables = [game.integer_payoffs(player) for player in range(game.num_players)]
    unit = lcm(*(table.denominator for table in tables))
    return [table.values.astype(object) * (unit // table.denominator) for table in tables]


def _matchings(game: NormalFormGame, first: int, second: int) -> Iterator[Matching]:
    """Yield the ways in which actions of a second player are taken to stand for those of a first one."""
    mine, theirs = game.actions[first], game.actions[second]
    if len(mine) != len(theirs):
        return
    by_order = tuple(range(len(mine)))
    if set(mine) == set(theirs):
        by_name = tuple(theirs.index(name) for name in mine)
        if by_name != by_order:
            yield by_name
    yield by_order


def _can_swap(tables: Sequence[PayoffArray], first: int, second: int, matching: Matching) -> bool:
    """Whether two players can change places, with their actions matched."""
    corner = tuple(slice(None) if player in (first, second) else slice(1) for player in range(len(tables)))
    views = ([table[corner] for table in tables], tables)
    return all(_is_unchanged(view, first, second, matching) for view in views)


def _is_unchanged(tables: Sequence[PayoffArray], first: int, second: int, matching: Matching) -> bool:
    """Whether tables are as they were once two players have changed places."""
    order = list(range(len(tables)))
    order[first], order[second] = second, first
    for player, other in enumerate(order):
        if player > other:
            continue
        mine, theirs = (np.take(table, matching, axis=second) for table in (tables[player], tables[other]))
        if not np.array_equal(mine.swapaxes(first, second), theirs):
            return False
    return True
