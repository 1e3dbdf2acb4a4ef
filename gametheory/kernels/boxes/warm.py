"""Compiles the search of boxes ahead of its first use."""

from __future__ import annotations

import numpy as np

from gametheory.kernels.boxes.arrays import (
    BRANCH_START,
    BUDGET,
    NUM_COUNTERS,
    TOP,
    UPPER,
    new_findings,
    new_stack,
    new_workplace,
)
from gametheory.kernels.boxes.search import search_boxes
from gametheory.kernels.boxes.twins import compiled_twin


def warm() -> None:
    """Compile the kernel of the search of boxes, or load it from the cache on disk; one serves games of all sizes."""
    payoffs = np.array([[0.5, -0.5, -0.5, 1.0], [-0.5, 0.5, 1.0, -1.0]])
    stack, counters = new_stack(64, 4), np.zeros(NUM_COUNTERS, np.int64)
    stack.bounds[0, UPPER] = 1.0
    counters[[TOP, BUDGET, BRANCH_START]] = 1, 1_000_000, -1
    compiled_twin(search_boxes)(new_workplace((2, 2), payoffs, np.zeros(2)), stack, new_findings(8, 4), counters)
