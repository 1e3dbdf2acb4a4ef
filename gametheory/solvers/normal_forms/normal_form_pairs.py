"""All equilibria of at most two choosing players, through the normal form that strict elimination leaves."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Protocol, TypeAlias

from gametheory.kernels.equilibrium_index import component_indices
from gametheory.kernels.extreme_equilibria import extreme_equilibria
from gametheory.kernels.maximal_nash_subsets import connected_components, maximal_nash_subsets
from gametheory.solvers.normal_forms.nash_pairs import Subset, vertices_of
from gametheory.solvers.normal_forms.two_player_rest import NOBODY, kept_by_pure_elimination, two_player_rest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.profiles import Profile, Strategy
    from gametheory.kernels.best_response_polyhedron import Weights
    from gametheory.kernels.extreme_equilibria import SearchRecord
    from gametheory.solvers.normal_forms.nash_pairs import Pair
    from gametheory.solvers.normal_forms.two_player_rest import TwoPlayerRest
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.watch import Watch


Search: TypeAlias = "Iterator[tuple[Weights, Weights] | None]"
"""Extreme equilibria as weights of the rows and of the columns that are left."""


class Representation(Protocol):
    """What the mixed strategies of the normal form are turned into."""

    @property
    def is_injective(self) -> bool:
        """Whether different mixed strategies stay different, so that vertices stay vertices."""
        ...

    def point(self, player: int, strategy: Strategy) -> Strategy:
        """Return a player's mixed strategy as a point of the representation, by a linear map."""
        ...

    def profile(self, points: Sequence[Strategy]) -> Profile:
        """Return the profile that one point for each player means."""
        ...


class _Side:
    """Strategies of one side: as the kernel numbers them, and the points that they become."""

    def __init__(self, rest: TwoPlayerRest, side: int, representation: Representation) -> None:
        self._rest = rest
        self._side = side
        self._player = rest.players[side]
        self._representation = representation
        self._number_of_point: dict[Strategy, int] = {}
        self._number_of_weights: dict[tuple[int, ...], int] = {}
        self.points: list[Strategy] = []
        self.points_of: list[tuple[int, ...]] = []

    def number(self, weights: tuple[int, ...], watch: Watch) -> int:
        """Return the kernel's number of a strategy; a new one gets the numbers of its points."""
        number = self._number_of_weights.setdefault(weights, len(self.points_of))
        if number == len(self.points_of):
            members: dict[int, None] = {}
            for strategy in self._rest.expansions(self._side, weights):
                watch.tick()
                members[self._point_number(strategy)] = None
            self.points_of.append(tuple(members))
        return number

    def _point_number(self, strategy: Strategy) -> int:
        point = strategy if self._player == NOBODY else self._representation.point(self._player, strategy)
        if self._representation.is_injective:  # different weights are different strategies
            self.points.append(point)
            return len(self.points) - 1
        number = self._number_of_point.setdefault(point, len(self.points))
        if number == len(self.points):
            self.points.append(point)
        return number

    def vertices(self, numbers: Sequence[int], watch: Watch) -> tuple[int, ...]:
        """Return the points of some kernel strategies that are not in the hull of the others."""
        members = tuple(dict.fromkeys(point for number in numbers for point in self.points_of[number]))
        return members if self._representation.is_injective else vertices_of(self.points, members, watch)


def _rest_of(problem: Problem) -> TwoPlayerRest:
    """Return what elimination leaves; of two players' game only what pure dominators leave, which is soon told."""
    game = problem.normal_form
    if game.num_players != 2:
        return two_player_rest(game, problem.reduction.kept, problem.choosing_players)
    payoffs = [game.integer_payoffs(player).values for player in range(2)]
    kept = kept_by_pure_elimination(payoffs, problem.watch.tick)
    return two_player_rest(game, kept, [player for player in range(2) if len(kept[player]) > 1])


class NormalFormPairs:
    """The pairs of the normal form that strict elimination leaves, told in a representation.

    Maximal Nash subsets and components of strategies and of their linear images correspond one to one; only the
    vertices of the images are taken anew.

    Parameters
    ----------
    rest
        What elimination leaves of a game in which at most two players keep a choice.
    search
        Yields all its extreme equilibria as integer weights, None as a heartbeat, and may end with its record.
    representation
        What strategies are turned into.
    watch
        The clock.
    """

    def __init__(self, rest: TwoPlayerRest, search: Search, representation: Representation, watch: Watch) -> None:
        self._rest = rest
        self._search = search
        self._representation = representation
        self._watch = watch
        self._sides = (_Side(self._rest, 0, representation), _Side(self._rest, 1, representation))
        self._edges: list[Pair] = []
        self._weights: list[tuple[Weights, Weights]] = []
        self.statistics: dict[str, int | str] = {}

    def pairs(self) -> Iterator[Pair]:
        """Yield pairs of points that are equilibria; all extreme ones are among them; then state the statistics."""
        rows, columns = self._sides
        while True:
            self._watch.tick()
            try:
                found = next(self._search)
            except StopIteration as end:
                record: SearchRecord | None = end.value
                break
            if found is not None:
                row, column = rows.number(found[0], self._watch), columns.number(found[1], self._watch)
                self._edges.append((row, column))
                self._weights.append(found)
                yield from product(rows.points_of[row], columns.points_of[column])
        if record is not None:
            self.statistics = {
                "arithmetic": record.arithmetic,
                "nodes": record.num_nodes,
                "pivots": record.num_pivots,
            }

    def points(self, sides: Sequence[Sequence[int]]) -> tuple[tuple[Strategy, ...], ...]:
        """Return for each player of the game the points with the numbers given for its side, or its only one."""
        told = {
            player: tuple(side.points[number] for number in numbers)
            for player, side, numbers in zip(self._rest.players, self._sides, sides, strict=True)
        }
        for player in range(len(self._rest.num_actions)):
            if player not in told:
                told[player] = (self._representation.point(player, self._rest.only_strategy(player)),)
        return tuple(told[player] for player in range(len(self._rest.num_actions)))

    @cached_property
    def _components(self) -> tuple[tuple[int, ...], ...]:
        """Positions of the edges of each component."""
        return connected_components(self._edges)

    def component_indices(self) -> tuple[int | None, ...]:
        """Return the index of each component; merged copies and what elimination drops have no part in it."""
        return component_indices(*self._rest.payoffs, self._weights, self._components, heartbeat=self._watch.tick)

    def subsets(self) -> Iterator[Subset]:
        """Yield the maximal Nash subsets with the vertices of their points."""
        component_of_row = {
            self._edges[position][0]: component
            for component, positions in enumerate(self._components)
            for position in positions
        }
        for found in maximal_nash_subsets(self._edges):
            self._watch.tick()
            if found is not None:
                rows, columns = (
                    side.vertices(numbers, self._watch) for side, numbers in zip(self._sides, found, strict=True)
                )
                yield Subset((rows, columns), component_of_row[found[0][0]])


def label_tree_pairs(problem: Problem, representation: Representation) -> NormalFormPairs:
    """Return the run of the label tree over what elimination leaves of a problem with at most two who choose."""
    rest = _rest_of(problem)
    return NormalFormPairs(rest, extreme_equilibria(*rest.payoffs), representation, problem.watch)
