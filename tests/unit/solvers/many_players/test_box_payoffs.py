"""Exact payoffs in floats."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from gametheory.solvers.many_players.box_payoffs import centered_payoffs


def test_small_integers_are_exact() -> None:
    payoffs = np.array([[3, 0, 1, 4, 5, 5], [10**6, 2, 0, 0, 7, 1]])
    centered, errors = centered_payoffs((2, 3), payoffs.tolist())
    assert errors.tolist() == [0.0, 0.0]
    first, second = (own.reshape(2, 3) for own in centered)
    assert ((first[1] - first[0]) * 8 == payoffs[0].reshape(2, 3)[1] * 2 - payoffs[0].reshape(2, 3)[0] * 2).all()
    differences = second[:, 1] - second[:, 0]
    assert (differences * 2**20 == [2 * (2 - 10**6), 2 * 7]).all()
    assert 0.5 <= abs(centered).max() <= 1.0


@pytest.mark.parametrize("unit", [Fraction(1, 10**12), Fraction(1, 7), 10**10, 10**40])
def test_errors_of_others_are_bounded(unit: Fraction) -> None:
    exact = [unit * one for one in (3, 0, 1, 4, -5, 5)]
    centered, errors = centered_payoffs((3, 2), [exact, exact])
    assert 0.25 <= abs(centered[0]).max() <= 1.0
    assert errors[0] < 2.0**-52
    gaps = [Fraction(float(centered[0, place + 2] - centered[0, place])) for place in range(4)]
    exact_gaps = [exact[place + 2] - exact[place] for place in range(4)]
    power = exact_gaps[1] / gaps[1]
    power = Fraction(2) ** round(math.log2(power.numerator) - math.log2(power.denominator))
    for gap, one in zip(gaps, exact_gaps, strict=True):
        assert abs(gap - one / power) <= 2 * Fraction(errors[0]) + Fraction(1, 2**52)


def test_offsets_beyond_floats_do_not_matter() -> None:
    plain, _ = centered_payoffs((2, 2), [[1, 0, 0, 2], [0, 1, 2, 0]])
    moved, errors = centered_payoffs((2, 2), [[10**30 + one for one in (1, 0, 0, 2)], [0, 1, 2, 0]])
    assert (plain == moved).all()
    assert errors.tolist() == [0.0, 0.0]


def test_a_player_who_does_not_care() -> None:
    centered, errors = centered_payoffs((2, 2), [[7, 7, 7, 7], [0, 1, 2, 0]])
    assert not centered[0].any()
    assert errors[0] == 0.0
