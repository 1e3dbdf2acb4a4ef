"""What actions pay against mixed strategies of any number of players, alone and by an action of one other player."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray


class PairPayoffs:
    """Expected payoffs of a normal form, as vectors and matrices over the actions of all players in order.

    Parameters
    ----------
    tables
        For each of two or more players its payoffs, shape ``[num_actions_0, ..., num_actions_(n-1)]``.

    Attributes
    ----------
    sizes
        Number of actions of each player.
    starts
        Position of each player's first action among all.
    owners
        Player of each action, shape ``[N]``.

    Examples
    --------
    Of three players the first has two actions, the others one:

    >>> payoffs = PairPayoffs([np.array([[[3.0]], [[1.0]]]), np.array([[[4.0]], [[0.0]]]), np.ones((2, 1, 1))])
    >>> strategies = np.array([0.25, 0.75, 1.0, 1.0])
    >>> payoffs.against(strategies).tolist()
    [3.0, 1.0, 1.0, 1.0]
    >>> payoffs.by_pairs(strategies)[2].tolist()
    [4.0, 0.0, 0.0, 1.0]
    """

    def __init__(self, tables: Sequence[FloatArray]) -> None:
        self.sizes = tables[0].shape
        ends = np.cumsum(self.sizes)
        self.starts = ends - np.array(self.sizes)
        self.owners = np.repeat(np.arange(len(tables)), self.sizes)
        self._blocks = [slice(start, end) for start, end in zip(self.starts.tolist(), ends.tolist(), strict=True)]
        self._tables = [
            np.ascontiguousarray(np.moveaxis(table, player, 0)).reshape(table.shape[player], -1)
            for player, table in enumerate(tables)
        ]
        players = range(len(tables))
        self._others = [tuple(other for other in players if other != player) for player in players]

    def against(self, strategies: FloatArray) -> FloatArray:
        """Return what each action pays against the others' strategies, all of shape ``[N]``."""
        paid = np.empty(len(strategies))
        for block, table, others in zip(self._blocks, self._tables, self._others, strict=True):
            mean = table
            for other in reversed(others):
                mean = mean.reshape(-1, self.sizes[other]) @ strategies[self._blocks[other]]
            paid[block] = mean
        return paid

    def by_pairs(self, strategies: FloatArray) -> FloatArray:
        """Return what each action pays against each action of another player, the rest mixing; shape ``[N, N]``.

        It is also the matrix of derivatives of ``against``; against actions of the same player there are zeros.

        Notes
        -----
        Of the other players one half is summed over, then the other half, and so on: two passes over each table.
        """
        pairs = np.zeros((len(strategies), len(strategies)))
        weights: dict[tuple[int, ...], FloatArray] = {}
        for block, table, others in zip(self._blocks, self._tables, self._others, strict=True):
            waiting = [(table, others)]
            while waiting:
                mean, left = waiting.pop()
                if len(left) == 1:
                    pairs[block, self._blocks[left[0]]] = mean
                    continue
                halves = left[: len(left) // 2], left[len(left) // 2 :]
                first, second = (self._joint(half, strategies, weights) for half in halves)
                split = mean.reshape(len(mean), len(first), len(second))
                waiting += [(split @ second, halves[0]), (first @ split, halves[1])]
        return pairs

    def _joint(
        self, players: tuple[int, ...], strategies: FloatArray, known: dict[tuple[int, ...], FloatArray]
    ) -> FloatArray:
        """Return the probabilities of profiles of some players, and keep them."""
        if players not in known:
            joint = strategies[self._blocks[players[0]]]
            for player in players[1:]:
                joint = np.multiply.outer(joint, strategies[self._blocks[player]]).ravel()
            known[players] = joint
        return known[players]
