"""Systems of polynomials in several unknowns: for one unknown after the other a polynomial that it must satisfy."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from gametheory.polynomials.polynomial import Polynomial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Terms: TypeAlias = "Mapping[tuple[int, ...], Fraction | int]"
"""A polynomial in several unknowns: the coefficient of each product of powers, given by their exponents."""

MOST_TERMS = 250
"""Terms that a resultant may have; longer ones are not worked out."""


def eliminant(
    system: Sequence[Terms], unknown: int, num_unknowns: int, *, tick: Callable[[], object]
) -> Polynomial | None:
    """Return a polynomial, other than 0, of which one unknown is a root wherever all polynomials of a system are 0.

    Parameters
    ----------
    system
        Polynomials in ``num_unknowns`` unknowns, each strictly between 0 and 1: factors that are an unknown, or 1 minus
        one, are left out.
    unknown
        Which one is kept.
    num_unknowns
        How many there are.
    tick
        Called between steps.

    Returns
    -------
    Polynomial or None
        Roots of it that belong to no solution are possible. A constant where there is no solution. None where
        elimination gives nothing: the solutions may be infinitely many, or the resultants too long.

    Notes
    -----
    The other unknowns are eliminated by resultants, the one that keeps degrees lowest first.

    Examples
    --------
    >>> system = [{(1, 1): 3, (0, 0): -1}, {(1, 0): 1, (0, 1): 1, (0, 0): -2}]
    >>> print(eliminant(system, 0, 2, tick=lambda: None))
    3*x^2 - 6*x + 1
    """
    return Elimination(system, num_unknowns, tick=tick).eliminant(unknown)


class Elimination:
    """A system of polynomials of which one unknown after the other is asked for, see ``eliminant``.

    Parameters
    ----------
    system, num_unknowns, tick
        As there.
    """

    def __init__(self, system: Sequence[Terms], num_unknowns: int, *, tick: Callable[[], object]) -> None:
        self._ring = _Ring(num_unknowns, tick)
        self._num_unknowns = num_unknowns
        self._system = [polynomial for polynomial in map(self._ring.polynomial, system) if polynomial]

    def eliminant(self, unknown: int) -> Polynomial | None:
        """Return a polynomial, other than 0, of which an unknown is a root wherever all polynomials are 0, or None."""
        ring, left = self._ring, self._system
        others = [other for other in range(self._num_unknowns) if other != unknown]
        while others:
            others.sort(key=lambda other: -_num_products(left, other))
            eliminated = ring.eliminated(left, others.pop())
            if eliminated is None:
                return None
            left = eliminated
        found = [ring.in_one_unknown(polynomial, unknown) for polynomial in left]
        return reduce(Polynomial.greatest_common_divisor, found).primitive() if found else None


def _num_products(system: Sequence[Any], unknown: int) -> int:
    """Return a measure of how far eliminating an unknown raises degrees."""
    degrees = sorted(polynomial.degrees()[unknown] for polynomial in system)
    having = [degree for degree in degrees if degree]
    return sum(having) * having[0] * len(having) if having else 0


class _Ring:
    """Polynomials of the library in a number of unknowns."""

    def __init__(self, num_unknowns: int, tick: Callable[[], object]) -> None:
        import flint

        self._context = flint.fmpq_mpoly_ctx.get([f"x{number}" for number in range(num_unknowns)], "lex")
        self._rational = flint.fmpq
        self._never_zero = [factor for one in self._context.gens() for factor in (one, one - 1, 1 - one)]
        self._one = self._context.constant(1)
        self._tick = tick

    def polynomial(self, terms: Terms) -> Any:
        """Return the library's polynomial, without the factors that are not 0 inside."""
        return self._cleaned(
            self._context.from_dict(
                {powers: self._rational(value.numerator, value.denominator) for powers, value in terms.items()}
            )
        )

    def eliminated(self, system: Sequence[Any], unknown: int) -> list[Any] | None:
        """Return polynomials without an unknown that are 0 wherever those of a system are; None where there is none."""
        having = [polynomial for polynomial in system if polynomial.degrees()[unknown]]
        rest = [polynomial for polynomial in system if not polynomial.degrees()[unknown]]
        if not having:
            return rest
        pivot = min(having, key=lambda polynomial: (polynomial.degrees()[unknown], len(polynomial)))
        for other in having:
            if other is pivot:
                continue
            self._tick()
            if _size_of_resultant(pivot, other, unknown) > MOST_TERMS:
                return None
            resultant = pivot.resultant(other, f"x{unknown}")
            if resultant:
                rest.append(self._cleaned(resultant))
        return rest or None

    def _cleaned(self, polynomial: Any) -> Any:
        """Return a polynomial without multiple factors, and without those that are not 0 inside."""
        if not polynomial:
            return polynomial
        product = self._one
        for factor, _ in polynomial.factor()[1]:
            if factor not in self._never_zero:
                product *= factor
        return product

    @staticmethod
    def in_one_unknown(polynomial: Any, unknown: int) -> Polynomial:
        """Return a polynomial in which no other unknown occurs."""
        coefficients = [Fraction(0)] * (polynomial.degrees()[unknown] + 1)
        for powers, value in polynomial.to_dict().items():
            coefficients[powers[unknown]] = Fraction(int(value.p), int(value.q))
        return Polynomial(coefficients)


def _size_of_resultant(first: Any, second: Any, unknown: int) -> int:
    """Return how many terms a resultant can have at most."""
    mine, theirs = first.degrees(), second.degrees()
    size = 1
    for other, (degree, another) in enumerate(zip(mine, theirs, strict=True)):
        if other != unknown:
            size *= degree * theirs[unknown] + another * mine[unknown] + 1
    return size
