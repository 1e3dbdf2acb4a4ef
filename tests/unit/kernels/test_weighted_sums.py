"""Weighted sums of tables of integers of any size."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.weighted_sums import weighted_sums


@pytest.mark.parametrize("kept", [(), (0,), (1,), (0, 2), (1, 3), (0, 1, 2, 3)], ids=str)
def test_sums_are_those_of_numpy(kept: tuple[int, ...]) -> None:
    rng = np.random.default_rng(7)
    table = rng.integers(-(10**6), 10**6, (2, 3, 4, 2)).astype(object) ** 5
    weights = [rng.integers(-9, 10, size).astype(object) ** 9 for size in table.shape]
    expected = table
    for axis in reversed(range(4)):
        if axis not in kept:
            expected = np.tensordot(expected, weights[axis], axes=([axis], [0]))
    given = [None if axis in kept else own.tolist() for axis, own in enumerate(weights)]
    found = weighted_sums(table.ravel().tolist(), table.shape, given)
    assert max(map(abs, found)) > 2**64
    assert found == np.ravel(expected).tolist()
