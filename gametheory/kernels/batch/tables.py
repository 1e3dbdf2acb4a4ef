"""Which minors decide which pair of supports: the combinatorics of small two-player games, built once for each shape.

A minor of a player's payoffs is the determinant of some of its actions' rows, restricted to one fewer of the other
player's actions and bordered by a column of ones. Its order is its number of rows. For a support pair with ``k``
actions each, the minors of order ``k`` on the player's support are the other player's weights, and those of order
``k + 1``, with one action more, are what that action loses: all up to one common sign.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Actions = tuple[int, ...]

MOST_MINORS = 62
"""Largest number of minors of a player that games of a small shape have."""
MOST_ACTIONS = 8
"""A support is a bit mask of one byte."""

ORDER, TOLERANCE, FIRST_TERM = 0, 1, 2
"""Fields of ``BatchTables.terms``: order of a minor; row of the bound on its rounding error; two rows for each term."""
MOST_TERMS = 3
"""Terms of a minor of order 4, the largest that fits."""

SIZE, NUM_OWN, OWN_SUPPORT, OTHER_SUPPORT, SIGNS = range(5)
"""Fields of ``BatchTables.pairs``: actions in each support; actions of the player; supports as bit masks; and for each
of the player's actions twice the row of a minor, plus `IS_NEGATIVE`: first the weights of the other player's support,
then the losses of the own actions outside the support."""
OTHER_ACTIONS = SIGNS + MOST_ACTIONS
"""First of the fields with the action that each weight belongs to."""
OUTSIDE_ACTIONS = OTHER_ACTIONS + MOST_ACTIONS
"""The same for losses, at the position of the loss."""
NUM_FIELDS = OUTSIDE_ACTIONS + MOST_ACTIONS

IS_NEGATIVE = 1
"""Lowest bit of a sign: the minor must be negative."""

NUM_CONSTANTS = 7
"""Rows between the payoffs and the minors: 1, 0, bounds on rounding errors, and one for work."""


class BatchTables(NamedTuple):
    """What the kernels look up for games of one shape.

    Their numbers are rows of one array: the payoffs (row player's, then column player's, by row and column); 1; 0;
    bounds on rounding errors of the row player's minors of orders 3 and 4, and of the column player's; a row for work;
    the row player's minors by order; the column player's.

    Attributes
    ----------
    terms
        ``[row, field]``: for a minor of order 2 the rows of minuend and subtrahend, above that of the two factors of
        each term, whose signs alternate.
    pairs
        ``[player, pair, field]``: how the player's minors decide the pair of supports.
    num_rows, num_columns
        Shape of the games.
    """

    terms: NDArray[np.int64]
    pairs: NDArray[np.int64]
    num_rows: int
    num_columns: int

    @property
    def num_values(self) -> int:
        """Rows of the array of numbers."""
        return len(self.terms)


def num_minors(num_own: int, num_other: int) -> int:
    """Number of minors of a player's payoffs, the constant 1 included."""
    return 1 + sum(1 for _ in _minors(num_own, num_other))


def has_tables(num_rows: int, num_columns: int) -> bool:
    """Whether games of this shape are small enough: all up to 4 x 4, and some narrow ones."""
    if max(num_rows, num_columns) > MOST_ACTIONS:
        return False
    return max(num_minors(num_rows, num_columns), num_minors(num_columns, num_rows)) <= MOST_MINORS


@cache
def batch_tables(num_rows: int, num_columns: int) -> BatchTables:
    """Return tables for games of a shape that `has_tables`."""
    places = np.arange(2 * num_rows * num_columns).reshape(2, num_rows, num_columns)
    rows_then_columns = _support_pairs(num_rows, num_columns)
    columns_then_rows = [(columns, rows) for rows, columns in rows_then_columns]
    one = places.size
    row_minors = _Minors(places[0], one, one + NUM_CONSTANTS, one + 2)
    column_minors = _Minors(places[1].T, one, one + NUM_CONSTANTS + len(row_minors.index_of), one + 4)
    constants = np.zeros((one + NUM_CONSTANTS, FIRST_TERM + 2 * MOST_TERMS), dtype=np.int64)
    return BatchTables(
        np.concatenate([constants, row_minors.terms(), column_minors.terms()]),
        np.stack([row_minors.pairs(rows_then_columns), column_minors.pairs(columns_then_rows)]),
        num_rows,
        num_columns,
    )


def _support_pairs(num_rows: int, num_columns: int) -> list[tuple[Actions, Actions]]:
    """Supports of equal size, in an order near that of the equilibria's probabilities."""
    return sorted(
        (rows, columns)
        for size in range(1, min(num_rows, num_columns) + 1)
        for rows in combinations(range(num_rows), size)
        for columns in combinations(range(num_columns), size)
    )


def _minors(num_own: int, num_other: int) -> Iterator[tuple[Actions, Actions]]:
    """Rows and columns of the minors of order 2 and more, by order."""
    for order in range(2, min(num_own, num_other + 1) + 1):
        for own in combinations(range(num_own), order):
            for other in combinations(range(num_other), order - 1):
                yield own, other


class _Minors:
    """Minors of the player whose payoff for ``[own action, other action]`` stands at ``places``."""

    def __init__(self, places: NDArray[np.int64], one: int, first: int, tolerance: int) -> None:
        self._places = places
        self._one = one
        self._tolerance = tolerance
        self.index_of = {minor: row for row, minor in enumerate(_minors(*places.shape), start=first)}

    def terms(self) -> NDArray[np.int64]:
        """Return how each minor is computed: by expansion along its second row, less the first."""
        table = np.zeros((len(self.index_of), FIRST_TERM + 2 * MOST_TERMS), dtype=np.int64)
        for fields, ((first, second, *rest), other) in zip(table, self.index_of, strict=True):
            fields[ORDER] = order = 2 + len(rest)
            fields[TOLERANCE] = self._tolerance + order - 3 if rest else self._one + 1
            for term, action in enumerate(other):
                factors = [self._places[first, action], self._places[second, action]]
                if rest:
                    without = other[:term] + other[term + 1 :]
                    factors = [self.index_of[(first, second), (action,)], self.index_of[(first, *rest), without]]
                fields[FIRST_TERM + 2 * term : FIRST_TERM + 2 * term + 2] = factors
        return table

    def pairs(self, pairs: Sequence[tuple[Actions, Actions]]) -> NDArray[np.int64]:
        """Return how the minors decide each pair of an own and another support."""
        num_own = len(self._places)
        table = np.zeros((len(pairs), NUM_FIELDS), dtype=np.int64)
        for fields, (own, other) in zip(table, pairs, strict=True):
            size = len(own)
            fields[:SIGNS] = size, num_own, _mask(own), _mask(other)
            for position, action in enumerate(other):
                without = other[:position] + other[position + 1 :]
                fields[SIGNS + position] = 2 * self.index_of.get((own, without), self._one) + position % 2
                fields[OTHER_ACTIONS + position] = action
            outside = [action for action in range(num_own) if action not in own]
            for position, action in enumerate(outside, start=size):
                rows = tuple(sorted((*own, action)))
                fields[SIGNS + position] = 2 * self.index_of[rows, other] + (rows.index(action) + 1) % 2
                fields[OUTSIDE_ACTIONS + position] = action
        return table


def _mask(actions: Actions) -> int:
    """Bit mask of actions."""
    return sum(1 << action for action in actions)
