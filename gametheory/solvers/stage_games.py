"""Stages of subgames as games: the part of a tree from a subgame's root to the roots of the next subgames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.rationals import to_payoff_array
from gametheory.core.tree_arrays import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from gametheory.solvers.continuations import Payoffs


@dataclass(frozen=True, slots=True)
class StageNodes:
    """The nodes of a stage.

    Parameters
    ----------
    nodes
        In preorder, the root first, exits included.
    exits
        Those at which the stage is left: ends of play, and roots of next subgames.
    """

    nodes: tuple[int, ...]
    exits: tuple[int, ...]


def stage_nodes(tree: ExtensiveFormGame, root: int, roots: Container[int]) -> StageNodes:
    """Return the stage of the subgame at a node.

    Parameters
    ----------
    tree, root
        The tree, and the subgame's first node.
    roots
        First nodes of all subgames.
    """
    nodes, exits, pending = [], [], [root]
    while pending:
        node = pending.pop()
        nodes.append(node)
        if tree.infoset[node] == TERMINAL or (node != root and node in roots):
            exits.append(node)
        else:
            pending.extend(reversed(tree.children(node)))
    return StageNodes(tuple(nodes), tuple(exits))


def stage_infosets(tree: ExtensiveFormGame, stage: StageNodes) -> tuple[int, ...]:
    """Return the information sets of a stage, as indices of the whole tree, in the order of the stage."""
    exits = frozenset(stage.exits)
    return tuple(dict.fromkeys(int(tree.infoset[node]) for node in stage.nodes if node not in exits))


def stage_game(tree: ExtensiveFormGame, stage: StageNodes, worths: Sequence[Payoffs]) -> ExtensiveFormGame:
    """Return a stage as a tree whose exits pay what the game is worth from there.

    Parameters
    ----------
    tree, stage
        The tree, and a stage of it.
    worths
        Payoffs of each exit.
    """
    infosets = stage_infosets(tree, stage)
    number_of = {infoset: number for number, infoset in enumerate(infosets)}
    place_of = {node: place for place, node in enumerate(stage.nodes)}
    exit_of = {node: number for number, node in enumerate(stage.exits)}
    later = stage.nodes[1:]
    return ExtensiveFormGame(
        players=tree.players,
        infosets=tuple(tree.infosets[infoset] for infoset in infosets),
        parent=_indices(NO_PARENT, *(place_of[int(tree.parent[node])] for node in later)),
        parent_action=_indices(NO_ACTION, *(int(tree.parent_action[node]) for node in later)),
        infoset=_indices(
            *(TERMINAL if node in exit_of else number_of[int(tree.infoset[node])] for node in stage.nodes)
        ),
        outcome=_indices(*(exit_of.get(node, NO_OUTCOME) for node in stage.nodes)),
        node_labels=tuple(tree.node_labels[node] for node in stage.nodes),
        outcome_labels=("",) * len(stage.exits),
        outcome_payoffs=to_payoff_array([list(worth) for worth in worths]),
        title=tree.title,
    )


def _indices(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return an array of indices."""
    return np.array(values, dtype=np.int32)


def place_of_node(tree: ExtensiveFormGame, node: int) -> str:
    """Return where a node is, for readers: its label or its information set, and the actions that lead to it."""
    if node == 0:
        return "the root"
    steps: list[str] = []
    before = node
    while before:
        parent = int(tree.parent[before])
        steps.append(tree.infosets[int(tree.infoset[parent])].actions[int(tree.parent_action[before])])
        before = parent
    if len(steps) > LONGEST_PATH:
        steps[LONGEST_PATH - 1 :] = ["..."]
    infoset = int(tree.infoset[node])
    name = tree.node_labels[node] or (tree.infosets[infoset].key if infoset != TERMINAL else str(node))
    return f"{name!r} (after {', '.join(reversed(steps))})"


LONGEST_PATH = 8
"""Actions on the way to a node that are told."""
