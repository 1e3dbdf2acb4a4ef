from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.batch.arrays import BY_VERTICES, COMPONENTS, COUNT, DECIDER, UNDECIDED, BatchWork, batch_work
from gametheory.kernels.batch.minors import compute_minors, load_games, set_signs, set_tolerances
from gametheory.kernels.batch.tables import OTHER_SUPPORT, batch_tables
from gametheory.kernels.batch.vertices import match_vertices


def matched(game: list[list[list[float]]], decider: int = 0) -> tuple[BatchWork, list[tuple[int, int]]]:
    """Work after one game with ties in lane 0, and the supports found there."""
    payoffs = np.array(game, dtype=np.float64)
    shape = payoffs.shape[1:]
    tables, work = batch_tables(*shape), batch_work(*shape)
    load_games(payoffs.reshape(1, -1), 0, work.values)
    set_tolerances(work.values, payoffs.size)
    compute_minors(work.values, tables.terms)
    set_signs(work.values, tables.terms, work.words)
    work.summary[0, DECIDER] = decider
    match_vertices(work, tables.pairs, np.uint64(1))
    found = work.found[0, : work.summary[0, COUNT]]
    supports = [
        (int(tables.pairs[1, row, OTHER_SUPPORT]), int(tables.pairs[0, column, OTHER_SUPPORT])) for row, column in found
    ]
    return work, sorted(supports)


@pytest.mark.parametrize(
    ("game", "supports", "num_components"),
    [
        ([[[0, 0], [0, 0]], [[0, 0], [0, 0]]], [(1, 1), (1, 2), (2, 1), (2, 2)], 1),
        ([[[1, 1, 1]], [[2, 2, 1]]], [(1, 1), (1, 2)], 1),
        ([[[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]]], [(1, 1), (2, 1), (4, 2), (5, 3), (6, 3)], 3),
        ([[[0, 0], [0, 1]], [[0, 0], [0, 1]]], [(1, 1), (2, 2)], 2),
        ([[[-3, 3], [-3, 5]], [[2, 7], [4, 2]]], [(2, 1), (3, 1)], 1),
    ],
)
def test_games_that_break_engines(
    game: list[list[list[float]]], supports: list[tuple[int, int]], num_components: int
) -> None:
    work, found = matched(game)
    assert found == supports
    assert work.summary[0, :3].tolist() == [len(supports), num_components, BY_VERTICES]
    assert work.summary[0, COMPONENTS] == num_components


def test_undecided_games_stay_so() -> None:
    work, found = matched([[[0, 0], [0, 0]], [[0, 0], [0, 0]]], UNDECIDED)
    assert (found, work.summary[0, :3].tolist()) == ([], [0, 0, UNDECIDED])
