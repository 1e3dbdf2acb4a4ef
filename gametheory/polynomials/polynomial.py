"""Polynomials in one variable with rational coefficients, exactly."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def _library() -> Any:
    """Return python-flint, which a small game that varies no parameter never loads."""
    import flint

    return flint


class Polynomial:
    """A polynomial in one variable with rational coefficients; it never changes.

    Parameters
    ----------
    coefficients
        The constant one first.

    Attributes
    ----------
    raw
        The library's polynomial, for the modules of this room.

    Examples
    --------
    >>> rising = Polynomial([-3, Fraction(1, 2)])
    >>> print(rising * rising, "|", rising(Fraction(8)), "|", rising.sign_at(Fraction(5)))
    1/4*x^2 - 3*x + 9 | 1 | -1
    """

    __slots__ = ("raw",)

    def __init__(self, coefficients: Iterable[Fraction | int] = ()) -> None:
        flint = _library()
        self.raw = flint.fmpq_poly([flint.fmpq(value.numerator, value.denominator) for value in coefficients])

    @classmethod
    def of(cls, raw: Any) -> Polynomial:
        """Return the polynomial around one of the library's own, for the modules of this room."""
        made = cls.__new__(cls)
        made.raw = raw
        return made

    @classmethod
    def variable(cls) -> Polynomial:
        """Return the variable itself."""
        return cls([0, 1])

    @property
    def integral(self) -> Any:
        """The library's polynomial with coprime integer coefficients that has the same sign everywhere."""
        numerator = self.raw.numer()
        content = numerator.content()
        return numerator if content in (0, 1) else numerator / content

    @property
    def degree(self) -> int:
        """Largest exponent; -1 where the polynomial is 0."""
        return int(self.raw.degree())

    @property
    def coefficients(self) -> tuple[Fraction, ...]:
        """Coefficients, the constant one first; empty where the polynomial is 0."""
        return tuple(Fraction(int(value.p), int(value.q)) for value in self.raw.coeffs())

    @property
    def is_constant(self) -> bool:
        """Whether the polynomial has the same value everywhere."""
        return self.degree < 1

    @property
    def constant(self) -> Fraction:
        """The value at 0."""
        value = self.raw[0]
        return Fraction(int(value.p), int(value.q))

    @property
    def leading(self) -> Fraction:
        """The coefficient of the largest power; 0 where the polynomial is 0."""
        value = self.raw[max(self.degree, 0)]
        return Fraction(int(value.p), int(value.q))

    def __call__(self, value: Fraction) -> Fraction:
        """Return the value at a rational."""
        found = self.raw(_library().fmpq(value.numerator, value.denominator))
        return Fraction(int(found.p), int(found.q))

    def sign_at(self, value: Fraction) -> int:
        """Return 1, 0 or -1, the sign at a rational."""
        return self.sign_at_point(point(value))

    def sign_at_point(self, place: Any) -> int:
        """Return the sign at one of the library's own rationals, as `point` makes it."""
        found = self.raw(place)
        return (1 if found > 0 else -1) if found else 0

    def root_of_line(self) -> Fraction:
        """Return the root of a polynomial of degree 1."""
        value = self.raw[0] / self.raw[1]
        return Fraction(-int(value.p), int(value.q))

    def sign_on(self, ball: Any) -> int:
        """Return the sign that arithmetic of 53 bits shows on a whole ball, as `ball_around` makes it; 0 where none.

        Examples
        --------
        >>> rising = Polynomial([-3, Fraction(1, 2)])
        >>> [rising.sign_on(ball_around(Fraction(low), Fraction(15, 2))) for low in (7, 5)]
        [1, 0]
        """
        value = _library().arb_poly(self.raw)(ball)
        return 1 if value > 0 else -1 if value < 0 else 0

    def derivative(self) -> Polynomial:
        """Return the derivative."""
        return Polynomial.of(self.raw.derivative())

    def composed(self, inner: Polynomial) -> Polynomial:
        """Return the polynomial that first takes the value of another one.

        Examples
        --------
        >>> print(Polynomial([-3, 0, 2]).composed(Polynomial([1, 5])))
        50*x^2 + 20*x - 1
        """
        return Polynomial.of(self.raw(inner.raw))

    def primitive(self) -> Polynomial:
        """Return the multiple with coprime integer coefficients and a positive leading one; 0 stays 0."""
        raw = self.integral
        return Polynomial.of(_library().fmpq_poly(-raw if self.degree >= 0 and raw.leading_coefficient() < 0 else raw))

    def divides(self, other: Polynomial) -> bool:
        """Whether another polynomial is a multiple of this one, which is not 0."""
        return not other.raw % self.raw

    def greatest_common_divisor(self, other: Polynomial) -> Polynomial:
        """Return the common divisor of largest degree with leading coefficient 1; 0 where both are 0."""
        return Polynomial.of(self.raw.gcd(other.raw))

    def quotient(self, divisor: Polynomial) -> Polynomial:
        """Return the polynomial that times the divisor gives this one.

        Raises
        ------
        ArithmeticError
            If the divisor does not divide it.
        """
        quotient, rest = divmod(self.raw, divisor.raw)
        if rest:
            raise ArithmeticError(f"expected a divisor of {self}, got {divisor}")
        return Polynomial.of(quotient)

    def factors(self) -> tuple[tuple[Polynomial, int], ...]:
        """Return the irreducible factors of positive degree as primitive polynomials, with their multiplicities.

        Examples
        --------
        >>> [(str(factor), power) for factor, power in Polynomial([0, -4, 0, 2]).factors()]
        [('x', 1), ('x^2 - 2', 1)]
        """
        if self.is_constant:
            return ()
        wrapped = _library().fmpq_poly
        found = [
            (Polynomial.of(wrapped(factor)).primitive(), int(power)) for factor, power in self.integral.factor()[1]
        ]
        return tuple(sorted(found, key=lambda pair: (pair[0].degree, pair[0].coefficients)))

    def text(self, name: str) -> str:
        """Return the polynomial as text in a variable of this name."""
        return signed_sum(
            (coefficient, ((name, power),)) for power, coefficient in reversed(list(enumerate(self.coefficients)))
        )

    def __add__(self, other: Polynomial) -> Polynomial:
        return Polynomial.of(self.raw + other.raw)

    def __sub__(self, other: Polynomial) -> Polynomial:
        return Polynomial.of(self.raw - other.raw)

    def __mul__(self, other: Polynomial) -> Polynomial:
        return Polynomial.of(self.raw * other.raw)

    def __neg__(self) -> Polynomial:
        return Polynomial.of(-self.raw)

    def __bool__(self) -> bool:
        """Whether the polynomial is not 0 everywhere."""
        return bool(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and bool(self.raw == other.raw)

    def __hash__(self) -> int:
        raw = self.raw
        return hash((tuple(raw.numer().coeffs()), raw.denom()))

    def __str__(self) -> str:
        return self.text("x")

    def __repr__(self) -> str:
        return f"<Polynomial {self}>"


def signed_sum(terms: Iterable[tuple[Fraction, Iterable[tuple[str, int]]]]) -> str:
    """Return the text of a sum of terms: coefficients, each with the powers of variables.

    Examples
    --------
    >>> signed_sum([(Fraction(-1), [("x", 2), ("y", 1)]), (Fraction(3), [("x", 0)]), (Fraction(0), [("y", 1)])])
    '-x^2*y + 3'
    """
    told = [_term(coefficient, powers) for coefficient, powers in terms if coefficient]
    if not told:
        return "0"
    first, *others = told
    return "".join([first, *(f" - {term[1:]}" if term[0] == "-" else f" + {term}" for term in others)])


def point(value: Fraction) -> Any:
    """Return a rational as one of the library's own."""
    return _library().fmpq(value.numerator, value.denominator)


def ball_around(low: Fraction, high: Fraction) -> Any:
    """Return the smallest ball around an interval."""
    flint = _library()
    ends = (flint.arb(flint.fmpq(end.numerator, end.denominator)) for end in (low, high))
    return next(ends).union(next(ends))


def _term(coefficient: Fraction, powers: Iterable[tuple[str, int]]) -> str:
    """Return one term, such as ``-3*x^2``."""
    shown = "*".join(name if power == 1 else f"{name}^{power}" for name, power in powers if power)
    if not shown:
        return str(coefficient)
    if abs(coefficient) == 1:
        return shown if coefficient == 1 else f"-{shown}"
    return f"{coefficient}*{shown}"
