"""Paths of Lemke and Howson over pairs of vertices of the best-response polytopes, exactly.

A pair of vertices of ``P`` and ``Q`` with all labels is an equilibrium, or the artificial pair (0, 0). Dropping one
label starts a unique path of pairs that lack this label, have one other label twice and all others once; it ends at
another pair with all labels. Ties, which make paths of degenerate games fork, are broken lexicographically: the paths
are those of a game infinitely near, and each pair stands for its basis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.kernels.best_response_tableau import best_response_tableaus, lexicographic_row, strategy_weights
from gametheory.kernels.integer_tableau import IntegerTableau, pivot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.kernels.best_response_tableau import IntegerMatrix, Weights


@dataclass(frozen=True, slots=True)
class VertexPair:
    """Vertices of the best-response polytopes of both players, each with its basis.

    Parameters
    ----------
    tableaus
        Of the row player's polytope ``P`` and the column player's ``Q``.
    num_rows, num_columns
        Numbers of actions.
    """

    tableaus: tuple[IntegerTableau, IntegerTableau]
    num_rows: int
    num_columns: int

    @property
    def labels(self) -> tuple[range, range]:
        """Labels of the rows and of the columns."""
        return range(self.num_rows), range(self.num_rows, self.num_rows + self.num_columns)

    @property
    def weights(self) -> tuple[Weights, Weights]:
        """Strategies of both players; weights that are all 0 stand for the vertex 0, which is no strategy."""
        rows, columns = self.labels
        return strategy_weights(self.tableaus[0], rows), strategy_weights(self.tableaus[1], columns)

    @property
    def basis(self) -> frozenset[int]:
        """Variables that are zero in the basis: labels of ``P`` as they are, those of ``Q`` counted on from there."""
        num_labels = self.num_rows + self.num_columns
        first, second = self.tableaus
        return frozenset(first.nonbasic[1:]).union(num_labels + variable for variable in second.nonbasic[1:])


@dataclass(frozen=True, slots=True)
class PathStep:
    """One pivot of a path.

    Parameters
    ----------
    side
        Whose vertex changes: 0 for the row player, 1 for the column player.
    dropped
        Label that the vertex loses.
    picked_up
        Label that it gets: the missing one at the end of the path, else one that the other vertex has too.
    pair
        The vertices after the step.
    """

    side: int
    dropped: int
    picked_up: int
    pair: VertexPair


def artificial_pair(row_payoffs: IntegerMatrix, column_payoffs: IntegerMatrix) -> VertexPair:
    """The pair (0, 0), where all paths of a game may start.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.

    Returns
    -------
    VertexPair
        It has every label, but is not an equilibrium.
    """
    return VertexPair(best_response_tableaus(row_payoffs, column_payoffs), len(row_payoffs), len(row_payoffs[0]))


def path_steps(start: VertexPair, label: int) -> Iterator[PathStep]:
    """Follow the path of one missing label from a pair that has all labels.

    Parameters
    ----------
    start
        The artificial pair, or the last pair of another path.
    label
        Label to drop: row ``i``, or column ``j`` as ``num_rows + j``.

    Yields
    ------
    PathStep
        Each pivot, when it is done. The last one picks the missing label up; its pair has all labels.

    References
    ----------
    lemke1964; vonstengel2002, sections 2.3 to 2.6.

    Examples
    --------
    >>> start = artificial_pair([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    >>> for step in path_steps(start, label=1):
    ...     print("xy"[step.side], step.dropped, step.picked_up, step.pair.weights)
    x 1 4 ((0, 1, 0), (0, 0))
    y 4 2 ((0, 1, 0), (0, 1))
    x 2 3 ((0, 1, 2), (0, 1))
    y 3 1 ((0, 1, 2), (1, 2))
    """
    tableaus = list(start.tableaus)
    side = 0 if label in tableaus[0].nonbasic else 1
    entering = label
    picked_up = -1
    while picked_up != label:
        tableau, slacks = tableaus[side], start.labels[1 - side]
        column_index = tableau.nonbasic.index(entering)
        row_index = lexicographic_row(tableau, column_index, slacks)
        picked_up = tableau.basic[row_index]
        tableaus[side] = pivot(tableau, row_index, column_index)
        pair = VertexPair((tableaus[0], tableaus[1]), start.num_rows, start.num_columns)
        yield PathStep(side, entering, picked_up, pair)
        entering = picked_up
        side = 1 - side
