"""Means over a binomial number of sellers: exact for few, enclosed for many."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.array_types import FloatArray

EXACT_SELLERS = 300
"""Number of other sellers up to which means are exact."""
_REACH = 5.0
"""Half the width of the window outside which a binomial number hardly falls, over the root of the number of trials."""
_WEIGHT_ERROR = 1e-10
"""More than the relative error of a weight: rounding of fewer than 100,000 ratios, each of three operations."""


def exact_mean(values: Sequence[Fraction], probability: Fraction) -> Fraction:
    """Return the mean of values at a binomial number.

    Parameters
    ----------
    values
        At 0, 1, ..., n successes.
    probability
        Of a success.

    Examples
    --------
    >>> exact_mean([Fraction(3), Fraction(0), Fraction(1)], Fraction(1, 3))
    Fraction(13, 9)
    """
    successes, failures = probability.numerator, probability.denominator - probability.numerator
    trials = len(values) - 1
    total, power = Fraction(0), 1
    for number in range(trials, -1, -1):
        total += values[number] * (math.comb(trials, number) * successes**number * power)
        power *= failures
    mean: Fraction = total / probability.denominator**trials
    return mean


def window(trials: int, low: float, high: float) -> tuple[int, int]:
    """Return the numbers of successes between which nearly all mass lies, for all probabilities of an interval."""
    reach = _REACH * math.sqrt(trials)
    return max(0, math.floor(trials * low - reach)), min(trials, math.ceil(trials * high + reach))


TAIL = 2 * math.exp(-2 * _REACH**2)
"""More than the mass of a binomial number outside its window, by Hoeffding's inequality."""


def enclosed_mean(
    trials: int, probability: float, bounds: Callable[[FloatArray], tuple[FloatArray, FloatArray]], largest: float
) -> tuple[float, float]:
    """Return bounds on the mean of a function of a binomial number.

    Parameters
    ----------
    trials, probability
        Of the binomial distribution.
    bounds
        Bounds on the function at an array of numbers of successes.
    largest
        Bound on its size everywhere.

    Notes
    -----
    Weights are products of ratios from the mode on, divided by their sum; the mass outside the window is at most
    ``TAIL``.
    """
    first, last = window(trials, probability, probability)
    numbers = np.arange(first, last + 1, dtype=np.float64)
    weights = _weights(trials, probability, first, last)
    lower, upper = bounds(numbers)
    low, high = float((weights * lower).sum()), float((weights * upper).sum())
    size = max(float(np.abs(lower).max()), float(np.abs(upper).max()))
    slack = _WEIGHT_ERROR * float((weights * np.maximum(np.abs(lower), np.abs(upper))).sum())
    slack += TAIL * (largest + size)
    return low - slack, high + slack


def _weights(trials: int, probability: float, first: int, last: int) -> FloatArray:
    """Return the binomial probabilities of a window, made to add up to 1."""
    if probability in (0.0, 1.0):
        numbers = np.arange(first, last + 1)
        return np.asarray(numbers == (trials if probability else 0), dtype=np.float64)
    mode = min(last, max(first, math.floor((trials + 1) * probability)))
    odds = probability / (1 - probability)
    upward = np.arange(mode, last, dtype=np.float64)
    downward = np.arange(mode, first, -1, dtype=np.float64)
    above = np.cumprod((trials - upward) / (upward + 1) * odds)
    below = np.cumprod(downward / (trials - downward + 1) / odds)
    weights = np.concatenate((below[::-1], [1.0], above))
    total: FloatArray = weights / weights.sum()
    return total
