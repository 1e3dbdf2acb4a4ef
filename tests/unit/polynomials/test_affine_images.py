"""Roots carried over by linear functions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials import Polynomial, RealRoot
from gametheory.polynomials.affine_images import affine_image

SQRT2 = RealRoot(Polynomial([-2, 0, 1]), Fraction(1), Fraction(2))


@pytest.mark.parametrize(("constant", "slope"), [("3", "-1/2"), ("0", "5/7"), ("-2/3", "1")])
def test_an_image_is_the_number_that_it_should_be(constant: str, slope: str) -> None:
    image = affine_image(SQRT2, Fraction(constant), Fraction(slope))
    assert float(image) == pytest.approx(float(Fraction(constant)) + float(Fraction(slope)) * 2**0.5, abs=1e-15)
    assert image.sign_of(image.polynomial) == 0
    assert image.interval[0] < image.interval[1]
    back = affine_image(image, -Fraction(constant) / Fraction(slope), 1 / Fraction(slope))
    assert back == SQRT2


def test_images_of_rationals_are_rational() -> None:
    image = affine_image(RealRoot.rational(Fraction(2, 3)), Fraction(1, 2), Fraction(-3))
    assert image.value == Fraction(-3, 2)
