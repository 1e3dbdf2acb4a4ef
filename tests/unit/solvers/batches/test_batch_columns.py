from __future__ import annotations

import numpy as np
import pytest

from gametheory.solvers.batches import batch_columns
from gametheory.solvers.batches.batch_columns import Columns, Rows, new_column, with_most, with_solved


def rows(counts: list[int], first: int = 0) -> Rows:
    """Games with so many equilibria, whose numbers are counted up from ``first``."""
    numbers = np.arange(first, first + sum(counts))
    return Rows(
        np.cumsum(counts),
        np.array(counts, dtype=np.int32),
        np.zeros(len(counts), dtype=np.uint8),
        None,
        np.stack([numbers, numbers], axis=1).astype(np.uint8),
        np.stack([numbers] * 5 + [-numbers], axis=1).astype(np.float64),
    )


def solved(count: int, first: int) -> Rows:
    """One game with a coverage of its own."""
    return rows([count], first)._replace(coverages=np.array([count], dtype=np.uint8))


def test_columns_grow() -> None:
    columns = Columns(6, 4, np.uint8)
    columns.append(rows([1, 2]))
    columns.append(rows([40, 1], first=3))
    columns.append(rows([2, 0], first=44))
    assert columns.done == (6, 46)
    assert columns.offsets.tolist() == [0, 1, 3, 43, 44, 46, 46]
    for column in (columns.supports, columns.numbers):
        assert column[:46, 0].tolist() == list(range(46))
    assert columns.num_components.tolist() == [1, 2, 40, 1, 2, 0]


def test_games_written_in_places_that_were_reserved() -> None:
    columns = Columns(4, 4, np.uint8)
    columns.reserve(4, 7)
    columns.write(rows([3, 1], first=3), (2, 3))
    columns.write(rows([1, 2]), (0, 0))
    assert columns.offsets.tolist() == [0, 1, 3, 6, 7]
    assert columns.supports[:7, 1].tolist() == list(range(7))


def test_large_columns_are_mapped_to_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(new_column((3, 2), np.float64)) is np.ndarray
    monkeypatch.setattr(batch_columns, "MOST_BYTES_IN_MEMORY", 100)
    mapped = new_column((30, 2), np.float64)
    assert isinstance(mapped, np.memmap)
    mapped[:] = 7
    assert mapped.sum() == 420


def test_games_that_were_solved_apart_take_their_places() -> None:
    all_games = with_solved(rows([1, 0, 2, 0]), np.array([1, 3]), [solved(2, 10), solved(1, 20)])
    assert all_games.ends.tolist() == [1, 3, 5, 6]
    assert all_games.supports[:, 0].tolist() == [0, 10, 11, 1, 2, 20]
    assert all_games.numbers[:, 5].tolist() == [0, -10, -11, -1, -2, -20]
    assert all_games.num_components.tolist() == [1, 2, 2, 1]
    assert all_games.coverages is not None
    assert all_games.coverages.tolist() == [0, 2, 0, 1]


def test_most_equilibria_of_a_game() -> None:
    games = rows([1, 4, 2])
    assert with_most(games, 4) is games
    cut = with_most(games, 2)
    assert cut.ends.tolist() == [1, 3, 5]
    assert cut.supports[:, 0].tolist() == [0, 1, 2, 5, 6]
    assert cut.coverages is not None
    assert cut.coverages.tolist() == [0, 5, 0]
    assert cut.num_components.tolist() == [1, 4, 2]
    empty = rows([])
    assert with_most(empty, 1) is empty
