"""How far tiers of so many sellers are from the limit of ever larger ones, proved by bounds on gains and slopes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.core.tiered_game import Deviation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.symmetric_profile import Enclosed
    from gametheory.core.tiered_game import GainBounds, TieredGame

_REACH = 5.0
"""Half the width of the shares that are looked at around a limit, over the root of the number of sellers."""
_TAIL = 2 * math.exp(-2 * (_REACH - 0.5) ** 2)
"""More than the chance that a binomial number falls outside them, by Hoeffding's inequality."""
_ROOM = 1 + 1e-9
"""More than all rounding of the few operations on bounds."""
_BESIDE = 3
"""Counts on either side of a jump at which a deviation may still be on the other side of it."""


@dataclass(frozen=True, slots=True)
class LimitDistance:
    """How far, in shares, equilibria of the finite game lie at most from a limit; None where no bound is proved.

    Parameters
    ----------
    counts
        The nearest equilibrium in counts; rounded up to two digits.
    symmetric
        The nearest symmetric equilibrium; rounded up to two digits.
    order
        How the bounds fall with the number of sellers N: ``1/N``, or ``1/sqrt(N)`` at a jump; ``0`` where the limit is
        an equilibrium of the finite game.
    """

    counts: float | None
    symmetric: float | None
    order: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", _rounded_up(self.counts))
        object.__setattr__(self, "symmetric", _rounded_up(self.symmetric))


class _Around(NamedTuple):
    """Numbers of others at the second action near a limit.

    Parameters
    ----------
    low, high
        The least and the largest one that is looked at.
    last, next
        The nearest ones on either side of the limit.
    is_everywhere
        Whether there are no others.
    """

    low: int
    high: int
    last: int
    next: int
    is_everywhere: bool


class FiniteTier:
    """The one tier that has a choice, of two actions, while all others keep to theirs.

    Parameters
    ----------
    game
        The game.
    tier
        Index of the tier.
    chosen
        Action of everybody else.

    Notes
    -----
    Let k others be at the second action, and let G(k) be what one seller then gains by going there. Where the slope of
    G keeps its sign between m and M around a limit share s of N sellers, G is 0 within |G(N s)| / m of N s; if G falls,
    an equilibrium in counts is within one count of there. The mean of G over a binomial number differs from that of
    a line by (M - m) sqrt(N) / 4 at most, so that it changes its sign within that, over m, of the same place.
    """

    def __init__(self, game: TieredGame, tier: int, chosen: Sequence[int]) -> None:
        self._game = game
        self._tier = tier
        self._chosen = tuple(chosen)
        self._count = game.counts[tier]
        self._start = sum(game.num_actions[:tier])
        profile = [None if count > 1 else own for count, own in zip(game.counts, chosen, strict=True)]
        self._bounds = game.payoffs.gain_bounds(profile, [Deviation(tier, 0, 1)])
        others = [
            Deviation(player, chosen[player], other)
            for player in game.single_players
            for other in range(game.num_actions[player])
            if other != chosen[player]
        ]
        self._others: GainBounds | None = game.payoffs.gain_bounds(profile, others) if others else None
        everywhere = self._bounds.enclose(*self._boxes(0, self._count - 1))
        self._largest = float(np.maximum(np.abs(everywhere.lower), np.abs(everywhere.upper))[0, 0])

    def from_end(self, is_last: bool) -> LimitDistance:
        """Return how far the finite game is from everybody at one action: 0 if nobody gains there, else unknown."""
        number = self._count if is_last else 0
        counts = [
            [count if action == own else 0 for action in range(actions)]
            for count, own, actions in zip(self._game.counts, self._chosen, self._game.num_actions, strict=True)
        ]
        counts[self._tier] = [self._count - number, number]
        vector = tuple(tuple(own) for own in counts)
        gains = (
            self._game.gain(Deviation(player, current, other), vector)
            for player, own in enumerate(vector)
            for current, chosen in enumerate(own)
            for other in range(len(own))
            if chosen and other != current
        )
        away = 0.0 if all(gain <= 0 for gain in gains) else None
        return LimitDistance(away, away, "0")

    def from_roots(self, roots: Sequence[Enclosed]) -> list[LimitDistance]:
        """Return how far the finite game is from each of some shares at which the tier is indifferent."""
        arounds = [self._around(root) for root in roots]
        if not roots:
            return []
        least, most = (np.concatenate(ends, axis=1) for ends in zip(*map(self._all, arounds), strict=True))
        slopes = self._bounds.slopes(least, most)
        first, second = self._start, self._start + 1
        down = slopes.lower[0, second] - slopes.upper[0, first]
        up = slopes.upper[0, second] - slopes.lower[0, first]
        least, most = (np.concatenate(ends, axis=1) for ends in zip(*map(self._nearest, arounds), strict=True))
        near = self._bounds.enclose(least, most)
        largest = np.maximum(np.abs(near.lower[0]), np.abs(near.upper[0]))
        return [
            self._from_root(root, around, (float(down[place]), float(up[place])), float(largest[place]))
            for place, (root, around) in enumerate(zip(roots, arounds, strict=True))
        ]

    def _all(self, around: _Around) -> tuple[FloatArray, FloatArray]:
        return self._boxes(around.low, around.high)

    def _nearest(self, around: _Around) -> tuple[FloatArray, FloatArray]:
        return self._boxes(around.last, around.next)

    def _from_root(self, root: Enclosed, around: _Around, slope: tuple[float, float], largest: float) -> LimitDistance:
        """Return how far the finite game is from a root, by bounds on the slope around it and on the gain beside it."""
        down, up = slope
        least, most = (down, up) if down > 0 else (-up, -down)
        is_known = around.low < around.high and least > 0 and math.isfinite(most)
        if not is_known or not self._others_stay(around):
            return LimitDistance(None, None, "1/N")
        away = _ROOM * largest / least + around.next - around.last
        spread = (most - least) * math.sqrt(self._count) / 4
        drift = _ROOM * (spread + 2 * _TAIL * (self._largest + most * self._count)) / least
        symmetric = _ROOM * (away + drift + 1) / (self._count - 1)
        return LimitDistance(
            _ROOM * (away + 1) / self._count if up < 0 and self._holds(around, away + 2) else None,
            symmetric if self._holds(around, away + drift + 4) and _is_between(root, symmetric) else None,
            "1/N",
        )

    def from_jump(self, jump: Enclosed) -> LimitDistance:
        """Return how far the finite game is from shares at which the tier's gain jumps across 0."""
        unknown = LimitDistance(None, None, "1/sqrt(N)")
        around = self._around(jump)
        before, after = (around.low, around.last - _BESIDE), (around.next + _BESIDE, around.high)
        if before[0] >= before[1] or after[0] >= after[1] or not self._others_stay(around):
            return unknown
        left, right = (self._bounds.enclose(*self._boxes(*ends)) for ends in (before, after))
        falls = float(left.lower[0, 0]) > 0 > float(right.upper[0, 0])
        rises = float(left.upper[0, 0]) < 0 < float(right.lower[0, 0])
        if not falls and not rises:
            return unknown
        ends = (left.lower[0, 0], right.upper[0, 0]) if falls else (left.upper[0, 0], right.lower[0, 0])
        smallest = min(abs(float(end)) for end in ends)
        reach = math.sqrt(math.log(2 * (smallest + self._largest) / smallest) / 2)
        apart = around.next - around.last + _BESIDE + 2
        symmetric = _ROOM * (reach * math.sqrt(self._count - 1) + apart) / (self._count - 1)
        is_within = around.is_everywhere or 2 * reach + (apart + 1) / math.sqrt(self._count) <= _REACH
        return LimitDistance(
            _ROOM * apart / self._count if falls else None,
            symmetric if is_within and _is_between(jump, symmetric) else None,
            "1/sqrt(N)",
        )

    def _around(self, limit: Enclosed) -> _Around:
        """Return the counts around a limit that are looked at."""
        count = self._count
        last, following = math.floor(limit[0] * count), math.ceil(limit[1] * count)
        reach = math.ceil(_REACH * math.sqrt(count))
        low, high = max(0, last - reach), min(count - 1, following + reach)
        return _Around(low, high, min(last, high), min(following, high), low == 0 and high == count - 1)

    def _holds(self, around: _Around, apart: float) -> bool:
        """Whether what is so many counts apart from a limit is among those that are looked at, and not at their end."""
        is_typical = around.is_everywhere or apart <= math.sqrt(self._count) / 2
        return is_typical and apart <= min(around.last - around.low, around.high - around.next)

    def _others_stay(self, around: _Around) -> bool:
        """Whether no single player gains at any of these counts, nor on average over them and a few beyond."""
        if self._others is None:
            return True
        most = self._others.enclose(*self._boxes(around.low, around.high + 1)).upper
        everywhere = self._others.enclose(*self._boxes(0, self._count))
        size = np.maximum(np.abs(everywhere.lower), np.abs(everywhere.upper))
        return bool((most + 2 * _TAIL * size <= 0).all())

    def _boxes(self, low: int, high: int) -> tuple[FloatArray, FloatArray]:
        """Return the counts of all places where from ``low`` to ``high`` sellers are at the second action."""
        places = [
            float(count if action == own else 0)
            for count, own, number in zip(self._game.counts, self._chosen, self._game.num_actions, strict=True)
            for action in range(number)
        ]
        least, most = np.array(places)[:, None], np.array(places)[:, None]
        least[self._start], most[self._start] = self._count - high, self._count - low
        least[self._start + 1], most[self._start + 1] = low, high
        return least, most


def _is_between(limit: Enclosed, apart: float) -> bool:
    """Whether everything so far from a share is between 0 and 1."""
    return apart < float(limit[0]) and float(limit[1]) + apart < 1


def _rounded_up(distance: float | None) -> float | None:
    """Return the least number of two digits that is not below another one."""
    if not distance:
        return distance
    unit = Fraction(10) ** (math.floor(math.log10(distance)) - 1)
    return float(math.ceil(Fraction(distance) / unit) * unit)
