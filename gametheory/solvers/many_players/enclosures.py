"""From a guess of an isolated equilibrium to a narrow box around it, or to the rational point that it is."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.solvers.many_players.mean_payoffs import mean_payoffs, payoff_range

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.enclosed_profile import KnownNumber
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Probability, Strategy

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


def refined(
    game: NormalFormGame, supports: Sequence[Sequence[int]], guess: Sequence[Sequence[float]], tick: Callable[[], None]
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

    Returns
    -------
    MixedProfile, EnclosedProfile or None
        None where Newton's method does not settle. What is returned is still to be proved.
    """
    newton = _Newton(game, supports, guess, tick)
    strategies = newton.settled()
    if strategies is None:
        return None
    exact = newton.recognized(strategies)
    played = exact or strategies
    if min(own[action] for own, support in zip(played, supports, strict=True) for action in support) <= 0:
        return None
    if exact is not None:
        return MixedProfile(game, tuple(exact))
    middle = MixedProfile(game, tuple(strategies))
    return enclosed(middle, newton.radius(middle.strategies))


def rational_root(
    game: NormalFormGame, supports: Sequence[Sequence[int]], guess: Sequence[Sequence[float]], tick: Callable[[], None]
) -> list[tuple[Fraction, ...]] | None:
    """Return the rational point near a guess at which all actions of the supports pay the same, if there is one.

    Weights of it may be 0 or negative.
    """
    newton = _Newton(game, supports, guess, tick)
    strategies = newton.settled()
    return None if strategies is None else newton.recognized(strategies)


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


def box_radius(game: NormalFormGame, strategies: Sequence[Strategy], tick: Callable[[], None]) -> Fraction:
    """Return how far a box around an equilibrium may reach, so that it can be proved to hold no other."""
    supports = [[action for action, weight in enumerate(own) if weight] for own in strategies]
    return _Newton(game, supports, strategies, tick).radius(strategies)


class _Newton:
    """Newton's method on payoff differences: exact values, derivatives in floats at the guess."""

    def __init__(
        self,
        game: NormalFormGame,
        supports: Sequence[Sequence[int]],
        guess: Sequence[Sequence[float | Fraction]],
        tick: Callable[[], None],
    ) -> None:
        self._game, self._supports, self._tick = game, supports, tick
        self._start = [[Fraction(weight) for weight in own] for own in guess]
        self._ranges = [payoff_range(game, player, supports) for player in range(game.num_players)]

    def settled(self) -> list[Strategy] | None:
        """Return strategies at which all that are played pay the same up to tiny rounding."""
        inverse = self._inverse()
        if inverse is None:
            return None
        point = [list(map(Fraction, own)) for own in self._start]
        for _ in range(MOST_STEPS):
            self._tick()
            point = self._normalized(point)
            gains = self._gains(point)
            largest = max(map(abs, gains), default=Fraction(0))
            if largest < Fraction(1, 1 << (CENTER_BITS - 24)):
                return [tuple(own) for own in point]
            exponent = math.frexp(largest.numerator / largest.denominator)[1] if largest > Fraction(1, 1 << 900) else 0
            scale = Fraction(2) ** -exponent
            step = inverse @ np.array([float(gain * scale) for gain in gains])
            changes = iter(step.tolist())
            for own, support in zip(point, self._supports, strict=True):
                for action in support[1:]:
                    own[action] -= Fraction(next(changes)) / scale
        return None

    def _normalized(self, point: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
        """Return strategies with short binary fractions; the first action of a support gets what the others leave."""
        rounded = []
        for own, support in zip(point, self._supports, strict=True):
            short = [Fraction(0)] * len(own)
            for action in support[1:]:
                short[action] = Fraction(round(own[action] * (1 << CENTER_BITS)), 1 << CENTER_BITS)
            short[support[0]] = 1 - sum(short, Fraction(0))
            rounded.append(short)
        return rounded

    def _payoffs(self, point: Sequence[Sequence[Probability]]) -> list[list[Fraction]]:
        """Return what each action pays, as shares of the range of payoffs."""
        listed = mean_payoffs(self._game, [tuple(own) for own in point], self._tick)
        return [[payoff / size for payoff in own] for own, size in zip(listed, self._ranges, strict=True)]

    def _gains(self, point: Sequence[Sequence[Probability]]) -> list[Fraction]:
        """Return what each played action but the first pays more than that."""
        return [
            payoffs[action] - payoffs[support[0]]
            for payoffs, support in zip(self._payoffs(point), self._supports, strict=True)
            for action in support[1:]
        ]

    def _derivatives(self) -> FloatArray:
        """Return the derivatives of the gains at the guess, in floats."""
        weights = [
            np.array([float(own[action]) for action in support])
            for own, support in zip(self._start, self._supports, strict=True)
        ]
        rows = []
        for player, support in enumerate(self._supports):
            self._tick()
            own: FloatArray = self._game.float_payoffs[player][np.ix_(*self._supports)] / float(self._ranges[player])
            tables = {other: _summed(own, (player, other), weights) for other in range(len(weights)) if other != player}
            for place in range(1, len(support)):
                parts = []
                for other, others in enumerate(self._supports):
                    gains = np.zeros(len(others)) if other == player else tables[other][place] - tables[other][0]
                    parts.append(gains[1:] - gains[0])
                rows.append(np.concatenate(parts))
        return np.array(rows)

    def _inverse(self) -> FloatArray | None:
        derivatives = self._derivatives()
        if not derivatives.size:
            return np.zeros((0, 0))
        try:
            inverse = np.linalg.inv(derivatives).astype(np.float64)
        except np.linalg.LinAlgError:
            return None
        return inverse if np.isfinite(inverse).all() else None

    def recognized(self, point: Sequence[Strategy]) -> list[tuple[Fraction, ...]] | None:
        """Return short fractions next to a point, if all that is played pays exactly the same at them."""
        strategies: list[tuple[Fraction, ...]] = []
        for own, support in zip(point, self._supports, strict=True):
            strategy = [Fraction(0)] * len(own)
            for action in support[1:]:
                weight = to_fraction(own[action])
                strategy[action] = weight.limit_denominator(1 << GUESS_BITS)
                if abs(weight - strategy[action]) > GUESS_ERROR:
                    return None
            strategy[support[0]] = 1 - sum(strategy, Fraction(0))
            strategies.append(tuple(strategy))
        return None if any(self._gains(strategies)) else strategies

    def radius(self, strategies: Sequence[Strategy]) -> Fraction:
        """Return how far a box around an equilibrium may reach, so that it can be proved to hold no other."""
        unknowns = max(1, sum(len(support) - 1 for support in self._supports))
        largest = max(1, *(len(support) - 1 for support in self._supports))
        bound = WIDTH / (2 * largest)
        exact = [[to_fraction(weight) for weight in own] for own in strategies]
        for own, payoffs, support in zip(exact, self._payoffs(exact), self._supports, strict=True):
            bound = min(bound, min(own[action] for action in support) / (4 * largest))
            losses = [payoffs[support[0]] - payoff for action, payoff in enumerate(payoffs) if action not in support]
            bound = min([bound, *(abs(loss) / (8 * unknowns) for loss in losses if loss)])
        inverse = self._inverse()
        if inverse is not None and inverse.size:
            norm = Fraction(float(np.abs(inverse).sum(axis=1).max()))
            bound = min(bound, 1 / (32 * unknowns * unknowns * norm))
        return Fraction(1, 1 << (math.ceil(1 / bound)).bit_length())


def _summed(own: FloatArray, kept: tuple[int, int], weights: Sequence[FloatArray]) -> FloatArray:
    """Return sums of payoffs over what third players do, shape ``[action of the first kept, of the second]``."""
    for third in reversed(range(len(weights))):
        if third not in kept:
            own = np.tensordot(own, weights[third], axes=([third], [0]))
    return own if kept[0] < kept[1] else own.T
