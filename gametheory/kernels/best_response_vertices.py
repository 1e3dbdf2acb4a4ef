"""All vertices of the best-response polytopes, and the pairs of them that have every label."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gametheory.kernels.best_response_tableau import (
    best_response_tableaus,
    lexicographic_row,
    strategy_weights,
    vertex_labels,
)
from gametheory.kernels.integer_tableau import pivot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.kernels.best_response_tableau import IntegerMatrix, Weights
    from gametheory.kernels.integer_tableau import IntegerTableau

LabeledStrategy: TypeAlias = "tuple[Weights, int]"
"""A vertex: integer weights of the player's actions in lowest terms, and the bit mask of its labels."""


def vertices(tableau: IntegerTableau) -> Iterator[IntegerTableau | None]:
    """Visit all vertices of a best-response polytope, from edge to edge.

    Parameters
    ----------
    tableau
        The polytope at its vertex 0.

    Yields
    ------
    IntegerTableau or None
        A tableau for each basis of the lexicographically perturbed polytope, which is simple: every vertex of the
        polytope itself has at least one, a degenerate vertex perhaps several. None is a heartbeat, one for each edge.

    Notes
    -----
    The vertices of a polytope and its edges are a connected graph, which is searched depth first. Memory: a bit mask
    for each basis, a tableau for each basis that waits.
    """
    slacks = range(min(tableau.basic), max(tableau.basic) + 1)
    start = _basis(tableau.basic)
    seen = {start}
    waiting = [(tableau, 0, 0)]
    while waiting:
        current, row_index, column_index = waiting.pop()
        if column_index:
            current = pivot(current, row_index, column_index)
        yield current
        basis = _basis(current.basic)
        for column in range(1, len(current.nonbasic)):
            yield None
            row = lexicographic_row(current, column, slacks)
            neighbor = basis ^ (1 << current.basic[row]) ^ (1 << current.nonbasic[column])
            if neighbor not in seen:
                seen.add(neighbor)
                waiting.append((current, row, column))


def _basis(variables: Sequence[int]) -> int:
    """Bit mask of variables."""
    return sum(1 << variable for variable in variables)


def labeled_strategies(tableau: IntegerTableau) -> Iterator[LabeledStrategy | None]:
    """All vertices of a best-response polytope but 0, each once.

    Parameters
    ----------
    tableau
        The polytope at its vertex 0.

    Yields
    ------
    tuple of weights and int, or None
        Mixed strategy and labels; None is a heartbeat.
    """
    own_labels = range(min(tableau.nonbasic[1:]), max(tableau.nonbasic) + 1)
    found = {vertex_labels(tableau)}
    for vertex in vertices(tableau):
        if vertex is None:
            yield None
            continue
        labels = vertex_labels(vertex)
        if labels not in found:
            found.add(labels)
            yield strategy_weights(vertex, own_labels), labels


def complementary_pairs(
    row_payoffs: IntegerMatrix, column_payoffs: IntegerMatrix
) -> Iterator[tuple[Weights, Weights] | None]:
    """All extreme equilibria of a two-player game: pairs of vertices that together have every label.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.

    Yields
    ------
    tuple of two weights, or None
        Each extreme equilibrium once, as integer weights in lowest terms; None is a heartbeat. Nothing is found
        before the vertices of the polytope ``P`` are complete.

    Notes
    -----
    For each label the vertices of ``P`` that have it are one bit mask. A vertex of ``Q`` is completed by the vertices
    in the masks of all the labels that it lacks.

    References
    ----------
    vonstengel2002, section 2.7.

    Examples
    --------
    >>> found = complementary_pairs([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    >>> sorted(pair for pair in found if pair)
    [((0, 1, 2), (1, 2)), ((1, 0, 0), (1, 0)), ((1, 0, 0), (2, 1))]
    """
    row_tableau, column_tableau = best_response_tableaus(row_payoffs, column_payoffs)
    num_labels = len(row_payoffs) + len(row_payoffs[0])
    strategies: list[LabeledStrategy] = []
    for found in labeled_strategies(row_tableau):
        if found is None:
            yield None
        else:
            strategies.append(found)
    having = []
    for label in range(num_labels):
        yield None
        having.append(int("".join("01"[labels >> label & 1] for _, labels in reversed(strategies)), base=2))
    everyone = (1 << len(strategies)) - 1
    for found in labeled_strategies(column_tableau):
        if found is None:
            yield None
        else:
            weights, labels = found
            completing = everyone
            for label in range(num_labels):
                if not labels >> label & 1:
                    completing &= having[label]
            yield from ((strategies[index][0], weights) for index in _members(completing))


def _members(mask: int) -> Iterator[int]:
    """Positions of the bits of a mask, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
