"""Roots between 0 and 1 of a polynomial given by its Bernstein coefficients, each isolated or named as multiple."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.core.rationals import over_common_denominator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.core.symmetric_profile import Enclosed

SMALLEST = Fraction(1, 2**40)
"""Width at which a part that may hold several roots is given up, and to which single roots are enclosed."""


def isolate(coefficients: Sequence[Fraction], tick: Callable[[], None]) -> tuple[list[Enclosed], list[Enclosed]]:
    """Return intervals with exactly one root each, and narrow ones whose roots were not told apart.

    Parameters
    ----------
    coefficients
        Of the Bernstein polynomials of degree n, first that of (1 - x)^n; not all 0.
    tick
        Called at each step.

    Notes
    -----
    The number of sign changes of the coefficients exceeds the number of roots by an even number or not at all. Halving
    is de Casteljau's, in integers.

    Examples
    --------
    >>> from fractions import Fraction
    >>> single, multiple = isolate([Fraction(2), Fraction(-1), Fraction(-1)], lambda: None)
    >>> [(str(low), str(high)) for low, high in single], multiple
    ([('0', '1')], [])
    """
    integers, _ = over_common_denominator(coefficients)
    waiting = [(Fraction(0), Fraction(1), integers)]
    single: list[Enclosed] = []
    multiple: list[Enclosed] = []
    while waiting:
        tick()
        low, high, parts = waiting.pop()
        changes = _sign_changes(parts)
        if changes == 1:
            single.append((low, high))
        elif changes and high - low <= SMALLEST:
            multiple.append((low, high))
        elif changes:
            left, right = _halved(parts)
            middle = (low + high) / 2
            if left[-1] == 0:
                single.append((middle, middle))
            waiting += [(middle, high, right), (low, middle, left)]
    return sorted(single), multiple


def enclose(interval: Enclosed, sign_at: Callable[[Fraction], int], tick: Callable[[], None]) -> Enclosed:
    """Return a narrow interval around the one root in an open interval, or the root twice where it is found exactly.

    Parameters
    ----------
    interval
        Holds exactly one root, which is a simple one; an end may be a root of its own.
    sign_at
        Sign of the polynomial.
    tick
        Called at each step.
    """
    low, high = interval
    if low == high:
        return interval
    first = _sign_beside(low, high, sign_at)
    while high - low > SMALLEST:
        tick()
        middle = (low + high) / 2
        sign = sign_at(middle)
        if sign == 0:
            return middle, middle
        low, high = (middle, high) if sign == first else (low, middle)
    for simple in _simple_fractions(low, high):
        if sign_at(simple) == 0:
            return simple, simple
    return low, high


def _sign_beside(low: Fraction, high: Fraction, sign_at: Callable[[Fraction], int]) -> int:
    """Return the sign just above the lower end: of an interval with one root minus that below the upper end."""
    sign = sign_at(low)
    if sign:
        return sign
    opposite = sign_at(high)
    if opposite:
        return -opposite
    step = (high - low) / 4
    while True:
        below, above = sign_at(low + step), sign_at(high - step)
        if below * above < 0:
            return below
        step /= 2


def _simple_fractions(low: Fraction, high: Fraction) -> Iterator[Fraction]:
    """Yield the fraction with the smallest denominator within an interval."""
    middle = (low + high) / 2
    for most in (10, 100, 1_000, 10_000, 100_000):
        found = middle.limit_denominator(most)
        if low <= found <= high:
            yield found
            return


def _sign_changes(coefficients: Sequence[int]) -> int:
    """Return how often the sign changes, zeros left out."""
    changes, last = 0, 0
    for coefficient in coefficients:
        if coefficient:
            sign = 1 if coefficient > 0 else -1
            changes += last * sign < 0
            last = sign
    return changes


def _halved(coefficients: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the coefficients over both halves, up to a positive factor."""
    degree = len(coefficients) - 1
    row = list(coefficients)
    left, right = [row[0] << degree], [row[-1] << degree]
    for step in range(1, degree + 1):
        row = [first + second for first, second in pairwise(row)]
        left.append(row[0] << (degree - step))
        right.append(row[-1] << (degree - step))
    right.reverse()
    return left, right
