"""Roots of polynomials carried over by a linear function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.polynomials.polynomial import Polynomial
from gametheory.polynomials.real_root import RealRoot

if TYPE_CHECKING:
    from fractions import Fraction


def affine_image(root: RealRoot, constant: Fraction, slope: Fraction) -> RealRoot:
    """Return a constant plus a slope, which is not 0, times a number, as the root that it is.

    Examples
    --------
    >>> from fractions import Fraction
    >>> root = RealRoot(Polynomial([-2, 0, 1]), Fraction(1), Fraction(2))
    >>> image = affine_image(root, Fraction(3), Fraction(-1, 2))
    >>> print(image, "|", image.polynomial, "|", *image.interval)
    (6 - sqrt(2))/2 | 2*x^2 - 12*x + 17 | 2 5/2
    """
    ends = sorted(constant + slope * end for end in root.interval)
    if root.value is not None:
        return RealRoot.rational(ends[0])
    inverse = Polynomial([-constant / slope, 1 / slope])
    image, power = Polynomial(), Polynomial([1])
    for coefficient in root.polynomial.coefficients:
        image, power = image + Polynomial([coefficient]) * power, power * inverse
    return RealRoot(image.primitive(), *ends)
