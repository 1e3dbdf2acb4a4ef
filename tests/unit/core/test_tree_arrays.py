"""Sweeps over the arrays of a tree, and arrays that are no tree."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, InvalidGameError, TreeBuilder
from gametheory.core.tree_arrays import child_table, depths, path_sums, subtree_sizes
from unit.core.random_trees import random_tree


def ancestors(tree: ExtensiveFormGame, node: int) -> list[int]:
    """The nodes before a node, nearest first."""
    found = []
    while node:
        node = int(tree.parent[node])
        found.append(node)
    return found


@given(st.integers(0, 10_000))
def test_sweeps_agree_with_walks_to_the_root(seed: int) -> None:
    tree = random_tree(seed)
    starts, nodes = child_table(tree.parent, tree.parent_action)
    values = np.arange(tree.num_nodes) ** 2
    sums = path_sums(tree.parent, values)
    sizes = [0] * tree.num_nodes
    for node in range(tree.num_nodes):
        before = ancestors(tree, node)
        assert depths(tree.parent)[node] == len(before)
        assert sums[node] == values[node] + sum(values[other] for other in before)
        for other in [node, *before]:
            sizes[other] += 1
        listed = nodes[starts[node] : starts[node + 1]].tolist()
        assert listed == [child for child in range(tree.num_nodes) if tree.parent[child] == node]
        assert tree.parent_action[listed].tolist() == list(range(len(listed)))
    assert subtree_sizes(tree.parent).tolist() == sizes


def test_sums_beyond_int64_stay_exact() -> None:
    parent = np.array([-1, 0, 1], dtype=np.int32)
    sums = path_sums(parent, np.array([2**62, 2**62, -5]))
    assert sums.dtype == object
    assert sums.tolist() == [2**62, 2**63, 2**63 - 5]
    assert path_sums(parent, np.array([1, 2, 3])).dtype == np.int64
    assert not sums.flags.writeable


def test_children_in_the_order_of_actions() -> None:
    starts, nodes = child_table(np.array([-1, 0, 0], dtype=np.int32), np.array([-1, 1, 0], dtype=np.int32))
    assert nodes[starts[0] : starts[1]].tolist() == [2, 1]
    alone, none = child_table(np.array([-1], dtype=np.int32), np.array([-1], dtype=np.int32))
    assert (alone.tolist(), none.tolist()) == ([0, 0], [])


def small() -> ExtensiveFormGame:
    """0 -> 1 -> (2, 3), 0 -> 4."""
    builder = TreeBuilder(["a", "b"])
    left, right = builder.move(0, "a", ["L", "R"])
    builder.move(left, "b", ["l", "r"])
    builder.payoffs(right, [1, 2])
    return builder.build()


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"node_labels": ("",)}, r"one entry for each node, got lengths \[1, 5\]"),
        ({"outcome_labels": ()}, r"outcome payoffs of shape \[0, 2\], got \[1, 2\]"),
        ({"outcome_payoffs": np.array([[1, 2, 3]])}, r"outcome payoffs of shape \[1, 2\], got \[1, 3\]"),
        ({"outcome": ints(-1, -1, -1, -1, 1)}, "expected outcome indices within the table"),
        ({"outcome": ints(-2, -1, -1, -1, 0)}, "expected outcome indices within the table"),
        ({"infoset": ints(0, 2, -1, -1, -1)}, "expected information set indices within the list"),
        ({"infoset": ints(1, 0, -1, -1, -1)}, "in the order in which preorder meets them"),
        ({"infoset": ints(0, -1, -1, -1, -1)}, "in the order in which preorder meets them"),
        ({"parent": ints(0, 0, 1, 1, 0)}, "expected node 0 to be the root"),
        ({"parent": ints(-1, 0, 1, 0, 1)}, "expected nodes in preorder, got node 4 after another subtree"),
        ({"parent": ints(-1, 0, 3, 1, 0)}, "expected nodes in preorder, got node 2 after another subtree"),
        ({"parent": ints(-1, 0, 1, 1, 1)}, "expected 2 children of node 0, got 1"),
        ({"infoset": ints(0, 1, -1, -1, 1)}, "expected 2 children of node 4, got 0"),
        ({"parent_action": ints(-1, 0, 0, 0, 1)}, "expected each action of a node to lead to one child"),
    ],
)
def test_arrays_that_are_no_tree(changes: dict, sentence: str) -> None:
    with pytest.raises(InvalidGameError, match=sentence):
        dataclasses.replace(small(), **changes)


def test_no_nodes_at_all() -> None:
    empty = ints()
    with pytest.raises(InvalidGameError, match=r"one entry for each node, got lengths \[0\]"):
        dataclasses.replace(
            small(), parent=empty, parent_action=empty, infoset=empty, outcome=empty, node_labels=(), infosets=()
        )
