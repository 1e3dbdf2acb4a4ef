from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from gametheory.analysis.tiers.binomial_means import TAIL, enclosed_mean, exact_mean, window


@pytest.mark.parametrize("probability", [0.0, 0.001, 0.3, 0.999, 1.0])
def test_enclosures_hold_the_exact_mean(probability: float) -> None:
    values = [Fraction((7 * number) % 31, 31) for number in range(401)]
    floats = np.array([float(value) for value in values])
    low, high = enclosed_mean(400, probability, lambda k: (floats[k.astype(int)], floats[k.astype(int)]), 1.0)
    exact = exact_mean(values, Fraction(probability))
    assert low <= exact <= high
    assert high - low < 1e-8


def test_nearly_all_mass_lies_in_the_window() -> None:
    first, last = window(1_000, 0.25, 0.25)
    outside = sum(
        math.comb(1_000, k) * Fraction(1, 4) ** k * Fraction(3, 4) ** (1_000 - k)
        for k in [*range(first), *range(last + 1, 1_001)]
    )
    assert 0 < float(outside) < TAIL
    assert window(1_000, 0.0, 1.0) == (0, 1_000)


def test_a_mean_at_a_certain_number_is_its_value() -> None:
    assert exact_mean([Fraction(3), Fraction(0), Fraction(7, 2)], Fraction(1)) == Fraction(7, 2)
