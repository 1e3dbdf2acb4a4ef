"""Mean gains and payoffs of a symmetric profile of tiers, enclosed where they are not exact."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.tiers.binomial_means import EXACT_SELLERS, enclosed_mean, exact_mean
from gametheory.analysis.tiers.pair_means import PairMeans
from gametheory.core.tiered_game import Deviation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray
    from gametheory.core.symmetric_profile import Enclosed, SymmetricProfile
    from gametheory.core.tiered_game import Counts


def means_of(profile: SymmetricProfile) -> SymmetricMeans | PairMeans:
    """Return the means of a profile in which at most two tiers mix, two actions each."""
    mixing = [own for own in profile.strategies if sum(high > 0 for _, high in own) > 1]
    return PairMeans(profile) if len(mixing) > 1 else SymmetricMeans(profile)


def other_gains(profile: SymmetricProfile) -> list[Enclosed]:
    """Return bounds on the gains of all deviations but those between the two actions that a tier mixes."""
    deviations = means_of(profile)
    return [deviations.bounds(deviation) for deviation in deviations.listed() if not deviations.is_own(deviation)]


class SymmetricMeans:
    """Means over what the sellers of the one tier that mixes draw.

    Parameters
    ----------
    profile
        At most one tier mixes, two actions.
    """

    def __init__(self, profile: SymmetricProfile) -> None:
        self._game = profile.game
        supports = [[action for action, (_, high) in enumerate(own) if high > 0] for own in profile.strategies]
        self._chosen = tuple(support[0] for support in supports)
        self._supports = supports
        self._tier = next((player for player, support in enumerate(supports) if len(support) > 1), None)
        self._root: Enclosed = (Fraction(0), Fraction(0))
        if self._tier is not None:
            self._root = profile.strategies[self._tier][supports[self._tier][1]]
        self._single = tuple(
            None if count > 1 else own for count, own in zip(self._game.counts, self._chosen, strict=True)
        )

        self._gains: dict[tuple[Deviation, Fraction], Enclosed] = {}

    def listed(self) -> Iterator[Deviation]:
        """Yield every change of an action that somebody may choose."""
        for player, support in enumerate(self._supports):
            for current in support:
                for other in range(self._game.num_actions[player]):
                    if other != current:
                        yield Deviation(player, current, other)

    def is_own(self, deviation: Deviation) -> bool:
        """Whether a deviation is between the two actions that a tier mixes."""
        return deviation.player == self._tier and deviation.other in self._supports[deviation.player]

    def proved_gain(self, deviation: Deviation) -> Fraction:
        """Return what a deviation gains at most; 0 where the tier is indifferent within the interval."""
        if not self.is_own(deviation):
            return max(Fraction(0), self.bounds(deviation)[1])
        low, high = self._root
        if low == high:
            return max(Fraction(0), self._gain_at(deviation, low)[1])
        upward = Deviation(deviation.player, *self._supports[deviation.player])
        first, last = self._gain_at(upward, low), self._gain_at(upward, high)
        if (first[1] < 0 < last[0]) or (last[1] < 0 < first[0]):
            return Fraction(0)
        return max(abs(end) for bounds in (first, last) for end in bounds)

    def bounds(self, deviation: Deviation) -> Enclosed:
        """Return bounds on the mean gain of a deviation, for all probabilities of the interval."""
        low, high = self._root
        least, most = self._gain_at(deviation, (low + high) / 2)
        if low == high:
            return least, most
        trials = self._trials(deviation.player)
        everywhere = self._everywhere(deviation)
        slack = (high - low) * trials * 2 * everywhere
        return least - slack, most + slack

    def payoff(self, player: int) -> Fraction:
        """Return the mean payoff of a player; where the probability is not known exactly, in floats at its middle."""
        low, high = self._root
        probability = (low + high) / 2
        if player != self._tier:
            mean = self._payoff_at(player, self._chosen[player], probability)
        else:
            first, second = self._supports[player]
            one, other = (self._payoff_at(player, action, probability) for action in (first, second))
            mean = (1 - probability) * one + probability * other
        return mean if low == high else Fraction(float(mean))

    def payoff_bounds(self, player: int) -> Enclosed:
        """Return bounds on the mean payoff of a player who does not mix, for all probabilities of the interval."""
        low, high = self._root
        seat = (player, self._chosen[player])
        trials = self._trials(player)
        if trials > EXACT_SELLERS:
            least, most = self._enclosed(seat, (low + high) / 2, None)
            slack = (high - low) * trials * 2 * self._largest_payoff(seat)
            return least - slack, most + slack
        values = [self._game.payoff(*seat, self._counts(number, seat)) for number in range(trials + 1)]
        mean = exact_mean(values, (low + high) / 2)
        slack = (high - low) * trials * (max(values) - min(values))
        return mean - slack, mean + slack

    def _trials(self, player: int) -> int:
        """Return how many others of the mixing tier draw, as a player sees it."""
        if self._tier is None:
            return 0
        return self._game.counts[self._tier] - (player == self._tier)

    def _counts(self, number: int, seat: tuple[int, int]) -> Counts:
        """Return all counts where so many others draw the second action and one player sits at an action."""
        counts = [[0] * number_of_actions for number_of_actions in self._game.num_actions]
        for player, (count, own) in enumerate(zip(self._game.counts, self._chosen, strict=True)):
            counts[player][own] = count
        if self._tier is not None:
            first, second = self._supports[self._tier]
            counts[self._tier][first] = self._trials(seat[0]) - number
            counts[self._tier][second] = number
        if seat[0] == self._tier:
            counts[seat[0]][seat[1]] += 1
        return tuple(tuple(own) for own in counts)

    def _gain_at(self, deviation: Deviation, probability: Fraction) -> Enclosed:
        """Return bounds on the mean gain of a deviation at one probability; each is worked out once."""
        if (deviation, probability) not in self._gains:
            self._gains[deviation, probability] = self._new_gain_at(deviation, probability)
        return self._gains[deviation, probability]

    def _new_gain_at(self, deviation: Deviation, probability: Fraction) -> Enclosed:
        seat = (deviation.player, deviation.current)
        trials = self._trials(deviation.player)
        if trials <= EXACT_SELLERS:
            gains = [self._game.gain(deviation, self._counts(number, seat)) for number in range(trials + 1)]
            mean = exact_mean(gains, probability)
            return mean, mean
        return self._enclosed(seat, probability, deviation)

    def _payoff_at(self, player: int, action: int, probability: Fraction) -> Fraction:
        """Return the mean payoff of an action: exact for few sellers, else the middle of its enclosure."""
        trials = self._trials(player)
        if trials <= EXACT_SELLERS:
            seat = (player, action)
            values = [self._game.payoff(player, action, self._counts(k, seat)) for k in range(trials + 1)]
            return exact_mean(values, probability)
        low, high = self._enclosed((player, action), probability, None)
        return Fraction(float(low + high) / 2)

    def _enclosed(self, seat: tuple[int, int], probability: Fraction, deviation: Deviation | None) -> Enclosed:
        """Return bounds on a mean over many others; of a payoff where there is no deviation."""
        payoffs, trials = self._game.payoffs, self._trials(seat[0])
        if deviation is None:
            reader = payoffs.payoff_bounds(self._single, [seat])
        else:
            reader = payoffs.gain_bounds(self._single, [deviation])

        def bounds(low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
            most, least = (self._places(ends, seat) for ends in (low, high))
            found = reader.enclose(np.minimum(least, most), np.maximum(least, most))
            return found.lower[0], found.upper[0]

        lower, upper = bounds(np.zeros(1), np.full(1, float(trials)))
        largest = float(max(abs(lower[0]), abs(upper[0])))
        nearest = float(probability)
        low, high = enclosed_mean(trials, nearest, lambda numbers: bounds(numbers, numbers), largest)
        slack = abs(probability - Fraction(nearest)) * trials * 2 * Fraction(largest)
        return Fraction(low) - slack, Fraction(high) + slack

    def _places(self, numbers: FloatArray, seat: tuple[int, int]) -> FloatArray:
        """Return the counts by place for each number of others at the second action."""
        start = np.array([count for own in self._counts(0, seat) for count in own], dtype=np.float64)
        places = np.repeat(start[:, None], len(numbers), axis=1)
        if self._tier is not None:
            first, second = (sum(self._game.num_actions[: self._tier]) + a for a in self._supports[self._tier])
            places[first] -= numbers
            places[second] += numbers
        return places

    def _largest_payoff(self, seat: tuple[int, int]) -> Fraction:
        """Return a bound on the size of a payoff at any number of others."""
        ends = [self._places(np.full(1, end), seat) for end in (0.0, float(self._trials(seat[0])))]
        found = self._game.payoffs.payoff_bounds(self._single, [seat]).enclose(np.minimum(*ends), np.maximum(*ends))
        return Fraction(float(max(abs(found.lower[0, 0]), abs(found.upper[0, 0]))))

    def _everywhere(self, deviation: Deviation) -> Fraction:
        """Return a bound on the size of a gain at any number of others."""
        seat = (deviation.player, deviation.current)
        trials = self._trials(deviation.player)
        if trials <= EXACT_SELLERS:
            return max(abs(self._game.gain(deviation, self._counts(k, seat))) for k in range(trials + 1))
        ends = [self._places(np.full(1, end), seat) for end in (0.0, float(trials))]
        reader = self._game.payoffs.gain_bounds(self._single, [deviation])
        found = reader.enclose(np.minimum(*ends), np.maximum(*ends))
        return Fraction(float(max(abs(found.lower[0, 0]), abs(found.upper[0, 0]))))
