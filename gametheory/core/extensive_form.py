"""Games in extensive form: trees with chance, information sets and payoffs anywhere on the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core import hooks
from gametheory.core.infosets import CHANCE, Infoset, infosets_by_player
from gametheory.core.players import Player, player_index
from gametheory.core.rationals import IntegerPayoffs, integer_payoffs
from gametheory.core.source import GameOfNumbers
from gametheory.core.tree_arrays import (
    NO_ACTION,
    NO_OUTCOME,
    NO_PARENT,
    TERMINAL,
    check_tree_arrays,
    child_table,
    depths,
    path_sums,
    subtree_sizes,
)

if TYPE_CHECKING:
    from gametheory.array_types import IndexArray, PayoffArray

__all__ = ["CHANCE", "NO_ACTION", "NO_OUTCOME", "NO_PARENT", "TERMINAL", "ExtensiveFormGame"]


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ExtensiveFormGame(GameOfNumbers):
    """A finite game of n players in extensive form, stored as arrays with one entry for each node.

    Build one with ``TreeBuilder``, a game file or a model; the arrays are for reading. Nodes are in preorder: node 0
    is the root, and the subtree of node v is the range ``v ... v + subtree_size[v] - 1``.

    Parameters
    ----------
    players
        In the order of payoffs.
    infosets
        Information sets of players and of chance, in the order in which preorder meets them.
    parent, parent_action, infoset, outcome
        Shape ``[num_nodes]``, int32: the node before (``NO_PARENT`` at the root), the index of the action that leads
        here (``NO_ACTION`` at the root), the index of the information set (``TERMINAL`` where play ends), the index of
        the outcome that falls due here (``NO_OUTCOME`` for none). Payoffs add up along the path.
    node_labels
        One text for each node; may be empty.
    outcome_labels
        One text for each outcome; may be empty or stand twice.
    outcome_payoffs
        Shape ``[num_outcomes, num_players]``: int64, float64 or Fractions, each an exact rational.
    title, comment
        Free text; not part of equality.

    Raises
    ------
    InvalidGameError
        If the arrays do not describe a tree.

    Examples
    --------
    >>> from gametheory import load
    >>> tree = load("trust_game").to_game()
    >>> tree
    <ExtensiveFormGame 'Trust': 5 nodes, 3 ends, Buyer, Seller>
    >>> tree.children(0), tree.terminals, tree.infosets[1].actions
    ([1, 4], (2, 3, 4), ('Honor', 'Abuse'))
    """

    players: tuple[Player, ...]
    infosets: tuple[Infoset, ...]
    parent: IndexArray
    parent_action: IndexArray
    infoset: IndexArray
    outcome: IndexArray
    node_labels: tuple[str, ...]
    outcome_labels: tuple[str, ...]
    outcome_payoffs: PayoffArray
    title: str = ""
    comment: str = ""

    def __post_init__(self) -> None:
        for array in (self.parent, self.parent_action, self.infoset, self.outcome, self.outcome_payoffs):
            array.setflags(write=False)
        check_tree_arrays(self)

    @property
    def num_players(self) -> int:
        """Number of players, chance not counted."""
        return len(self.players)

    @property
    def num_nodes(self) -> int:
        """Number of nodes, terminals included."""
        return len(self.parent)

    def player_index(self, key: str | int) -> int:
        """Return the index of the player with this key."""
        return player_index(self.players, key)

    @cached_property
    def _child_table(self) -> tuple[IndexArray, IndexArray]:
        return child_table(self.parent, self.parent_action)

    def children(self, node: int) -> list[int]:
        """Return the nodes that follow a node, in the order of its actions; empty at a terminal."""
        starts, nodes = self._child_table
        following: list[int] = nodes[starts[node] : starts[node + 1]].tolist()
        return following

    @cached_property
    def child_lists(self) -> tuple[list[int], ...]:
        """For each node the nodes that follow it, in the order of its actions."""
        starts, nodes = (array.tolist() for array in self._child_table)
        return tuple(nodes[start:end] for start, end in pairwise(starts))

    @cached_property
    def subtree_size(self) -> IndexArray:
        """Number of nodes of each node's subtree, itself included, shape ``[num_nodes]``."""
        return subtree_sizes(self.parent)

    @cached_property
    def depth(self) -> IndexArray:
        """Number of moves before each node, shape ``[num_nodes]``."""
        return depths(self.parent)

    @cached_property
    def terminals(self) -> tuple[int, ...]:
        """Nodes where play ends, in preorder."""
        return tuple(np.flatnonzero(self.infoset == TERMINAL).tolist())

    @cached_property
    def _infoset_nodes(self) -> tuple[tuple[int, ...], ...]:
        nodes: list[list[int]] = [[] for _ in self.infosets]
        for node, infoset in enumerate(self.infoset.tolist()):
            if infoset != TERMINAL:
                nodes[infoset].append(node)
        return tuple(tuple(members) for members in nodes)

    def infoset_nodes(self, infoset: int) -> tuple[int, ...]:
        """Return the nodes of an information set, in preorder."""
        return self._infoset_nodes[infoset]

    @cached_property
    def _player_infosets(self) -> dict[int, tuple[int, ...]]:
        return infosets_by_player(self.infosets, self.num_players)

    def player_infosets(self, player: int) -> tuple[int, ...]:
        """Return the indices of the information sets of a player (or of ``CHANCE``), in preorder."""
        return self._player_infosets[player]

    def infoset_index(self, player: str | int, key: str) -> int:
        """Return the index of a player's information set.

        Raises
        ------
        KeyError
            If the player has no such information set.
        """
        listed = self.player_infosets(self.player_index(player))
        for index in listed:
            if self.infosets[index].key == key:
                return index
        raise KeyError(f"no information set {key!r}; there are {', '.join(self.infosets[i].key for i in listed)}")

    @cached_property
    def _integer_payoffs(self) -> tuple[IntegerPayoffs, ...]:
        per_player = [integer_payoffs(column) for column in self.outcome_payoffs.T]
        has_outcome = self.outcome != NO_OUTCOME
        result = []
        for table in per_player:
            values = np.zeros(self.num_nodes, dtype=table.values.dtype)
            values[has_outcome] = table.values[self.outcome[has_outcome]]
            result.append(IntegerPayoffs(values, table.denominator))
        return tuple(result)

    def integer_payoffs(self, player: int) -> IntegerPayoffs:
        """Return what a player gets AT each node, shape ``[num_nodes]``, as integers over one denominator."""
        return self._integer_payoffs[player]

    @cached_property
    def _path_payoffs(self) -> tuple[IntegerPayoffs, ...]:
        return tuple(
            IntegerPayoffs(path_sums(self.parent, payoffs.values), payoffs.denominator)
            for payoffs in self._integer_payoffs
        )

    def path_payoffs(self, player: int) -> IntegerPayoffs:
        """Return what a player has got from the root to each node, shape ``[num_nodes]``.

        At terminals this is the payoff of the play.
        """
        return self._path_payoffs[player]

    def to_game(self) -> ExtensiveFormGame:
        """Return this game (a game is its own source)."""
        return self

    def _identity(self) -> tuple[Any, ...]:
        """Everything but payoffs that equality compares."""
        arrays = tuple(array.tobytes() for array in (self.parent, self.parent_action, self.infoset, self.outcome))
        return (self.players, self.infosets, arrays, self.node_labels, self.outcome_labels)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ExtensiveFormGame):
            return NotImplemented
        return self._identity() == other._identity() and all(
            mine.denominator == theirs.denominator and np.array_equal(mine.values, theirs.values)
            for mine, theirs in zip(
                map(integer_payoffs, self.outcome_payoffs.T), map(integer_payoffs, other.outcome_payoffs.T), strict=True
            )
        )

    def __hash__(self) -> int:
        return hash(self._identity())

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        for array in (self.parent, self.parent_action, self.infoset, self.outcome, self.outcome_payoffs):
            array.setflags(write=False)

    def __repr__(self) -> str:
        players = ", ".join(player.label for player in self.players)
        return f"<ExtensiveFormGame {self.title!r}: {self.num_nodes} nodes, {len(self.terminals)} ends, {players}>"

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return str(hooks.call("draw_svg", self))
