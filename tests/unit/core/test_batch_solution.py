from __future__ import annotations

import numpy as np
import pytest

from gametheory.core.batch_solution import COVERAGES, UNKNOWN, BatchSolution
from gametheory.core.solution import Coverage, Solution
from gametheory.solvers.batches.batch import solve_batch

TIED = [[[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]]
PLAIN = [[[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]]
DOMINANT = [[[4, 5], [1, 1], [0, 0]], [[2, 1], [3, 1], [3, 1]]]


@pytest.fixture(scope="module")
def batch() -> BatchSolution:
    return solve_batch([TIED, DOMINANT, PLAIN], verify=0)


def test_columns_belong_together(batch: BatchSolution) -> None:
    assert len(batch) == 3
    assert batch.num_equilibria.tolist() == [3, 1, 3]
    assert batch.offsets.tolist() == [0, 3, 4, 7]
    assert batch.num_components.tolist() == [2, 1, 3]
    assert [strategies.shape for strategies in batch.strategies] == [(7, 3), (7, 2)]
    assert batch.payoffs[batch.rows(1)].tolist() == [[4, 2]]
    assert batch.rows(-1) == slice(4, 7)
    assert batch.coverage is Coverage.ALL
    assert repr(batch) == "<BatchSolution nash: 3 games, 7 equilibria, coverage all, exhausted>"


def test_columns_cannot_be_written(batch: BatchSolution) -> None:
    with pytest.raises(ValueError, match="read-only"):
        batch.strategies[0][0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        batch.offsets[0] = 1


def test_as_a_sequence_it_is_the_exact_solutions(batch: BatchSolution) -> None:
    solutions = list(batch)
    assert all(isinstance(solution, Solution) for solution in solutions)
    assert [len(solution.equilibria) for solution in solutions] == [3, 1, 3]
    assert batch[-1].equilibria == solutions[2].equilibria
    assert solutions[1].game == batch.game(1)
    assert batch.game(np.int64(2)).payoff(0, (1, 1)) == 5


def test_slices_are_batches(batch: BatchSolution) -> None:
    part = batch[1:]
    assert isinstance(part, BatchSolution)
    assert part.offsets.tolist() == [0, 1, 4]
    assert part.supports.tolist() == batch.supports[3:].tolist()
    assert len(part[1].equilibria) == 3
    assert len(batch[2:1]) == 0
    assert batch[2:1].coverage is Coverage.ALL


def test_indices_are_checked(batch: BatchSolution) -> None:
    with pytest.raises(IndexError, match="one of 3 games, got 3"):
        batch[3]
    with pytest.raises(IndexError, match="one of 3 games, got -4"):
        batch.rows(-4)
    with pytest.raises(IndexError, match="step 2"):
        batch[::2]


def test_coverage_is_that_of_the_least_complete(batch: BatchSolution) -> None:
    codes = np.array([0, COVERAGES.index(Coverage.PARTIAL), 0], dtype=np.uint8)
    partial = BatchSolution(
        batch.games, "nash", batch.offsets, batch.supports, batch.strategies, batch.payoffs,
        np.full(3, UNKNOWN, dtype=np.int32), codes, batch.deciders,
    )  # fmt: skip
    assert partial.coverage is Coverage.PARTIAL
    assert partial.statistics == {}


def test_symmetric_equilibria() -> None:
    assert solve_batch([TIED], verify=0).is_symmetric.tolist() == [False] * 3
    chicken = solve_batch([[[[6, 2], [7, 0]], [[6, 7], [2, 0]]]], verify=0)
    assert chicken.is_symmetric.tolist() == [False, True, False]
