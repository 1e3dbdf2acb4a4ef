"""Information sets at which a profile says nothing although it would have to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.tree_arrays import NO_PARENT

if TYPE_CHECKING:
    from gametheory.core.profiles import BehaviorProfile


def reached_gaps(profile: BehaviorProfile) -> list[tuple[int, int | None]]:
    """Return the undefined information sets that play, or the deviation of a single other player, reaches.

    Returns
    -------
    list of (int, int or None)
        Index of the set, and the first player whose deviation leads there; None where play itself does. In the order
        in which the tree comes to them; what lies behind an undefined set is not looked at.

    Notes
    -----
    Linear in the number of nodes: each carries one bit for play and one for each player who may have deviated.
    """
    tree = profile.game
    everyone = (1 << (tree.num_players + 1)) - 1
    free = [0 if infoset.is_chance else 2 << infoset.player for infoset in tree.infosets]
    chances = [
        infoset.probabilities if infoset.is_chance else strategy
        for infoset, strategy in zip(tree.infosets, profile.strategies, strict=True)
    ]
    gaps: dict[int, int] = {}
    reached = [everyone] * tree.num_nodes
    infosets = tree.infoset.tolist()
    for node, (before, action) in enumerate(zip(tree.parent.tolist(), tree.parent_action.tolist(), strict=True)):
        if before == NO_PARENT:
            continue
        infoset = infosets[before]
        given = chances[infoset]
        reached[node] = reached[before]
        if given is None:
            others = reached[before] & ~free[infoset]
            if others:
                gaps[infoset] = gaps.get(infoset, 0) | others
        if given is None or not given[action]:
            reached[node] &= free[infoset]
    return [(infoset, None if bits & 1 else (bits & -bits).bit_length() - 2) for infoset, bits in gaps.items()]
