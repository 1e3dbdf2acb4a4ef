"""Where on a rectangle the signs of polynomials in two variables change, proved: a cylindrical decomposition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.polynomials.polynomial import Polynomial
from gametheory.polynomials.real_root import RealRoot, between
from gametheory.polynomials.sign_chart import sign_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
    from gametheory.polynomials.sign_chart import SignChart

Signs: TypeAlias = "tuple[int, ...]"
"""The sign of each polynomial at a point."""


class Rectangle(NamedTuple):
    """An open rectangle: both ends of each variable."""

    first: tuple[Fraction, Fraction]
    second: tuple[Fraction, Fraction]


class Cell(NamedTuple):
    """An open part of a column in which no polynomial changes its sign.

    Parameters
    ----------
    signs
        Of all polynomials.
    sample
        A point inside.
    """

    signs: Signs
    sample: tuple[Fraction, Fraction]


class Section(NamedTuple):
    """A piece of a curve on which one polynomial is 0 and no other one is.

    Parameters
    ----------
    place
        Which polynomial.
    signs
        Of all polynomials on it. On both sides they are the same but for this one's, which is 1 and -1.
    sample
        A point on it.
    stretch
        Over which values of the first variable it runs; of the second one where it is upright.
    """

    place: int
    signs: Signs
    sample: tuple[RealRoot, RealRoot]
    stretch: tuple[RealRoot, RealRoot]

    def beside(self, side: int) -> Signs:
        """Return the signs next to it where its own polynomial's is -1 or 1."""
        return (*self.signs[: self.place], side, *self.signs[self.place + 1 :])


@dataclass(frozen=True, slots=True)
class Column:
    """All points over an interval of the first variable in which the curves neither begin, end, meet nor turn.

    Parameters
    ----------
    low, high
        Ends of the interval.
    sample
        A rational inside.
    chart
        The signs along the line over the sample.
    ends
        Ends of the second variable.
    """

    low: RealRoot
    high: RealRoot
    sample: Fraction
    chart: SignChart
    ends: tuple[RealRoot, RealRoot]

    def cells(self) -> Iterator[Cell]:
        """Yield the cells from below."""
        signs = list(self.chart.signs)
        stops = [*self.chart.roots, self.ends[1]]
        yield Cell(tuple(signs), (self.sample, self.chart.sample))
        for crossing, (low, high) in zip(self.chart.crossings, pairwise(stops), strict=True):
            for place in crossing.flips:
                signs[place] = -signs[place]
            yield Cell(tuple(signs), (self.sample, between(low, high)))

    def sections(self) -> Iterator[Section]:
        """Yield the curves between the cells from below."""
        signs = list(self.chart.signs)
        across = RealRoot.rational(self.sample)
        for crossing in self.chart.crossings:
            (place,) = crossing.zeros
            on_it = [*signs[:place], 0, *signs[place + 1 :]]
            yield Section(place, tuple(on_it), (across, crossing.root), (self.low, self.high))
            signs[place] = -signs[place]


def columns(factors: Sequence[BivariatePolynomial], rectangle: Rectangle, tick: Callable[[], object]) -> list[Column]:
    """Return the columns of a rectangle, in increasing order.

    Parameters
    ----------
    factors
        Irreducible, primitive, different from each other.
    rectangle
        Where.
    tick
        Called between steps.

    Notes
    -----
    Over an interval of the first variable in which no leading coefficient, no discriminant and no resultant of two
    polynomials is 0, nor their values at both ends of the second variable, their roots are as many everywhere, move
    continuously, and never meet.
    """
    left, right = (RealRoot.rational(end) for end in rectangle.first)
    ends = (RealRoot.rational(rectangle.second[0]), RealRoot.rational(rectangle.second[1]))
    is_fixed = [factor.keeps_sign(*rectangle) for factor in factors]
    changing = [factor for factor, fixed in zip(factors, is_fixed, strict=True) if not fixed]
    stops = [left, *sign_chart(_projections(changing, rectangle, tick), left, right, tick=tick).roots, right]
    middle = between(*ends)
    found = []
    for low, high in pairwise(stops):
        tick()
        sample = between(low, high)
        lines = [factor.at(0, sample) for factor in factors]
        chart = sign_chart(
            [Polynomial([line(middle)]) if fixed else line for line, fixed in zip(lines, is_fixed, strict=True)], *ends
        )
        found.append(Column(low, high, sample, chart, ends))
    return found


def most_meetings(factors: Sequence[BivariatePolynomial], rectangle: Rectangle) -> int:
    """Return a bound on the number of points in which two curves meet, after Bezout; parameters are those of `columns`.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
    >>> circle = BivariatePolynomial({(2, 0): 1, (0, 2): 1, (0, 0): -1})
    >>> lines = [BivariatePolynomial({(1, 0): 2, (0, 1): -1}), BivariatePolynomial({(1, 0): 1, (0, 0): 3})]
    >>> most_meetings([circle, *lines], Rectangle((Fraction(0), Fraction(2)), (Fraction(0), Fraction(2))))
    2
    """
    degrees = [factor.total_degree for factor in factors if not factor.keeps_sign(*rectangle)]
    return sum(one * other for one, other in combinations(degrees, 2))


def upright_sections(
    factors: Sequence[BivariatePolynomial], rectangle: Rectangle, tick: Callable[[], object]
) -> Iterator[Section]:
    """Yield the pieces of the upright lines on which polynomials of the first variable alone are 0.

    Parameters are those of `columns`.

    Notes
    -----
    The second coordinates of all points in which a polynomial meets the lines of another one are roots of a resultant.
    Between neighboring ones its sign on each line is constant.
    """
    left, right, low, high = (RealRoot.rational(end) for ends in rectangle for end in ends)
    for place, upright in enumerate(factors):
        if upright.degree(1) > 0:
            continue
        lines = sign_chart([upright.leading(1)], left, right).roots
        if not lines:
            continue
        curves = [factor for factor in factors if factor.degree(1) > 0]
        meetings = sign_chart([upright.resultant(curve, 0) for curve in curves], low, high, tick=tick).roots
        for start, end in pairwise([low, *meetings, high]):
            tick()
            inside = between(start, end)
            for line in lines:
                signs = [factor.sign_at(line, inside) for factor in factors]
                yield Section(place, tuple(signs), (line, RealRoot.rational(inside)), (start, end))


def _projections(
    factors: Sequence[BivariatePolynomial], rectangle: Rectangle, tick: Callable[[], object]
) -> list[Polynomial]:
    """Return polynomials in the first variable between whose roots the curves neither begin, end, meet nor turn."""
    curves = [factor for factor in factors if factor.degree(1) > 0]
    found = [factor.leading(1) for factor in factors]
    for curve in curves:
        tick()
        found += [curve.at(1, end) for end in rectangle.second]
        if curve.degree(1) > 1:
            found.append(curve.discriminant(1))
    for one, other in combinations(curves, 2):
        tick()
        found.append(one.resultant(other, 1))
    return [polynomial for polynomial in found if not polynomial.is_constant]
