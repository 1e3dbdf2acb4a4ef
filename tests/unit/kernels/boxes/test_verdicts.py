"""Roots that are equilibria, that are none, and those of which floats do not tell."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.boxes.arrays import (
    CERTIFIED,
    DOUBTFUL,
    EXCLUDED,
    LOWER,
    NUM_COUNTERS,
    NUM_FOUND,
    REQUIRED,
    STATUS,
    UPPER,
    new_findings,
)
from gametheory.kernels.boxes.certificates import ONE_ROOT, enclose_root
from gametheory.kernels.boxes.verdicts import record_root
from unit.kernels.boxes_of_games import workplace_of

# the players mix 1/3, 2/3 and 1/4, 3/4 of their first two actions; a third one of the first player gets this more
THIRD = {-1: [-0.25, -0.25], 0: [0.0, 0.0], 1: [0.25, 0.25]}


@pytest.mark.parametrize(("more", "kind"), [(-1, CERTIFIED), (0, DOUBTFUL), (1, None)])
def test_actions_beside_the_support(more: int, kind: int | None) -> None:
    first = [0.75, -0.25, 0.0, 0.0, *THIRD[more]]
    second = [2.0, 0.0, 0.0, 1.0, 5.0, 0.0]
    work = workplace_of((3, 2), [[int(4 * one) for one in first], [int(one) for one in second]])
    work.actions[STATUS] = [REQUIRED, REQUIRED, EXCLUDED, REQUIRED, REQUIRED]
    work.weights[LOWER] = [0.3, 0.6, 0.0, 0.2, 0.7]
    work.weights[UPPER] = [0.4, 0.7, 0.0, 0.3, 0.8]
    assert enclose_root(work) == ONE_ROOT
    findings, counters = new_findings(2, 5), np.zeros(NUM_COUNTERS, np.int64)
    record_root(work, findings, counters)
    assert counters[NUM_FOUND] == int(kind is not None)
    if kind is not None:
        assert findings.kinds[0] == kind
        assert (findings.bounds[0, LOWER] <= np.array([1 / 3, 2 / 3, 0, 1 / 4, 3 / 4])).all()
        assert (findings.bounds[0, UPPER] >= np.array([1 / 3, 2 / 3, 0, 1 / 4, 3 / 4])).all()
        assert findings.status[0].tolist() == [1, 1, EXCLUDED if kind == CERTIFIED else -1 - EXCLUDED, 1, 1]


@pytest.mark.parametrize(("second", "num_found"), [([1, 0, 0, 0], 1), ([20, 0, 1, 0], 0)])
def test_weights_that_are_zero_or_negative(second: list[int], num_found: int) -> None:
    """The second player is indifferent where the first action of the first one has weight 0, or -1/19."""
    work = workplace_of((2, 2), [[3, -1, 0, 0], second])
    work.actions[STATUS] = REQUIRED
    work.weights[LOWER] = [0.0, 0.9, 0.2, 0.7]
    work.weights[UPPER] = [0.1, 1.0, 0.3, 0.8]
    assert enclose_root(work) == ONE_ROOT
    findings, counters = new_findings(2, 4), np.zeros(NUM_COUNTERS, np.int64)
    record_root(work, findings, counters)
    assert counters[NUM_FOUND] == num_found
    if num_found:
        assert findings.kinds[0] == DOUBTFUL
        assert findings.status[0, 0] == -1 - REQUIRED
        assert findings.status[0, 2:].tolist() == [REQUIRED, REQUIRED]
