from __future__ import annotations

import numpy as np

from gametheory.kernels.batch.arrays import BY_VERTICES, COUNT, DECIDER, batch_columns, batch_work
from gametheory.kernels.batch.columns import write_games
from gametheory.kernels.batch.minors import compute_minors, load_games
from gametheory.kernels.batch.tables import batch_tables


def test_equilibria_are_sorted_by_probabilities() -> None:
    game = np.array([[[2.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 3.0]]])
    tables, work = batch_tables(2, 2), batch_work(2, 2)
    load_games(game.reshape(1, 8), 0, work.values)
    compute_minors(work.values, tables.terms)
    pairs = [index for index in range(5) if tables.pairs[0, index, 2] == tables.pairs[0, index, 3]]
    work.summary[:2, COUNT] = 3, 3
    work.fits[pairs] = 1  # lane 0 by supports
    work.summary[1, DECIDER] = BY_VERTICES
    work.found[1, :3] = np.repeat(pairs[::-1], 2).reshape(3, 2)
    columns = batch_columns(2, 6, 4)
    assert write_games(work, tables.pairs, columns, 2)
    assert columns.done.tolist() == [2, 6]
    assert columns.ends.tolist() == [3, 6]
    for rows in (slice(0, 3), slice(3, 6)):
        expected = [[1, 0, 1, 0, 2, 1], [3 / 4, 1 / 4, 1 / 3, 2 / 3, 2 / 3, 3 / 4], [0, 1, 0, 1, 1, 3]]
        assert np.allclose(columns.numbers[rows], expected, rtol=1e-15)
        assert columns.supports[rows].tolist() == [[1, 1], [3, 3], [2, 2]]


def test_nothing_is_written_of_a_game_without_room() -> None:
    work, columns = batch_work(2, 2), batch_columns(2, 1, 4)
    work.summary[:2, COUNT] = 1, 1
    assert not write_games(work, batch_tables(2, 2).pairs, columns, 2)
    assert columns.done.tolist() == [1, 1]
