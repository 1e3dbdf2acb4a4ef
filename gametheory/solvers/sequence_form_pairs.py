"""All equilibria of a tree of at most two players with perfect recall, through its sequence form.

The tree of `gametheory.kernels.label_tree` lists the vertices of one player's best-reply polyhedron, and for each those
of the face of the other's that completes it. Projected to realization plans they hold every vertex of every maximal
Nash subset, and points that are none: duals float at information sets that are not reached. Whether two plans are an
equilibrium is then read off their supports and best replies, so that the maximal sets of pairs are exactly the maximal
Nash subsets, and the points that lie in the hull of others are dropped.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, IntegerTableau
from gametheory.kernels.label_tree import LabelNode, vertices
from gametheory.kernels.maximal_nash_subsets import connected_components, maximal_nash_subsets
from gametheory.solvers.nash_pairs import Subset, vertices_of
from gametheory.solvers.sequence_form import sequence_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.nash_pairs import Pair
    from gametheory.solvers.watch import Watch

PROBABILITY_SCALE = 3
"""Size of a probability where payoffs are in units of 1; of influence on the order of the search only."""


class SequenceFormPairs:
    """The pairs of realization plans of a tree that are equilibria.

    Parameters
    ----------
    tree
        A tree of one or two players with perfect recall.
    watch
        The clock.
    """

    def __init__(self, tree: ExtensiveFormGame, watch: Watch) -> None:
        self._form = sequence_form(tree, watch)
        self._watch = watch
        self._num_players = tree.num_players
        self._number_of: tuple[dict[Strategy, int], dict[Strategy, int]] = ({}, {})
        self._plans: tuple[list[Strategy], list[Strategy]] = ([], [])

    def pairs(self) -> Iterator[Pair]:
        """Yield pairs of plans that are equilibria; the plans of all extreme ones are among them."""
        polyhedra = [self._form.polyhedron(side, self._watch) for side in (0, 1)]
        scales = [self._scales(side, polyhedron) for side, polyhedron in enumerate(polyhedra)]
        first = 0 if len(self._form.labels[0]) <= len(self._form.labels[1]) else 1
        second = 1 - first
        root = LabelNode(polyhedra[first], polyhedra[second], (1 << self._form.num_labels) - 1)
        for node in vertices(root, (scales[first], scales[second])):
            self._watch.tick()
            if node is None or node.partner is None:
                continue
            number = self._number(first, node.primary)
            face = LabelNode(node.partner, None, _variables(node.partner))
            for vertex in vertices(face, (scales[second], ())):
                self._watch.tick()
                if vertex is not None:
                    other = self._number(second, vertex.primary)
                    yield (other, number) if first else (number, other)

    def _scales(self, side: int, polyhedron: IntegerTableau) -> list[int]:
        """Return typical sizes of the variables of a side's polyhedron: probabilities, and payoffs of the other."""
        payoff = 1
        for row in polyhedron.rows:
            self._watch.tick()
            payoff = max(payoff, *map(abs, row))
        own = self._form.labels[side]
        return [PROBABILITY_SCALE if label in own else payoff for label in range(self._form.num_labels)]

    def _number(self, side: int, vertex: IntegerTableau) -> int:
        """Return the number of the plan at a vertex."""
        labels = self._form.labels[side]
        plan = [Fraction(1), *(Fraction(0) for _ in labels)]
        for variable, row in zip(vertex.basic, vertex.rows, strict=True):
            if variable in labels:
                plan[variable - labels.start + 1] = Fraction(row[CONSTANT_COLUMN], vertex.denominator)
        number = self._number_of[side].setdefault(tuple(plan), len(self._plans[side]))
        if number == len(self._plans[side]):
            self._plans[side].append(tuple(plan))
        return number

    def points(self, sides: Sequence[Sequence[int]]) -> tuple[tuple[Strategy, ...], ...]:
        """Return for each player the plans with the numbers given for it."""
        return tuple(
            tuple(plans[number] for number in numbers) for plans, numbers in zip(self._plans, sides, strict=True)
        )[: self._num_players]

    def component_indices(self) -> tuple[int | None, ...]:
        """Return nothing: indices are not computed here."""
        return ()

    def subsets(self) -> Iterator[Subset]:
        """Yield the maximal Nash subsets with their vertices."""
        edges = list(self._edges())
        component_of = {
            edges[position][0]: component
            for component, positions in enumerate(connected_components(edges))
            for position in positions
        }
        for found in maximal_nash_subsets(edges):
            self._watch.tick()
            if found is not None:
                first, second = (
                    vertices_of(plans, numbers, self._watch) for plans, numbers in zip(self._plans, found, strict=True)
                )
                yield Subset((first, second), component_of[found[0][0]])

    def _edges(self) -> Iterator[Pair]:
        """Yield all pairs of plans of which each is a best reply to the other."""
        supports = [[_support(plan) for plan in plans] for plans in self._plans]
        replies = [[self._form.best_replies(1 - side, plan) for plan in self._plans[side]] for side in (0, 1)]
        for first, (support, reply) in enumerate(zip(supports[0], replies[0], strict=True)):
            self._watch.tick()
            for second, (other_support, other_reply) in enumerate(zip(supports[1], replies[1], strict=True)):
                if not (other_support & ~reply or support & ~other_reply):
                    yield first, second


def _variables(tableau: IntegerTableau) -> int:
    """Bit mask of the variables of a tableau."""
    return sum(1 << variable for variable in tableau.basic + tableau.nonbasic[1:])


def _support(plan: Strategy) -> int:
    """Bit mask of the sequences of positive weight."""
    return sum(1 << sequence for sequence, weight in enumerate(plan) if weight)
