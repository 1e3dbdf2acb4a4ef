"""Borders as formulas in the names of both parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial

if TYPE_CHECKING:
    from gametheory.polynomials import Polynomial


def solved_text(polynomial: BivariatePolynomial, names: tuple[str, str]) -> str:
    """Return a curve as one parameter in terms of the other; empty where it is of higher degree in both.

    Parameters
    ----------
    polynomial
        It is 0 on the curve.
    names
        Of both parameters; the second one is told where it can be.

    Examples
    --------
    >>> curve = BivariatePolynomial({(1, 1): 71, (1, 0): -120, (0, 0): 5})
    >>> solved_text(curve, ("commission", "suppressed"))
    'suppressed = (120*commission - 5)/(71*commission)'
    >>> solved_text(BivariatePolynomial({(1, 0): 3, (0, 2): -2}), ("fee", "cost"))
    'fee = 2/3*cost^2'
    """
    for axis in (1, 0):
        if polynomial.degree(axis) == 1:
            constant, slope = polynomial.by_power(1 - axis)
            return f"{names[axis]} = {_quotient_text(-constant, slope, names[1 - axis])}"
    return ""


def _quotient_text(above: Polynomial, below: Polynomial, name: str) -> str:
    """Return a quotient of two polynomials without common factor as text."""
    if below.is_constant:
        return above.quotient(below).text(name)
    if below.leading < 0:
        above, below = -above, -below
    top, bottom = above.text(name), below.text(name)
    shown_top = f"({top})" if " " in top else top
    return f"{shown_top}/{bottom}" if bottom == name else f"{shown_top}/({bottom})"
