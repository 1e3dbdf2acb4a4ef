"""Two-player games that nobody can finish, or whose answer is very long: limits hold, and what was found is kept."""

from __future__ import annotations

import os
import signal
import threading
import time

import numpy as np
import pytest

from gametheory import Coverage, Limits, NormalFormGame, Solution, Termination, solve

PATIENCE = 20
"""Seconds that even a busy machine does not take to stop."""


def endless_game() -> NormalFormGame:
    return NormalFormGame.from_bimatrix(*np.random.default_rng(30).integers(0, 101, (2, 30, 30)))


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Compile the kernels before any clock runs."""
    solve(NormalFormGame.from_bimatrix(*np.random.default_rng(13).integers(0, 10, (2, 13, 13))))


def check_partial(solution: Solution, termination: Termination) -> None:
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, termination)
    assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)
    assert (solution.num_extreme, solution.num_components, solution.component_indices) == (None, None, ())


def test_time_runs_out_in_a_kernel() -> None:
    started = time.monotonic()
    solution = solve(endless_game(), limits=Limits(time=0.5))
    assert time.monotonic() - started < PATIENCE
    check_partial(solution, Termination.TIME_LIMIT)
    assert solution.equilibria  # the pure ones come first


def test_no_time_at_all() -> None:
    check_partial(solve(endless_game(), limits=Limits(time=0)), Termination.TIME_LIMIT)


def test_interrupt_in_a_kernel() -> None:
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    solution = solve(endless_game())
    assert time.monotonic() - started < PATIENCE
    check_partial(solution, Termination.INTERRUPTED)


def test_no_memory() -> None:
    check_partial(solve(endless_game(), limits=Limits(memory=10_000_000)), Termination.MEMORY_LIMIT)


def test_everybody_is_always_indifferent() -> None:
    solution = solve(NormalFormGame.from_bimatrix(*np.ones((2, 12, 12), dtype=np.int64)))
    assert (solution.num_extreme, solution.num_components, solution.component_indices) == (144, 1, (1,))
    assert (solution.coverage, solution.termination) == (Coverage.ALL, Termination.EXHAUSTED)


def test_a_long_answer_is_cut_and_counted() -> None:
    matrix = np.eye(11, dtype=np.int64)
    solution = solve(NormalFormGame.from_bimatrix(matrix, matrix), limits=Limits(equilibria=100))
    assert (len(solution.equilibria), solution.termination) == (100, Termination.COUNT_REACHED)
    assert solution.num_extreme == solution.num_components == 2**11 - 1


def test_two_actions_against_thousands() -> None:
    A, B = np.random.default_rng(5000).integers(0, 10**6, (2, 2, 5000))
    wide, tall = (solve(NormalFormGame.from_bimatrix(*tables)) for tables in ((A, B), (B.T, A.T)))
    assert wide.coverage is tall.coverage is Coverage.ALL
    listed, turned = (
        {equilibrium.profile.strategies for equilibrium in solution.equilibria} for solution in (wide, tall)
    )
    assert listed == {strategies[::-1] for strategies in turned}
    assert len(listed) == wide.num_components
    assert sum(index or 0 for index in wide.component_indices) == 1
