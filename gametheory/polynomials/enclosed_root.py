"""Roots that are known by an interval, and made exact only when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.polynomials.isolation import UnitInterval
from gametheory.polynomials.real_root import RealRoot

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.polynomials.polynomial import Polynomial


class EnclosedRoot:
    """The one root of a polynomial in an interval.

    Parameters
    ----------
    known
        The root itself, or a polynomial that has one root in the interval, a simple one, and none at its ends.
    low, high
        The ends.

    Attributes
    ----------
    interval
        The ends.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.polynomials import Polynomial
    >>> product = Polynomial([-2, 0, 1]) * Polynomial([-3, 1])
    >>> print(EnclosedRoot(product, Fraction(0), Fraction(2)).root)
    sqrt(2)
    """

    __slots__ = ("_known", "interval")

    def __init__(self, known: Polynomial | RealRoot, low: Fraction, high: Fraction) -> None:
        self._known = known
        self.interval = low, high

    @classmethod
    def of(cls, root: RealRoot) -> EnclosedRoot:
        """Return a root that is exact already."""
        return cls(root, *root.interval)

    @property
    def root(self) -> RealRoot:
        """The root itself."""
        if not isinstance(self._known, RealRoot):
            inside = UnitInterval(*self.interval)
            (self._known,) = (root for factor, _ in self._known.factors() for root in inside.roots(factor))
        return self._known
