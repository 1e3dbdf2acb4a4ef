"""Bits of words of 64."""

from __future__ import annotations

import numpy as np

from gametheory.kernels.batch.arrays import LANES
from gametheory.kernels.compiled import compiled

BIT_FACTOR = np.uint64(0x03F79D71B4CB0A89)
"""A de Bruijn sequence: its product with a power of 2 has different leading bits for each."""
BIT_NUMBERS = np.zeros(LANES, dtype=np.int64)
"""Number of the bit that such leading bits belong to."""
BIT_NUMBERS[[(int(BIT_FACTOR) << bit & (2**64 - 1)) >> 58 for bit in range(LANES)]] = range(LANES)


@compiled
def lowest_lane(word: np.uint64) -> int:
    """Number of the lowest bit of a word that is not 0."""
    return int(BIT_NUMBERS[((word & (~word + np.uint64(1))) * BIT_FACTOR) >> np.uint64(58)])


@compiled
def without_lowest(word: np.uint64) -> np.uint64:
    """Word without its lowest bit."""
    return word & (word - np.uint64(1))


@compiled
def has_lane(word: np.uint64, lane: int) -> bool:
    """Whether a lane's bit is set."""
    return bool((word >> np.uint64(lane)) & np.uint64(1))
