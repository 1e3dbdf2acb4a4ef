from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.solvers.quantal_response.forks import arm_starts, has_symmetry, hidden_forks, signed_fork
from gametheory.solvers.quantal_response.table_responses import TableResponses
from gametheory.solvers.quantal_response.trace import trace
from gametheory.solvers.watch import Watch

CHICKEN = TableResponses(NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]]))
COORDINATION = TableResponses(NormalFormGame.from_bimatrix(np.eye(4), np.eye(4)))


def principal(equations: TableResponses) -> tuple[np.ndarray, tuple[int, ...]]:
    found = trace(equations, equations.center(), np.eye(len(equations.center()))[-1], Watch())
    return found.points, found.crossings


def test_a_fork_solves_the_equations_and_is_singular() -> None:
    points, (crossing,) = principal(CHICKEN)
    fork = signed_fork(CHICKEN, points, crossing)
    assert fork is not None
    left, derivatives = CHICKEN(fork.point)
    assert np.abs(left).max() < 1e-14
    assert len(fork.kernel) == 1
    assert np.abs(derivatives @ fork.kernel[0]).max() < 1e-12
    assert fork.position == crossing


def test_arms_start_on_both_sides() -> None:
    points, (crossing,) = principal(CHICKEN)
    fork = signed_fork(CHICKEN, points, crossing)
    assert fork is not None
    (left, there), (right, back) = arm_starts(CHICKEN, fork)
    assert there == pytest.approx(-back)
    for start in (left, right):
        assert np.abs(CHICKEN(start)[0]).max() < 1e-10
        assert abs(start[0] - start[2]) > 1e-3


def test_where_nothing_crosses_there_is_no_fork() -> None:
    equations = TableResponses(NormalFormGame(np.random.default_rng(1).random((2, 3, 3))))
    points, crossings = principal(equations)
    assert crossings == ()
    assert signed_fork(equations, points, 5) is None
    assert hidden_forks(equations, points, ()) == ()


def test_forks_that_show_no_sign_are_found_by_symmetry() -> None:
    """Four alike actions: three branches of each player cross at once where precision is 4."""
    points, crossings = principal(COORDINATION)
    found = [signed_fork(COORDINATION, points, crossing) for crossing in crossings]
    known = tuple(fork.position for fork in found if fork is not None)
    forks = [fork for fork in (*found, *hidden_forks(COORDINATION, points, known)) if fork is not None]
    assert [(round(float(fork.point[-1]), 6), len(fork.kernel)) for fork in forks] == [(4.0, 3)]


def test_ties_need_two_pairs() -> None:
    assert has_symmetry(np.log([0.25, 0.25, 0.25, 0.25, 1.0]))
    assert not has_symmetry(np.log([0.5, 0.3, 0.2, 0.7, 0.2, 1.0]))
