"""Sign charts of very many polynomials in floats: exact ones are asked for only where floats leave doubt."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import inf, nextafter
from typing import TYPE_CHECKING, Protocol

import numpy as np

from gametheory.polynomials.isolation import UnitInterval
from gametheory.polynomials.real_root import RealRoot, between
from gametheory.polynomials.root_enclosures import root_enclosures, separate
from gametheory.polynomials.sign_chart import Crossing, RootFinder, SignChart, ordered_roots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gametheory.polynomials.polynomial import Polynomial
    from gametheory.polynomials.root_enclosures import Floats, RootEnclosures

NARROW = Fraction(1, 2**60)
"""Width of an exact root's interval, as a share of the range, before it is compared with enclosures in floats."""


class RoundedPolynomials(Protocol):
    """Polynomials whose coefficients are known in floats, exactly on demand."""

    coefficients: Floats
    """Of polynomials that run from 0 to 1 where the exact ones run through the range; one row each."""
    errors: Floats
    """How far each may be from the true one; 0 where it is exact."""

    def exact(self, place: int) -> Polynomial:
        """Return a polynomial in the parameter itself, with the same signs."""
        ...


def rounded_chart(
    polynomials: RoundedPolynomials, low: Fraction, high: Fraction, tick: Callable[[], object]
) -> tuple[SignChart, tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the sign chart of polynomials between two rationals, and which nonzero ones are 0 at the ends.

    Parameters
    ----------
    polynomials
        In floats, and exactly.
    low, high
        Ends of the range.
    tick
        Called between steps.

    Notes
    -----
    Roots whose enclosures stand apart are different and simple. Only polynomials whose enclosures meet others', or that
    floats leave in doubt, are taken exactly; a root is made exact when it is asked for.
    """
    found = root_enclosures(polynomials.coefficients, polynomials.errors)
    exact = _ExactRoots(polynomials, low, high, tick)
    exact.take_in(np.flatnonzero(found.is_doubtful).tolist())
    while True:
        floats = [number for number, owner in enumerate(found.owners.tolist()) if owner not in exact.polynomials]
        lows = np.concatenate([found.lows[floats], exact.lows])
        highs = np.concatenate([found.highs[floats], exact.highs])
        order, meets = separate(lows, highs)
        doubtful = found.owners[np.array(floats, dtype=np.int64)[meets[: len(floats)]]].tolist()
        if not doubtful:
            break
        exact.take_in(dict.fromkeys(doubtful))
    crossings = _crossings(order.tolist(), floats, found, exact)
    signs = found.signs.tolist()
    sample = between(exact.low, crossings[0].root if crossings else exact.high)
    for place, polynomial in exact.polynomials.items():
        signs[place] = polynomial.sign_at(sample)
    ends = tuple(
        tuple(place for place, polynomial in exact.polynomials.items() if polynomial and not polynomial.sign_at(end))
        for end in (low, high)
    )
    return SignChart(sample, tuple(signs), crossings), (ends[0], ends[1])


class _ExactRoots:
    """The polynomials that are taken exactly, and their roots."""

    def __init__(
        self, polynomials: RoundedPolynomials, low: Fraction, high: Fraction, tick: Callable[[], object]
    ) -> None:
        self._given, self._tick = polynomials, tick
        self.low, self.high = RealRoot.rational(low), RealRoot.rational(high)
        self._start, self._width = low, high - low
        self.finder = RootFinder(self.low, self.high)
        self.polynomials: dict[int, Polynomial] = {}
        self.zeros: dict[int, list[tuple[int, int]]] = {}
        self.lows: list[float] = []
        self.highs: list[float] = []
        self.numbers: list[int] = []

    def take_in(self, places: Iterable[int]) -> None:
        """Find the roots of more polynomials."""
        for place in places:
            self._tick()
            polynomial = self.polynomials[place] = self._given.exact(place)
            for number, power in self.finder.roots(polynomial):
                if number not in self.zeros:
                    self.zeros[number] = []
                    self._enclose(number)
                self.zeros[number].append((place, power))

    def enclosed(self, place: int, low: float, high: float) -> RealRoot:
        """Return the one root of a polynomial between two shares of the range."""
        polynomial = self._given.exact(place)
        start, end = (self._start + Fraction(share) * self._width for share in (low, high))
        (root,) = (root for factor, _ in polynomial.factors() for root in UnitInterval(start, end).roots(factor))
        return root

    def _enclose(self, number: int) -> None:
        """Note an enclosure of a root in floats, as shares of the range."""
        ends = self.finder.found[number].narrowed(NARROW * self._width)
        low, high = (float((end - self._start) / self._width) for end in ends)
        self.numbers.append(number)
        self.lows.append(nextafter(low, -inf))
        self.highs.append(nextafter(high, inf))


def _crossings(order: list[int], floats: list[int], found: RootEnclosures, exact: _ExactRoots) -> tuple[Crossing, ...]:
    """Return all roots in increasing order; exact ones that floats do not part lie side by side."""
    crossings: list[Crossing] = []
    waiting: list[int] = []
    reached = -inf

    def settle() -> None:
        for number, root in ordered_roots([(number, exact.finder.found[number]) for number in waiting]):
            zeros = exact.zeros[number]
            flips = tuple(place for place, power in zeros if power % 2)
            crossings.append(Crossing(root, tuple(place for place, _ in zeros), flips))
        waiting.clear()

    for position in order:
        is_float = position < len(floats)
        low = exact.lows[position - len(floats)] if not is_float else inf
        if waiting and (is_float or low > reached):
            settle()
        if is_float:
            number = floats[position]
            owner, start, end = int(found.owners[number]), float(found.lows[number]), float(found.highs[number])
            crossings.append(Crossing(partial(exact.enclosed, owner, start, end), (owner,), (owner,)))
        else:
            waiting.append(exact.numbers[position - len(floats)])
            reached = max(reached, exact.highs[position - len(floats)])
    settle()
    return tuple(crossings)
