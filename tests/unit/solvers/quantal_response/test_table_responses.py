from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.kernels.compiled_logit_branch import CompiledLogitBranch
from gametheory.kernels.logit_branch import LogitBranch
from gametheory.solvers.quantal_response import table_responses
from gametheory.solvers.quantal_response.table_responses import TableResponses, unit_tables


@pytest.mark.parametrize("shape", [(3,), (2, 4), (3, 2, 2), (2, 2, 2, 2)])
def test_derivatives_are_limits_of_differences(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(7)
    equations = TableResponses(NormalFormGame(rng.random((len(shape), *shape))))
    point = np.append(np.log(rng.dirichlet(np.ones(sum(shape)))), 3.0)
    derivatives = equations(point)[1]
    for unknown in range(len(point)):
        step = 1e-6 * np.eye(len(point))[unknown]
        difference = (equations(point + step)[0] - equations(point - step)[0]) / 2e-6
        assert derivatives[:, unknown] == pytest.approx(difference, abs=1e-7)


def test_the_center_solves_the_equations() -> None:
    equations = TableResponses(NormalFormGame(np.random.default_rng(1).random((3, 2, 3, 4))))
    left, _ = equations(equations.center())
    assert left == pytest.approx(np.zeros(9), abs=1e-15)


def test_regret_is_relative_to_each_players_range() -> None:
    equations = TableResponses(NormalFormGame.from_bimatrix([[1000, 0], [0, 1000]], [[0, 1], [1, 0]]))
    point = np.append(np.log([0.5, 0.5, 0.75, 0.25]), 1.0)
    assert equations.regret(point) == pytest.approx(0.25)
    assert equations.payoffs_at(point)[0] == pytest.approx([0.75, 0.25])


def test_exact_payoffs_lose_no_digits() -> None:
    large = 10**30
    unit, tables = unit_tables(NormalFormGame.from_bimatrix([[large, large + 1]], [[Fraction(1, 3), Fraction(4, 3)]]))
    assert unit == 1.0
    assert [table.tolist() for table in tables] == [[[0.0, 1.0]], [[0.0, 1.0]]]
    assert unit_tables(NormalFormGame.zero_sum([[5, 5]]))[0] == 1.0


def test_the_compiled_kernel_follows_large_games(monkeypatch: pytest.MonkeyPatch) -> None:
    equations = TableResponses(NormalFormGame(np.random.default_rng(1).random((2, 3, 3))))
    upwards = np.eye(7)[-1]
    assert isinstance(equations.branch(equations.center(), upwards), CompiledLogitBranch)
    monkeypatch.setattr(table_responses, "COMPILED_MODULE", "no module")
    assert isinstance(equations.branch(equations.center(), upwards), LogitBranch)
    monkeypatch.setattr(table_responses, "MOST_INTERPRETED", 5)
    assert isinstance(equations.branch(equations.center(), upwards), CompiledLogitBranch)
