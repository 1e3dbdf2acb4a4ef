"""The arrays of a tree while it is grown, node by node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.tree_arrays import NO_OUTCOME, TERMINAL
from gametheory.models.bodies import payoff_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.infosets import Infoset
    from gametheory.core.players import Player
    from gametheory.models.stage_play import Payoffs


class GrowingTree:
    """Nodes in preorder, each appended after its parent.

    Attributes
    ----------
    infosets
        For each node the index of its information set, ``TERMINAL`` until it is set.
    """

    def __init__(self) -> None:
        self._parents: list[int] = []
        self._actions: list[int] = []
        self.infosets: list[int] = []
        self._outcomes: list[int] = []
        self._payoff_rows: list[Payoffs] = []

    @property
    def num_nodes(self) -> int:
        """Number of nodes so far."""
        return len(self._parents)

    def append(self, parent: int, action: int) -> int:
        """Add a node and return its number."""
        self._parents.append(parent)
        self._actions.append(action)
        self.infosets.append(TERMINAL)
        self._outcomes.append(NO_OUTCOME)
        return len(self._parents) - 1

    def pay(self, node: int, payoffs: Payoffs, *, is_end: bool) -> None:
        """Place what falls due at a node; on the way nothing is placed where all payoffs are 0."""
        if is_end or any(payoffs):
            self._outcomes[node] = len(self._payoff_rows)
            self._payoff_rows.append(payoffs)

    def game(self, players: Sequence[Player], infosets: tuple[Infoset, ...], title: str) -> ExtensiveFormGame:
        """Return the tree as it stands."""
        rows = [row or (0,) * len(players) for row in self._payoff_rows]
        payoffs = payoff_array(rows) if rows else np.zeros((0, len(players)), dtype=np.int64)
        return ExtensiveFormGame(
            players=tuple(players),
            infosets=infosets,
            parent=np.array(self._parents, dtype=np.int32),
            parent_action=np.array(self._actions, dtype=np.int32),
            infoset=np.array(self.infosets, dtype=np.int32),
            outcome=np.array(self._outcomes, dtype=np.int32),
            node_labels=("",) * len(self._parents),
            outcome_labels=("",) * len(rows),
            outcome_payoffs=payoffs,
            title=title,
        )
