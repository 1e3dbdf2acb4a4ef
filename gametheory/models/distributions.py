"""What a parameter may be, where it is not known: distributions over its values, in exact numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np

from gametheory.core.rationals import brief_fraction
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray

LEAST_MASS = 1e-12
"""What a normal distribution must have within its range before it is cut there."""


@dataclass(frozen=True, slots=True)
class UniformDistribution:
    """Every value between two ends is as likely as any other.

    Parameters
    ----------
    low, high
        The ends, in this order.

    Raises
    ------
    InvalidParameterError
        If they are not in order.

    Examples
    --------
    >>> UniformDistribution(Fraction(1, 10), Fraction(1, 2)).quantiles(np.array([0, 0.25, 1])).round(3).tolist()
    [0.1, 0.2, 0.5]
    """

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise InvalidParameterError(
                f"expected a uniform distribution as [lowest, highest], got {_listed(self.low, self.high)}; "
                "give a lower and a higher number"
            )

    def quantiles(self, probabilities: FloatArray) -> FloatArray:
        """Return the values below which lie given shares of all values."""
        return float(self.low) + float(self.high - self.low) * probabilities

    def __str__(self) -> str:
        return f"uniform from {brief_fraction(self.low)} to {brief_fraction(self.high)}"


@dataclass(frozen=True, slots=True)
class TriangularDistribution:
    """Values are the likelier the nearer they are to one of them; the density is straight on both sides.

    Parameters
    ----------
    low, mode, high
        The ends and the likeliest value, in this order; it may be one of the ends.

    Raises
    ------
    InvalidParameterError
        If they are not in order.

    Examples
    --------
    >>> commission = TriangularDistribution(Fraction(0), Fraction(1), Fraction(4))
    >>> commission.quantiles(np.array([0, 0.25, 1])).tolist()
    [0.0, 1.0, 4.0]
    """

    low: Fraction
    mode: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not self.low <= self.mode <= self.high or self.low == self.high:
            raise InvalidParameterError(
                "expected a triangular distribution as [lowest, likeliest, highest], got "
                f"{_listed(self.low, self.mode, self.high)}; put them in this order"
            )

    def quantiles(self, probabilities: FloatArray) -> FloatArray:
        """Return the values below which lie given shares of all values."""
        low, mode, high = float(self.low), float(self.mode), float(self.high)
        width = high - low
        rising = low + np.sqrt(probabilities * width * (mode - low))
        falling = high - np.sqrt((1.0 - probabilities) * width * (high - mode))
        return np.where(probabilities * width <= mode - low, rising, falling)

    def __str__(self) -> str:
        low, mode, high = map(brief_fraction, (self.low, self.mode, self.high))
        return f"triangular from {low} over {mode} to {high}"


@dataclass(frozen=True, slots=True)
class TruncatedNormalDistribution:
    """A normal distribution of which only the part in a range counts.

    Parameters
    ----------
    mean, deviation
        Mean and standard deviation before it is cut.
    low, high
        The range.

    Raises
    ------
    InvalidParameterError
        If the deviation is not positive, the range is not in order, or nearly nothing of the distribution lies there.

    Examples
    --------
    >>> half = TruncatedNormalDistribution(Fraction(2), Fraction(1), Fraction(2), Fraction(9))
    >>> half.quantiles(np.array([0, 0.5])).round(4).tolist()
    [2.0, 2.6745]
    """

    mean: Fraction
    deviation: Fraction
    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.deviation <= 0:
            raise InvalidParameterError(
                "expected a normal distribution as [mean, standard deviation] with a positive deviation, got "
                f"{_listed(self.mean, self.deviation)}"
            )
        if self.low >= self.high:
            raise InvalidParameterError(
                f"expected a range from low to high for a normal distribution, got {_listed(self.low, self.high)}"
            )
        first, last = self._ends
        if 0.5 * (math.erfc(first / math.sqrt(2)) - math.erfc(last / math.sqrt(2))) < LEAST_MASS:
            raise InvalidParameterError(
                f"expected part of the normal distribution {_listed(self.mean, self.deviation)} within the range "
                f"{_listed(self.low, self.high)}, got next to nothing; widen the range or move the mean"
            )

    @property
    def _ends(self) -> tuple[float, float]:
        """The ends in deviations from the mean, turned to where small numbers keep their digits."""
        first = float((self.low - self.mean) / self.deviation)
        last = float((self.high - self.mean) / self.deviation)
        return (first, last) if first > 0 else (-last, -first)

    def quantiles(self, probabilities: FloatArray) -> FloatArray:
        """Return the values below which lie given shares of all values."""
        from scipy.special import ndtr, ndtri

        first, last = self._ends
        is_turned = self.low <= self.mean
        shares = probabilities if is_turned else 1.0 - probabilities
        above_last, above_first = ndtr(-last), ndtr(-first)
        steps = ndtri(above_last + shares * (above_first - above_last))
        values = float(self.mean) + float(self.deviation) * (steps if is_turned else -steps)
        return cast("FloatArray", np.clip(values, float(self.low), float(self.high)))

    def __str__(self) -> str:
        mean, deviation, low, high = map(brief_fraction, (self.mean, self.deviation, self.low, self.high))
        return f"normal with mean {mean} and deviation {deviation}, between {low} and {high}"


ParameterDistribution: TypeAlias = UniformDistribution | TriangularDistribution | TruncatedNormalDistribution


def _listed(*numbers: Fraction) -> str:
    return f"[{', '.join(map(brief_fraction, numbers))}]"
