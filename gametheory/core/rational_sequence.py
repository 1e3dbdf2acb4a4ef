"""Many rational numbers over one denominator, each made into a Fraction when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import overload


class RationalSequence(Sequence[Fraction]):
    """Rational numbers that nobody may ever look at one by one; equal to any sequence of the same numbers.

    Parameters
    ----------
    integers
        Numerators.
    denominator
        Of all of them, positive.

    Examples
    --------
    >>> payoffs = RationalSequence([6, 4, 7], 4)
    >>> payoffs[0], len(payoffs), payoffs[1:], max(payoffs)
    (Fraction(3, 2), 3, (Fraction(1, 1), Fraction(7, 4)), Fraction(7, 4))
    >>> payoffs == (Fraction(3, 2), 1, Fraction(7, 4))
    True
    """

    __slots__ = ("_denominator", "_integers")

    def __init__(self, integers: Sequence[int], denominator: int) -> None:
        self._integers = tuple(integers)
        self._denominator = denominator

    @overload
    def __getitem__(self, index: int) -> Fraction: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Fraction, ...]: ...

    def __getitem__(self, index: int | slice) -> Fraction | tuple[Fraction, ...]:
        """Return one number, or several as a tuple."""
        if isinstance(index, slice):
            return tuple(Fraction(integer, self._denominator) for integer in self._integers[index])
        return Fraction(self._integers[index], self._denominator)

    def __len__(self) -> int:
        return len(self._integers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RationalSequence | tuple | list):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
