from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.solvers.mediation import distribution_program as programs
from gametheory.solvers.mediation.correlated_programs import IncentivePolytope
from gametheory.solvers.mediation.distribution_program import distribution_program, exact_optimum, minimum_program


def nobody() -> None:
    """Hear a heartbeat and go on."""


@pytest.mark.parametrize("seed", range(10))
def test_floats_and_tableau_find_the_same_optimum(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(seed)
    rows, costs = rng.integers(-9, 10, (6, 8)), rng.integers(-9, 10, 8)
    found = []
    for entries in (0, 10**9):
        monkeypatch.setattr(programs, "FLOAT_ENTRIES", entries)
        found.append(exact_optimum(distribution_program(rows, costs), heartbeat=nobody))
    first, second = found
    if first is None or second is None:
        assert first is second
        return
    assert first.value == second.value
    for optimum in found:
        assert optimum is not None
        assert sum(optimum.point) == 1
        assert min(optimum.point) >= 0
        assert all(sum(map(Fraction.__mul__, map(Fraction, row.tolist()), optimum.point)) >= 0 for row in rows)
        assert max(optimum.multipliers[1:]) <= 0
        assert optimum.multipliers[0] == optimum.value
        for column in range(8):
            priced = sum(int(row) * price for row, price in zip(rows[:, column], optimum.multipliers[1:], strict=True))
            assert optimum.multipliers[0] + priced >= int(costs[column])


def test_nothing_meets_contradictory_conditions() -> None:
    rows = np.array([[1, -1], [-2, 1]])
    assert exact_optimum(distribution_program(rows, np.array([1, 1])), heartbeat=nobody) is None
    wide = np.hstack([np.repeat(rows, 20, axis=0), np.tile([-1], (40, 20))])
    assert wide.size >= programs.FLOAT_ENTRIES
    assert exact_optimum(distribution_program(wide, np.ones(22, dtype=int)), heartbeat=nobody) is None


def test_the_least_of_several_payoffs_is_maximized() -> None:
    payoffs = np.array([[-7, 3, 0], [5, -1, -2]])
    program = minimum_program(np.zeros((0, 3), dtype=int), payoffs)
    found = exact_optimum(program, heartbeat=nobody)
    assert found is not None
    assert found.value - 7 == Fraction(1, 2)
    assert list(found.point[:3]) == [Fraction(1, 4), Fraction(3, 4), 0]


def test_a_program_can_be_stopped() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    rows, costs = np.random.default_rng(1).integers(-9, 10, (30, 30)), np.arange(30)
    with pytest.raises(TimeoutError, match="enough"):
        exact_optimum(distribution_program(rows, costs), heartbeat=stop)


@pytest.mark.parametrize("most_looks", [1, 8])
def test_a_basis_that_is_no_vertex_is_refined(most_looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # with a weak glass and no exact steps, floats first propose a basis with values of the wrong sign
    monkeypatch.setattr(programs, "MAGNIFICATION", 10)
    monkeypatch.setattr(programs, "MOST_PIVOTS", 0)
    monkeypatch.setattr(programs, "MOST_REFINEMENTS", most_looks)
    looks: list[list[Fraction]] = []
    magnify = programs._FloatProposals.magnify

    def watched(proposals: programs._FloatProposals, point: list[Fraction]) -> None:
        looks.append(point)
        magnify(proposals, point)

    monkeypatch.setattr(programs._FloatProposals, "magnify", watched)
    game = NormalFormGame(np.random.default_rng(11).integers(0, 101, (2, 16, 16)))
    polytope = IncentivePolytope(game, is_coarse=False)
    program = distribution_program(polytope.incentives, polytope.payoffs.sum(axis=0))
    found = programs._refined_optimum(program, nobody)
    assert len(looks) == 1
    assert min(looks[0]) < 0 or min(polytope.incentives @ np.array(looks[0], dtype=object)) < 0
    assert (found is None) == (most_looks == 1)
    if found is not None:
        assert found.is_optimal
        assert min(found.point) >= 0
        assert min(polytope.incentives @ np.array(found.point, dtype=object)) >= 0
