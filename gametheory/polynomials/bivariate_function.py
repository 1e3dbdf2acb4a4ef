"""Quotients of polynomials in two variables, in lowest terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial

if TYPE_CHECKING:
    from fractions import Fraction


class BivariateFunction:
    """A quotient of two polynomials in two variables in lowest terms; it never changes.

    Parameters
    ----------
    numerator
        Any polynomial.
    denominator
        None for 1.

    Attributes
    ----------
    numerator, denominator
        Without a common factor; None stands for the denominator 1.

    Raises
    ------
    ZeroDivisionError
        If the denominator is 0 everywhere.

    Examples
    --------
    >>> x, y = (BivariateFunction(BivariatePolynomial.variable(axis)) for axis in range(2))
    >>> print((x * x - y * y) / (x - y), x / (x + y))
    x + y (x)/(x + y)
    """

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: BivariatePolynomial, denominator: BivariatePolynomial | None = None) -> None:
        self.numerator, self.denominator = numerator, denominator
        if denominator is None:
            return
        if not denominator:
            raise ZeroDivisionError("division by a polynomial that is 0 everywhere")
        common = numerator.greatest_common_divisor(denominator)
        numerator, denominator = numerator.quotient(common), denominator.quotient(common)
        factor = 1 / denominator.first_coefficient
        self.numerator = numerator.scaled(factor)
        self.denominator = None if denominator.is_constant else denominator.scaled(factor)

    @classmethod
    def constant(cls, value: Fraction) -> BivariateFunction:
        """Return the function that has one value everywhere."""
        return cls(BivariatePolynomial.constant(value))

    @property
    def is_constant(self) -> bool:
        """Whether the function has one value everywhere."""
        return self.denominator is None and self.numerator.is_constant

    @property
    def sign_polynomial(self) -> BivariatePolynomial:
        """A polynomial with the function's sign wherever the function has a value."""
        return self.numerator if self.denominator is None else self.numerator * self.denominator

    def __add__(self, other: BivariateFunction) -> BivariateFunction:
        if self.denominator is None and other.denominator is None:
            return BivariateFunction(self.numerator + other.numerator)
        left, right = self.numerator, other.numerator
        if other.denominator is not None:
            left = left * other.denominator
        if self.denominator is not None:
            right = right * self.denominator
        return BivariateFunction(left + right, _product(self.denominator, other.denominator))

    def __sub__(self, other: BivariateFunction) -> BivariateFunction:
        return self + -other

    def __mul__(self, other: BivariateFunction) -> BivariateFunction:
        return BivariateFunction(self.numerator * other.numerator, _product(self.denominator, other.denominator))

    def __truediv__(self, other: BivariateFunction) -> BivariateFunction:
        upper = self.numerator if other.denominator is None else self.numerator * other.denominator
        return BivariateFunction(upper, _product(self.denominator, other.numerator))

    def __neg__(self) -> BivariateFunction:
        return BivariateFunction(-self.numerator, self.denominator)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, BivariateFunction)
            and self.numerator == other.numerator
            and self.denominator == other.denominator
        )

    def __hash__(self) -> int:
        return hash((self.numerator, self.denominator))

    def __str__(self) -> str:
        return str(self.numerator) if self.denominator is None else f"({self.numerator})/({self.denominator})"

    def __repr__(self) -> str:
        return f"<BivariateFunction {self}>"


def _product(first: BivariatePolynomial | None, second: BivariatePolynomial | None) -> BivariatePolynomial | None:
    """Return the product of two denominators, None for 1."""
    if first is None:
        return second
    return first if second is None else first * second
