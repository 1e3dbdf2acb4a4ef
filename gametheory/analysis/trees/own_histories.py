"""What each player has chosen before each node, and whether it remembers: the walk that proofs stand on.

The conversions of `core/` and the methods of `solvers/` know sequences too. This walk is written a second time on
purpose: a certificate that took its sequences from there would repeat a mistake of the solver instead of finding it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.extensive_form import ExtensiveFormGame

NOTHING = 0
"""Number of the choice that comes before all choices."""


@dataclass(frozen=True, slots=True)
class OwnHistories:
    """One player's choices, numbered from 1 on: those of an information set next to each other, in preorder.

    Parameters
    ----------
    last
        For each node the number of the player's last choice on the way to it, ``NOTHING`` where there is none.
    first
        By information set of the player the number of its first action.
    before
        By information set the player's last choice before its first node: before all of its nodes if it remembers.
    num_choices
        Number of choices, ``NOTHING`` counted.
    has_recall
        Whether the player's last own choice is the same at all nodes of each of its information sets, which then
        holds for all its earlier ones too: perfect recall.
    """

    last: list[int]
    first: dict[int, int]
    before: dict[int, int]
    num_choices: int
    has_recall: bool


def own_histories(tree: ExtensiveFormGame, player: int, heartbeat: Heartbeat = no_heartbeat) -> OwnHistories:
    """Return a player's own choices before each node; linear in the number of nodes."""
    infosets = tree.infoset.tolist()
    is_own = [infoset.player == player for infoset in tree.infosets]
    last = [NOTHING] * tree.num_nodes
    first: dict[int, int] = {}
    before: dict[int, int] = {}
    num_choices, has_recall = 1, True
    for node, (parent, action) in enumerate(
        with_heartbeat(zip(tree.parent.tolist(), tree.parent_action.tolist(), strict=True), heartbeat)
    ):
        if node:
            there = infosets[parent]
            last[node] = first[there] + action if is_own[there] else last[parent]
        here = infosets[node]
        if here != TERMINAL and is_own[here]:
            if here not in first:
                first[here], before[here] = num_choices, last[node]
                num_choices += tree.infosets[here].num_actions
            elif before[here] != last[node]:
                has_recall = False
    return OwnHistories(last, first, before, num_choices, has_recall)


def meets_a_set_twice(tree: ExtensiveFormGame, player: int) -> bool:
    """Return whether one play can come to two nodes of one information set of a player.

    In preorder whatever stands between a node and one below it is below it too, so neighbors are enough.
    """
    sizes = tree.subtree_size
    return any(
        later < node + sizes[node]
        for infoset in tree.player_infosets(player)
        for node, later in pairwise(tree.infoset_nodes(infoset))
    )
