"""Distributions of parameters: quantiles against their textbook moments, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.errors import InvalidParameterError
from gametheory.models.distributions import (
    ParameterDistribution,
    TriangularDistribution,
    TruncatedNormalDistribution,
    UniformDistribution,
)

MIDDLES = (np.arange(200_000) + 0.5) / 200_000


def normal(*numbers: int) -> TruncatedNormalDistribution:
    mean, deviation, low, high = map(Fraction, numbers)
    return TruncatedNormalDistribution(mean, deviation, low, high)


@pytest.mark.parametrize(
    ("distribution", "mean", "variance"),
    [
        (UniformDistribution(Fraction(1), Fraction(4)), 2.5, 0.75),
        (TriangularDistribution(Fraction(0), Fraction(1), Fraction(5)), 2.0, (25 + 1 - 5) / 18),
        (TriangularDistribution(Fraction(0), Fraction(0), Fraction(3)), 1.0, 0.5),
        (normal(3, 2, -97, 103), 3.0, 4.0),
        (normal(0, 1, 0, 50), np.sqrt(2 / np.pi), 1 - 2 / np.pi),
        (normal(0, 1, -50, 0), -np.sqrt(2 / np.pi), 1 - 2 / np.pi),
    ],
)
def test_moments(distribution: ParameterDistribution, mean: float, variance: float) -> None:
    values = distribution.quantiles(MIDDLES)
    assert values.mean() == pytest.approx(mean, abs=1e-3)
    assert values.var() == pytest.approx(variance, abs=1e-3)
    assert (np.diff(values) > 0).all()


@pytest.mark.parametrize("ends", [(5, 7), (-7, -5), (-1, 3)])
def test_a_cut_normal_keeps_to_its_range_and_its_shape(ends: tuple[int, int]) -> None:
    distribution = normal(0, 1, *ends)
    low, middle, high = distribution.quantiles(np.array([0.0, 0.5, 1.0])).tolist()
    assert (low, high) == pytest.approx(ends)
    from scipy.stats import truncnorm

    assert middle == pytest.approx(float(truncnorm(*ends).ppf(0.5)), rel=1e-9)


def test_words() -> None:
    assert str(UniformDistribution(Fraction(1, 3), Fraction(2))) == "uniform from 1/3 to 2"
    triangular = TriangularDistribution(Fraction(0), Fraction(1), Fraction(5))
    assert str(triangular) == "triangular from 0 over 1 to 5"
    assert str(normal(3, 2, 0, 9)) == "normal with mean 3 and deviation 2, between 0 and 9"


def test_what_is_no_distribution() -> None:
    with pytest.raises(InvalidParameterError, match=r"\[lowest, highest\], got \[2, 1\]"):
        UniformDistribution(Fraction(2), Fraction(1))
    with pytest.raises(InvalidParameterError, match=r"got \[0, 7, 5\]; put them in this order"):
        TriangularDistribution(Fraction(0), Fraction(7), Fraction(5))
    with pytest.raises(InvalidParameterError, match="with a positive deviation"):
        normal(0, 0, 0, 1)
    with pytest.raises(InvalidParameterError, match="from low to high"):
        normal(0, 1, 1, 1)
    with pytest.raises(InvalidParameterError, match="got next to nothing"):
        normal(0, 1, 20, 21)
