"""Payoffs of tiers that are left once some players have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.tiered_game import Deviation, Enclosure, Slopes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.array_types import FloatArray
    from gametheory.core.tiered_game import GainBounds, TierPayoffs


class PayoffsAfter:
    """Payoffs that are left once some players have moved, as ``TierPayoffs``.

    Parameters
    ----------
    payoffs
        Of the whole game.
    kept
        The actions that are left to each player: one to who has moved.
    num_actions
        Of the whole game.
    """

    def __init__(self, payoffs: TierPayoffs, kept: Sequence[Sequence[int]], num_actions: Sequence[int]) -> None:
        self._payoffs = payoffs
        self._kept = tuple(map(tuple, kept))
        self._num_actions = tuple(num_actions)

    def payoff(self, player: int, action: int, counts: Sequence[Sequence[int | Fraction]]) -> Fraction:
        """Return the payoff of one who chooses an action, itself counted there."""
        whole: list[list[int | Fraction]] = [[0] * number for number in self._num_actions]
        for into, own, kept in zip(whole, counts, self._kept, strict=True):
            for place, count in zip(kept, own, strict=True):
                into[place] = count
        return self._payoffs.payoff(player, self._kept[player][action], whole)

    def gain_bounds(
        self, profile: Sequence[int | None], deviations: Sequence[Deviation], *, is_limit: bool = False
    ) -> GainBounds:
        """Return what bounds the gains of deviations; who has moved has none any more."""
        whole = [
            Deviation(one.player, self._kept[one.player][one.current], self._kept[one.player][one.other])
            for one in deviations
        ]
        bounds = self._payoffs.gain_bounds(self._profile(profile), whole, is_limit=is_limit)
        return _BoundsAfter(bounds, self._kept, self._num_actions)

    def payoff_bounds(self, profile: Sequence[int | None], seats: Sequence[tuple[int, int]]) -> GainBounds:
        """Return what bounds payoffs themselves."""
        whole = [(player, self._kept[player][action]) for player, action in seats]
        bounds = self._payoffs.payoff_bounds(self._profile(profile), whole)
        return _BoundsAfter(bounds, self._kept, self._num_actions)

    def alike_tiers(self) -> tuple[tuple[int, ...], ...]:
        """Return the tiers that are alike in the whole game."""
        return self._payoffs.alike_tiers()

    def pooled(self, groups: Sequence[Sequence[int]]) -> TierPayoffs:
        """Return payoffs in which the sellers of tiers that are alike stand together at the first tier of a group."""
        return PayoffsAfter(self._payoffs.pooled(groups), self._kept, self._num_actions)

    def _profile(self, profile: Sequence[int | None]) -> tuple[int | None, ...]:
        return tuple(None if own is None else kept[own] for own, kept in zip(profile, self._kept, strict=True))


class _BoundsAfter:
    """Bounds over boxes in which players have some of their actions left, as ``GainBounds``."""

    def __init__(self, bounds: GainBounds, kept: Sequence[Sequence[int]], num_actions: Sequence[int]) -> None:
        self._bounds = bounds
        places = [own in actions for actions, number in zip(kept, num_actions, strict=True) for own in range(number)]
        self._kept = np.flatnonzero(places)
        self._num_places = len(places)

    def enclose(self, low: FloatArray, high: FloatArray) -> Enclosure:
        """Return bounds on the gains over boxes."""
        return self._bounds.enclose(self._whole(low), self._whole(high))

    def slopes(self, low: FloatArray, high: FloatArray) -> Slopes:
        """Return bounds on the derivatives of the gains over boxes."""
        slopes = self._bounds.slopes(self._whole(low), self._whole(high))
        return Slopes(slopes.lower[:, self._kept], slopes.upper[:, self._kept])

    def _whole(self, counts: FloatArray) -> FloatArray:
        """Return counts of all actions of the whole game, of shape [place, box]: 0 for what is not left."""
        whole = np.zeros((self._num_places, counts.shape[1]))
        whole[self._kept] = counts
        return whole
