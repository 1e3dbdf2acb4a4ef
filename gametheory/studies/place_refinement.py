"""Places of a grid solved from coarse to fine: those that lie among places of one label are not solved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.array_types import BooleanArray, IndexArray

OPEN = -2
"""Label of a place that is not known yet."""
FIRST_STEP = 8
"""Between the places that are solved first."""
MOST_SOLVED = 150
"""Places beyond which a grid is not made finer."""


class Refinement(NamedTuple):
    """Labels of a grid.

    Parameters
    ----------
    labels
        Of its places.
    step
        Between them, in places of the finest grid.
    num_taken
        Places that were not solved: those of the coarser grid that they lie between have the same label.
    """

    labels: IndexArray
    step: int
    num_taken: int


def refined(labels: IndexArray, label_at: Callable[[int, int], int], most_solved: int = MOST_SOLVED) -> Refinement:
    """Return the labels of a square grid, as fine as the number of places to solve allows.

    Parameters
    ----------
    labels
        Of the finest grid, ``OPEN`` where they are not known, and filled in; its sides are multiples of ``FIRST_STEP``
        long, and one place more.
    label_at
        Solves a place of it.
    most_solved
        The first places are always solved; a finer grid only while its places are no more than this, all together.

    Examples
    --------
    >>> labels = np.full((17, 17), OPEN)
    >>> found = refined(labels, lambda column, row: int(column > 12))
    >>> found.labels.shape, int(found.labels.sum()), found.num_taken
    ((17, 17), 68, 249)
    """
    is_taken = np.zeros(labels.shape, dtype=bool)
    step, num_solved = FIRST_STEP, 0
    while True:
        grid = labels[::step, ::step]
        is_open = grid == OPEN
        if step < FIRST_STEP:
            is_same = is_open & _among_equals(labels, step)
            is_open &= ~is_same
            if num_solved + int(is_open.sum()) > most_solved:
                step *= 2
                break
            grid[is_same] = _nearest(labels, step)[is_same]
            is_taken[::step, ::step] |= is_same
        for column, row in np.argwhere(is_open).tolist():
            grid[column, row] = label_at(column * step, row * step)
        num_solved += int(is_open.sum())
        if step == 1:
            break
        step //= 2
    return Refinement(labels[::step, ::step], step, int(is_taken[::step, ::step].sum()))


def _nearest(labels: IndexArray, step: int) -> IndexArray:
    """Return for each place of a grid the label of a place of the coarser one next to it."""
    coarse = labels[:: 2 * step, :: 2 * step]
    columns, rows = ((np.arange(0, size, step) // (2 * step)) for size in labels.shape)
    found: IndexArray = coarse[np.ix_(columns, rows)]
    return found


def _among_equals(labels: IndexArray, step: int) -> BooleanArray:
    """Return for each place of a grid whether the places of the coarser one that it lies between have one label."""
    coarse = labels[:: 2 * step, :: 2 * step]
    lowest, highest = coarse, coarse
    for axis in range(2):
        places = np.arange(0, labels.shape[axis], step)
        ends = places // (2 * step), -(-places // (2 * step))
        lowest = np.minimum(*(np.take(lowest, end, axis=axis) for end in ends))
        highest = np.maximum(*(np.take(highest, end, axis=axis) for end in ends))
    agree: BooleanArray = lowest == highest
    return agree
