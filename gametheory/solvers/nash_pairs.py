"""All equilibria of at most two choosing players: extreme pairs, maximal Nash subsets, components.

The search runs on the normal form that strict elimination leaves. What its strategies are turned into, mixed
strategies or realization plans, is said by a ``Representation``. Maximal Nash subsets and components correspond one to
one, but a linear image of a subset has fewer vertices: they are taken anew on each side, and the extreme equilibria
are the pairs of vertices of the subsets.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage, Termination
from gametheory.analysis.extreme_points import extreme_points
from gametheory.kernels.maximal_nash_subsets import connected_components, maximal_nash_subsets
from gametheory.kernels.vertex_enumeration import extreme_equilibria
from gametheory.solvers.problem import Conclusion, FoundSubset
from gametheory.solvers.two_player_rest import NOBODY, two_player_rest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Profile
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.two_player_rest import TwoPlayerRest
    from gametheory.solvers.watch import Watch

MOST_FOUND = 500_000
"""Equilibria after which a search stops, so that degenerate games do not fill the memory."""

Pair: TypeAlias = tuple[int, int]


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


def search_pairs(problem: Problem, representation: Representation) -> Generator[Profile, None, Conclusion]:
    """Yield equilibria of a game in which at most two players keep a choice; end with all of them.

    Parameters
    ----------
    problem
        The game; ``problem.choosing_players`` are at most two.
    representation
        What strategies are told as.
    """
    rest = two_player_rest(problem.normal_form, problem.reduction.kept, problem.choosing_players)
    run = _PairSearch(rest, representation, problem.watch)
    positions: dict[Pair, int] = {}
    for pair in run.pairs():
        if pair not in positions:
            positions[pair] = len(positions)
            yield representation.profile(run.points(pair))
        if len(positions) > MOST_FOUND:
            return Conclusion(
                Coverage.PARTIAL,
                unresolved=(f"there are more than {MOST_FOUND:,} extreme equilibria; the search stopped there",),
                termination=Termination.COUNT_REACHED,
            )
    subsets = list(run.subsets())
    extreme = dict.fromkeys(pair for subset in subsets for pair in product(*subset.sides))
    positions = {pair: position for position, pair in enumerate(extreme)}
    return Conclusion(
        Coverage.ALL,
        profiles=[representation.profile(run.points(pair)) for pair in extreme],
        components=_components(subsets, positions),
        subsets=tuple(run.told(subset, positions) for subset in subsets),
        num_extreme=len(extreme),
        statistics={"kernel_equilibria": len(run.edges)},
    )


class _Subset(NamedTuple):
    """A maximal Nash subset: numbers of its extreme points on each side, and of its component."""

    sides: tuple[tuple[int, ...], tuple[int, ...]]
    component: int


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
        number = self._number_of_point.setdefault(point, len(self.points))
        if number == len(self.points):
            self.points.append(point)
        return number

    def vertices(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Return the points of some kernel strategies that are not in the hull of the others."""
        members = list(dict.fromkeys(point for number in numbers for point in self.points_of[number]))
        if self._representation.is_injective or self._player == NOBODY:
            return tuple(members)
        points = [list(map(to_fraction, self.points[member])) for member in members]
        return tuple(members[index] for index in extreme_points(points))


class _PairSearch:
    """The run of the kernel on one game."""

    def __init__(self, rest: TwoPlayerRest, representation: Representation, watch: Watch) -> None:
        self._rest = rest
        self._representation = representation
        self._watch = watch
        self._sides = (_Side(rest, 0, representation), _Side(rest, 1, representation))
        self.edges: list[Pair] = []

    def pairs(self) -> Iterator[Pair]:
        """Yield pairs of points that are equilibria, some more than once; all extreme ones are among them."""
        rows, columns = self._sides
        for found in extreme_equilibria(*self._rest.payoffs):
            self._watch.tick()
            if found is not None:
                row, column = rows.number(found[0], self._watch), columns.number(found[1], self._watch)
                self.edges.append((row, column))
                yield from product(rows.points_of[row], columns.points_of[column])

    def points(self, pair: Pair) -> tuple[Strategy, ...]:
        """Return one point for each player of the game."""
        return tuple(points[0] for points in self._all_players(tuple((number,) for number in pair)))

    def _all_players(self, numbers: Sequence[Sequence[int]]) -> tuple[tuple[Strategy, ...], ...]:
        """Return for each player of the game its points with these numbers, or its only one."""
        told = {
            player: tuple(side.points[number] for number in listed)
            for player, side, listed in zip(self._rest.players, self._sides, numbers, strict=True)
        }
        for player in range(len(self._rest.num_actions)):
            if player not in told:
                told[player] = (self._representation.point(player, self._rest.only_strategy(player)),)
        return tuple(told[player] for player in range(len(self._rest.num_actions)))

    def subsets(self) -> Iterator[_Subset]:
        """Yield the maximal Nash subsets with the vertices of their points."""
        component_of_row = {
            self.edges[position][0]: component
            for component, positions in enumerate(connected_components(self.edges))
            for position in positions
        }
        for found in maximal_nash_subsets(self.edges):
            self._watch.tick()
            if found is not None:
                rows, columns = (side.vertices(numbers) for side, numbers in zip(self._sides, found, strict=True))
                yield _Subset((rows, columns), component_of_row[found[0][0]])

    def told(self, subset: _Subset, positions: dict[Pair, int]) -> FoundSubset:
        """Return a subset in strategies, its members as positions in a list of pairs."""
        members = tuple(sorted(positions[pair] for pair in product(*subset.sides)))
        return FoundSubset(self._all_players(subset.sides), members)


def _components(subsets: Sequence[_Subset], positions: dict[Pair, int]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the pairs of each component."""
    members: dict[int, set[int]] = {}
    for subset in subsets:
        members.setdefault(subset.component, set()).update(positions[pair] for pair in product(*subset.sides))
    return tuple(tuple(sorted(listed)) for listed in members.values())
