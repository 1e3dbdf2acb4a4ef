"""Isolating the real roots of polynomials in an interval by Descartes' rule of signs and bisection."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any

from gametheory.polynomials.polynomial import Polynomial
from gametheory.polynomials.real_root import RealRoot

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWTON_STEPS = 8
"""Steps in floats that guess where a root lies before its sign change is proved there."""
MOST_BITS = 900
"""Length of coefficients up to which they are floats."""
GUESS_WIDTH = Fraction(1, 2**40)
"""Width of the interval that is tried around a guess, as a share of the interval that holds the root."""
FLOAT_GUESS_WIDTH = 2.0**-40
"""The same in floats."""


class UnitInterval:
    """An open interval with rational ends, to which polynomials are carried over as polynomials on (0, 1).

    Parameters
    ----------
    low, high
        The ends.
    """

    def __init__(self, low: Fraction, high: Fraction) -> None:
        from flint import fmpq, fmpq_poly, fmpz_poly

        self.low, self.high = low, high
        self._ends = fmpq(low.numerator, low.denominator), fmpq(high.numerator, high.denominator)
        width = high - low
        self._inside = fmpq_poly([fmpq(low.numerator, low.denominator), fmpq(width.numerator, width.denominator)])
        self._is_unit = low == 0 and high == 1
        self._integers = fmpz_poly
        self._shift = fmpz_poly([1, 1])
        self._double = fmpz_poly([0, 2])

    def num_sign_changes(self, polynomial: Polynomial) -> int:
        """Return Descartes' bound on the number of roots inside, exact where it is 0 or 1."""
        return self._changes(self._carried(polynomial))

    def sign_inside(self, polynomial: Polynomial) -> int:
        """Return the sign of a polynomial that is seen to have no root inside; 0 for others.

        Examples
        --------
        >>> unit = UnitInterval(Fraction(0), Fraction(1))
        >>> [unit.sign_inside(Polynomial(terms)) for terms in ([-3, 3], [1, -2], [-2, 1, -1])]
        [-1, 0, -1]
        """
        if polynomial.is_constant:
            return polynomial.sign_at(self.low)
        raw = polynomial.raw
        low, high = raw(self._ends[0]), raw(self._ends[1])
        if low > 0 > high or low < 0 < high or (polynomial.degree > 1 and self.num_sign_changes(polynomial)):
            return 0
        return 1 if low > 0 or high > 0 else -1 if low or high else polynomial.sign_at((self.low + self.high) / 2)

    def roots(self, polynomial: Polynomial) -> list[RealRoot]:
        """Return the roots inside of an irreducible primitive polynomial, in increasing order."""
        if polynomial.degree == 1:
            root = polynomial.root_of_line()
            return [RealRoot.rational(root)] if self.low < root < self.high else []
        width = self.high - self.low
        return [
            _guessed(polynomial, self.low + start * width, self.low + end * width)
            for start, end in self._isolated(self._carried(polynomial))
        ]

    def _carried(self, polynomial: Polynomial) -> Any:
        """Return a polynomial on (0, 1) with the same signs, in integers."""
        return polynomial.raw.numer() if self._is_unit else polynomial.raw(self._inside).numer()

    def _changes(self, unit: Any) -> int:
        """Return the sign changes of (1 + x)^degree p(1 / (1 + x)), whose positive roots are those of p in (0, 1)."""
        reversed_coefficients = self._integers(unit.coeffs()[::-1])
        changes, last = 0, 0
        for coefficient in reversed_coefficients(self._shift).coeffs():
            if coefficient:
                sign = 1 if coefficient > 0 else -1
                changes += sign == -last
                last = sign
        return changes

    def _isolated(self, unit: Any) -> Iterator[tuple[Fraction, Fraction]]:
        """Yield intervals within (0, 1) with one root each, in increasing order; no dyadic number is a root."""
        stack = [(unit, 0, 0)]
        while stack:
            part, start, halvings = stack.pop()
            changes = self._changes(part)
            if changes == 1:
                yield Fraction(start, 1 << halvings), Fraction(start + 1, 1 << halvings)
            elif changes:
                left = self._integers(self._integers(part.coeffs()[::-1])(self._double).coeffs()[::-1])
                stack.append((left(self._shift), 2 * start + 1, halvings + 1))
                stack.append((left, 2 * start, halvings + 1))


def _guessed(polynomial: Polynomial, low: Fraction, high: Fraction) -> RealRoot:
    """Return the one root in an interval, enclosed narrowly where a guess in floats is proved right."""
    root = RealRoot(polynomial, low, high)
    guess = _guess(polynomial, float(low), float(high))
    if not isfinite(guess):
        return root
    margin = (high - low) * GUESS_WIDTH
    for bound in (Fraction(guess) - margin, Fraction(guess) + margin):
        root.compare(bound)
    return root


def _guess(polynomial: Polynomial, low: float, high: float) -> float:
    """Return about where the one root of a polynomial in an interval lies, by Newton's rule."""
    integers = [int(value) for value in reversed(polynomial.raw.numer().coeffs())]
    shift = max(0, max(value.bit_length() for value in integers) - MOST_BITS)
    coefficients = [float(value >> shift) for value in integers]
    guess = (low + high) / 2
    for _ in range(NEWTON_STEPS):
        value, slope = 0.0, 0.0
        for coefficient in coefficients:
            slope = slope * guess + value
            value = value * guess + coefficient
        step = value / slope if slope else 0.0
        guess = min(max(guess - step, low), high)
        if abs(step) <= 1e-15 * abs(guess):
            break
    return guess


def narrow_enclosure(polynomial: Polynomial, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction] | None:
    """Return ends of a narrow interval in which a polynomial changes its sign, inside a wide one with a single root.

    None where the guess in floats is not proved right.

    Examples
    --------
    >>> low, high = narrow_enclosure(Polynomial([-2, 0, 1]), Fraction(0), Fraction(3))
    >>> low**2 < 2 < high**2, float(high - low) < 1e-11
    (True, True)
    """
    guess = _guess(polynomial, float(low), float(high))
    if not isfinite(guess) or not isfinite(float(high) - float(low)):
        return None
    margin = (float(high) - float(low)) * FLOAT_GUESS_WIDTH
    bottom, top = max(low, Fraction(guess - margin)), min(high, Fraction(guess + margin))
    return (bottom, top) if polynomial.sign_at(bottom) * polynomial.sign_at(top) < 0 else None
