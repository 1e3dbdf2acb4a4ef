from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import load
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.grid import Block
from gametheory.studies.sweeps.sweep_doubt import exact_values, points_to_solve
from gametheory.studies.sweeps.sweep_job import BY_FLOATS, NO_GAME, UNVERIFIED, WITHIN_MARGIN, SweepJob, sweep_job

KINDS = np.array([[0, 0, 1, 1, 1], [0, 0, 0, 1, 1], [0, 0, 0, 0, 2]])


def job() -> SweepJob:
    return sweep_job(load("price_monitoring"), {"commission": "0:0.4:3", "suppressed": "0:1:5"}, {})


def kinds(block: Block) -> np.ndarray:
    return KINDS[block.slices].reshape(1, -1).astype(np.int32)


def test_values_at_a_point_of_a_block() -> None:
    assert exact_values(job(), Block((1, 2), (3, 5)), 4) == {"commission": Fraction(2, 5), "suppressed": Fraction(3, 4)}


def test_few_points_are_all_solved() -> None:
    block = Block((1, 1), (3, 4))
    in_doubt = np.array([True, False, True, False, False, True])
    lanes, decided = points_to_solve(job(), block, (in_doubt, np.zeros(6, dtype=bool)), kinds)
    assert lanes.tolist() == [0, 2, 5]
    assert decided.tolist() == [BY_FLOATS] * 6


def test_of_many_those_that_differ_from_a_neighbor_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_EXACT_POINTS", 2)
    block = Block((1, 0), (3, 4))  # rows 0 0 0 1 and 0 0 0 0; neighbors above and to the right count
    is_missing = np.zeros(8, dtype=bool)
    is_missing[5] = True
    lanes, decided = points_to_solve(job(), block, (np.ones(8, dtype=bool), is_missing), kinds)
    assert lanes.tolist() == [2, 3]
    other = [WITHIN_MARGIN, WITHIN_MARGIN, UNVERIFIED, UNVERIFIED, WITHIN_MARGIN, NO_GAME, WITHIN_MARGIN, UNVERIFIED]
    assert decided.tolist() == other
