from __future__ import annotations

import numpy as np

from gametheory.kernels.batch.arrays import LANES, batch_columns, batch_work
from gametheory.kernels.batch.tables import batch_tables


def test_work_holds_the_constant_1() -> None:
    work = batch_work(2, 3)
    assert work.values.shape == (batch_tables(2, 3).num_values, LANES)
    assert np.flatnonzero(work.values.any(axis=1)).tolist() == [12]
    assert (work.values[12] == 1).all()
    assert np.flatnonzero(work.words).tolist() == [24]
    assert work.words[24] == 2**64 - 1


def test_columns_have_the_room_that_was_asked_for() -> None:
    columns = batch_columns(5, 7, 4)
    assert [len(column) for column in columns] == [2, 5, 5, 5, 7, 7]
    assert (columns.supports.shape, columns.numbers.shape) == ((7, 2), (7, 6))
