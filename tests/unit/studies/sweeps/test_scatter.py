"""Points that are no grid, against single solutions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import Limits, load, solve
from gametheory.core.solution import Termination
from gametheory.errors import InvalidParameterError
from gametheory.solvers.watch import Watch
from gametheory.studies.sweeps.scatter import is_known, scatter, solve_scatter, within
from gametheory.studies.sweeps.sweep_job import SweepJob, sweep_job

POINTS = {
    "commission": [Fraction(3, 10), Fraction(1, 100), Fraction(1, 7)],
    "scan_cost": [Fraction(1, 10), Fraction(9, 10), Fraction(1, 3)],
}


def job_of(points: dict[str, list[Fraction]]) -> SweepJob:
    base = sweep_job(load("price_monitoring"), {"commission": [0.1]}, {"select": "first"})
    return SweepJob(base.model, scatter(points), base.concept, base.outputs, base.select)


def test_points_are_answered_in_their_order() -> None:
    job = job_of(POINTS)
    answer = solve_scatter(job, Watch())
    assert (answer.num_solved, answer.termination) == (3, Termination.EXHAUSTED)
    for place in range(3):
        values = {name: numbers[place] for name, numbers in POINTS.items()}
        assert job.grid.exact_point([place]) == values
        payoffs = solve(job.model.with_values(**values)).equilibria[0].payoffs
        assert answer.arrays["payoff"][place].tolist() == pytest.approx([float(payoff) for payoff in payoffs])
    assert is_known(answer.arrays["payoff"]).all()


def test_a_limit_leaves_points_out() -> None:
    answer = solve_scatter(job_of(POINTS), Watch(Limits(time=0)))
    assert (answer.num_solved, answer.termination) == (0, Termination.TIME_LIMIT)
    assert not is_known(answer.arrays["payoff"]).any()


def test_a_grid_is_refused() -> None:
    base = sweep_job(load("price_monitoring"), {"commission": [0.1, 0.2]}, {"select": "first"})
    with pytest.raises(InvalidParameterError, match=r"one after the other, got a grid of \(2,\)"):
        solve_scatter(base, Watch())


def test_rounding_does_not_leave_the_range() -> None:
    low, high = Fraction(1, 10), Fraction(3, 10)
    numbers = within(low, high, np.array([0.1, 0.2, 0.3, 0.3000001]))
    assert numbers == [Fraction(0.1), Fraction(0.2), Fraction(0.3), high]
    assert within(high, Fraction(1), np.array([0.3])) == [high], "0.3 is a float below 3/10"
