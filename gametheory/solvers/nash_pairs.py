"""Extreme equilibria of two players, maximal Nash subsets and components, from the pairs that a run finds.

A run finds points of both players (mixed strategies or realization plans) and the pairs of them that are equilibria.
A maximal Nash subset is a maximal set of pairs "each with each"; its extreme equilibria are the pairs of vertices of
its two sides.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from gametheory.analysis.extreme_points import extreme_points
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.problem import Conclusion, FoundSubset

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Profile

MOST_FOUND = 500_000
"""Equilibria after which a search stops, so that degenerate games do not fill the memory."""

Pair: TypeAlias = tuple[int, int]


class Subset(NamedTuple):
    """A maximal Nash subset: numbers of its extreme points on each side, and of its component."""

    sides: tuple[tuple[int, ...], tuple[int, ...]]
    component: int


class PairRun(Protocol):
    """A run that finds points of two sides, numbered from 0, and pairs of them."""

    def pairs(self) -> Iterator[Pair]:
        """Yield pairs of points that are equilibria, some perhaps more than once."""
        ...

    def subsets(self) -> Iterator[Subset]:
        """Yield the maximal Nash subsets, once ``pairs`` is exhausted."""
        ...

    def points(self, sides: Sequence[Sequence[int]]) -> tuple[tuple[Strategy, ...], ...]:
        """Return for each player of the game the points with the numbers given for its side."""
        ...


def search_pairs(
    run: PairRun, to_profile: Callable[[Sequence[Strategy]], Profile]
) -> Generator[Profile, None, Conclusion]:
    """Yield the equilibria that a run finds; end with all extreme ones, maximal Nash subsets and components.

    Parameters
    ----------
    run
        The search.
    to_profile
        Turns one point for each player into a profile.
    """

    def profile(pair: Pair) -> Profile:
        return to_profile([points[0] for points in run.points([(number,) for number in pair])])

    positions: dict[Pair, int] = {}
    for pair in run.pairs():
        if pair not in positions:
            positions[pair] = len(positions)
            yield profile(pair)
        if len(positions) > MOST_FOUND:
            return Conclusion(
                Coverage.PARTIAL,
                unresolved=(f"there are more than {MOST_FOUND:,} equilibria to look at; the search stopped there",),
                termination=Termination.COUNT_REACHED,
            )
    subsets = list(run.subsets())
    extreme = dict.fromkeys(pair for subset in subsets for pair in product(*subset.sides))
    positions = {pair: position for position, pair in enumerate(extreme)}
    return Conclusion(
        Coverage.ALL,
        profiles=[profile(pair) for pair in extreme],
        components=_components(subsets, positions),
        subsets=tuple(
            FoundSubset(run.points(subset.sides), tuple(sorted(positions[pair] for pair in product(*subset.sides))))
            for subset in subsets
        ),
        num_extreme=len(extreme),
    )


def vertices_of(points: Sequence[Strategy], numbers: Sequence[int]) -> tuple[int, ...]:
    """Return which of some points, given by their numbers, are not in the convex hull of the others."""
    listed = [list(map(to_fraction, points[number])) for number in numbers]
    return tuple(numbers[index] for index in extreme_points(listed))


def _components(subsets: Sequence[Subset], positions: dict[Pair, int]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the pairs of each component."""
    members: dict[int, set[int]] = {}
    for subset in subsets:
        members.setdefault(subset.component, set()).update(positions[pair] for pair in product(*subset.sides))
    return tuple(tuple(sorted(listed)) for listed in members.values())
