"""Folding and splitting: few ends, the path of play kept, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import BehaviorProfile, ExtensiveFormGame
from gametheory.errors import InvalidParameterError
from gametheory.rendering.pictures.graph import to_picture_graph
from gametheory.rendering.pictures.tree_fold import PagePlace, folded, pages
from rendering import sample_games


def ends(graph) -> list[int]:
    return [node for node in graph if not graph.out_degree(node)]


def folds(graph) -> dict[int, int]:
    return {node: number for node, number in graph.nodes(data="folded") if number}


def greedy_path(game: ExtensiveFormGame) -> BehaviorProfile:
    """Everybody takes the last action."""
    rows = [None if infoset.is_chance else [0] * (infoset.num_actions - 1) + [1] for infoset in game.infosets]
    return BehaviorProfile(game, tuple(rows))


def test_small_trees_stay_whole() -> None:
    graph = to_picture_graph(sample_games.horse())
    assert folded(graph, 5) is graph
    assert pages(graph, 5) == (graph,)


def test_the_path_of_play_and_its_neighbors_stay() -> None:
    game = sample_games.platform_stages()
    graph = to_picture_graph(game, greedy_path(game))
    small = folded(graph, 4)
    assert folds(small) == {1: 5, 11: 3}
    assert [small.edges[9, child]["action"] for child in small.successors(9)] == list(
        game.infosets[game.infoset[9]].actions
    )
    assert small.nodes[1]["reach"] == 0
    larger = folded(graph, 6)
    assert folds(larger) == {3: 3, 11: 3}


def test_nodes_to_keep_can_be_named() -> None:
    graph = to_picture_graph(sample_games.platform_stages())
    assert folds(folded(graph, 4, keep=[0, 1])) == {3: 3, 9: 5}
    assert folds(folded(graph, 4, keep=[0, 9])) == {1: 5, 11: 3}
    assert len(ends(folded(graph, 5, keep=()))) == 5


def test_hidden_nodes_of_sets_are_counted() -> None:
    graph = to_picture_graph(sample_games.beer_and_quiche())
    small = folded(graph, 5)
    assert len(ends(small)) <= 5
    assert "hidden" in small.graph
    assert small.graph["hidden"] == {}
    smaller = folded(graph, 3)
    shown = {node for node in smaller if "infoset" in smaller.nodes[node]}
    for infoset, number in smaller.graph["hidden"].items():
        members = [node for node in graph if graph.nodes[node].get("infoset") == infoset]
        assert number == len([node for node in members if node not in shown]) > 0


def test_first_moves_with_too_many_actions_are_refused() -> None:
    graph = to_picture_graph(sample_games.wide(40))
    with pytest.raises(InvalidParameterError, match="at least 40 ends in a folded tree, one for each"):
        folded(graph, 39)
    with pytest.raises(InvalidParameterError, match="at least 40 ends on a page, one for each"):
        pages(graph, 39)


def test_pages_refer_to_each_other() -> None:
    graph = to_picture_graph(sample_games.deep(8))
    parts = pages(graph, 4)
    assert [part.graph["place"] for part in parts] == [
        PagePlace(1, 3, None, ()),
        PagePlace(2, 3, 1, ("Pass",) * 2),
        PagePlace(3, 3, 2, ("Pass",) * 5),
    ]
    assert [number for part in parts for _, number in part.nodes(data="page") if number] == [2, 3]


@given(st.integers(0, 300), st.integers(2, 60), st.integers(3, 12))
def test_every_part_is_small_and_nothing_is_lost(seed: int, num_terminals: int, max_ends: int) -> None:
    graph = to_picture_graph(sample_games.random_tree(seed, num_terminals))
    small = folded(graph, max_ends)
    assert len(ends(small)) <= max_ends
    assert sum(folds(small).get(node, 1) for node in ends(small)) == len(ends(graph))
    assert list(small) == sorted(small)
    parts = pages(graph, max_ends)
    assert all(len(ends(part)) <= max_ends for part in parts)
    assert {node for part in parts for node in part} == set(graph)
    assert sum(part.number_of_nodes() for part in parts) == len(graph) + len(parts) - 1
    assert [min(part) for part in parts] == sorted(min(part) for part in parts)
    for part in parts:
        assert {edge: part.edges[edge] for edge in part.edges}.items() <= {
            e: graph.edges[e] for e in graph.edges
        }.items()
