"""Optimal strategies of a zero-sum game, exactly: those of a given support, and all of them.

In a zero-sum game every optimal ``x`` and every optimal ``y`` are an equilibrium together. So, given one optimal ``y``,
the optimal ``x`` are the points of a polytope: weight only on best replies to ``y``, and every column that ``y`` plays
a best reply to ``x``. Its vertices are the extreme optimal strategies.
"""

from __future__ import annotations

from itertools import islice
from math import gcd
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.kernels.integer_equations import IntegerEquations
from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    NO_VARIABLE,
    IntegerTableau,
    fixed_at_zero,
    without_zeros,
)
from gametheory.kernels.label_tree import LabelNode, vertices
from gametheory.kernels.modular_matrices import MOST_TERMS, PRIME, rank_modulo, residues

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence

IntegerMatrix: TypeAlias = "Sequence[Sequence[int]]"
Weights: TypeAlias = tuple[int, ...]

PROBABILITY_SCALE = 3
"""Size of a probability where the range of payoffs is 1; of no influence on the answer."""
LARGE_SUPPORT = 12
"""From so many best replies on, it is first asked whether a rank already excludes a second optimal strategy."""
SLICE_ENTRIES = 20_000
"""Entries that are multiplied by weights between two heartbeats."""


def optimal_on_support(
    payoffs: IntegerMatrix, rows: Sequence[int], columns: Sequence[int]
) -> Generator[None, None, tuple[Weights, Weights] | None]:
    """Optimal strategies that play some rows and as many columns, each making the other's actions equally good.

    Parameters
    ----------
    payoffs
        What the row player wins, ``num_rows`` x ``num_columns``.
    rows, columns
        Indices, equally many.

    Yields
    ------
    None
        Heartbeats.

    Returns
    -------
    tuple of two tuples of int, or None
        Weights in lowest terms, one for each row and for each column; None if these equations have no single solution,
        or it is not optimal.

    Notes
    -----
    Two linear systems, and exact products that check the answer against every action.

    Examples
    --------
    >>> from gametheory.kernels.heartbeats import finished
    >>> payoffs = [[7, 2, 9], [4, 6, 8]]
    >>> finished(optimal_on_support(payoffs, [0, 1], [0, 1]), lambda: None)
    ((2, 5), (4, 3, 0))
    >>> finished(optimal_on_support(payoffs, [0, 1], [0, 2]), lambda: None) is None
    True
    """
    least = min(map(min, payoffs)) - 1
    equations = IntegerEquations([[payoffs[row][column] - least for column in columns] for row in rows])
    ones = [1] * len(rows)
    try:
        yield from equations.prepare()
        row_weights, row_unit = yield from equations.solved(ones, is_transposed=True)
        column_weights, column_unit = yield from equations.solved(ones)
    except ZeroDivisionError:  # singular
        return None
    # where A y = 1 and x'A = 1 on the support, sum x = sum y, and the value is one over that sum
    if min(row_weights) < 0 or min(column_weights) < 0:
        return None
    by_column = ([payoffs[row][column] - least for row in rows] for column in range(len(payoffs[0])))
    column_payoffs = yield from _products(by_column, row_weights)
    by_row = ([row[column] - least for column in columns] for row in payoffs)
    row_payoffs = yield from _products(by_row, column_weights)
    if min(column_payoffs) < row_unit or max(row_payoffs) > column_unit:
        return None
    row_weights, column_weights = (
        _placed(row_weights, rows, len(payoffs)),
        _placed(column_weights, columns, len(payoffs[0])),
    )
    return lowest_terms(row_weights), lowest_terms(column_weights)


def _products(lines: Iterator[list[int]], weights: Sequence[int]) -> Generator[None, None, list[int]]:
    """Scalar products of lines of a matrix with weights, some lines at a time."""
    from flint import fmpz_mat

    column = fmpz_mat(len(weights), 1, weights)
    at_a_time = SLICE_ENTRIES // len(weights) + 1
    products: list[int] = []
    while block := list(islice(lines, at_a_time)):
        yield
        products.extend(map(int, (fmpz_mat(block) * column).entries()))
    return products


def _placed(entries: Sequence[int], places: Sequence[int], size: int) -> list[int]:
    """Entries at their places among zeros."""
    weights = [0] * size
    for place, entry in zip(places, entries, strict=True):
        weights[place] = entry
    return weights


def lowest_terms(weights: Sequence[int]) -> Weights:
    """Proportional weights without a common divisor."""
    divisor = gcd(*weights)
    return tuple(weight // divisor for weight in weights)


def optimal_vertices(
    payoffs: IntegerMatrix, best_replies: Sequence[int], played: Collection[int]
) -> Iterator[Weights | None]:
    """All extreme optimal strategies of the row player, given one optimal strategy of the column player.

    Parameters
    ----------
    payoffs
        What the row player wins, ``num_rows`` x ``num_columns``, integers of any size.
    best_replies
        Rows that are best replies to that strategy.
    played
        Columns that it plays.

    Yields
    ------
    tuple of int, or None
        Weights of all rows in lowest terms, each strategy once; None is a heartbeat, at each pivot at the latest.
    """
    num_rows, num_columns = len(payoffs), len(payoffs[0])
    kept = [payoffs[row] for row in best_replies]
    face = yield from _optimal_face(kept, played)
    labels = sum(1 << variable for variable in (*face.basic, *face.nonbasic[1:]))
    largest = max(1, *(max(row) - min(row) for row in kept))
    scales = (PROBABILITY_SCALE,) * len(kept) + (largest,) * num_columns
    for node in vertices(LabelNode(face, None, labels), (scales, ())):
        if node is None:
            yield None
            continue
        weights = [0] * num_rows
        for variable, row in zip(node.primary.basic, node.primary.rows, strict=True):
            if variable < len(kept):
                weights[best_replies[variable]] = row[CONSTANT_COLUMN]
        yield lowest_terms(weights)


def is_only_optimal(
    payoffs: IntegerMatrix, best_replies: Sequence[int], played: Sequence[int]
) -> Generator[None, None, bool]:
    """Whether the equations alone prove that the row player has a single optimal strategy.

    Parameters
    ----------
    payoffs
        What the row player wins, ``num_rows`` x ``num_columns``.
    best_replies, played
        Rows that are best replies to one optimal strategy of the column player, and the columns that it plays.

    Yields
    ------
    None
        Heartbeats.

    Returns
    -------
    bool
        False also where there is a single one by virtue of the inequalities, or where the proof is not tried because
        there are few best replies.

    Notes
    -----
    An optimal strategy weighs the best replies so that the played columns pay the same, and its weights sum to 1. Full
    rank of these equations, computed modulo a prime, leaves no more than one.
    """
    if not LARGE_SUPPORT <= len(best_replies) <= min(MOST_TERMS, len(played) + 1):
        return len(best_replies) == 1
    equations = np.empty((len(best_replies), len(played) + 1))
    for place, row in enumerate(best_replies):
        equations[place] = [*(payoffs[row][column] % PRIME for column in played), 1]
        yield
    rank = yield from rank_modulo(residues(equations))
    return rank == len(best_replies)


def _optimal_face(payoffs: IntegerMatrix, played: Collection[int]) -> Generator[None, None, IntegerTableau]:
    """Strategies against which the columns that are played lose least; variables are rows, then the columns' slacks.

    Starts at the first row, where a column loses least, and minimizes the slacks of the played columns one by one.
    """
    unit = gcd(*(payoff - row[0] for row in payoffs for payoff in row)) or 1
    differences = [[(payoff - row[0]) // unit for payoff in row] for row in payoffs]
    num_rows, num_columns = len(payoffs), len(payoffs[0])
    best = min(range(num_columns), key=differences[0].__getitem__)
    rows = [[1] * num_rows + [0]]
    basic = [0]
    for column in range(num_columns):
        if column != best:
            slacks = [row[column] - row[best] for row in differences]
            rows.append([slacks[0], *(slacks[0] - slack for slack in slacks[1:]), -1])
            basic.append(num_rows + column)
    face = IntegerTableau(rows, basic, [NO_VARIABLE, *range(1, num_rows), num_rows + best], 1)
    for column in played:
        smaller = yield from fixed_at_zero(face, num_rows + column)
        if smaller is None:
            raise ArithmeticError(f"column {column} is played by no strategy that is optimal together with these rows")
        face, _ = without_zeros(smaller)
    return face
