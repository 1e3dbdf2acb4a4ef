"""All extreme equilibria of a two-player game, exactly, in integers.

The best-response polyhedra are ``P = {(x, v): x >= 0, sum x = 1, s = v - B'x >= 0}`` and
``Q = {(y, u): y >= 0, sum y = 1, r = u - A y >= 0}``. Label ``k`` belongs to a variable of each: ``(x_i, r_i)`` for
a row ``i``, ``(s_j, y_j)`` for a column ``j``. An equilibrium is a point of ``P`` and a point of ``Q`` with a zero in
each pair, an extreme equilibrium a pair of such vertices. The tree of `gametheory.kernels.label_tree` lists the
vertices of one polyhedron with the face of the other that completes them, and then the vertices of that face.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING, TypeAlias

from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, NO_VARIABLE, IntegerTableau
from gametheory.kernels.label_tree import LabelNode, vertices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Weights: TypeAlias = tuple[int, ...]

PROBABILITY_SCALE = 3
"""Size of a probability where the range of payoffs is 1; measured, and of no influence on the answer."""


@dataclass(frozen=True, slots=True)
class _BestResponsePolyhedron:
    """Strategies of one player, with the slacks of the other's actions."""

    tableau: IntegerTableau
    own_labels: range
    scales: tuple[int, ...]

    def weights(self, vertex: IntegerTableau) -> Weights:
        """Strategy at a vertex, in lowest terms."""
        weights = [0] * len(self.own_labels)
        for variable, row in zip(vertex.basic, vertex.rows, strict=True):
            if variable in self.own_labels:
                weights[variable - self.own_labels.start] = row[CONSTANT_COLUMN]
        divisor = gcd(*weights)
        return tuple(weight // divisor for weight in weights)


def extreme_equilibria(
    row_payoffs: Sequence[Sequence[int]], column_payoffs: Sequence[Sequence[int]]
) -> Iterator[tuple[Weights, Weights] | None]:
    """All extreme equilibria of a two-player game, each once, pure ones first.

    Complete for every game, degenerate or not: the extreme equilibria are the pairs of vertices of the maximal Nash
    subsets, and every equilibrium is a convex combination of extreme ones within such a subset.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.

    Yields
    ------
    tuple of two tuples of int, or None
        Weights of the row player's and the column player's actions, in lowest terms: a probability is a weight over
        the sum of its player's weights. None is a heartbeat for time limits: it comes after each pivot at the
        latest, under 0.05 s of work for games up to some 80 actions a player. The consumer may stop at any point;
        what it was given stands.

    Notes
    -----
    Exact integer arithmetic; the answer and its order depend neither on the units nor on the origin of the payoffs.
    Memory is that of one path of the tree. Cost grows exponentially with the smaller number of actions.

    References
    ----------
    audet2001, avis2010 (the tree of labels); mckelvey1996 (maximal Nash subsets).

    Examples
    --------
    >>> [pair for pair in extreme_equilibria([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]) if pair]
    [((1, 0, 0), (1, 0)), ((4, 1, 0), (2, 1)), ((0, 1, 2), (1, 2))]
    """
    for is_pure in (True, False):
        equilibria = _pure_equilibria if is_pure else _vertex_pairs
        for pair in equilibria(row_payoffs, column_payoffs):
            if pair is None or is_pure or sum(pair[0]) + sum(pair[1]) > 2:
                yield pair


def _pure_equilibria(
    row_payoffs: Sequence[Sequence[int]], column_payoffs: Sequence[Sequence[int]]
) -> Iterator[tuple[Weights, Weights] | None]:
    """Pairs of actions that are best responses to each other."""
    num_rows, num_columns = len(row_payoffs), len(row_payoffs[0])
    best_payoffs = [max(column) for column in zip(*row_payoffs, strict=True)]
    for row in range(num_rows):
        yield None
        best_payoff = max(column_payoffs[row])
        for column in range(num_columns):
            if row_payoffs[row][column] == best_payoffs[column] and column_payoffs[row][column] == best_payoff:
                yield _unit_weights(row, num_rows), _unit_weights(column, num_columns)


def _unit_weights(action: int, num_actions: int) -> Weights:
    return (0,) * action + (1,) + (0,) * (num_actions - action - 1)


def _vertex_pairs(
    row_payoffs: Sequence[Sequence[int]], column_payoffs: Sequence[Sequence[int]]
) -> Iterator[tuple[Weights, Weights] | None]:
    """All extreme equilibria in the order of the tree, whose vertices are those of the player with fewer actions."""
    num_rows, num_columns = len(row_payoffs), len(row_payoffs[0])
    num_labels = num_rows + num_columns
    rows, columns = range(num_rows), range(num_rows, num_labels)
    yield None
    row_polyhedron = _best_response_polyhedron(column_payoffs, rows, columns)
    yield None
    column_polyhedron = _best_response_polyhedron(list(zip(*row_payoffs, strict=True)), columns, rows)
    is_swapped = num_rows > num_columns
    first, second = (column_polyhedron, row_polyhedron) if is_swapped else (row_polyhedron, column_polyhedron)
    root = LabelNode(first.tableau, second.tableau, (1 << num_labels) - 1)
    for node in vertices(root, (first.scales, second.scales)):
        if node is None or node.partner is None:
            yield None
            continue
        first_weights = first.weights(node.primary)
        face = LabelNode(node.partner, None, _variables(node.partner))
        for vertex in vertices(face, (second.scales, ())):
            if vertex is None:
                yield None
                continue
            second_weights = second.weights(vertex.primary)
            yield (second_weights, first_weights) if is_swapped else (first_weights, second_weights)


def _variables(tableau: IntegerTableau) -> int:
    """Bit mask of the variables of a tableau."""
    return sum(1 << variable for variable in tableau.basic + tableau.nonbasic[1:])


def _best_response_polyhedron(
    payoffs: Sequence[Sequence[int]], own_labels: range, other_labels: range
) -> _BestResponsePolyhedron:
    """Strategies against the other player's ``payoffs[own action][other action]``; starts at the first pure one.

    The value ``v`` is eliminated by the best response ``b`` to that action:
    ``s_l = s_b + sum_k x_k (payoffs[k][b] - payoffs[k][l])``.
    """
    unit = gcd(*(payoff - row[0] for row in payoffs for payoff in row)) or 1
    differences = [[(payoff - row[0]) // unit for payoff in row] for row in payoffs]
    best = max(range(len(other_labels)), key=differences[0].__getitem__)
    rows = [[1] + [1] * (len(own_labels) - 1) + [0]]
    basic = [own_labels[0]]
    for action, label in enumerate(other_labels):
        if action != best:
            slacks = [row[best] - row[action] for row in differences]
            rows.append([slacks[0], *(slacks[0] - slack for slack in slacks[1:]), -1])
            basic.append(label)
    nonbasic = [NO_VARIABLE, *own_labels[1:], other_labels[best]]
    payoff_range = max(1, *(max(row) - min(row) for row in differences))
    scales = [0] * (len(own_labels) + len(other_labels))
    for label in own_labels:
        scales[label] = PROBABILITY_SCALE
    for label in other_labels:
        scales[label] = payoff_range
    return _BestResponsePolyhedron(IntegerTableau(rows, basic, nonbasic, 1), own_labels, tuple(scales))
