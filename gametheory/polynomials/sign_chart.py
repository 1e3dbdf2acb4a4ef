"""Where on an interval the signs of many polynomials change, proved: every root, in order, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.polynomials.isolation import UnitInterval
from gametheory.polynomials.real_root import RealRoot, between

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from gametheory.polynomials.polynomial import Polynomial


class Crossing:
    """A number at which some polynomials are 0.

    Parameters
    ----------
    root
        The number, or what makes it when it is asked for.
    zeros
        Positions of the polynomials that are 0 there.
    flips
        Positions of those whose sign is another after it.
    """

    __slots__ = ("_root", "flips", "zeros")

    def __init__(self, root: RealRoot | Callable[[], RealRoot], zeros: tuple[int, ...], flips: tuple[int, ...]) -> None:
        self._root, self.zeros, self.flips = root, zeros, flips

    @property
    def root(self) -> RealRoot:
        """The number."""
        if not isinstance(self._root, RealRoot):
            self._root = self._root()
        return self._root


@dataclass(frozen=True, slots=True)
class SignChart:
    """Signs of polynomials on an open interval.

    Parameters
    ----------
    sample
        A rational before the first crossing.
    signs
        The sign of each polynomial there; 0 only for a polynomial that is 0 everywhere.
    crossings
        In increasing order. Between two of them, no polynomial changes its sign.
    """

    sample: Fraction
    signs: tuple[int, ...]
    crossings: tuple[Crossing, ...]

    @property
    def roots(self) -> tuple[RealRoot, ...]:
        """All numbers inside at which a polynomial that is not 0 everywhere is 0, in increasing order."""
        return tuple(crossing.root for crossing in self.crossings)


def sign_chart(
    polynomials: Sequence[Polynomial], low: RealRoot, high: RealRoot, *, tick: Callable[[], object] | None = None
) -> SignChart:
    """Return where the signs of polynomials change strictly between two numbers.

    Parameters
    ----------
    polynomials
        Any.
    low, high
        Ends of the interval, not inside it.
    tick
        Called between steps.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.polynomials import Polynomial
    >>> ends = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(3))
    >>> chart = sign_chart([Polynomial([-2, 0, 1]), Polynomial([1, -2, 1]), Polynomial()], *ends)
    >>> chart.sample, chart.signs
    (Fraction(1, 2), (-1, 1, 0))
    >>> [(str(crossing.root), crossing.zeros, crossing.flips) for crossing in chart.crossings]
    [('1', (1,), ()), ('sqrt(2)', (0,), (0,))]
    """
    finder = RootFinder(low, high)
    zeros: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for position, polynomial in enumerate(polynomials):
        if tick is not None:
            tick()
        for root, power in finder.roots(polynomial):
            zeros[root].append((position, power))
    order = ordered_roots([(number, finder.found[number]) for number in zeros])
    crossings = tuple(
        Crossing(
            root,
            tuple(position for position, _ in zeros[number]),
            tuple(position for position, power in zeros[number] if power % 2),
        )
        for number, root in order
    )
    sample = between(low, crossings[0].root if crossings else high)
    return SignChart(sample, tuple(polynomial.sign_at(sample) for polynomial in polynomials), crossings)


class RootFinder:
    """Roots of polynomials inside an interval; each irreducible factor is isolated once.

    Parameters
    ----------
    low, high
        Ends of the interval, not inside it.

    Attributes
    ----------
    found
        The roots so far, by number.
    """

    def __init__(self, low: RealRoot, high: RealRoot) -> None:
        self._low, self._high = low, high
        self._unit = UnitInterval(low.interval[0], high.interval[1])
        self._is_rational = low.value is not None and high.value is not None
        self._of_factor: dict[Polynomial, list[int]] = {}
        self.found: list[RealRoot] = []

    def roots(self, polynomial: Polynomial) -> list[tuple[int, int]]:
        """Return the numbers of the roots inside, with the power of the factor that vanishes there."""
        if polynomial.degree < 1 or (polynomial.degree > 1 and not self._unit.num_sign_changes(polynomial)):
            return []
        return [(number, power) for factor, power in polynomial.factors() for number in self._factor_roots(factor)]

    def _factor_roots(self, factor: Polynomial) -> list[int]:
        known = self._of_factor.get(factor)
        if known is None:
            inside = self._unit.roots(factor)
            if not self._is_rational:
                inside = [root for root in inside if self._low < root < self._high]
            known = list(range(len(self.found), len(self.found) + len(inside)))
            self.found += inside
            self._of_factor[factor] = known
        return known


def ordered_roots(roots: list[tuple[int, RealRoot]]) -> list[tuple[int, RealRoot]]:
    """Return different numbers in increasing order: sorted by guesses, then by proof where two enclosures meet."""
    roots.sort(key=lambda pair: float(pair[1].interval[0]) + float(pair[1].interval[1]))
    is_proved = all(
        first.interval[1] <= second.interval[0] and first.interval[0] < second.interval[1]
        for (_, first), (_, second) in pairwise(roots)
    )
    return roots if is_proved else sorted(roots, key=cmp_to_key(_compared))


def _compared(first: tuple[int, RealRoot], second: tuple[int, RealRoot]) -> int:
    """Compare two numbers exactly."""
    return first[1].compare(second[1])
