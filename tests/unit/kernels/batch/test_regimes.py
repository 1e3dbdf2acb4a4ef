from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.batch import regimes
from gametheory.kernels.batch.arrays import BatchColumns, batch_columns
from gametheory.kernels.batch.regimes import UNKNOWN_REGIME, RegimeColumns, number_regimes, regime_columns

PURE = ((1, 1), (1.0, 0.0, 1.0, 0.0))
OTHER = ((2, 2), (0.0, 1.0, 0.0, 1.0))
MIXED = ((3, 3), (0.25, 0.75, 0.5, 0.5))
EDGE = ((1, 3), (1.0, 0.0, 0.25, 0.75))

Row = tuple[tuple[int, int], tuple[float, ...]]


def numbered(*games: tuple[int, list[Row]]) -> tuple[int, RegimeColumns]:
    """Number the regimes of games, given their components and equilibria."""
    rows = [row for _, listed in games for row in listed]
    columns = batch_columns(len(games), len(rows) + 1, 4)
    columns.done[:] = len(games), len(rows)
    columns.ends[:] = np.cumsum([len(listed) for _, listed in games])
    columns.num_components[:] = [count for count, _ in games]
    for index, (supports, strategies) in enumerate(rows):
        columns.supports[index] = supports
        columns.numbers[index, :4] = strategies
    found = regime_columns(len(games), len(rows))
    return number_regimes(columns, 2, found), found


def test_games_with_the_same_supports_have_one_regime() -> None:
    moved = ((3, 3), (0.5, 0.5, 0.1, 0.9))
    games = [(1, [PURE]), (1, [PURE]), (3, [PURE, OTHER, MIXED]), (3, [OTHER, moved, PURE]), (1, [PURE]), (0, [])]
    count, found = numbered(*games)
    assert count == 2
    assert found.numbers.tolist() == [0, 0, 1, 1, 0, UNKNOWN_REGIME]
    assert found.examples[:2].tolist() == [0, 2]
    assert found.components.tolist() == [0, 0, 0, 1, 2, 0, 1, 2, 0]


def test_components_tell_regimes_apart() -> None:
    apart = ((1, 3), (0.0, 1.0, 0.25, 0.75))
    count, found = numbered((1, [PURE, EDGE]), (2, [PURE, apart]), (2, [PURE, EDGE, OTHER]))
    assert count == 3
    assert found.components.tolist() == [0, 0, 0, 1, 0, 0, 1]


def test_a_chain_is_one_component() -> None:
    first, second, link = PURE, OTHER, ((1, 2), (1.0, 0.0, 0.0, 1.0))
    _, found = numbered((1, [first, second, link]))
    assert found.components.tolist() == [0, 0, 0]
    assert found.numbers.tolist() == [0]


def test_a_game_whose_components_were_counted_otherwise_gets_none() -> None:
    _, found = numbered((2, [PURE, EDGE]), (1, [PURE]))
    assert found.numbers.tolist() == [UNKNOWN_REGIME, 0]


def test_a_full_table_gives_no_more_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regimes, "TABLE_SIZE", 2)
    table = np.zeros((2, 2), dtype=np.uint64)
    look_up = getattr(regimes._look_up, "py_func", regimes._look_up)
    assert look_up(table, np.uint64(5), 0) == (0, True)
    assert look_up(table, np.uint64(5), 1) == (0, False)
    assert look_up(table, np.uint64(8), 1) == (UNKNOWN_REGIME, False)


def test_columns_are_those_of_the_batch() -> None:
    assert isinstance(batch_columns(1, 1, 4), BatchColumns)
    assert regime_columns(3, 5).components.shape == (5,)
