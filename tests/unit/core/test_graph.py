"""Trees as networkx graphs and back, without loss."""

from __future__ import annotations

from fractions import Fraction

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from gametheory import TreeBuilder
from gametheory.core.graph import from_networkx, to_networkx
from unit.core.random_trees import random_tree


@given(st.integers(0, 10_000), st.booleans())
def test_round_trip_is_identity(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    again = from_networkx(to_networkx(tree))
    assert again == tree
    assert (again.title, again.comment, again.outcome_labels) == (tree.title, tree.comment, tree.outcome_labels)


@given(st.integers(0, 10_000))
def test_graph_is_a_tree_that_says_what_it_is(seed: int) -> None:
    tree = random_tree(seed)
    graph = to_networkx(tree)
    assert nx.is_arborescence(graph)
    assert list(nx.dfs_preorder_nodes(graph, 0)) == list(range(tree.num_nodes))
    for node, attributes in graph.nodes(data=True):
        assert ("infoset" in attributes) == bool(tree.children(node))
        if attributes.get("player") == "chance":
            assert sum(data["probability"] for _, _, data in graph.out_edges(node, data=True)) == 1


def test_attributes() -> None:
    builder = TreeBuilder({"a": "Ann", "b": "Bob"})
    left, right = builder.move(0, "a", ["L", "R"], infoset="choice", label="root")
    builder.payoffs(left, ["1/3", 2], outcome="won")
    builder.chance(right, {"h": "1/4", "t": "3/4"}, infoset="coin")
    graph = to_networkx(builder.build())
    assert graph.nodes[0] == {"label": "root", "infoset": 0, "player": "a", "infoset_key": "choice"}
    assert graph.nodes[1]["payoffs"] == {"a": Fraction(1, 3), "b": 2}
    assert (graph.nodes[1]["outcome"], graph.nodes[1]["outcome_label"]) == (0, "won")
    assert graph.nodes[2]["player"] == "chance"
    assert graph.edges[0, 1] == {"action": "L"}
    assert graph.edges[2, 4] == {"action": "t", "probability": Fraction(3, 4)}


def test_tree_without_outcomes() -> None:
    builder = TreeBuilder(["a"])
    builder.move(0, "a", ["x", "y"])
    tree = builder.build()
    assert from_networkx(to_networkx(tree)) == tree
