"""Best-response polyhedra of two-player games as tableaux in integers."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING, TypeAlias

from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, NO_VARIABLE, IntegerTableau

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Weights: TypeAlias = tuple[int, ...]
"""A strategy in lowest terms: a probability is a weight over the sum of all."""

PROBABILITY_SCALE = 3
"""Size of a probability where the range of payoffs is 1; measured, and of no influence on the answer."""


@dataclass(frozen=True, slots=True)
class BestResponsePolyhedron:
    """Strategies of one player, with the slacks of the other's actions.

    Parameters
    ----------
    tableau
        Equations solved at the first pure strategy, over denominator 1.
    own_labels
        Variables that are the weights of the player's actions; the others are slacks.
    scales
        Typical size of the variable of each label.
    """

    tableau: IntegerTableau
    own_labels: range
    scales: tuple[int, ...]

    def strategy(self, vertex: IntegerTableau) -> Weights:
        """Return the strategy at a vertex."""
        constants = (row[CONSTANT_COLUMN] for row in vertex.rows)
        return self.lowest_terms(dict(zip(vertex.basic, constants, strict=True)))

    def lowest_terms(self, weights: Mapping[int, int]) -> Weights:
        """Return the strategy with these weights by label; those of slacks are left out."""
        listed = [weights.get(label, 0) for label in self.own_labels]
        divisor = gcd(*listed)
        return tuple(weight // divisor for weight in listed)


def best_response_polyhedron(
    payoffs: Sequence[Sequence[int]], own_labels: range, other_labels: range
) -> BestResponsePolyhedron:
    """Return the strategies against the other player's ``payoffs[own action][other action]``.

    The value ``v`` is eliminated by the best response ``b`` to the first pure strategy:
    ``s_l = s_b + sum_k x_k (payoffs[k][b] - payoffs[k][l])``. Payoffs are taken in their largest common unit.
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
    return BestResponsePolyhedron(IntegerTableau(rows, basic, nonbasic, 1), own_labels, tuple(scales))
