from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, Termination, solve
from gametheory.solvers import nash_pairs
from gametheory.solvers.nash_pairs import vertices_of


def test_a_search_that_finds_too_many_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nash_pairs, "MOST_FOUND", 3)
    solution = solve(NormalFormGame(np.zeros((2, 3, 3), dtype=np.int64)))
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
    assert solution.unresolved == ("there are more than 3 equilibria to look at; the search stopped there",)
    assert len(solution.equilibria) == 4
    assert (solution.num_extreme, solution.components) == (None, ())


def test_vertices_keep_their_numbers() -> None:
    half = Fraction(1, 2)
    points = [(Fraction(5), Fraction(5)), (Fraction(0), Fraction(1)), (half, half), (Fraction(1), Fraction(0))]
    assert vertices_of(points, [3, 2, 1]) == (3, 1)
