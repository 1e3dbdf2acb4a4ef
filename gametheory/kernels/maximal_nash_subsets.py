"""Maximal Nash subsets and components from the list of extreme equilibria.

Extreme equilibria are the edges of a bipartite graph between strategies of the two players. Its maximal bicliques are
the vertex sets of the maximal Nash subsets, its connected components those of the set of equilibria (Winkels 1979;
Avis, Rosenberg, Savani and von Stengel 2010, section 4).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Biclique: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


def connected_components(pairs: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Group the edges of a bipartite graph by connected component.

    Parameters
    ----------
    pairs
        Edges: index of a strategy of the first player, index of one of the second.

    Returns
    -------
    tuple of tuples of int
        Positions in ``pairs``, ascending, one tuple for each component; components in the order of their first edge.

    Examples
    --------
    >>> connected_components([(0, 0), (1, 2), (0, 1), (3, 1)])
    ((0, 2, 3), (1,))
    """
    by_first: defaultdict[int, list[int]] = defaultdict(list)
    by_second: defaultdict[int, list[int]] = defaultdict(list)
    for position, (first, second) in enumerate(pairs):
        by_first[first].append(position)
        by_second[second].append(position)
    found: set[int] = set()
    components = []
    for start in range(len(pairs)):
        if start in found:
            continue
        component: set[int] = set()
        waiting = [start]
        while waiting:
            position = waiting.pop()
            if position not in component:
                component.add(position)
                first, second = pairs[position]
                waiting += by_first.pop(first, []) + by_second.pop(second, [])
        found |= component
        components.append(tuple(sorted(component)))
    return tuple(components)


def maximal_nash_subsets(pairs: Sequence[tuple[int, int]]) -> Iterator[Biclique | None]:
    """All maximal bicliques of a bipartite graph, each once.

    Parameters
    ----------
    pairs
        Edges: index of a strategy of the first player, index of one of the second.

    Yields
    ------
    tuple of two tuples of int, or None
        Indices of the first and of the second player's strategies, ascending, every one of the first joined to every
        one of the second, and none that could be added. None is a heartbeat, one for each set looked at.

    Notes
    -----
    Strategies with the same neighbors are merged, then closed sets are enumerated one from the other (close-by-one,
    Kuznetsov 1993) for each component: no set is stored, and the delay is polynomial. There can be exponentially
    many. The order depends on that of ``pairs`` only.

    Examples
    --------
    >>> [subset for subset in maximal_nash_subsets([(0, 0), (0, 1), (2, 1)]) if subset]
    [((0, 2), (1,)), ((0,), (0, 1))]
    """
    for component in connected_components(pairs):
        edges = [pairs[position] for position in component]
        classes = _classes(edges)
        # A class of first strategies is known by its smallest member: classes of the second are taken over those.
        leaders = {members[0]: members for members in classes}
        reduced = [(second, first) for first, second in edges if first in leaders]
        for closed in _closed_sets(_classes(reduced), reduced):
            if closed is None:
                yield None
                continue
            seconds, firsts = closed
            yield tuple(sorted(member for leader in firsts for member in leaders[leader])), tuple(sorted(seconds))


def _classes(edges: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
    """First ends of edges, those with the same neighbors together, in the order of their first edge."""
    neighbors: defaultdict[int, set[int]] = defaultdict(set)
    for first, second in edges:
        neighbors[first].add(second)
    classes: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for first, seconds in neighbors.items():
        classes[frozenset(seconds)].append(first)
    return [tuple(members) for members in classes.values()]


def _closed_sets(
    classes: Sequence[tuple[int, ...]], edges: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[int], list[int]] | None]:
    """Maximal bicliques of a connected graph whose first ends fall into classes of the same neighbors.

    Bit masks: ``extent`` is a set of second ends, ``intent`` the set of classes joined to all of them.
    """
    seconds = list(dict.fromkeys(second for _, second in edges))
    bits = {second: 1 << index for index, second in enumerate(seconds)}
    masks: defaultdict[int, int] = defaultdict(int)
    for first, second in edges:
        masks[first] |= bits[second]
    neighbors = [masks[members[0]] for members in classes]

    def intent_of(extent: int) -> int:
        return sum(1 << index for index, mask in enumerate(neighbors) if not extent & ~mask)

    everything = (1 << len(seconds)) - 1
    stack = [(everything, intent_of(everything), 0)]
    while stack:
        extent, intent, start = stack.pop()
        yield None
        if intent:
            yield (
                [member for index, members in enumerate(classes) if intent >> index & 1 for member in members],
                [second for index, second in enumerate(seconds) if extent >> index & 1],
            )
        for index in range(len(neighbors) - 1, start - 1, -1):
            smaller = extent & neighbors[index]
            if smaller and not intent >> index & 1:
                larger = intent_of(smaller)
                if not (larger ^ intent) & ((1 << index) - 1):
                    stack.append((smaller, larger, index + 1))
