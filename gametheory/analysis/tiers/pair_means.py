"""Mean gains and payoffs of a symmetric profile in which two tiers mix two actions each, exact or enclosed."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.tiers.binomial_means import exact_mean
from gametheory.core.tiered_game import Deviation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray
    from gametheory.core.symmetric_profile import Enclosed, SymmetricProfile
    from gametheory.core.tiered_game import Counts

EXACT_CELLS = 2_000
"""Ways in which two tiers can split up to which means are exact where probabilities are."""
_WEIGHT_ERROR = 1e-12
"""More than the error of a mean over two binomial numbers of at most 1,000 trials, over the largest value."""
_ROOM = 1 + 1e-9


class _Model(NamedTuple):
    """A mean around the middle of a box of two probabilities.

    Parameters
    ----------
    value, slopes
        At the middle, and the derivatives there.
    value_error
        Of the value.
    slope_errors
        How far the derivatives are from these anywhere in the box.
    """

    value: float
    slopes: FloatArray
    value_error: float
    slope_errors: FloatArray


class PairMeans:
    """Means over what the sellers of the two tiers that mix draw.

    Parameters
    ----------
    profile
        Two tiers mix, two actions each.
    """

    def __init__(self, profile: SymmetricProfile) -> None:
        self._game = profile.game
        self._supports = [[action for action, (_, high) in enumerate(own) if high > 0] for own in profile.strategies]
        self._mixing = tuple(player for player, support in enumerate(self._supports) if len(support) > 1)
        self._roots = tuple(profile.strategies[tier][self._supports[tier][1]] for tier in self._mixing)
        chosen = [support[0] for support in self._supports]
        self._single = tuple(None if count > 1 else own for count, own in zip(self._game.counts, chosen, strict=True))
        self._known: dict[object, Enclosed] = {}

    def listed(self) -> Iterator[Deviation]:
        """Yield every change of an action that somebody may choose."""
        for player, support in enumerate(self._supports):
            for current in support:
                for other in range(self._game.num_actions[player]):
                    if other != current:
                        yield Deviation(player, current, other)

    def is_own(self, deviation: Deviation) -> bool:
        """Whether a deviation is between the two actions that a tier mixes."""
        return deviation.player in self._mixing and deviation.other in self._supports[deviation.player]

    def proved_gain(self, deviation: Deviation) -> Fraction:
        """Return what a deviation gains at most; 0 where both tiers are proved indifferent within the box."""
        if self.is_own(deviation) and not self._is_exact and self.is_indifferent:
            return Fraction(0)
        return max(Fraction(0), self.bounds(deviation)[1])

    def bounds(self, deviation: Deviation) -> Enclosed:
        """Return bounds on the mean gain of a deviation, for all probabilities of the box."""
        return self._bounds((deviation.player, deviation.current), deviation)

    def payoff(self, player: int) -> Fraction:
        """Return the mean payoff of a player; where probabilities are not known exactly, in floats at their middles."""
        support = self._supports[player]
        paid = [self._middle(self._bounds((player, action), None)) for action in support]
        if len(support) == 1:
            return paid[0]
        share = self._middle(self._roots[self._mixing.index(player)])
        mean = (1 - share) * paid[0] + share * paid[1]
        return mean if self._is_exact else Fraction(float(mean))

    def payoff_bounds(self, player: int) -> Enclosed:
        """Return bounds on the mean payoff of a player who does not mix, for all probabilities of the box."""
        return self._bounds((player, self._supports[player][0]), None)

    @cached_property
    def is_indifferent(self) -> bool:
        """Whether the box holds probabilities at which both tiers are indifferent, by Krawczyk's operator."""
        own = [Deviation(tier, *self._supports[tier]) for tier in self._mixing]
        if self._is_exact:
            return not any(end for deviation in own for end in self.bounds(deviation))
        models = [self._model((deviation.player, deviation.current), deviation) for deviation in own]
        slopes = np.array([model.slopes for model in models])
        if not abs(np.linalg.det(slopes)) > 0:
            return False
        inverse = np.linalg.inv(slopes)
        reach = np.array([float(high - low) / 2 for low, high in self._roots])
        step = np.abs(inverse @ np.array([model.value for model in models]))
        step += np.abs(inverse) @ np.array([model.value_error for model in models]) * _ROOM
        off = np.abs(np.eye(2) - inverse @ slopes) + 1e-12
        off += np.abs(inverse) @ np.array([model.slope_errors for model in models]) * _ROOM
        return bool((step + off @ reach * _ROOM < reach).all())

    @property
    def _is_exact(self) -> bool:
        """Whether both probabilities are known exactly and means are exact, since there are few splits."""
        one, other = (self._game.counts[tier] + 1 for tier in self._mixing)
        return all(low == high for low, high in self._roots) and one * other <= EXACT_CELLS

    @staticmethod
    def _middle(ends: Enclosed) -> Fraction:
        return (ends[0] + ends[1]) / 2

    def _bounds(self, seat: tuple[int, int], deviation: Deviation | None) -> Enclosed:
        """Return bounds on a mean for all probabilities of the box: of a payoff where there is no deviation."""
        if (seat, deviation) not in self._known:
            self._known[seat, deviation] = self._new_bounds(seat, deviation)
        return self._known[seat, deviation]

    def _new_bounds(self, seat: tuple[int, int], deviation: Deviation | None) -> Enclosed:
        if self._is_exact:
            rows, columns = self._trials(seat[0])
            inner = [
                exact_mean(
                    [self._value(seat, deviation, (row, column)) for column in range(columns + 1)], self._roots[1][0]
                )
                for row in range(rows + 1)
            ]
            mean = exact_mean(inner, self._roots[0][0])
            return mean, mean
        model = self._model(seat, deviation)
        reach = np.array([float(high - low) / 2 * _ROOM for low, high in self._roots])
        slack = model.value_error + float((np.abs(model.slopes) + model.slope_errors) @ reach) * _ROOM
        return Fraction(model.value - slack), Fraction(model.value + slack)

    def _value(self, seat: tuple[int, int], deviation: Deviation | None, numbers: tuple[int, int]) -> Fraction:
        counts = self._counts(seat, numbers)
        return self._game.payoff(*seat, counts) if deviation is None else self._game.gain(deviation, counts)

    def _trials(self, player: int) -> tuple[int, int]:
        """Return how many others of each mixing tier draw, as a player sees it."""
        first, second = (self._game.counts[tier] - (player == tier) for tier in self._mixing)
        return first, second

    def _counts(self, seat: tuple[int, int], numbers: tuple[int, int]) -> Counts:
        """Return all counts where so many others draw the second actions and one player sits at an action."""
        counts = [[0] * number for number in self._game.num_actions]
        for player, (count, support) in enumerate(zip(self._game.counts, self._supports, strict=True)):
            counts[player][support[0]] = count
        for tier, trials, number in zip(self._mixing, self._trials(seat[0]), numbers, strict=True):
            first, second = self._supports[tier]
            counts[tier][first], counts[tier][second] = trials - number, number
        if seat[0] in self._mixing:
            counts[seat[0]][seat[1]] += 1
        return tuple(tuple(own) for own in counts)

    def _model(self, seat: tuple[int, int], deviation: Deviation | None) -> _Model:
        """Return a mean around the middle of the box, with bounds on what is left out."""
        table, error = self._table(seat, deviation)
        trials = self._trials(seat[0])
        middles = [float(self._middle(root)) for root in self._roots]
        reach = np.array([float(high - low) / 2 for low, high in self._roots]) + 1e-16
        size = float(np.abs(table).max()) + error
        steps = [np.diff(table, axis=axis) for axis in (0, 1)]
        bends = np.array([[_largest(np.diff(step, axis=axis)) for axis in (0, 1)] for step in steps]) + 4 * error
        factors = np.outer(trials, trials)
        value = _mean(table, trials, middles)
        slopes = [
            number * _mean(step, (trials[0] - (axis == 0), trials[1] - (axis == 1)), middles)
            for axis, (number, step) in enumerate(zip(trials, steps, strict=True))
        ]
        rounding = error + _WEIGHT_ERROR * size
        slope_errors = np.array(trials) * 4 * rounding + (factors * bends) @ reach
        value_error = rounding + 1e-16 * float(np.abs(slopes).sum())
        return _Model(value, np.array(slopes), value_error, slope_errors)

    def _table(self, seat: tuple[int, int], deviation: Deviation | None) -> tuple[FloatArray, float]:
        """Return the values at all numbers of others at the second actions, and how far they are off at most."""
        rows, columns = self._trials(seat[0])
        start = np.array([count for own in self._counts(seat, (0, 0)) for count in own], dtype=np.float64)
        places = np.repeat(start[:, None], (rows + 1) * (columns + 1), axis=1)
        numbers = np.meshgrid(np.arange(rows + 1.0), np.arange(columns + 1.0), indexing="ij")
        for tier, number in zip(self._mixing, numbers, strict=True):
            first, second = (sum(self._game.num_actions[:tier]) + action for action in self._supports[tier])
            places[first] -= number.ravel()
            places[second] += number.ravel()
        payoffs = self._game.payoffs
        reader = (
            payoffs.payoff_bounds(self._single, [seat])
            if deviation is None
            else payoffs.gain_bounds(self._single, [deviation])
        )
        found = reader.enclose(places, places)
        lower, upper = (ends[0].reshape(rows + 1, columns + 1) for ends in (found.lower, found.upper))
        table = (lower + upper) / 2
        return table, float((upper - lower).max()) * _ROOM + 1e-15 * float(np.abs(table).max())


def _largest(values: FloatArray) -> float:
    return float(np.abs(values).max()) if values.size else 0.0


def _mean(values: FloatArray, trials: tuple[int, int], probabilities: list[float]) -> float:
    """Return the mean of values at two independent binomial numbers."""
    first, second = (_weights(number, share) for number, share in zip(trials, probabilities, strict=True))
    return float(first @ values @ second) if values.size else 0.0


def _weights(trials: int, probability: float) -> FloatArray:
    """Return the probabilities of a binomial number, by sums of products of nonnegative numbers."""
    weights = np.ones(1)
    for _ in range(trials):
        weights = np.append(weights * (1 - probability), 0.0) + np.append(0.0, weights * probability)
    return weights
