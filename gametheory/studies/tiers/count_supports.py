"""Which actions are chosen by anybody in the count vectors of a box."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.count_profile import CountProfile, PooledCounts, Range
    from gametheory.core.tiered_game import Counts, TieredGame

    CountSupport = tuple[tuple[str, str, tuple[str, ...]], ...]


def count_supports(profile: CountProfile) -> list[CountSupport]:
    """Return the supports that count vectors of a box have, each once.

    Examples
    --------
    >>> from gametheory.core.count_profile import CountProfile
    >>> from gametheory.core.players import Player
    >>> from gametheory.core.tiered_game import TieredGame
    >>> game = TieredGame(
    ...     players=(Player("shop", "Shops"),), counts=(5,), actions=(("North", "South"),), payoffs=None
    ... )
    >>> count_supports(CountProfile(game, (((3, 5), (0, 2)),)))
    [(('shop', '', ('North',)),), (('shop', '', ('North', 'South')),)]
    """
    game = profile.game
    sides = [list(_supports(ranges, count)) for ranges, count in zip(profile.ranges, game.counts, strict=True)]
    return [
        named_support(game, chosen)
        for chosen in product(*sides)
        if all(_can_split(game, pool, [chosen[tier] for tier in pool.tiers]) for pool in profile.pools)
    ]


def named_support(game: TieredGame, chosen: Sequence[Sequence[int]]) -> CountSupport:
    """Return a support by names, from the actions that somebody of each player chooses."""
    return tuple(
        (player.key, "", tuple(names[action] for action in own))
        for player, names, own in zip(game.players, game.actions, chosen, strict=True)
    )


def chosen_actions(counts: Counts) -> tuple[tuple[int, ...], ...]:
    """Return for each player the actions that somebody chooses.

    Examples
    --------
    >>> chosen_actions(((0, 1), (3, 0, 2)))
    ((1,), (0, 2))
    """
    return tuple(tuple(action for action, count in enumerate(own) if count) for own in counts)


def _can_split(game: TieredGame, pool: PooledCounts, chosen: Sequence[Sequence[int]]) -> bool:
    """Whether tiers that are alike can have these supports and their totals within ranges.

    One seller of each tier is at each action of its support; where the others can go is a matter of flows, which exist
    where no set of actions needs more sellers than can go there, and none has to take more than it may.
    """
    spare = [game.counts[tier] - len(own) for tier, own in zip(pool.tiers, chosen, strict=True)]
    taken = [sum(action in own for own in chosen) for action in range(len(pool.totals))]
    room = [(max(0, low - own), high - own) for (low, high), own in zip(pool.totals, taken, strict=True)]
    if any(number < 0 for number in spare) or any(high < 0 for _, high in room):
        return False
    for size in range(1, len(room) + 1):
        for group in combinations(range(len(room)), size):
            can_come = sum(number for number, own in zip(spare, chosen, strict=True) if set(own) & set(group))
            must_come = sum(number for number, own in zip(spare, chosen, strict=True) if set(own) <= set(group))
            if sum(room[action][0] for action in group) > can_come:
                return False
            if sum(room[action][1] for action in group) < must_come:
                return False
    return True


def _supports(ranges: Sequence[Range], count: int) -> Iterator[tuple[int, ...]]:
    """Yield the sets of actions that can be the chosen ones where counts lie within ranges."""
    needed = {action for action, (low, _) in enumerate(ranges) if low}
    open_to = [action for action, (_, high) in enumerate(ranges) if high]
    for size in range(1, len(open_to) + 1):
        for chosen in combinations(open_to, size):
            least = sum(max(1, ranges[action][0]) for action in chosen)
            most = sum(ranges[action][1] for action in chosen)
            if needed <= set(chosen) and least <= count <= most:
                yield chosen
