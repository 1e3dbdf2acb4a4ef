"""From a guess of an isolated equilibrium to a narrow box around it, or to the rational point that it is."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import over_common_denominator
from gametheory.solvers.many_players.mean_payoffs import Slopes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.core.enclosed_profile import KnownNumber
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.solvers.many_players.copied_actions import CopiedActions

WIDTH = Fraction(1, 10**12)
"""Largest width of an enclosure that is told."""
CENTER_BITS = 192
"""Bits after the point of the middle of a box."""
GUESS_BITS = 60
"""Bits of the largest denominator that is recognized."""
GUESS_ERROR = Fraction(1, 1 << 140)
"""How near a fraction must be to be tried: most numbers are about 2^-120 away from every one so short."""
MOST_STEPS = 40
"""Newton steps with one matrix; each adds some 30 bits where the equilibrium is well determined."""
SETTLED_BITS = 24
"""Last bits of gains that need not vanish."""
STEP_BITS = 60
"""Leading bits of gains from which a step is worked out."""


def refined(
    game: NormalFormGame,
    supports: Sequence[Sequence[int]],
    guess: Sequence[Sequence[float]],
    tick: Callable[[], None],
    *,
    copies: CopiedActions | None = None,
) -> MixedProfile | EnclosedProfile | None:
    """Return the isolated equilibrium near a guess: exactly where it is rational, else in a narrow box.

    Parameters
    ----------
    game
        A normal form.
    supports
        For each player the actions that are played with positive probability.
    guess
        For each player and action a probability, right to a few digits.
    tick
        Called between steps.
    copies
        Actions that pay every player the same; None where there are none.

    Returns
    -------
    MixedProfile, EnclosedProfile or None
        None where Newton's method does not settle. What is returned is still to be proved.
    """
    newton = _Newton(game, supports, guess, tick)
    weights = newton.settled()
    if weights is None:
        return None
    exact = newton.recognized(weights)
    played: Sequence[Sequence[Fraction | int]] = exact or weights
    if min(own[action] for own, support in zip(played, supports, strict=True) for action in support) <= 0:
        return None
    if exact is not None:
        return MixedProfile(game, tuple(exact))
    middle = MixedProfile(game, tuple(tuple(Fraction(weight, 1 << CENTER_BITS) for weight in own) for own in weights))
    return enclosed(middle, box_radius(middle, newton.slopes(weights), copies))


def rational_root(
    game: NormalFormGame, supports: Sequence[Sequence[int]], guess: Sequence[Sequence[float]], tick: Callable[[], None]
) -> list[tuple[Fraction, ...]] | None:
    """Return the rational point near a guess at which all actions of the supports pay the same, if there is one.

    Weights of it may be 0 or negative.
    """
    newton = _Newton(game, supports, guess, tick)
    weights = newton.settled()
    return None if weights is None else newton.recognized(weights)


def enclosed(
    center: MixedProfile, radius: Fraction, known: Sequence[Sequence[KnownNumber | None]] = ()
) -> EnclosedProfile:
    """Return a box with what is known of each number, by default its enclosure."""
    numbers: list[tuple[KnownNumber, ...]] = []
    for player, own in enumerate(center.strategies):
        played = [action for action, weight in enumerate(own) if weight]
        told: list[KnownNumber] = []
        for action, weight in enumerate(own):
            given = known[player][action] if known else None
            exact = Fraction(weight)
            if given is not None:
                told.append(given)
            elif len(played) == 1 or not weight:
                told.append(exact)
            else:
                reach = radius * (len(played) - 1 if action == played[0] else 1)
                told.append((exact - reach, exact + reach))
        numbers.append(tuple(told))
    return EnclosedProfile(center, tuple(numbers), center, radius)


def box_radius(center: MixedProfile, slopes: Slopes, copies: CopiedActions | None = None) -> Fraction:
    """Return how far a box around an equilibrium may reach, so that it can be proved to hold no other."""
    unknowns = max(1, sum(len(support) - 1 for support in slopes.supports))
    largest = max(1, *(len(support) - 1 for support in slopes.supports))
    weights = [weight for own in center.strategies for weight in own if weight]
    bound = min(float(WIDTH) / (2 * largest), float(min(weights)) / (4 * largest))
    for player in range(len(slopes.supports)):
        unit = slopes.scale_of_others(player) * slopes.ranges[player]
        bound = min([bound, *(abs(loss) / unit / (8 * unknowns) for loss in slopes.losses(player, copies) if loss)])
    if slopes.inverse is not None and slopes.inverse.size:
        norm = float(np.abs(slopes.inverse).sum(axis=1).max())
        bound = min(bound, 1 / (32 * unknowns * unknowns * norm))
    return Fraction(1, 1 << (2 - math.frexp(bound)[1]))


def with_copies_played(
    profile: EnclosedProfile, copies: CopiedActions, tick: Callable[[], None]
) -> Iterator[EnclosedProfile]:
    """Yield an equilibrium with each action that is played, or a copy in its place."""
    for moves in copies.choices(profile.supports):
        strategies, known = [], []
        for own, numbers, targets in zip(profile.center.strategies, profile.numbers, moves, strict=True):
            strategy = [Fraction(0)] * len(own)
            told: list[KnownNumber | None] = [Fraction(0) for _ in own]
            for action, target in targets.items():
                number = (numbers or ())[action]
                strategy[target] = Fraction(own[action])
                told[target] = None if isinstance(number, tuple) else number
            strategies.append(tuple(strategy))
            known.append(told)
        center = MixedProfile(profile.center.game, tuple(strategies))
        slopes = Slopes.at(center.game, center.strategies, tick)
        yield enclosed(center, box_radius(center, slopes, copies), known)


class _Newton:
    """Newton's method on payoff differences: exact values at points of fixed length, derivatives at the guess."""

    def __init__(
        self,
        game: NormalFormGame,
        supports: Sequence[Sequence[int]],
        guess: Sequence[Sequence[float | Fraction]],
        tick: Callable[[], None],
    ) -> None:
        self._game, self._supports, self._tick = game, supports, tick
        start = [[0] * len(own) for own in guess]
        for own, near, support in zip(start, guess, supports, strict=True):
            for action in support:
                own[action] = int(Fraction(near[action]) * (1 << GUESS_BITS))
        self._start = start

    def slopes(self, weights: Sequence[Sequence[int]]) -> Slopes:
        """Return payoffs at a point."""
        return Slopes(self._game, weights, self._tick, supports=self._supports)

    def settled(self) -> list[list[int]] | None:
        """Return multiples of 2^-CENTER_BITS at which all that is played pays the same up to tiny rounding."""
        inverse = self.slopes(self._start).inverse if all(map(any, self._start)) else None
        if inverse is None:
            return None
        point = [[weight << (CENTER_BITS - GUESS_BITS) for weight in own] for own in self._start]
        for _ in range(MOST_STEPS):
            self._tick()
            for own, support in zip(point, self._supports, strict=True):
                own[support[0]] = 0
                own[support[0]] = (1 << CENTER_BITS) - sum(own)
            gains = self.slopes(point).rounded_gains(CENTER_BITS)
            length = max(map(int.bit_length, gains), default=0)
            if length < SETTLED_BITS:
                return point
            shift = max(0, length - STEP_BITS)
            changes = iter((inverse @ np.array([float(gain >> shift) for gain in gains])).tolist())
            for own, support in zip(point, self._supports, strict=True):
                for action in support[1:]:
                    own[action] -= int(next(changes)) << shift
        return None

    def recognized(self, point: Sequence[Sequence[int]]) -> list[tuple[Fraction, ...]] | None:
        """Return short fractions next to a point, if all that is played pays exactly the same at them."""
        strategies: list[tuple[Fraction, ...]] = []
        for own, support in zip(point, self._supports, strict=True):
            strategy = [Fraction(0)] * len(own)
            for action in support[1:]:
                weight = Fraction(own[action], 1 << CENTER_BITS)
                strategy[action] = weight.limit_denominator(1 << GUESS_BITS)
                if abs(weight - strategy[action]) > GUESS_ERROR:
                    return None
            strategy[support[0]] = 1 - sum(strategy, Fraction(0))
            strategies.append(tuple(strategy))
        weights = [over_common_denominator(own)[0] for own in strategies]
        return None if any(self.slopes(weights).rounded_gains(CENTER_BITS)) else strategies
