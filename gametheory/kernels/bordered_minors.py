"""Minors with a last row of ones: their signs say which mixtures of rows make which columns best replies."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@cache
def bits(mask: int) -> tuple[int, ...]:
    """Return the places of the ones in a mask, in increasing order.

    Examples
    --------
    >>> bits(0b1101)
    (0, 2, 3)
    """
    places = []
    while mask:
        lowest = mask & -mask
        places.append(lowest.bit_length() - 1)
        mask ^= lowest
    return tuple(places)


def bordered_minors(
    payoffs: Sequence[Sequence[Any]], one: Any, *, tick: Callable[[], object] | None = None
) -> dict[tuple[int, int], Any]:
    """Return the determinants of all squares of some rows with a last row of ones, by masks of rows and columns.

    Parameters
    ----------
    payoffs
        Elements of a commutative ring, shape ``[num_rows, num_columns]``.
    one
        The ring's one.
    tick
        Called between steps.

    Returns
    -------
    dict
        By masks of rows and columns, the latter with one place more. There are
        ``comb(num_rows + num_columns, num_rows + 1)``.

    Examples
    --------
    >>> minors = bordered_minors([[3, 1], [0, 2]], 1)
    >>> minors[0b01, 0b11], minors[0b10, 0b11], minors[0, 0b10]
    (2, -2, 1)

    Notes
    -----
    Laplace expansion along the last row but one, each minor once.
    """
    num_rows, num_columns = len(payoffs), len(payoffs[0])
    zero = one - one
    by_size: list[list[int]] = [[] for _ in range(num_columns + 1)]
    for columns in range(1, 1 << num_columns):
        by_size[columns.bit_count()].append(columns)
    minors = {(0, columns): one for columns in by_size[1]}
    for rows in sorted(range(1, 1 << num_rows), key=int.bit_count):
        size = rows.bit_count()
        if size >= num_columns:
            break
        last = rows.bit_length() - 1
        rest, entries = rows ^ (1 << last), payoffs[last]
        if tick is not None:
            tick()
        for columns in by_size[size + 1]:
            total, is_minus = zero, bool((size - 1) % 2)
            for column in bits(columns):
                entry = entries[column]
                if entry:
                    product = entry * minors[rest, columns ^ (1 << column)]
                    total = total - product if is_minus else total + product
                is_minus = not is_minus
            minors[rows, columns] = total
    return minors
