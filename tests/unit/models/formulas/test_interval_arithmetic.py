from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.models.formulas import interval_arithmetic as intervals
from gametheory.models.formulas.interval_arithmetic import Interval


def around(low: float, high: float) -> Interval:
    return np.array([low]), np.array([high])


def random_ends(rng: random.Random) -> tuple[float, float]:
    first, second = (rng.choice([rng.uniform(-3, 3), rng.randint(-2, 2), 1e-300, 0.1]) for _ in range(2))
    return min(first, second), max(first, second)


@pytest.mark.parametrize("seed", range(200))
def test_results_hold_the_exact_ones(seed: int) -> None:
    rng = random.Random(seed)
    left, right = random_ends(rng), random_ends(rng)
    one, other = (Fraction(rng.choice(ends)) for ends in (left, right))
    exact = {"total": one + other, "product": one * other}
    if right[0] > 0 or right[1] < 0:
        exact["quotient"] = one / other
    exponent = rng.randint(1, 5)
    with np.errstate(all="ignore"):
        found = {name: getattr(intervals, name)(around(*left), around(*right)) for name in exact}
        found["power"] = intervals.power(around(*left), exponent)
    for name, value in {**exact, "power": one**exponent}.items():
        low, high = (float(end[0]) for end in found[name])
        assert low == -np.inf or Fraction(low) <= value, name
        assert high == np.inf or value <= Fraction(high), name


def test_exact_operations_are_not_widened() -> None:
    low, high = intervals.total(around(1.0, 1.0), intervals.negated(around(1.0, 1.0)))
    assert (low[0], high[0]) == (0.0, 0.0)
    low, high = intervals.quotient(around(6.0, 6.0), around(3.0, 3.0))
    assert (low[0], high[0]) == (2.0, 2.0)
    low, high = intervals.total(around(0.1, 0.1), around(0.2, 0.2))
    assert low[0] < high[0]


def test_what_may_have_no_value_is_unknown() -> None:
    with np.errstate(all="ignore"):
        assert np.isnan(intervals.quotient(around(1.0, 1.0), around(-1.0, 1.0))[0][0])
        assert np.isnan(intervals.square_root(around(-1.0, 4.0))[0][0])
        assert np.isnan(intervals.logarithm(around(0.0, 4.0))[0][0])
        assert np.isnan(intervals.power(around(-1.0, 1.0), -1)[0][0])
    assert np.isnan(intervals.of_fraction(Fraction(10) ** 400)[0][0])


def test_comparisons_are_open_where_intervals_meet() -> None:
    less = intervals.less(around(1.0, 2.0), around(2.0, 3.0))
    assert (less[0][0], less[1][0]) == (0.0, 1.0)
    at_most = intervals.less_equal(around(1.0, 2.0), around(2.0, 3.0))
    assert (at_most[0][0], at_most[1][0]) == (1.0, 1.0)
    unknown = intervals.less(around(np.nan, np.nan), around(2.0, 3.0))
    assert np.isnan([unknown[0][0], unknown[1][0]]).all()
    assert np.isnan(intervals.selection(unknown, around(1.0, 1.0), around(1.0, 1.0))[0][0])
    chosen = intervals.selection(less, around(5.0, 6.0), around(-1.0, 0.0))
    assert (chosen[0][0], chosen[1][0]) == (-1.0, 6.0)


def test_irrational_functions_hold_their_values() -> None:
    for name, argument, value in (("square_root", 2.0, 2**0.5), ("exponential", 1.0, 2.718281828459045)):
        low, high = getattr(intervals, name)(around(argument, argument))
        assert low[0] < value < high[0]
    low, high = intervals.logarithm(around(2.0, 3.0))
    assert low[0] < 0.6931471805599453
    assert high[0] > 1.0986122886681098
