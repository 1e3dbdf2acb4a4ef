"""Who says which sign a polynomial has at a place of the plane: a point, or the signs of its factors there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
    from gametheory.polynomials.plane_cells import Signs


class UnknownFactorError(ArithmeticError):
    """A sign that is not known because that of a factor is not.

    Parameters
    ----------
    polynomial
        Whose sign was asked for.
    """

    def __init__(self, polynomial: BivariatePolynomial) -> None:
        super().__init__(f"expected a polynomial whose factors are known, got {polynomial}")
        self.polynomial = polynomial


class SignRule(NamedTuple):
    """How the sign of a polynomial follows from those of its factors.

    Parameters
    ----------
    constant
        The sign of what remains without them; 0 for the polynomial 0.
    odd
        Places of the factors of odd power.
    even
        Places of those of even power.
    """

    constant: int
    odd: tuple[int, ...]
    even: tuple[int, ...]

    def sign(self, signs: Signs) -> int:
        """Return 1, 0 or -1.

        Examples
        --------
        >>> SignRule(-1, (0, 2), (1,)).sign((-1, -1, -1)), SignRule(-1, (), (1,)).sign((-1, 0))
        (-1, 0)
        """
        found = self.constant
        for place in self.odd:
            found *= signs[place]
        return 0 if any(not signs[place] for place in self.even) else found


class FactorList:
    """Irreducible polynomials in the order in which they were met.

    Attributes
    ----------
    factors
        Grows.
    """

    def __init__(self) -> None:
        self.factors: list[BivariatePolynomial] = []
        self._places: dict[BivariatePolynomial, int] = {}
        self._rules: dict[BivariatePolynomial, SignRule] = {}

    def rule(self, polynomial: BivariatePolynomial) -> SignRule:
        """Return how the sign of a polynomial follows from those of its factors, which are taken in."""
        known = self._rules.get(polynomial)
        if known is None:
            constant, found = polynomial.factors()
            places: tuple[list[int], list[int]] = ([], [])
            for factor, power in found:
                place = self._places.setdefault(factor, len(self.factors))
                if place == len(self.factors):
                    self.factors.append(factor)
                places[power % 2].append(place)
            known = self._rules[polynomial] = SignRule(constant, tuple(places[1]), tuple(places[0]))
        return known


class PlaceSigns:
    """Signs at a place at which those of some factors are known.

    Parameters
    ----------
    factors
        Takes in factors that are asked for.
    signs
        Of the first ones in the list.
    """

    def __init__(self, factors: FactorList, signs: Signs) -> None:
        self._factors, self._signs = factors, signs

    def sign(self, polynomial: BivariatePolynomial) -> int:
        """Return the sign of a polynomial.

        Raises
        ------
        UnknownFactorError
            If it has a factor whose sign is not known.
        """
        rule = self._factors.rule(polynomial)
        if max((*rule.odd, *rule.even), default=-1) >= len(self._signs):
            raise UnknownFactorError(polynomial)
        return rule.sign(self._signs)


class PointSigns:
    """Signs at a point that stands for all points near it.

    Parameters
    ----------
    point
        Two rationals.
    """

    def __init__(self, point: tuple[Fraction, Fraction]) -> None:
        self._point = point

    def sign(self, polynomial: BivariatePolynomial) -> int:
        """Return the sign of a polynomial near the point.

        Raises
        ------
        UnknownFactorError
            If it is 0 at the point, but not everywhere.
        """
        value = polynomial.value(*self._point)
        if not value and polynomial:
            raise UnknownFactorError(polynomial)
        return (value > 0) - (value < 0)


class RecordedSigns:
    """Signs that another one knows, with a record of what was asked for.

    Parameters
    ----------
    asked
        Knows the signs.

    Attributes
    ----------
    recorded
        The signs of polynomials that are not constant.
    """

    def __init__(self, asked: PlaceSigns | PointSigns) -> None:
        self._asked = asked
        self.recorded: dict[BivariatePolynomial, int] = {}

    def sign(self, polynomial: BivariatePolynomial) -> int:
        """Return the sign of a polynomial, and record it; errors are those of the one who knows."""
        sign = self._asked.sign(polynomial)
        if not polynomial.is_constant:
            self.recorded[polynomial] = sign
        return sign


def agrees(recorded: Mapping[BivariatePolynomial, int], signs: PlaceSigns | PointSigns) -> bool:
    """Whether all recorded signs are the same elsewhere."""
    return all(signs.sign(polynomial) == sign for polynomial, sign in recorded.items())
