from __future__ import annotations

import numpy as np
import pytest

from gametheory.core.solution import Limits, Termination
from gametheory.solvers.batches.batch_columns import Columns, Rows
from gametheory.solvers.batches.batch_loop import game_rows
from gametheory.solvers.batches.batch_small import SmallGames
from gametheory.solvers.watch import LimitReachedError, Watch


def test_slices_fill_the_columns_in_order() -> None:
    games = np.random.default_rng(1).random((1_000, 2, 2, 2))
    columns = Columns(1_000, 4, np.uint8)
    SmallGames(games, 3, lambda _: pytest.fail("no game is undecided")).run(columns, watch := Watch())
    assert columns.done == (1_000, watch.found)
    exact = game_rows(games[617], watch=None, limits=Limits())
    assert np.allclose(columns.numbers[columns.offsets[617] : columns.offsets[618]], exact.numbers)


def test_what_was_done_before_a_stop_is_kept() -> None:
    games = np.ones((40, 2, 2, 2))
    games[30:, 0, 0, 0] = 1e200
    columns = Columns(40, 4, np.uint8)
    solved = []

    def solve_game(game: int) -> Rows:
        if game == 35:
            raise LimitReachedError(Termination.TIME_LIMIT)
        solved.append(game)
        return game_rows(games[game], watch=None, limits=Limits())

    with pytest.raises(LimitReachedError, match="time limit"):
        SmallGames(games, 4, solve_game).run(columns, Watch())
    assert solved == [30, 31, 32, 33, 34]
    assert columns.done == (30, 120)
