"""Positions: subtrees apart, parents in the middle, information sets in line."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.core.graph import to_networkx
from gametheory.rendering.pictures.tree_fold import folded
from gametheory.rendering.pictures.tree_layout import (
    Extent,
    NodeSize,
    Spacing,
    TreeLayout,
    infoset_members,
    lay_out,
    scattered_infosets,
)
from rendering import sample_games

SPACING = Spacing(across=2.0, along=3.0, fork=10.0)
SIZE = NodeSize(branch=Extent(20.0, 5.0, 7.0), before=Extent(11.0, 5.0, 7.0), after=Extent(30.0, 5.0, 7.0))


def layout_of(game: ExtensiveFormGame) -> tuple[nx.DiGraph, TreeLayout]:
    graph = to_networkx(game)
    return graph, lay_out(graph, dict.fromkeys(graph.nodes, SIZE), SPACING)


def test_one_node() -> None:
    _, layout = layout_of(sample_games.only_an_end())
    assert (layout.along, layout.across) == ({0: 11.0}, {0: 5.0})
    assert layout.infoset_lines == ()


def test_one_choice() -> None:
    _, layout = layout_of(sample_games.wide(3))
    assert [layout.across[node] for node in (1, 2, 3)] == [5.0, 19.0, 33.0]
    assert layout.across[0] == 19.0
    assert layout.fork_end[0] == layout.along[0] + 10.0
    assert layout.along[1] == layout.fork_end[0] + 20.0 + 3.0 + 11.0


def test_long_forks_are_limited() -> None:
    _, layout = layout_of(sample_games.wide(100))
    assert layout.fork_end[0] == layout.along[0] + 30.0


def test_nodes_of_one_set_at_different_depths_stand_in_line() -> None:
    game = sample_games.horse()
    _, layout = layout_of(game)
    first, last = game.infoset_nodes(2)
    assert layout.along[first] == layout.along[last]
    (line,) = layout.infoset_lines
    assert (line.infoset, line.along) == (2, layout.along[first])
    assert (line.first, line.last) == (layout.across[first], layout.across[last])


def test_sets_across_each_other_have_lanes_of_their_own() -> None:
    _, layout = layout_of(sample_games.beer_and_quiche())
    first, second = sorted(line.along for line in layout.infoset_lines)
    assert second - first == SIZE.before.length + SPACING.along


def test_a_single_node_on_the_line_of_a_set_moves_aside() -> None:
    builder = TreeBuilder(["one", "two", "three"])
    high, middle, low = builder.move(0, "one", ["High", "Middle", "Low"])
    for node in (high, low):
        builder.move(node, "two", ["Yes", "No"], infoset="outer")
    builder.move(middle, "three", ["Yes", "No"])
    game = builder.build()
    _, layout = layout_of(game)
    (line,) = layout.infoset_lines
    (single,) = game.infoset_nodes(2)
    assert layout.along[single] == line.along + SIZE.before.length + SPACING.along


def test_the_line_of_a_set_stays_clear_of_payoffs() -> None:
    builder = TreeBuilder(["one", "two"])
    high, end, low = builder.move(0, "one", ["High", "End", "Low"])
    nodes = [builder.move(node, "one", ["Go"])[0] for node in (high, low)]
    for node in nodes:
        builder.move(node, "two", ["Yes", "No"], infoset="outer")
    builder.payoffs(end, [1, 2])
    game = builder.build()
    graph = to_networkx(game)
    wide = NodeSize(SIZE.branch, Extent(), Extent(400.0, 5.0, 7.0))
    sizes = dict.fromkeys(graph.nodes, SIZE) | {game.terminals[2]: wide}
    assert game.depth[game.terminals[2]] == 1
    layout = lay_out(graph, sizes, SPACING)
    (line,) = layout.infoset_lines
    assert line.along >= layout.along[game.terminals[2]] + 400.0


def test_a_set_on_one_path_is_scattered() -> None:
    graph, layout = layout_of(sample_games.absent_minded_driver())
    assert scattered_infosets(graph) == {0}
    assert infoset_members(graph) == {0: [0, 2]}
    assert layout.infoset_lines == ()
    assert layout.along[0] < layout.along[2]


def test_two_sets_in_opposite_orders_are_scattered() -> None:
    builder = TreeBuilder(["one", "two"])
    left, right = builder.chance(0, {"Left": "1/2", "Right": "1/2"})
    for start, order in ((left, ("one", "two")), (right, ("two", "one"))):
        node = start
        for player in order:
            node, _ = builder.move(node, player, ["Go", "Stop"], infoset=f"set of {player}")
    graph, layout = layout_of(builder.build())
    assert scattered_infosets(graph) == {1, 2}
    assert layout.infoset_lines == ()


def test_ends_stand_in_line() -> None:
    game = sample_games.horse()
    _, layout = layout_of(game)
    assert len({layout.along[end] for end in game.terminals}) == 1
    assert layout.length == layout.along[game.terminals[0]] + SIZE.after.length


def test_ends_do_not_stand_in_line_where_branches_would_be_too_long() -> None:
    game = sample_games.deep(12)
    _, layout = layout_of(game)
    assert len({layout.along[end] for end in game.terminals}) == 12


def test_folded_moves_are_no_ends() -> None:
    game = sample_games.beer_and_quiche()
    graph = folded(to_networkx(game), 5)
    layout = lay_out(graph, dict.fromkeys(graph.nodes, SIZE), SPACING)
    assert [node for node in graph if "folded" in graph.nodes[node]]
    assert len(layout.infoset_lines) == 2
    assert set(layout.fork_end) == {node for node in graph if graph.out_degree(node)}


@given(st.integers(0, 1000), st.integers(2, 40))
def test_children_follow_their_parents(seed: int, num_terminals: int) -> None:
    game = sample_games.random_tree(seed, num_terminals)
    graph, layout = layout_of(game)
    for node, children in enumerate(game.child_lists):
        if children:
            middle = (layout.across[children[0]] + layout.across[children[-1]]) / 2
            assert layout.across[node] == pytest.approx(middle)
        for before, after in pairwise(children):
            assert layout.across[after] - layout.across[before] >= 5.0 + 7.0 + SPACING.across - 1e-6
    for parent, child in graph.edges:
        assert layout.fork_end[parent] + SIZE.branch.length <= layout.along[child] - SIZE.before.length + 1e-6
    for line in layout.infoset_lines:
        assert {layout.along[node] for node in game.infoset_nodes(line.infoset)} == {line.along}
