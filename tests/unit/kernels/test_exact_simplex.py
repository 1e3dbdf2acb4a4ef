"""The simplex method by its last tableau."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from gametheory.kernels.exact_simplex import SimplexStatus, maximize, multipliers


def value_of(outcome_rows: list[list[int]], denominator: int) -> Fraction:
    return Fraction(outcome_rows[-1][0], denominator)


@pytest.mark.parametrize("seed", range(40))
def test_every_starting_basis_leads_to_the_same_value(seed: int) -> None:
    rng = random.Random(seed)
    coefficients = [[rng.randint(-2, 4) for _ in range(3)] for _ in range(3)] + [[1, 1, 1]]
    bounds = [rng.randint(-2, 5) for _ in range(3)] + [10]
    objective = [rng.randint(-3, 3) for _ in range(3)]
    expected = maximize(coefficients, bounds, objective, equalities=[1])
    for basis in itertools.combinations(range(7), 3):
        outcome = maximize(coefficients, bounds, objective, equalities=[1], first_basis=basis)
        assert outcome.status is expected.status
        if outcome.status is SimplexStatus.OPTIMAL:
            tableau = outcome.tableau
            assert value_of(tableau.rows, tableau.denominator) == value_of(
                expected.tableau.rows, expected.tableau.denominator
            )


def test_multipliers_explain_a_row() -> None:
    coefficients, bounds, objective = [[2, 1], [1, 3]], [8, 9], [3, 4]
    outcome = maximize(coefficients, bounds, objective)
    weights = multipliers(outcome.tableau, outcome.place, range(2, 4))
    denominator = outcome.tableau.denominator
    assert sum(weight * bound for weight, bound in zip(weights, bounds, strict=True)) == 17 * denominator
    for column, gain in enumerate(objective):
        assert sum(w * row[column] for w, row in zip(weights, coefficients, strict=True)) == gain * denominator


def test_a_heartbeat_stops_it_between_pivots() -> None:
    rng = random.Random(7)
    size = 12
    coefficients = [[rng.randint(0, 9) for _ in range(size)] for _ in range(size)]
    beats: list[int] = []

    def stop() -> None:
        beats.append(1)
        if len(beats) == 5:
            raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        maximize(coefficients, [50] * size, [1] * size, equalities=[0, 3], heartbeat=stop)
    assert len(beats) == 5
