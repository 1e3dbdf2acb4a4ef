"""Tiers that are alike as one tier: their sellers stand together, and only how many choose what in all matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.count_profile import CountProfile, PooledCounts
from gametheory.core.payoffs_after import PayoffsAfter
from gametheory.core.tiered_game import TieredGame

if TYPE_CHECKING:
    from gametheory.core.count_profile import Range


class PooledTiers:
    """A game in which the sellers of tiers that are alike stand together at the first one, the others left without.

    Nobody tells the sellers of such tiers apart: counts are an equilibrium of the game exactly if their totals are one
    of this game, so that every split of the totals is one.

    Parameters
    ----------
    game
        The game.

    Attributes
    ----------
    groups
        Indices of tiers that are alike, group by group; empty where none are.
    game
        The game with the groups pooled; the given one where there is none.
    """

    def __init__(self, game: TieredGame) -> None:
        self._whole = game
        self.groups = game.payoffs.alike_tiers()
        self.game = self._pooled() if self.groups else game

    def spread(self, profile: CountProfile) -> CountProfile:
        """Return all splits of pooled counts over the tiers of the whole game."""
        if not self.groups:
            return profile
        ranges = list(profile.ranges)
        pools = []
        for group in self.groups:
            totals = profile.ranges[group[0]]
            for tier in group:
                ranges[tier] = self._own_ranges(tier, totals)
            if not _is_product([ranges[tier] for tier in group], totals):
                pools.append(PooledCounts(group, totals))
        return CountProfile(self._whole, tuple(ranges), pools=tuple(pools))

    def gathered(self, profile: CountProfile) -> CountProfile:
        """Return the pooled counts of which a profile holds all splits."""
        ranges = list(profile.ranges)
        totals = {pool.tiers: pool.totals for pool in profile.pools}
        for group in self.groups:
            summed = tuple(
                (sum(low for low, _ in ends), sum(high for _, high in ends))
                for ends in zip(*(profile.ranges[tier] for tier in group), strict=True)
            )
            ranges[group[0]] = totals.get(group, summed)
            for tier in group[1:]:
                ranges[tier] = ((1, 1),)
        return CountProfile(self.game, tuple(ranges))

    def _pooled(self) -> TieredGame:
        game = self._whole
        counts, actions = list(game.counts), list(game.actions)
        kept = [range(number) for number in game.num_actions]
        for first, *others in self.groups:
            for tier in others:
                counts[first] += counts[tier]
                counts[tier], actions[tier], kept[tier] = 1, actions[tier][:1], range(1)
        payoffs = PayoffsAfter(game.payoffs.pooled(self.groups), kept, game.num_actions)
        return TieredGame(
            players=game.players, counts=tuple(counts), actions=tuple(actions), payoffs=payoffs, title=game.title
        )

    def _own_ranges(self, tier: int, totals: tuple[Range, ...]) -> tuple[Range, ...]:
        """Return how many of one tier can choose each action where so many choose it in all."""
        count = self._whole.counts[tier]
        group = next(group for group in self.groups if tier in group)
        elsewhere = self.game.counts[group[0]] - count
        return tuple((max(0, low - elsewhere), min(count, high)) for low, high in totals)


def _is_product(ranges: list[tuple[Range, ...]], totals: tuple[Range, ...]) -> bool:
    """Whether totals leave nothing out that the ranges of tiers have."""
    return all(
        low <= sum(own[action][0] for own in ranges) and sum(own[action][1] for own in ranges) <= high
        for action, (low, high) in enumerate(totals)
    )
