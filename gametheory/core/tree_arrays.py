"""Arithmetic on the arrays of a tree in preorder, without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import INT64_LIMIT
from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from gametheory.array_types import IndexArray, PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame

NO_PARENT = -1
"""In ``parent``: this node is the root."""
NO_ACTION = -1
"""In ``parent_action``: this node is the root."""
TERMINAL = -1
"""In ``infoset``: play ends here."""
NO_OUTCOME = -1
"""In ``outcome``: nothing falls due here."""


def child_table(parent: IndexArray, parent_action: IndexArray) -> tuple[IndexArray, IndexArray]:
    """Return (starts, nodes): the children of v are ``nodes[starts[v]:starts[v + 1]]``, in the order of actions."""
    num_nodes = len(parent)
    counts = np.bincount(parent[1:], minlength=num_nodes) if num_nodes > 1 else np.zeros(num_nodes, dtype=np.int64)
    starts = np.zeros(num_nodes + 1, dtype=np.int32)
    np.cumsum(counts, out=starts[1:])
    nodes = (np.lexsort((parent_action[1:], parent[1:])) + 1).astype(np.int32)
    return starts, nodes


def subtree_sizes(parent: IndexArray) -> IndexArray:
    """Return the number of nodes of each subtree."""
    sizes = [1] * len(parent)
    parents = parent.tolist()
    for node in range(len(parents) - 1, 0, -1):
        sizes[parents[node]] += sizes[node]
    return np.array(sizes, dtype=np.int32)


def depths(parent: IndexArray) -> IndexArray:
    """Return the number of moves before each node."""
    depth = [0] * len(parent)
    for node, before in enumerate(parent.tolist()):
        if node:
            depth[node] = depth[before] + 1
    return np.array(depth, dtype=np.int32)


def path_sums(parent: IndexArray, values: PayoffArray) -> PayoffArray:
    """Return the sum of the values from the root to each node, exact; int64 where it fits."""
    sums = values.tolist()
    for node, before in enumerate(parent.tolist()):
        if node:
            sums[node] += sums[before]
    fits = all(-INT64_LIMIT <= total < INT64_LIMIT for total in sums)
    totals = np.array(sums, dtype=np.int64 if fits else object)
    totals.setflags(write=False)
    return totals


def check_tree_arrays(game: ExtensiveFormGame) -> None:
    """Raise InvalidGameError unless the arrays are one tree in preorder whose information sets fit."""
    num_nodes = len(game.parent)
    lengths = {len(array) for array in (game.parent_action, game.infoset, game.outcome, game.node_labels)}
    if num_nodes == 0 or lengths != {num_nodes}:
        raise InvalidGameError(f"expected arrays with one entry for each node, got lengths {sorted(lengths)}")
    if game.outcome_payoffs.shape != (len(game.outcome_labels), len(game.players)):
        raise InvalidGameError(
            f"expected outcome payoffs of shape [{len(game.outcome_labels)}, {len(game.players)}], "
            f"got {list(game.outcome_payoffs.shape)}"
        )
    if not -1 <= int(game.outcome.min()) <= int(game.outcome.max()) < len(game.outcome_labels):
        raise InvalidGameError("expected outcome indices within the table of outcomes")
    if not -1 <= int(game.infoset.min()) <= int(game.infoset.max()) < len(game.infosets):
        raise InvalidGameError("expected information set indices within the list of information sets")
    met = [infoset for infoset in dict.fromkeys(game.infoset.tolist()) if infoset != TERMINAL]
    if met != list(range(len(game.infosets))):
        raise InvalidGameError("expected information sets in the order in which preorder meets them")
    _check_preorder(game.parent)
    _check_actions(game)


def _check_preorder(parent: IndexArray) -> None:
    """Each node's parent must be the previous node or one of its ancestors."""
    parents = parent.tolist()
    if parents[0] != NO_PARENT:
        raise InvalidGameError("expected node 0 to be the root")
    path: list[int] = []
    for node, before in enumerate(parents):
        while path and path[-1] != before:
            path.pop()
        if node and not path:
            raise InvalidGameError(f"expected nodes in preorder, got node {node} after another subtree")
        path.append(node)


def _check_actions(game: ExtensiveFormGame) -> None:
    """Every action of a node's information set must lead to one child; terminals have none."""
    # the last entry is the one that TERMINAL (-1) picks
    num_actions = np.array([len(infoset.actions) for infoset in game.infosets] + [0], dtype=np.int32)
    starts, nodes = child_table(game.parent, game.parent_action)
    counts = np.diff(starts)
    expected = num_actions[game.infoset]
    wrong = np.flatnonzero(counts != expected)
    if wrong.size:
        node = int(wrong[0])
        raise InvalidGameError(f"expected {int(expected[node])} children of node {node}, got {int(counts[node])}")
    positions = np.arange(len(nodes), dtype=np.int32) - np.repeat(starts[:-1], counts)
    if not np.array_equal(game.parent_action[nodes], positions):
        raise InvalidGameError("expected each action of a node to lead to one child")
