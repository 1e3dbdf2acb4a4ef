"""Bounds in floats on the values of polynomials in an interval, which tell most of them apart at once."""

from __future__ import annotations

from functools import cache
from math import comb, isfinite
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.polynomials.rational_function import RationalFunction

UNIT = 2.0**-52
"""Bound on the relative error of one operation, twice what it is."""
LEAST_ERROR = 2.0**-1000
"""Added to every bound, for numbers so small that they lose digits."""
MOST_DEGREE = 12
"""Degree above which exact arithmetic is as quick."""


class Bounds(NamedTuple):
    """Coefficients between which all values of a polynomial in an interval lie.

    Parameters
    ----------
    error
        How far each may be off.
    values
        Coefficients of Bernstein's polynomials on the interval; the first and the last are values at the ends.
    """

    error: float
    values: tuple[float, ...]

    def sign_of_difference(self, other: Bounds, part: tuple[float, float] | None = None) -> int:
        """Return the sign that this polynomial less another one is seen to have throughout; 0 where none.

        Both are of the same number of coefficients.

        Parameters
        ----------
        other
            The polynomial that is taken away.
        part
            Ends of the part of the interval that counts, as shares of its width; None for all of it, ends included.

        Examples
        --------
        >>> rising, flat, high = Bounds(0.25, (0.0, 1.0, 4.0)), Bounds(0.0, (2.0,) * 3), Bounds(0.5, (5.0,) * 3)
        >>> rising.sign_of_difference(flat), rising.sign_of_difference(high), high.sign_of_difference(flat)
        (0, -1, 1)
        >>> rising.sign_of_difference(flat, (0.875, 1.0)), rising.sign_of_difference(flat, (0.0, 0.25))
        (1, -1)
        """
        margin = self.error + other.error
        gaps = [own - rival for own, rival in zip(self.values, other.values, strict=True)]
        if part is not None:
            margin += 8 * len(gaps) * UNIT * max(map(abs, gaps))
            _restrict(gaps, *part)
        if min(gaps) > margin:
            return 1
        return -1 if max(gaps) < -margin else 0


class ValueBounds:
    """Bounds of many functions on one interval, each computed once.

    Parameters
    ----------
    low, high
        Ends of the interval.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.polynomials import Polynomial, RationalFunction
    >>> bounds = ValueBounds(Fraction(1), Fraction(3))
    >>> [round(value, 6) for value in bounds.of(RationalFunction(Polynomial([0, 0, 2])), 2).values]
    [2.0, 6.0, 18.0]
    """

    def __init__(self, low: Fraction, high: Fraction) -> None:
        from flint import fmpq, fmpq_poly

        width = high - low
        self._inside = fmpq_poly([fmpq(low.numerator, low.denominator), fmpq(width.numerator, width.denominator)])
        self._start, self._width = float(low), float(width)
        self._blur = 8 * UNIT * (1 + max(abs(float(low)), abs(float(high))) / self._width)
        self._is_unit = low == 0 and high == 1
        self._known: dict[tuple[int, int], tuple[RationalFunction, Bounds | None]] = {}

    def part(self, low: Fraction, high: Fraction) -> tuple[float, float]:
        """Return a part of the interval as shares of its width, rounded outwards.

        Examples
        --------
        >>> from fractions import Fraction
        >>> start, end = ValueBounds(Fraction(1), Fraction(3)).part(Fraction(4, 3), Fraction(3))
        >>> bool(0 <= 1 / 6 - start < 1e-14), end
        (True, 1.0)
        """
        start, width = self._start, self._width
        first, last = (float(low) - start) / width, (float(high) - start) / width
        return max(0.0, first - self._blur), min(1.0, last + self._blur)

    def of(self, function: RationalFunction, degree: int) -> Bounds | None:
        """Return the bounds of a polynomial of at most some degree; None for other functions and where floats end."""
        key = id(function), degree
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = function, self._bounds(function, degree)
        return known[1]

    def _bounds(self, function: RationalFunction, degree: int) -> Bounds | None:
        if not function.is_polynomial or degree > MOST_DEGREE or function.numerator.degree > degree:
            return None
        raw = function.numerator.raw if self._is_unit else function.numerator.raw(self._inside)
        denominator = int(raw.denom())
        try:
            terms = [int(coefficient) / denominator for coefficient in raw.numer().coeffs()]
        except OverflowError:
            return None
        size = sum(map(abs, terms))
        if not isfinite(size):
            return None
        values = tuple(
            sum(weight * term for weight, term in zip(weights, terms, strict=False)) for weights in _weights(degree)
        )
        return Bounds((degree + 4) * UNIT * size + LEAST_ERROR, values)


@cache
def _weights(degree: int) -> tuple[tuple[float, ...], ...]:
    """Return for each of Bernstein's polynomials how much of each power's coefficient its own one holds."""
    return tuple(
        tuple(comb(place, power) / comb(degree, power) for power in range(place + 1)) for place in range(degree + 1)
    )


def _restrict(values: list[float], start: float, end: float) -> None:
    """Turn Bernstein coefficients on an interval into those on a part of it: de Casteljau's corner cutting, twice."""
    degree = len(values) - 1
    if end < 1:
        for step in range(1, degree + 1):
            for place in range(degree, step - 1, -1):
                values[place] = values[place - 1] + end * (values[place] - values[place - 1])
    if start > 0:
        share = start / end
        for step in range(degree):
            for place in range(degree - step):
                values[place] += share * (values[place + 1] - values[place])
