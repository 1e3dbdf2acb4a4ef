"""Weighted sums over axes of a table of integers of any size, in Python's own numbers."""

from __future__ import annotations

from math import prod
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def weighted_sums(values: list[int], sizes: Sequence[int], weights: Sequence[Sequence[int] | None]) -> list[int]:
    """Return a table in C order, summed over the axes for which there are weights.

    Parameters
    ----------
    values
        Shape ``[*sizes]``, in C order.
    sizes
        By axis.
    weights
        By axis one weight for each place; None where the axis stays.

    Examples
    --------
    >>> table = [1, 2, 3, 4, 5, 6]
    >>> weighted_sums(table, (2, 3), (None, (1, 0, 10))), weighted_sums(table, (2, 3), ((1, 7), None))
    ([31, 64], [29, 37, 45])
    """
    for axis in reversed(range(len(sizes))):
        own = weights[axis]
        if own is None:
            continue
        inner = prod(size for size, other in zip(sizes[axis + 1 :], weights[axis + 1 :], strict=True) if other is None)
        block = inner * sizes[axis]
        values = [
            sum(map(mul, own, values[start + place : start + block : inner]))
            for start in range(0, len(values), block)
            for place in range(inner)
        ]
    return values
