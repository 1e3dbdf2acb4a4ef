from __future__ import annotations

import numpy as np

from gametheory.kernels.batch.bits import has_lane, lowest_lane, without_lowest


def test_each_bit_has_its_number() -> None:
    assert [lowest_lane(np.uint64(1 << bit)) for bit in range(64)] == list(range(64))
    assert lowest_lane(np.uint64(0b101000)) == 3
    assert lowest_lane(np.uint64(2**64 - 2**62)) == 62


def test_bits_are_taken_off_from_below() -> None:
    assert without_lowest(np.uint64(0b101000)) == 0b100000
    assert without_lowest(np.uint64(2**63)) == 0


def test_bits_are_read() -> None:
    assert [has_lane(np.uint64(2**63 + 2), lane) for lane in (0, 1, 2, 63)] == [False, True, False, True]
