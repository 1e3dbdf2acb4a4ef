"""Polynomials in two variables with rational coefficients, exactly."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from gametheory.polynomials.polynomial import Polynomial, signed_sum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.polynomials.real_root import RealRoot

NAMES = ("x", "y")
"""Of the variables inside; polynomials are told in other names."""


@cache
def _library() -> Any:
    """Return python-flint, which a small game that varies no parameter never loads."""
    import flint

    return flint


@cache
def _ring() -> Any:
    """Return the library's ring of polynomials in two variables."""
    return _library().fmpq_mpoly_ctx.get(NAMES, _library().Ordering.lex)


class BivariatePolynomial:
    """A polynomial in two variables with rational coefficients; it never changes.

    Parameters
    ----------
    terms
        Coefficients by the powers of both variables.

    Attributes
    ----------
    raw
        The library's polynomial, for the modules of this room.

    Examples
    --------
    >>> border = BivariatePolynomial({(1, 1): 71, (1, 0): -120, (0, 0): 5})
    >>> print(border, "|", border.at(0, Fraction(1, 2)), "|", border.value(Fraction(1, 2), Fraction(2)))
    71*x*y - 120*x + 5 | 71/2*x - 55 | 16
    """

    __slots__ = ("_by_power", "_factors", "_hash", "raw")

    def __init__(self, terms: Mapping[tuple[int, int], Fraction | int]) -> None:
        number = _library().fmpq
        given = {powers: number(value.numerator, value.denominator) for powers, value in terms.items() if value}
        self.raw = _ring().from_dict(given)

    @classmethod
    def of(cls, raw: Any) -> BivariatePolynomial:
        """Return the polynomial around one of the library's own, for the modules of this room."""
        made = cls.__new__(cls)
        made.raw = raw
        return made

    @classmethod
    def constant(cls, value: Fraction | int) -> BivariatePolynomial:
        """Return the polynomial that has one value everywhere."""
        return cls({(0, 0): value})

    @classmethod
    def variable(cls, axis: int) -> BivariatePolynomial:
        """Return the first or the second variable."""
        return cls.of(_ring().gen(axis))

    @property
    def terms(self) -> dict[tuple[int, int], Fraction]:
        """Coefficients by the powers of both variables, the largest powers first."""
        return {
            (int(first), int(second)): Fraction(int(value.p), int(value.q))
            for (first, second), value in self.raw.to_dict().items()
        }

    def degree(self, axis: int) -> int:
        """Return the largest power of a variable; -1 where the polynomial is 0."""
        return int(self.raw.degrees()[axis])

    @property
    def total_degree(self) -> int:
        """The largest sum of the powers of both variables in a term; -1 where the polynomial is 0."""
        return int(self.raw.total_degree())

    @property
    def is_constant(self) -> bool:
        """Whether the polynomial has the same value everywhere."""
        return bool(self.raw.is_constant())

    @property
    def first_coefficient(self) -> Fraction:
        """The coefficient of the largest powers; 0 where the polynomial is 0."""
        if not self.raw:
            return Fraction(0)
        value = self.raw.leading_coefficient()
        return Fraction(int(value.p), int(value.q))

    @property
    def order(self) -> tuple[int, tuple[tuple[tuple[int, int], Fraction], ...]]:
        """By which polynomials are listed: the total degree first."""
        return self.total_degree, tuple(self.terms.items())

    def value(self, first: Fraction, second: Fraction) -> Fraction:
        """Return the value at two rationals."""
        return self.at(0, first)(second)

    def sign_at(self, first: RealRoot | Fraction, second: Fraction) -> int:
        """Return 1, 0 or -1, the sign at two numbers, of which the first may be irrational."""
        polynomial = self.at(1, second)
        return polynomial.sign_at(first) if isinstance(first, Fraction) else first.sign_of(polynomial)

    def keeps_sign(self, first: tuple[Fraction, Fraction], second: tuple[Fraction, Fraction]) -> bool:
        """Whether the polynomial is shown to be 0 nowhere inside a rectangle; it may be so without being shown.

        Parameters
        ----------
        first, second
            The ends of both variables.

        Notes
        -----
        Carried over to positive numbers by x = (low + high u) / (1 + u) and likewise y, all coefficients have one sign.
        """
        ring, number = _ring(), _library().fmpq
        inside, positive = [], []
        for axis, (low, high) in enumerate((first, second)):
            variable, width = ring.gen(axis), high - low
            start = ring.constant(number(low.numerator, low.denominator))
            inside.append(start + variable * number(width.numerator, width.denominator))
            positive.append(variable + 1)
        degrees = self.raw.degrees()
        unit = self.raw.compose(*inside).to_dict()
        turned = {(degrees[0] - i, degrees[1] - j): value for (i, j), value in unit.items()}
        coefficients = ring.from_dict(turned).compose(*positive).coeffs()
        return all(value > 0 for value in coefficients) or all(value < 0 for value in coefficients)

    def by_power(self, axis: int) -> tuple[Polynomial, ...]:
        """Return the coefficients as polynomials in one variable, by the power of the other one, the constant first.

        Parameters
        ----------
        axis
            The variable of these polynomials.
        """
        if not hasattr(self, "_by_power"):
            self._by_power: dict[int, tuple[Polynomial, ...]] = {}
        if axis not in self._by_power:
            width = self.degree(axis) + 1
            rows = [[Fraction(0)] * width for _ in range(self.degree(1 - axis) + 1)]
            for powers, coefficient in self.terms.items():
                rows[powers[1 - axis]][powers[axis]] = coefficient
            self._by_power[axis] = tuple(map(Polynomial, rows))
        return self._by_power[axis]

    def at(self, axis: int, value: Fraction) -> Polynomial:
        """Return the polynomial in the other variable where one variable has a value."""
        number = _library().fmpq(value.numerator, value.denominator)
        return Polynomial.of(_library().fmpq_poly([coefficient.raw(number) for coefficient in self.by_power(axis)]))

    def leading(self, axis: int) -> Polynomial:
        """Return the coefficient of the largest power of a variable, a polynomial in the other one."""
        return self.by_power(1 - axis)[-1]

    def discriminant(self, axis: int) -> Polynomial:
        """Return the discriminant with respect to a variable, a polynomial in the other one."""
        return _univariate(self.raw.discriminant(NAMES[axis]), 1 - axis)

    def resultant(self, other: BivariatePolynomial, axis: int) -> Polynomial:
        """Return the resultant with respect to a variable: 0 where both have a common root in it, or none at all."""
        return _univariate(self.raw.resultant(other.raw, NAMES[axis]), 1 - axis)

    def factors(self) -> tuple[int, tuple[tuple[BivariatePolynomial, int], ...]]:
        """Return a sign and the irreducible factors: coprime integers, the first one positive, with their powers.

        Examples
        --------
        >>> x, y = BivariatePolynomial.variable(0), BivariatePolynomial.variable(1)
        >>> sign, factors = ((y - x) * (y - x) * (y - x) * x).factors()
        >>> sign, [(str(factor), power) for factor, power in factors]
        (-1, [('x', 1), ('x - y', 3)])
        """
        if not hasattr(self, "_factors"):
            constant, found = self.raw.factor()
            sign, factors = (constant > 0) - (constant < 0), []
            for factor, power in found:
                is_negative = factor.leading_coefficient() < 0
                sign = -sign if is_negative and power % 2 else sign
                factors.append((BivariatePolynomial.of(-factor if is_negative else factor), int(power)))
            factors.sort(key=lambda pair: pair[0].order)
            self._factors = sign, tuple(factors)
        return self._factors

    def scaled(self, factor: Fraction) -> BivariatePolynomial:
        """Return the polynomial times a number."""
        return BivariatePolynomial.of(self.raw * _library().fmpq(factor.numerator, factor.denominator))

    def quotient(self, divisor: BivariatePolynomial) -> BivariatePolynomial:
        """Return the polynomial that times the divisor gives this one.

        Raises
        ------
        ArithmeticError
            If the divisor does not divide it.
        """
        quotient, rest = divmod(self.raw, divisor.raw)
        if rest:
            raise ArithmeticError(f"expected a divisor of {self}, got {divisor}")
        return BivariatePolynomial.of(quotient)

    def greatest_common_divisor(self, other: BivariatePolynomial) -> BivariatePolynomial:
        """Return the common divisor of largest degree whose first coefficient is 1; 0 where both are 0."""
        return BivariatePolynomial.of(self.raw.gcd(other.raw))

    def text(self, names: tuple[str, str]) -> str:
        """Return the polynomial as text in variables of these names."""
        return signed_sum(
            (coefficient, tuple(zip(names, powers, strict=True))) for powers, coefficient in self.terms.items()
        )

    def __add__(self, other: BivariatePolynomial) -> BivariatePolynomial:
        return BivariatePolynomial.of(self.raw + other.raw)

    def __sub__(self, other: BivariatePolynomial) -> BivariatePolynomial:
        return BivariatePolynomial.of(self.raw - other.raw)

    def __mul__(self, other: BivariatePolynomial) -> BivariatePolynomial:
        return BivariatePolynomial.of(self.raw * other.raw)

    def __neg__(self) -> BivariatePolynomial:
        return BivariatePolynomial.of(-self.raw)

    def __bool__(self) -> bool:
        """Whether the polynomial is not 0 everywhere."""
        return bool(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BivariatePolynomial) and bool(self.raw == other.raw)

    def __hash__(self) -> int:
        if not hasattr(self, "_hash"):
            self._hash = hash((tuple(self.raw.monoms()), tuple(self.raw.coeffs())))
        return self._hash

    def __str__(self) -> str:
        return self.text(NAMES)

    def __repr__(self) -> str:
        return f"<BivariatePolynomial {self}>"


def _univariate(raw: Any, axis: int) -> Polynomial:
    """Return a polynomial that holds one variable only as one in this variable."""
    coefficients = [0] * (int(raw.degrees()[axis]) + 1)
    for powers, value in raw.to_dict().items():
        coefficients[powers[axis]] = value
    return Polynomial.of(_library().fmpq_poly(coefficients))
