"""Places across: close, even, centered, and the same in the mirror."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.rendering.pictures.tree_contours import Fork, Piece, tidy_places

SPACING = 2.0
RANK = 100.0


def tree_of(*children: tuple | int) -> nx.DiGraph:
    """A tree of nested tuples; 0 is an end."""
    graph = nx.DiGraph()

    def add(parent: int | None, content: tuple | int) -> None:
        node = len(graph)
        graph.add_node(node)
        if parent is not None:
            graph.add_edge(parent, node)
        for child in content or ():
            add(node, child)

    add(None, children)
    return graph


def placed(graph: nx.DiGraph, reaches: dict[int, tuple[float, float]] | None = None) -> tuple[dict[int, float], float]:
    """Places where every node is a rectangle from the fork of its parent to its own fork."""
    depth = nx.single_source_shortest_path_length(graph, 0)
    reaches = reaches or {}
    pieces = {
        node: [Piece(RANK * depth[node], RANK * depth[node] + 60.0, *reaches.get(node, (5.0, 5.0)))] for node in graph
    }
    forks = {
        node: Fork(RANK * depth[node] + 60.0, RANK * depth[node] + 100.0) for node in graph if graph.out_degree(node)
    }
    return tidy_places(graph, pieces, forks, SPACING)


def mirrored(graph: nx.DiGraph) -> tuple[nx.DiGraph, dict[int, int]]:
    """The tree with children in the opposite order, and which node is which."""
    image, names = nx.DiGraph(), {}
    waiting = [(None, 0)]
    while waiting:
        parent, node = waiting.pop()
        names[node] = len(image)
        image.add_node(names[node])
        if parent is not None:
            image.add_edge(names[parent], names[node])
        waiting += [(node, child) for child in graph.successors(node)]
    return image, names


def random_graph(seed: int, num_nodes: int) -> nx.DiGraph:
    rng = random.Random(seed)
    nested: list[list] = [[]]
    for _ in range(num_nodes - 1):
        child: list = []
        rng.choice(nested).append(child)
        nested.append(child)

    def as_tuple(content: list) -> tuple:
        return tuple(as_tuple(child) for child in content)

    return tree_of(*as_tuple(nested[0]))


def test_one_node() -> None:
    assert placed(tree_of(), {0: (3.0, 4.0)}) == ({0: 3.0}, 7.0)


def test_children_stand_side_by_side_and_the_parent_in_the_middle() -> None:
    across, breadth = placed(tree_of(0, 0, 0))
    assert across == pytest.approx({0: 17.0, 1: 5.0, 2: 17.0, 3: 29.0})
    assert breadth == pytest.approx(34.0)


def test_a_small_subtree_tucks_in_beside_a_deep_one() -> None:
    deep = ((0, 0, 0, 0, 0, 0),)
    across, breadth = placed(tree_of(deep, 0))
    narrow, _ = placed(tree_of(0, 0))
    assert max(across) == 9
    assert across[9] - across[1] == pytest.approx(narrow[2] - narrow[1])
    assert breadth == pytest.approx(6 * 10 + 5 * SPACING)


def test_small_subtrees_between_large_ones_stand_evenly() -> None:
    large = (0, 0, 0, 0, 0)
    graph = tree_of(large, 0, 0, large, 0, large)
    across, _ = placed(graph)
    children = [across[child] for child in graph.successors(0)]
    gaps = [after - before for before, after in pairwise(children)]
    assert gaps[:3] == pytest.approx([gaps[0]] * 3)
    assert gaps[3] == pytest.approx(gaps[4])
    assert gaps[0] > 12.0


def test_even_places_behind_a_fixed_subtree_are_free_of_overlaps() -> None:
    graph = tree_of((0, 0, 0, 0, 0), ((0, 0, 0, 0),), 0, ((0, 0, 0, 0),), 0, (0, 0, 0, 0, 0, 0, 0))
    across, _ = placed(graph)
    check_apart(graph, across)


def test_labels_on_one_side_do_not_bend_the_tree() -> None:
    across, _ = placed(tree_of((0, 0), 0, (0, 0)), {1: (3.0, 40.0), 4: (3.0, 40.0), 5: (3.0, 40.0)})
    assert across[5] - across[4] == pytest.approx(across[4] - across[1])
    assert across[0] == pytest.approx(across[4])


@given(st.integers(0, 500), st.integers(1, 40))
def test_trees_and_their_mirror_images(seed: int, num_nodes: int) -> None:
    graph = random_graph(seed, num_nodes)
    rng = random.Random(seed)
    reaches = {node: (rng.uniform(0, 20), rng.uniform(0, 20)) for node in graph}
    across, _ = placed(graph, reaches)
    image, names = mirrored(graph)
    reflected, _ = placed(image, {names[node]: reaches[node] for node in graph})
    for node in graph:
        assert across[node] - across[0] == pytest.approx(reflected[0] - reflected[names[node]], abs=1e-5)
        children = list(graph.successors(node))
        if children:
            assert across[node] == pytest.approx((across[children[0]] + across[children[-1]]) / 2)
    check_apart(graph, across, reaches)


def check_apart(
    graph: nx.DiGraph, across: dict[int, float], reaches: dict[int, tuple[float, float]] | None = None
) -> None:
    """Assert that nodes of one rank keep their order and distance, and that nothing is left of 0."""
    depth = nx.single_source_shortest_path_length(graph, 0)
    reaches = reaches or dict.fromkeys(graph, (5.0, 5.0))
    assert min(across[node] - reaches[node][0] for node in graph) >= -1e-6
    for before, after in combinations(graph, 2):
        if depth[before] == depth[after]:
            assert across[before] + reaches[before][1] + SPACING <= across[after] - reaches[after][0] + 1e-5
