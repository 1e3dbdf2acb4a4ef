"""Exact polynomials in one variable: arithmetic, factors, real roots and their order, by python-flint inside.

Examples
--------
>>> from fractions import Fraction
>>> from gametheory.polynomials import Polynomial, RealRoot, sign_chart
>>> product = Polynomial([-2, 0, 1]) * Polynomial([-1, 3])
>>> ends = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(5))
>>> [str(root) for root in sign_chart([product], *ends).roots]
['1/3', 'sqrt(2)']
"""

from __future__ import annotations

from gametheory.polynomials.local_signs import LocalSigns, OnBorderError, Stretch, stretches
from gametheory.polynomials.polynomial import Polynomial
from gametheory.polynomials.rational_function import RationalFunction
from gametheory.polynomials.real_root import RealRoot, between
from gametheory.polynomials.sign_chart import Crossing, SignChart, sign_chart

__all__ = [
    "Crossing",
    "LocalSigns",
    "OnBorderError",
    "Polynomial",
    "RationalFunction",
    "RealRoot",
    "SignChart",
    "Stretch",
    "between",
    "sign_chart",
    "stretches",
]
