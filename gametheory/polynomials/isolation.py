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
        width = high - low
        self._inside = fmpq_poly([fmpq(low.numerator, low.denominator), fmpq(width.numerator, width.denominator)])
        self._is_unit = low == 0 and high == 1
        self._integers = fmpz_poly
        self._shift = fmpz_poly([1, 1])
        self._double = fmpz_poly([0, 2])

    def num_sign_changes(self, polynomial: Polynomial) -> int:
        """Return Descartes' bound on the number of roots inside, exact where it is 0 or 1."""
        return self._changes(self._carried(polynomial))

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
    integers = [int(value) for value in reversed(polynomial.raw.numer().coeffs())]
    shift = max(0, max(value.bit_length() for value in integers) - MOST_BITS)
    coefficients = [float(value >> shift) for value in integers]
    start, end = float(low), float(high)
    guess = (start + end) / 2
    for _ in range(NEWTON_STEPS):
        value, slope = 0.0, 0.0
        for coefficient in coefficients:
            slope = slope * guess + value
            value = value * guess + coefficient
        step = value / slope if slope else 0.0
        guess = min(max(guess - step, start), end)
        if abs(step) <= 1e-15 * abs(guess):
            break
    if not isfinite(guess):
        return root
    margin = (high - low) * GUESS_WIDTH
    for bound in (Fraction(guess) - margin, Fraction(guess) + margin):
        root.compare(bound)
    return root
