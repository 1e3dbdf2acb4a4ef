"""Extreme equilibria of two players, maximal Nash subsets and components, from the pairs that a run finds.

A run finds points of both players (mixed strategies or realization plans) and the pairs of them that are equilibria.
A maximal Nash subset is a maximal set of pairs "each with each"; its extreme equilibria are the pairs of vertices of
its two sides.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.normal_forms.extreme_points import extreme_points
from gametheory.solvers.problem import Conclusion, FoundSubset
from gametheory.solvers.solution_order import order_key
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence

    from gametheory.core.profiles import Profile, Strategy
    from gametheory.solvers.solution_order import Key
    from gametheory.solvers.watch import Watch

MOST_FOUND = 500_000
"""Equilibria after which a search stops, so that degenerate games do not fill the memory."""

Pair: TypeAlias = tuple[int, int]


class Subset(NamedTuple):
    """A maximal Nash subset: numbers of its extreme points on each side, and of its component."""

    sides: tuple[tuple[int, ...], tuple[int, ...]]
    component: int


class PairRun(Protocol):
    """A run that finds points of two sides, numbered from 0, and pairs of them; the sides are in the players' order."""

    def pairs(self) -> Iterator[Pair]:
        """Yield pairs of points that are equilibria, some perhaps more than once."""
        ...

    def subsets(self) -> Iterator[Subset]:
        """Yield the maximal Nash subsets, once ``pairs`` is exhausted."""
        ...

    def points(self, sides: Sequence[Sequence[int]]) -> tuple[tuple[Strategy, ...], ...]:
        """Return for each player of the game the points with the numbers given for its side."""
        ...

    def component_indices(self) -> tuple[int | None, ...]:
        """Return the index of each component by its number, None where it is unknown; empty where none is computed."""
        ...


def search_pairs(
    run: PairRun,
    to_profile: Callable[[Sequence[Strategy]], Profile],
    *,
    watch: Watch,
    num_listed: int,
    to_key: Callable[[Sequence[Strategy]], Key] | None = None,
) -> Generator[Profile, None, Conclusion]:
    """Yield the equilibria that a run finds; end with all extreme ones, maximal Nash subsets and components.

    Parameters
    ----------
    run
        The search.
    to_profile
        Turns one point for each player into a profile.
    watch
        The clock.
    num_listed
        How many profiles are made at most: of those that are found, and of the extreme ones.
    to_key
        Turns one point for each player into what profiles are sorted by; None makes the profile for that.
    """

    def points(pair: Pair) -> list[Strategy]:
        return [strategies[0] for strategies in run.points([(number,) for number in pair])]

    def key(pair: Pair) -> Key:
        return order_key(to_profile(points(pair))) if to_key is None else to_key(points(pair))

    found: set[Pair] = set()
    profiles: dict[Pair, Profile] = {}
    for pair in run.pairs():
        watch.tick()
        if pair not in found:
            found.add(pair)
            watch.found = len(found)
            if len(found) <= num_listed:
                profiles[pair] = to_profile(points(pair))
                yield profiles[pair]
        if len(found) > MOST_FOUND:
            return Conclusion(
                Coverage.PARTIAL,
                num_found=len(found),
                unresolved=(f"there are more than {MOST_FOUND:,} equilibria to look at; the search stopped there",),
                termination=Termination.COUNT_REACHED,
            )
    subsets = list(run.subsets())
    extreme = _in_order({pair for subset in subsets for pair in _pairs(subset, watch)}, key, watch)
    positions = {pair: position for position, pair in enumerate(extreme[:num_listed])}
    members = [
        tuple(sorted(positions[pair] for pair in _pairs(subset, watch) if pair in positions)) for subset in subsets
    ]
    components = _components(subsets, members)
    listed_profiles = [profiles.get(pair) or to_profile(points(pair)) for pair in _ticking(positions, watch)]
    indices = _indices(run, components)
    place_of = {component: place for place, component in enumerate(components)}
    return Conclusion(
        Coverage.ALL,
        profiles=listed_profiles,
        is_in_order=True,
        num_found=len(extreme),
        components=tuple(components.values()),
        component_indices=indices,
        subsets=tuple(
            FoundSubset(run.points(subset.sides), listed, place_of[subset.component])
            for subset, listed in zip(subsets, members, strict=True)
        ),
        num_extreme=len(extreme),
        unresolved=_unknown_indices(indices),
    )


def _pairs(subset: Subset, watch: Watch) -> Iterator[Pair]:
    """Yield the pairs of extreme points of a maximal Nash subset."""
    return _ticking(product(*subset.sides), watch)


def _ticking(pairs: Iterable[Pair], watch: Watch) -> Iterator[Pair]:
    """Yield pairs while the clock looks on."""
    for pair in pairs:
        watch.tick()
        yield pair


def _in_order(pairs: Collection[Pair], key: Callable[[Pair], Key], watch: Watch) -> list[Pair]:
    """Return pairs in the order of their profiles: that of the first player's points, then of the second's."""
    if not pairs:
        return []
    first, second = next(iter(pairs))
    row_keys, column_keys = {}, {}
    for row, column in _ticking(pairs, watch):
        if row not in row_keys:
            row_keys[row] = key((row, second))
        if column not in column_keys:
            column_keys[column] = key((first, column))
    row_rank, column_rank = _ranks(row_keys), _ranks(column_keys)
    return sorted(pairs, key=lambda pair: (row_rank[pair[0]], column_rank[pair[1]]))


def _ranks(keys: Mapping[int, Key]) -> dict[int, int]:
    """Return the place of each number when all are sorted by their keys."""
    return {number: rank for rank, number in enumerate(sorted(keys, key=keys.__getitem__))}


def vertices_of(points: Sequence[Strategy], numbers: Sequence[int], watch: Watch) -> tuple[int, ...]:
    """Return which of some points, given by their numbers, are not in the convex hull of the others."""
    listed = [list(map(to_fraction, points[number])) for number in numbers]
    return tuple(numbers[index] for index in extreme_points(listed, heartbeat=watch.tick))


def _indices(run: PairRun, components: Collection[int]) -> tuple[int | None, ...]:
    """Return the index of each component; unknown where a limit ends its computation, which costs nothing else."""
    try:
        indices = run.component_indices()
    except LimitReachedError:
        return (None,) * len(components)
    return tuple(indices[component] for component in components) if indices else ()


def _unknown_indices(indices: Sequence[int | None]) -> tuple[str, ...]:
    """Return a sentence that says of how many components the index is unknown."""
    number = indices.count(None)
    if not number:
        return ()
    of_what = "the component" if len(indices) == 1 else f"{number:,} of {len(indices):,} components"
    return (f"the index of {of_what} is unknown: ties leave too many cases, or the run was stopped",)


def _components(subsets: Sequence[Subset], members: Sequence[Sequence[int]]) -> dict[int, tuple[int, ...]]:
    """Return the positions of the listed pairs of each component, by its number."""
    found: dict[int, set[int]] = {}
    for subset, listed in zip(subsets, members, strict=True):
        found.setdefault(subset.component, set()).update(listed)
    return {component: tuple(sorted(positions)) for component, positions in found.items()}
