"""Parts of trees as trees of their own, for comparison with what the package says of the whole tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.tree_arrays import NO_ACTION, NO_PARENT, TERMINAL

if TYPE_CHECKING:
    from gametheory.array_types import IndexArray


def subtree(game: ExtensiveFormGame, node: int) -> ExtensiveFormGame:
    """The tree that starts at a node; payoffs that fell due before it are not counted."""
    size = int(game.subtree_size[node])
    part = slice(node, node + size)
    kept = [infoset for infoset in dict.fromkeys(game.infoset[part].tolist()) if infoset != TERMINAL]
    # the last entry is the one that TERMINAL (-1) picks
    renumbered = np.full(len(game.infosets) + 1, TERMINAL, dtype=np.int32)
    renumbered[kept] = np.arange(len(kept))
    return ExtensiveFormGame(
        players=game.players,
        infosets=tuple(game.infosets[infoset] for infoset in kept),
        parent=from_root(game.parent[part] - node, NO_PARENT),
        parent_action=from_root(game.parent_action[part], NO_ACTION),
        infoset=renumbered[game.infoset[part]],
        outcome=game.outcome[part].copy(),
        node_labels=game.node_labels[part],
        outcome_labels=game.outcome_labels,
        outcome_payoffs=game.outcome_payoffs,
        title=game.title,
        comment=game.comment,
    )


def from_root(values: IndexArray, root_value: int) -> IndexArray:
    """The values with the root's replaced."""
    result = values.astype(np.int32)
    result[0] = root_value
    return result
