"""Numbers as sums of two floats, for compiled kernels: some 30 digits (Dekker 1971)."""

from __future__ import annotations

from typing import TypeAlias

from gametheory.kernels.compiled import compiled

Doubled: TypeAlias = tuple[float, float]
"""A float and what it lacks, which is less than its last digit."""

DOUBLED_UNIT = 2.0**-98
"""More than the error of one operation: of a product relative to it, of a sum relative to the sizes of its terms."""
SPLITTER = 2.0**27 + 1.0


@compiled
def doubled_sum(one: Doubled, other: Doubled) -> Doubled:
    """Return a sum."""
    total = one[0] + other[0]
    part = total - one[0]
    rest = (one[0] - (total - part)) + (other[0] - part) + (one[1] + other[1])
    high = total + rest
    return high, rest - (high - total)


@compiled
def doubled_product(one: Doubled, other: Doubled) -> Doubled:
    """Return a product."""
    product = one[0] * other[0]
    scaled = SPLITTER * one[0]
    one_high = scaled - (scaled - one[0])
    one_low = one[0] - one_high
    scaled = SPLITTER * other[0]
    other_high = scaled - (scaled - other[0])
    other_low = other[0] - other_high
    rest = ((one_high * other_high - product) + one_high * other_low + one_low * other_high) + one_low * other_low
    rest += one[0] * other[1] + one[1] * other[0]
    high = product + rest
    return high, rest - (high - product)
