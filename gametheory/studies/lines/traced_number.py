"""Functions of a parameter that compare and add like numbers, as they do near a value."""

from __future__ import annotations

from fractions import Fraction
from functools import total_ordering
from typing import TYPE_CHECKING

from gametheory.polynomials import RationalFunction

if TYPE_CHECKING:
    from gametheory.polynomials import LocalSigns


@total_ordering
class TracedNumber:
    """A function that an algorithm for numbers can take as a number; every comparison is recorded.

    Parameters
    ----------
    function
        The function.
    signs
        Decides comparisons, and records the polynomials that did.

    Examples
    --------
    >>> from gametheory.polynomials import LocalSigns, Polynomial, RealRoot
    >>> signs = LocalSigns(RealRoot.rational(Fraction(5)))
    >>> fee, cost = (TracedNumber(RationalFunction(Polynomial(terms)), signs) for terms in ([0, 1], [4]))
    >>> max(fee, cost) is fee, [str(polynomial) for polynomial in signs.recorded]
    (True, ['x - 4'])
    """

    __slots__ = ("_signs", "function")

    def __init__(self, function: RationalFunction, signs: LocalSigns) -> None:
        self.function = function
        self._signs = signs

    def _other(self, other: TracedNumber | Fraction | int) -> RationalFunction:
        return other.function if isinstance(other, TracedNumber) else RationalFunction.constant(Fraction(other))

    def __add__(self, other: TracedNumber | Fraction | int) -> TracedNumber:
        return TracedNumber(self.function + self._other(other), self._signs)

    __radd__ = __add__

    def __mul__(self, other: TracedNumber | Fraction | int) -> TracedNumber:
        return TracedNumber(self.function * self._other(other), self._signs)

    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TracedNumber | Fraction | int):
            return NotImplemented
        return not self._signs.sign(self.function - self._other(other))

    def __lt__(self, other: TracedNumber | Fraction | int) -> bool:
        return self._signs.sign(self.function - self._other(other)) < 0

    def __hash__(self) -> int:
        """Return the same for all: two different functions can be equal at a value."""
        return 0
