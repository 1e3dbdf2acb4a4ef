"""Quotients of polynomials in one variable, in lowest terms."""

from __future__ import annotations

from fractions import Fraction

from gametheory.polynomials.polynomial import Polynomial


class RationalFunction:
    """A quotient of two polynomials in lowest terms; it never changes.

    Parameters
    ----------
    numerator
        Any polynomial.
    denominator
        None for 1.

    Attributes
    ----------
    numerator, denominator
        Without a common factor; the denominator's leading coefficient is 1.

    Raises
    ------
    ZeroDivisionError
        If the denominator is 0 everywhere.

    Examples
    --------
    >>> half = RationalFunction(Polynomial([0, 3]), Polynomial([0, 6]))
    >>> print(half, RationalFunction(Polynomial([2, 1])) / RationalFunction(Polynomial([0, 3])))
    1/2 (1/3*x + 2/3)/(x)
    """

    __slots__ = ("_primitive", "_sign_polynomial", "denominator", "numerator")

    def __init__(self, numerator: Polynomial, denominator: Polynomial | None = None) -> None:
        self._sign_polynomial: Polynomial | None = None
        self._primitive: Polynomial | None = None
        if denominator is None or denominator == ONE:
            self.numerator, self.denominator = numerator, ONE
            return
        if not denominator:
            raise ZeroDivisionError("division by a polynomial that is 0 everywhere")
        common = numerator.greatest_common_divisor(denominator)
        if not common.is_constant:
            numerator, denominator = numerator.quotient(common), denominator.quotient(common)
        leading = denominator.raw[denominator.degree]
        self.numerator = Polynomial.of(numerator.raw / leading)
        self.denominator = ONE if denominator.is_constant else Polynomial.of(denominator.raw / leading)

    @classmethod
    def constant(cls, value: Fraction) -> RationalFunction:
        """Return the function that has one value everywhere."""
        return cls(Polynomial([value]))

    @property
    def is_constant(self) -> bool:
        """Whether the function has one value everywhere."""
        return self.denominator is ONE and self.numerator.is_constant

    @property
    def is_polynomial(self) -> bool:
        """Whether the denominator is 1."""
        return self.denominator is ONE

    @property
    def sign_polynomial(self) -> Polynomial:
        """A polynomial with the function's sign wherever the function has a value."""
        if self._sign_polynomial is None:
            is_whole = self.denominator is ONE
            self._sign_polynomial = self.numerator if is_whole else self.numerator * self.denominator
        return self._sign_polynomial

    @property
    def sign_primitive(self) -> Polynomial:
        """The same as a primitive polynomial, whose roots are those of the function and its poles."""
        if self._primitive is None:
            self._primitive = self.sign_polynomial.primitive()
        return self._primitive

    def __call__(self, value: Fraction) -> Fraction:
        """Return the value at a rational.

        Raises
        ------
        ZeroDivisionError
            If the denominator is 0 there.
        """
        if self.denominator is ONE:
            return self.numerator(value)
        return self.numerator(value) / self.denominator(value)

    def derivative(self) -> RationalFunction:
        """Return the derivative."""
        top, bottom = self.numerator, self.denominator
        if bottom is ONE:
            return RationalFunction(top.derivative())
        return RationalFunction(top.derivative() * bottom - top * bottom.derivative(), bottom * bottom)

    def __add__(self, other: RationalFunction) -> RationalFunction:
        if self.denominator is ONE and other.denominator is ONE:
            return RationalFunction(self.numerator + other.numerator)
        return RationalFunction(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __sub__(self, other: RationalFunction) -> RationalFunction:
        if self.denominator is ONE and other.denominator is ONE:
            return RationalFunction(self.numerator - other.numerator)
        return self + -other

    def __mul__(self, other: RationalFunction) -> RationalFunction:
        if self.denominator is ONE and other.denominator is ONE:
            return RationalFunction(self.numerator * other.numerator)
        return RationalFunction(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: RationalFunction) -> RationalFunction:
        return RationalFunction(self.numerator * other.denominator, self.denominator * other.numerator)

    def __neg__(self) -> RationalFunction:
        return RationalFunction(-self.numerator, self.denominator)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, RationalFunction)
            and self.numerator == other.numerator
            and self.denominator == other.denominator
        )

    def __hash__(self) -> int:
        return hash((self.numerator, self.denominator))

    def text(self, name: str) -> str:
        """Return the function as text in a variable of this name."""
        if self.denominator is ONE:
            return self.numerator.text(name)
        return f"({self.numerator.text(name)})/({self.denominator.text(name)})"

    def __str__(self) -> str:
        return self.text("x")

    def __repr__(self) -> str:
        return f"<RationalFunction {self}>"


ONE = Polynomial([1])
"""The denominator of a function that is a polynomial."""
