"""Where subgames start, and what is played from one start to the next ones: as the verdict on a profile sees it.

Backward induction has stages of its own, `solvers/subgames/subgame_stages`, on subgames found by another algorithm,
`structure.subgame_roots`. This is written a second time on purpose: a verdict that took its subgames from the solver
would repeat a mistake of the solver instead of finding it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.tree_arrays import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.analysis.heartbeat import Heartbeat


@dataclass(frozen=True, slots=True)
class Stage:
    """What is played from the start of a subgame to the starts of the next ones.

    Parameters
    ----------
    nodes
        In preorder, the start first.
    ends
        Those of them where the stage ends: terminals and the starts of the next subgames, in preorder.
    infosets
        The information sets of the other nodes, those of chance included, in preorder.
    """

    nodes: tuple[int, ...]
    ends: tuple[int, ...]
    infosets: tuple[int, ...]

    @property
    def start(self) -> int:
        """The node that starts the subgame."""
        return self.nodes[0]


def subgame_starts(tree: ExtensiveFormGame, heartbeat: Heartbeat = no_heartbeat) -> tuple[int, ...]:
    """Return the nodes that start a subgame, in preorder, the root among them.

    Notes
    -----
    Of two nodes of one information set, every node above one of them but not above both starts no subgame. So from
    neighboring members of each set all nodes up to the first common one are crossed out; what is left of the nodes
    where somebody moves are the starts. Nodes already crossed out are passed over (union-find), so the cost is nearly
    linear.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["entrant", "incumbent"])
    >>> out, enter = builder.move(0, "entrant", ["Out", "In"])
    >>> for node in builder.move(enter, "entrant", ["small", "large"]):
    ...     ends = builder.move(node, "incumbent", ["fight", "share"], infoset="reply")
    >>> subgame_starts(builder.build())
    (0, 2)
    """
    sizes, remaining = tree.subtree_size.tolist(), _Remaining(tree.parent.tolist())
    for index, infoset in enumerate(with_heartbeat(tree.infosets, heartbeat)):
        if infoset.is_chance:
            continue
        for earlier, later in with_heartbeat(pairwise(tree.infoset_nodes(index)), heartbeat):
            node = remaining.at_or_above(later)
            while node > earlier:
                node = remaining.cross_out(node)
            node = remaining.at_or_above(earlier)
            while node != NO_PARENT and node + sizes[node] <= later:
                node = remaining.cross_out(node)
            remaining.cross_out(earlier)
            remaining.cross_out(later)
    moves = [node for node, infoset in enumerate(tree.infoset.tolist()) if infoset != TERMINAL]
    return (0, *(node for node in moves if node and remaining.at_or_above(node) == node))


class _Remaining:
    """The nodes of a tree that are not crossed out."""

    def __init__(self, parents: list[int]) -> None:
        self._parents = parents
        self._next = list(range(len(parents)))

    def at_or_above(self, node: int) -> int:
        """Return the lowest remaining node on the way up from a node, itself included; ``NO_PARENT`` for none."""
        path = []
        while node != NO_PARENT and self._next[node] != node:
            path.append(node)
            node = self._next[node]
        for passed in path:
            self._next[passed] = node
        return node

    def cross_out(self, node: int) -> int:
        """Take a node away and return the lowest remaining one above it."""
        if self._next[node] == node:
            self._next[node] = self._parents[node]
        return self.at_or_above(node)


def stages(tree: ExtensiveFormGame, heartbeat: Heartbeat = no_heartbeat) -> tuple[Stage, ...]:
    """Return the stages of a tree, one for each subgame, in preorder; linear in the number of nodes."""
    starts = subgame_starts(tree, heartbeat)
    is_next = set(starts)
    infosets, children = tree.infoset.tolist(), tree.child_lists
    found = []
    for start in with_heartbeat(starts, heartbeat):
        inner: list[int] = []
        ends: list[int] = []
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if infosets[node] == TERMINAL or (node in is_next and node != start):
                ends.append(node)
            else:
                inner.append(node)
                waiting.extend(children[node])
        inner.sort()
        met = dict.fromkeys(infosets[node] for node in inner)
        found.append(Stage(tuple(sorted(inner + ends)), tuple(sorted(ends)), tuple(met)))
    return tuple(found)


def as_game(tree: ExtensiveFormGame, stage: Stage, end_payoffs: Sequence[Sequence[Fraction]]) -> ExtensiveFormGame:
    """Return a stage as a game of its own, in which play ends with the given payoffs.

    Parameters
    ----------
    tree, stage
        The tree and one of its stages.
    end_payoffs
        For each of ``stage.ends`` one payoff for each player.

    Returns
    -------
    ExtensiveFormGame
        Its information sets are ``stage.infosets``, in this order.
    """
    nodes, ends = np.array(stage.nodes), np.searchsorted(stage.nodes, stage.ends)
    parents = np.searchsorted(nodes, tree.parent[nodes]).astype(np.int32)
    actions = tree.parent_action[nodes]
    parents[0], actions[0] = NO_PARENT, NO_ACTION
    outcomes = np.full(len(nodes), NO_OUTCOME, dtype=np.int32)
    outcomes[ends] = np.arange(len(ends))
    number = {infoset: position for position, infoset in enumerate(stage.infosets)}
    infosets = np.array([number.get(infoset, TERMINAL) for infoset in tree.infoset[nodes].tolist()], dtype=np.int32)
    infosets[ends] = TERMINAL
    payoffs = np.empty((len(ends), tree.num_players), dtype=object)
    payoffs[:] = [list(row) for row in end_payoffs]
    return ExtensiveFormGame(
        players=tree.players,
        infosets=tuple(tree.infosets[infoset] for infoset in stage.infosets),
        parent=parents,
        parent_action=actions,
        infoset=infosets,
        outcome=outcomes,
        node_labels=("",) * len(nodes),
        outcome_labels=("",) * len(ends),
        outcome_payoffs=payoffs,
    )
