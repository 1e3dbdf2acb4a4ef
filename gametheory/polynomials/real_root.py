"""Real numbers that are roots of polynomials with rational coefficients: compared and enclosed exactly."""

from __future__ import annotations

from fractions import Fraction
from functools import total_ordering
from math import gcd, isqrt
from typing import TYPE_CHECKING

from gametheory.polynomials.polynomial import Polynomial, ball_around, point

if TYPE_CHECKING:
    from typing import Any, Self

FLOAT_WIDTH = Fraction(1, 2**60)
"""How narrowly a root is enclosed before it is rounded to a float, as a share of its size."""
NEWTON_BITS = 16
"""An interval narrower than 2 to minus this is narrowed by Newton steps."""
MOST_DIVISORS = 1000
"""Numbers whose squares are taken out of a square root in a closed form lie below."""


@total_ordering
class RealRoot:
    """A real root of an irreducible polynomial, alone in an interval that narrows where a comparison asks for it.

    Parameters
    ----------
    polynomial
        Irreducible, primitive, of positive degree.
    low, high
        Ends of an open interval in which the polynomial has this root and no other; equal where the root is rational.

    Attributes
    ----------
    value
        The number where it is rational, else None.

    Examples
    --------
    >>> root = RealRoot(Polynomial([-2, 0, 1]), Fraction(1), Fraction(2))
    >>> root > Fraction(7, 5), root.closed_form, round(float(root), 6), root.sign_of(Polynomial([-3, 2]))
    (True, 'sqrt(2)', 1.414214, -1)
    """

    __slots__ = ("_ball", "_high", "_low", "_sign_below", "polynomial", "value")

    def __init__(self, polynomial: Polynomial, low: Fraction, high: Fraction) -> None:
        self.polynomial = polynomial
        self._low, self._high = low, high
        self._ball: Any = None
        self.value = low if low == high else None
        self._sign_below = 0 if low == high else polynomial.sign_at(low)

    @classmethod
    def rational(cls, value: Fraction) -> Self:
        """Return a rational number as the root that it is."""
        return cls(Polynomial([-value.numerator, value.denominator]), value, value)

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """Ends of an interval in which the polynomial has this root and no other, as narrow as known."""
        return self._low, self._high

    @property
    def closed_form(self) -> str | None:
        """The number in integers and square roots; None where the degree is above 2."""
        if self.value is not None:
            return str(self.value)
        return _quadratic_form(self) if self.polynomial.degree == 2 else None

    def narrowed(self, width: Fraction) -> tuple[Fraction, Fraction]:
        """Return ends of an interval around the root that is at most so wide."""
        while self._high - self._low > width:
            if not self._is_squared(width):
                self.narrow()
        return self._low, self._high

    def sign_of(self, polynomial: Polynomial) -> int:
        """Return 1, 0 or -1, the sign of a polynomial at this number."""
        if self._ball is None:
            self._ball = ball_around(self._low, self._high) if self.value is None else point(self.value)
        if self.value is not None:
            return polynomial.sign_at_point(self._ball)
        sign = polynomial.sign_on(self._ball)
        if sign or self.polynomial.divides(polynomial):
            return sign
        while not sign:
            sign = _sign_between(polynomial, self._low, self._high)
            if not sign:
                self.narrow()
                self._ball = ball_around(self._low, self._high)
                sign = polynomial.sign_on(self._ball)
        return sign

    def compare(self, other: RealRoot | Fraction) -> int:
        """Return -1, 0 or 1: whether this number is below, equal to or above another one."""
        if isinstance(other, Fraction):
            return self._compare_rational(other)
        if other.value is not None:
            return self._compare_rational(other.value)
        if self.value is not None:
            return -other.compare(self.value)
        if self.polynomial == other.polynomial and self._overlaps(other) and self._is_same(other):
            return 0
        while self._overlaps(other):
            self.narrow()
            other.narrow()
        return -1 if self._high <= other.interval[0] else 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RealRoot | Fraction) and self.compare(other) == 0

    def __lt__(self, other: RealRoot | Fraction) -> bool:
        return self.compare(other) < 0

    def __hash__(self) -> int:
        return hash(self.polynomial) if self.value is None else hash(self.value)

    def __float__(self) -> float:
        while self._high - self._low > (width := FLOAT_WIDTH * max(abs(self._low), abs(self._high))):
            if not self._is_squared(width):
                self.narrow()
        return float((self._low + self._high) / 2)

    def __str__(self) -> str:
        return self.closed_form or f"{float(self):.10g}"

    def __repr__(self) -> str:
        return f"<RealRoot {self} of {self.polynomial}>"

    def _compare_rational(self, value: Fraction) -> int:
        """Compare with a rational, which is no root of a polynomial of degree 2 or more."""
        if self.value is not None:
            return (self.value > value) - (self.value < value)
        if value <= self._low:
            return 1
        if value >= self._high:
            return -1
        if self.polynomial.sign_at(value) == self._sign_below:
            self._low = value
            return 1
        self._high = value
        return -1

    def _overlaps(self, other: RealRoot) -> bool:
        return self._low < other._high and other._low < self._high

    def _is_same(self, other: RealRoot) -> bool:
        """Whether the root of one polynomial lies in both intervals, which overlap."""
        low, high = max(self._low, other._low), min(self._high, other._high)
        return self.polynomial.sign_at(low) != self.polynomial.sign_at(high)

    def _is_squared(self, width: Fraction) -> bool:
        """Go on to about the square of the interval's width, where a Newton step says so and two signs prove it."""
        size = (self._high - self._low).as_integer_ratio()
        bits = size[1].bit_length() - size[0].bit_length()
        if bits < NEWTON_BITS:
            return False
        middle = (self._low + self._high) / 2
        slope = self.polynomial.derivative()(middle)
        if not slope:
            return False
        goal = (16 * width.denominator // width.numerator).bit_length()
        reach = min(2 * bits - NEWTON_BITS // 2, goal)
        near = round((middle - self.polynomial(middle) / slope) * (1 << reach))
        low, high = Fraction(near - 1, 1 << reach), Fraction(near + 1, 1 << reach)
        is_inside = self._low <= low and high <= self._high
        if not is_inside or self.polynomial.sign_at(low) != self._sign_below:
            return False
        if self.polynomial.sign_at(high) != -self._sign_below:
            return False
        self._low, self._high = low, high
        return True

    def narrow(self) -> None:
        """Halve the interval in which an irrational root is known to lie."""
        if self.value is not None:
            return
        middle = (self._low + self._high) / 2
        if self.polynomial.sign_at(middle) == self._sign_below:
            self._low = middle
        else:
            self._high = middle


def between(low: RealRoot, high: RealRoot) -> Fraction:
    """Return a rational strictly between two different numbers, one with a short denominator.

    Examples
    --------
    >>> between(RealRoot.rational(Fraction(2, 7)), RealRoot.rational(Fraction(1, 3)))
    Fraction(3, 10)
    """
    while low.interval[1] >= high.interval[0]:
        low.narrow()
        high.narrow()
    return _simplest(low.interval[1], high.interval[0])


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """Return the fraction of smallest denominator strictly between two rationals: both continued fractions, in step."""
    above, below = low.as_integer_ratio()
    upper, lower = high.as_integer_ratio()
    wholes = []
    while True:
        whole = above // below
        wholes.append(whole)
        above, upper = above - whole * below, upper - whole * lower
        if upper > lower:
            wholes[-1] += 1
            break
        if not above:
            wholes.append(lower // upper + 1)
            break
        above, below, upper, lower = lower, upper, below, above
    top, bottom = wholes.pop(), 1
    while wholes:
        top, bottom = wholes.pop() * top + bottom, top
    return Fraction(top, bottom)


def _sign_between(polynomial: Polynomial, low: Fraction, high: Fraction) -> int:
    """Return the sign that a polynomial is shown to have on a whole interval; 0 where nothing is shown."""
    centre, radius = (low + high) / 2, (high - low) / 2
    value, slope, factor = polynomial(centre), Fraction(0), Fraction(1)
    derivative, number = polynomial.derivative(), 1
    while derivative:
        factor *= radius / number
        slope += abs(derivative(centre)) * factor
        derivative, number = derivative.derivative(), number + 1
    return 0 if abs(value) <= slope else (value > 0) - (value < 0)


def _quadratic_form(root: RealRoot) -> str:
    """Return the text of an irrational root of a quadratic polynomial."""
    constant, linear, square = (int(value) for value in root.polynomial.coefficients)
    outside, inside = _split_square(linear * linear - 4 * square * constant)
    is_upper = root > Fraction(-linear, 2 * square)
    parts = _over_common_factor(-linear, outside, 2 * square)
    middle, factor, denominator = parts
    radical = f"sqrt({inside})" if factor == 1 else f"{factor}*sqrt({inside})"
    if not middle:
        top = radical if is_upper else f"-{radical}"
        return top if denominator == 1 else f"{top}/{denominator}"
    top = f"{middle} {'+' if is_upper else '-'} {radical}"
    return top if denominator == 1 else f"({top})/{denominator}"


def _split_square(value: int) -> tuple[int, int]:
    """Return a factor and what is left: the square of the first times the second is the positive integer."""
    outside, inside = 1, value
    for divisor in range(2, MOST_DIVISORS):
        while inside % (divisor * divisor) == 0:
            inside //= divisor * divisor
            outside *= divisor
    root = isqrt(inside)
    return (outside * root, 1) if root * root == inside else (outside, inside)


def _over_common_factor(*values: int) -> tuple[int, ...]:
    """Return integers without their common factor."""
    common = gcd(*values)
    return tuple(value // common for value in values)
