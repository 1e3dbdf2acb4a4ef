"""The proof that counts of tiers are an equilibrium, vector by vector or for a whole box at once."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.pooled_tiers import PooledTiers
from gametheory.core.tiered_game import Deviation
from gametheory.errors import SolverError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.count_profile import CountProfile, Range
    from gametheory.core.tiered_game import Counts, GainBounds, TieredGame

    Ranges = tuple[tuple[Range, ...], ...]

MOST_VECTORS = 64
"""Count vectors of a box up to which each is looked at."""
MOST_PARTS = 100_000
"""Parts of a box that are looked at for one deviation."""


def judge_counts(profile: CountProfile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return payoffs at the leading count vector of a box, and the largest gain at any of its vectors.

    Parameters
    ----------
    profile
        A box of count vectors. Payoffs are those of a tier's sellers on average. Where tiers that are alike are
        pooled, what one of their sellers gains is told of each of them.
    heartbeat
        Called between steps; may raise to stop.

    Raises
    ------
    SolverError
        If a large box could not be proved within ``MOST_PARTS`` parts.

    Notes
    -----
    Small boxes are looked at vector by vector in rationals. In a larger one, a gain is at most 0 where its bounds say
    so, or where its slopes keep their signs and it is at most 0, in rationals, at the corner where it is largest; else
    the box is halved.
    """
    beat = heartbeat or no_heartbeat
    game = profile.game
    payoffs = [_average(game, player, profile.lead) for player in range(game.num_players)]
    gains = [Fraction(0)] * game.num_players
    if profile.num_vectors is not None and profile.num_vectors <= MOST_VECTORS:
        for counts in profile.vectors():
            beat()
            for deviation in _deviations(game, counts):
                gains[deviation.player] = max(gains[deviation.player], game.gain(deviation, counts))
    elif profile.pools:
        pooled = judge_counts(PooledTiers(game).gathered(profile), heartbeat=beat)
        firsts = {tier: pool.tiers[0] for pool in profile.pools for tier in pool.tiers}
        gains = [pooled.replies[firsts.get(player, player)].regret for player in range(game.num_players)]
    else:
        for deviation in _deviations(game, [[high for _, high in ranges] for ranges in profile.ranges]):
            gain = _BoxProof(profile, deviation, beat).largest_gain()
            gains[deviation.player] = max(gains[deviation.player], gain)
    return Certificate(
        tuple(
            BestReply(player, payoff, payoff + gain)
            for player, (payoff, gain) in enumerate(zip(payoffs, gains, strict=True))
        )
    )


def _average(game: TieredGame, player: int, counts: Counts) -> Fraction:
    """Return what a tier's sellers get on average."""
    chosen = [(action, count) for action, count in enumerate(counts[player]) if count]
    return sum((count * game.payoff(player, action, counts) for action, count in chosen), Fraction(0)) / sum(
        counts[player]
    )


def _deviations(game: TieredGame, counts: Sequence[Sequence[int]]) -> Iterator[Deviation]:
    """Yield every change of an action that somebody chooses."""
    for player, own in enumerate(counts):
        for current, count in enumerate(own):
            for other in range(game.num_actions[player]):
                if count and other != current:
                    yield Deviation(player, current, other)


class _BoxProof:
    """The proof that a deviation never gains in a box in which somebody could make it."""

    def __init__(self, profile: CountProfile, deviation: Deviation, beat: Heartbeat) -> None:
        self._profile = profile
        self._game = profile.game
        self._deviation = deviation
        self._beat = beat
        single = tuple(
            None if count > 1 else own.index(1) for count, own in zip(profile.game.counts, profile.lead, strict=True)
        )
        self._bounds: GainBounds = profile.game.payoffs.gain_bounds(single, [deviation])

    def largest_gain(self) -> Fraction:
        """Return 0, or a gain above 0 that some count vector has."""
        waiting = [self._with_deviator(self._profile.ranges)]
        for _ in range(MOST_PARTS):
            if not waiting:
                return Fraction(0)
            self._beat()
            ranges = waiting.pop()
            if ranges is None or self._never_gains(ranges):
                continue
            if all(low == high for own in ranges for low, high in own):
                gain = self._gain([[low for low, _ in own] for own in ranges])
                if gain > 0:
                    return gain
            else:
                waiting += self._halves(ranges)
        raise SolverError(
            f"a box of count vectors could not be proved to hold equilibria within {MOST_PARTS:,} parts, got "
            f"{self._profile!r}"
        )

    def _with_deviator(self, ranges: Ranges) -> Ranges | None:
        """Return the part of a box in which somebody chooses the action that is left; None where there is none."""
        player, current = self._deviation.player, self._deviation.current
        low, high = ranges[player][current]
        if high == 0:
            return None
        own = (*ranges[player][:current], (max(1, low), high), *ranges[player][current + 1 :])
        return self._tightened((*ranges[:player], own, *ranges[player + 1 :]))

    def _tightened(self, ranges: Ranges) -> Ranges | None:
        """Return ranges whose ends are taken by counts that add up; None where none do."""
        result = []
        for own, count in zip(ranges, self._game.counts, strict=True):
            least, most = sum(low for low, _ in own), sum(high for _, high in own)
            ends = tuple((max(low, count - most + high), min(high, count - least + low)) for low, high in own)
            if any(low > high for low, high in ends):
                return None
            result.append(ends)
        return tuple(result)

    def _never_gains(self, ranges: Ranges) -> bool:
        """Whether bounds, or slopes with the gain at one corner, show that nobody gains in a box."""
        low = np.array([[float(end)] for own in ranges for end, _ in own])
        high = np.array([[float(end)] for own in ranges for _, end in own])
        if self._bounds.enclose(low, high).upper[0, 0] <= 0:
            return True
        slopes = self._bounds.slopes(low, high)
        signs = iter(zip(slopes.lower[0, :, 0], slopes.upper[0, :, 0], strict=True))
        corner = []
        for own, count in zip(ranges, self._game.counts, strict=True):
            ends = [_steepest_end(end, next(signs)) for end in own[:-1]]
            if None in ends or next(signs) != (0, 0):
                return False
            chosen = [end for end in ends if end is not None]
            corner.append([*chosen, count - sum(chosen)])
        return all(counts[-1] >= 0 for counts in corner) and self._gain(corner) <= 0

    def _gain(self, counts: Sequence[Sequence[int]]) -> Fraction:
        return self._game.gain(self._deviation, tuple(tuple(own) for own in counts))

    def _halves(self, ranges: Ranges) -> Iterator[Ranges | None]:
        """Yield both halves of a box, cut where it is widest."""
        _, player, action = max(
            (high - low, player, action) for player, own in enumerate(ranges) for action, (low, high) in enumerate(own)
        )
        low, high = ranges[player][action]
        middle = (low + high) // 2
        for half in ((low, middle), (middle + 1, high)):
            own = (*ranges[player][:action], half, *ranges[player][action + 1 :])
            yield self._tightened((*ranges[:player], own, *ranges[player + 1 :]))


def _steepest_end(ends: Range, slope: tuple[float, float]) -> int | None:
    """Return the end of a range at which a gain is largest; None where its slope changes sign or is unknown."""
    if slope[0] >= 0:
        return ends[1]
    return ends[0] if slope[1] <= 0 else None
