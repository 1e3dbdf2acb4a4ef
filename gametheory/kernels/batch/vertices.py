"""All extreme equilibria of small games with ties: vertices of both best-response polytopes, matched by bit masks.

A strategy is a vertex with support ``S`` if some minors on ``S`` and as many of the opponent's actions are its weights,
all of one sign, while no other action of the opponent gains. Its best replies are those actions and all others that
lose nothing. Several sets of the opponent's actions can give the same vertex; its support and its best replies name
it. Two vertices are an extreme equilibrium if each support lies within the best replies to the other: complete on
every game, since an extreme equilibrium is such a pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.batch.arrays import BY_VERTICES, COMPONENTS, COUNT, DECIDER, LANES, UNDECIDED, BatchWork
from gametheory.kernels.batch.bits import has_lane
from gametheory.kernels.batch.tables import (
    IS_NEGATIVE,
    NUM_OWN,
    OTHER_SUPPORT,
    OUTSIDE_ACTIONS,
    OWN_SUPPORT,
    SIGNS,
    SIZE,
)
from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_VERTICES = 62
"""More than any polytope of a small shape has; a set of vertices is a word."""


@compiled
def match_vertices(work: BatchWork, pairs: NDArray[np.int64], tied: np.uint64) -> None:
    """Find all extreme equilibria in the lanes that are ``tied``, whose signs are exact.

    Parameters
    ----------
    work
        With the signs; ``found`` and ``summary`` are set.
    pairs
        As in `BatchTables`.
    tied
        Word of lanes; those that are ``UNDECIDED`` stay so.
    """
    words, found, summary = work.words, work.found, work.summary
    _find_vertices(words, pairs)
    # support of the strategy, best replies to it, pair that gives it
    vertices = np.empty((2, MOST_VERTICES, 3), dtype=np.int64)
    components = np.empty(MOST_VERTICES, dtype=np.int64)
    for lane in range(LANES):
        if not has_lane(tied, lane) or summary[lane, DECIDER] == UNDECIDED:
            continue
        num_column_vertices = _list_vertices(words, pairs, (lane, 0), vertices)
        num_row_vertices = _list_vertices(words, pairs, (lane, 1), vertices)
        num_found = num_components = 0
        for row_vertex in range(num_row_vertices):
            support, replies = vertices[1, row_vertex, 0], vertices[1, row_vertex, 1]
            linked = 0
            for vertex in range(num_column_vertices):
                if not (support & ~vertices[0, vertex, 1] or vertices[0, vertex, 0] & ~replies):
                    found[lane, num_found, 0] = vertices[1, row_vertex, 2]
                    found[lane, num_found, 1] = vertices[0, vertex, 2]
                    num_found += 1
                    linked |= 1 << vertex
            if linked:
                num_components = _link(components, num_components, linked)
        summary[lane, COUNT] = num_found
        summary[lane, COMPONENTS] = num_components
        summary[lane, DECIDER] = max(summary[lane, DECIDER], BY_VERTICES)


@compiled
def _find_vertices(words: NDArray[np.uint64], pairs: NDArray[np.int64]) -> None:
    """Find the lanes in which each pair gives a vertex of each player's opponent."""
    num_pairs = pairs.shape[1]
    first = len(words) - 2 * num_pairs
    for player in range(2):
        for pair in range(num_pairs):
            size, num_own = pairs[player, pair, SIZE], pairs[player, pair, NUM_OWN]
            forward, backward = ~np.uint64(0), ~np.uint64(0)
            for field in range(SIGNS, SIGNS + size):
                wanted = pairs[player, pair, field]
                forward &= words[wanted]
                backward &= words[wanted ^ IS_NEGATIVE]
            for field in range(SIGNS + size, SIGNS + num_own):
                wanted = pairs[player, pair, field]
                forward &= ~words[wanted ^ IS_NEGATIVE]
                backward &= ~words[wanted]
            words[first + player * num_pairs + pair] = forward | backward


@compiled
def _list_vertices(
    words: NDArray[np.uint64], pairs: NDArray[np.int64], place: tuple[int, int], vertices: NDArray[np.int64]
) -> int:
    """List the vertices of a player's opponent in a lane, each once; return how many there are."""
    lane, player = place
    num_pairs = pairs.shape[1]
    first = len(words) - 2 * num_pairs + player * num_pairs
    bit = np.uint64(1) << np.uint64(lane)
    num_vertices = 0
    for pair in range(num_pairs):
        if not words[first + pair] & bit:
            continue
        support, replies = pairs[player, pair, OTHER_SUPPORT], pairs[player, pair, OWN_SUPPORT]
        for position in range(pairs[player, pair, SIZE], pairs[player, pair, NUM_OWN]):
            wanted = pairs[player, pair, SIGNS + position]
            if not (words[wanted] | words[wanted ^ IS_NEGATIVE]) & bit:
                replies |= 1 << pairs[player, pair, OUTSIDE_ACTIONS + position]
        vertex = 0
        while vertex < num_vertices and not (
            vertices[player, vertex, 0] == support and vertices[player, vertex, 1] == replies
        ):
            vertex += 1
        if vertex == num_vertices:
            vertices[player, vertex, 0] = support
            vertices[player, vertex, 1] = replies
            vertices[player, vertex, 2] = pair
            num_vertices += 1
    return num_vertices


@compiled
def _link(components: NDArray[np.int64], num_components: int, linked: int) -> int:
    """Join the components that share a vertex with ``linked`` to one; return how many there are now."""
    num_kept = 0
    for component in range(num_components):
        if components[component] & linked:
            linked |= components[component]
        else:
            components[num_kept] = components[component]
            num_kept += 1
    components[num_kept] = linked
    return num_kept + 1
