"""Positions: subtrees apart, parents in the middle, information sets in line."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.core.graph import to_networkx
from gametheory.rendering.tree_layout import (
    NodeSize,
    Spacing,
    TreeLayout,
    infoset_members,
    lay_out,
    scattered_infosets,
)
from rendering import sample_games

SPACING = Spacing(across=2.0, along=3.0, fork=10.0)
SIZE = NodeSize(low=5.0, high=7.0, branch=20.0, before=11.0, after=30.0)


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
    assert second - first == SIZE.before + SPACING.along


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
    assert layout.along[single] == line.along + SIZE.before + SPACING.along


def test_the_line_of_a_set_stays_clear_of_payoffs() -> None:
    builder = TreeBuilder(["one", "two"])
    high, end, low = builder.move(0, "one", ["High", "End", "Low"])
    nodes = [builder.move(node, "one", ["Go"])[0] for node in (high, low)]
    for node in nodes:
        builder.move(node, "two", ["Yes", "No"], infoset="outer")
    builder.payoffs(end, [1, 2])
    game = builder.build()
    graph = to_networkx(game)
    sizes = dict.fromkeys(graph.nodes, SIZE) | {game.terminals[2]: NodeSize(5.0, 7.0, 20.0, 0.0, 400.0)}
    assert game.depth[game.terminals[2]] == 1
    layout = lay_out(graph, sizes, SPACING)
    (line,) = layout.infoset_lines
    assert line.along >= layout.along[game.terminals[2]] + 400.0


def test_a_set_on_one_path_is_scattered() -> None:
    graph, layout = layout_of(sample_games.absent_minded_driver())
    assert scattered_infosets(graph) == layout.scattered == {0}
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
    _, layout = layout_of(builder.build())
    assert layout.scattered == {1, 2}
    assert layout.infoset_lines == ()


@given(st.integers(0, 1000), st.integers(2, 40))
def test_subtrees_have_intervals_of_their_own(seed: int, num_terminals: int) -> None:
    game = sample_games.random_tree(seed, num_terminals)
    graph, layout = layout_of(game)
    for node, children in enumerate(game.child_lists):
        if children:
            middle = (layout.across[children[0]] + layout.across[children[-1]]) / 2
            assert layout.across[node] == pytest.approx(middle)
        for before, after in pairwise(children):
            bottom = max(layout.across[each] for each in range(before, before + int(game.subtree_size[before])))
            top = min(layout.across[each] for each in range(after, after + int(game.subtree_size[after])))
            assert bottom + SIZE.high + SPACING.across <= top - SIZE.low + 1e-6
    for parent, child in graph.edges:
        assert layout.fork_end[parent] + SIZE.branch <= layout.along[child] - SIZE.before
