"""Maximal bicliques and components against brute force."""

from __future__ import annotations

import itertools
import random

import networkx as nx
import pytest

from gametheory.kernels.maximal_nash_subsets import connected_components, maximal_nash_subsets

Edges = list[tuple[int, int]]


def random_edges(seed: int) -> Edges:
    rng = random.Random(seed)
    shape, density = (rng.randint(1, 6), rng.randint(1, 6)), rng.random()
    cells = [(3 * row, column + 5) for row in range(shape[0]) for column in range(shape[1])]
    edges = [cell for cell in cells if rng.random() < density] or cells[:1]
    rng.shuffle(edges)
    return edges


def by_brute_force(edges: Edges) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    present = set(edges)
    firsts, seconds = sorted({first for first, _ in edges}), sorted({second for _, second in edges})
    found = set()
    for size in range(1, len(firsts) + 1):
        for chosen in itertools.combinations(firsts, size):
            shared = tuple(second for second in seconds if all((first, second) in present for first in chosen))
            if shared:
                closed = tuple(first for first in firsts if all((first, second) in present for second in shared))
                found.add((closed, shared))
    return found


@pytest.mark.parametrize("seed", range(150))
def test_against_brute_force(seed: int) -> None:
    edges = random_edges(seed)
    found = [subset for subset in maximal_nash_subsets(edges) if subset is not None]
    assert len(found) == len(set(found))
    assert set(found) == by_brute_force(edges)


@pytest.mark.parametrize("seed", range(50))
def test_components_against_networkx(seed: int) -> None:
    edges = random_edges(seed)
    graph = nx.Graph([(("first", first), ("second", second)) for first, second in edges])
    components = connected_components(edges)
    assert len(components) == nx.number_connected_components(graph)
    assert sorted(position for component in components for position in component) == list(range(len(edges)))


def test_complete_graph_is_one_subset_at_once() -> None:
    edges = [(first, second) for first in range(60) for second in range(50)]
    assert list(maximal_nash_subsets(edges)) == [None, (tuple(range(60)), tuple(range(50)))]


def test_exponentially_many_subsets_are_streamed() -> None:
    edges = [(first, second) for first in range(30) for second in range(30) if first != second]
    items = list(itertools.islice(maximal_nash_subsets(edges), 400))
    assert None in items
    assert len({item for item in items if item is not None}) > 100


def test_no_pairs() -> None:
    assert connected_components([]) == ()
    assert list(maximal_nash_subsets([])) == []
