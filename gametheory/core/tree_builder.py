"""Building a tree in Python, node by node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.infosets import CHANCE, Infoset
from gametheory.core.players import Player, player_index, to_players
from gametheory.core.rationals import Number, to_fraction, to_payoff_array
from gametheory.core.tree_arrays import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL
from gametheory.errors import InvalidGameError


class TreeBuilder:
    """Builds an ``ExtensiveFormGame`` from moves, chance and payoffs at nodes.

    Nodes are numbered in the order in which they are made; 0 is the root. A node that gets no move is terminal.

    Parameters
    ----------
    players
        Keys in order, or a mapping of keys to labels.

    Examples
    --------
    >>> builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    >>> trust, refuse = builder.move(0, "buyer", ["Trust", "Not"])
    >>> honor, abuse = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    >>> builder.payoffs(honor, [1, 1])
    >>> builder.payoffs(abuse, {"buyer": -1, "seller": 2})
    >>> builder.payoffs(refuse, [0, 0])
    >>> builder.build(title="Trust")
    <ExtensiveFormGame 'Trust': 5 nodes, 3 ends, Buyer, Seller>
    """

    def __init__(self, players: Sequence[str | Player] | Mapping[str, str]) -> None:
        self._players = to_players(players, len(players))
        self._player_of_key = {player.key: index for index, player in enumerate(self._players)}
        self._parents = [NO_PARENT]
        self._children: list[tuple[int, ...]] = [()]
        self._infosets = [TERMINAL]
        self._labels = [""]
        self._outcomes = [NO_OUTCOME]
        self._drafts: list[_InfosetDraft] = []
        self._draft_of_name: dict[tuple[int, str], int] = {}
        self._outcome_labels: list[str] = []
        self._outcome_rows: list[list[Any]] = []

    def move(
        self,
        node: int,
        player: str | int,
        actions: Sequence[str],
        *,
        infoset: str | None = None,
        infoset_label: str | None = None,
        label: str = "",
    ) -> tuple[int, ...]:
        """Let a player move at a node and return the nodes that its actions lead to.

        Parameters
        ----------
        node
            A node without a move.
        player
            Key or index of the player.
        actions
            Different names, in order.
        infoset
            Nodes of one player with the same name belong to one information set; None is a set of its own, whose key
            becomes ``player:number``.
        infoset_label
            Text for readers; None repeats the name.
        label
            The node's own label.
        """
        owner = self._player_index(player)
        return self._branch(node, _InfosetDraft(owner, infoset, infoset_label, tuple(actions)), label)

    def chance(
        self, node: int, branches: Mapping[str, Number], *, infoset: str | None = None, label: str = ""
    ) -> tuple[int, ...]:
        """Let chance move at a node and return the nodes that its branches lead to.

        Parameters
        ----------
        node
            A node without a move.
        branches
            Names and probabilities, which sum to 1.
        infoset, label
            As for ``move``.
        """
        probabilities = tuple(to_fraction(value) for value in branches.values())
        return self._branch(node, _InfosetDraft(CHANCE, infoset, None, tuple(branches), probabilities), label)

    def payoffs(self, node: int, payoffs: Mapping[str, Number] | Sequence[Number], *, outcome: str = "") -> None:
        """Let payoffs fall due at a node, terminal or not; they add up along the path.

        Parameters
        ----------
        node
            A node without payoffs.
        payoffs
            One for each player, or a mapping of player keys; players left out get 0.
        outcome
            A label for readers.

        Raises
        ------
        InvalidGameError
            If the node has payoffs, or a payoff is not a finite number.
        """
        self._check_place(node)
        try:
            self._outcomes[node] = self.outcome(payoffs, outcome)
        except InvalidGameError as error:
            raise InvalidGameError(f"{error} (payoffs at node {node})") from error

    def outcome(self, payoffs: Mapping[str, Number] | Sequence[Number], label: str = "") -> int:
        """Make an outcome that can be placed at several nodes and return its number."""
        if isinstance(payoffs, Mapping):
            row: list[Any] = [0] * len(self._players)
            for key, value in payoffs.items():
                row[self._player_index(key)] = value
        else:
            row = list(payoffs)
            if len(row) != len(self._players):
                raise InvalidGameError(f"expected {len(self._players)} payoffs, got {len(row)}")
        for value in row:
            to_fraction(value)
        self._outcome_rows.append(row)
        self._outcome_labels.append(label)
        return len(self._outcome_rows) - 1

    def place(self, node: int, outcome: int) -> None:
        """Place an outcome at a node."""
        self._check_place(node)
        if outcome not in range(len(self._outcome_rows)):
            raise InvalidGameError(f"expected one of {len(self._outcome_rows)} outcomes, got {outcome!r}")
        self._outcomes[node] = outcome

    def label(self, node: int, text: str) -> None:
        """Label a node."""
        self._check_node(node)
        self._labels[node] = text

    def build(self, *, title: str = "", comment: str = "") -> ExtensiveFormGame:
        """Return the game, its nodes renumbered in preorder.

        Raises
        ------
        InvalidGameError
            If a payoff is not a finite number.
        """
        order = self._preorder()
        rank = {node: position for position, node in enumerate(order)}
        action_of = {child: index for children in self._children for index, child in enumerate(children)}
        used = list(dict.fromkeys(self._infosets[node] for node in order if self._infosets[node] != TERMINAL))
        new_infoset = {draft: position for position, draft in enumerate(used)} | {TERMINAL: TERMINAL}
        parent = [NO_PARENT if node == 0 else rank[self._parents[node]] for node in order]
        payoffs = to_payoff_array(self._outcome_rows) if self._outcome_rows else np.zeros((0, 0), dtype=np.int64)
        return ExtensiveFormGame(
            players=self._players,
            infosets=self._named_infosets(used),
            parent=np.array(parent, dtype=np.int32),
            parent_action=np.array([action_of.get(node, NO_ACTION) for node in order], dtype=np.int32),
            infoset=np.array([new_infoset[self._infosets[node]] for node in order], dtype=np.int32),
            outcome=np.array([self._outcomes[node] for node in order], dtype=np.int32),
            node_labels=tuple(self._labels[node] for node in order),
            outcome_labels=tuple(self._outcome_labels),
            outcome_payoffs=payoffs.reshape(len(self._outcome_rows), len(self._players)),
            title=title,
            comment=comment,
        )

    def _player_index(self, player: str | int) -> int:
        if isinstance(player, str) and player in self._player_of_key:
            return self._player_of_key[player]
        try:
            return player_index(self._players, player)
        except (KeyError, IndexError) as error:
            raise InvalidGameError(str(error.args[0])) from error

    def _check_node(self, node: int) -> None:
        if node not in range(len(self._parents)):
            raise InvalidGameError(f"expected one of {len(self._parents)} nodes made so far, got {node!r}")

    def _check_place(self, node: int) -> None:
        self._check_node(node)
        if self._outcomes[node] != NO_OUTCOME:
            raise InvalidGameError(f"expected one outcome at node {node}, got a second one")

    def _branch(self, node: int, draft: _InfosetDraft, label: str) -> tuple[int, ...]:
        self._check_node(node)
        if self._infosets[node] != TERMINAL:
            raise InvalidGameError(f"expected a node without a move, got node {node}, which has one")
        self._infosets[node] = self._infoset_index(draft)
        if label:
            self._labels[node] = label
        count = len(draft.actions)
        first = len(self._parents)
        self._parents += [node] * count
        self._children += [()] * count
        self._infosets += [TERMINAL] * count
        self._labels += [""] * count
        self._outcomes += [NO_OUTCOME] * count
        self._children[node] = tuple(range(first, first + count))
        return self._children[node]

    def _infoset_index(self, draft: _InfosetDraft) -> int:
        """Return the index of the named set, checked to be the same one, or of a new set."""
        if draft.name is not None:
            known = self._draft_of_name.setdefault((draft.player, draft.name), len(self._drafts))
            if known < len(self._drafts):
                if self._drafts[known].content() != draft.content():
                    raise InvalidGameError(
                        f"expected the same actions at every node of information set {draft.name!r}, "
                        f"got {list(self._drafts[known].actions)} and {list(draft.actions)}"
                    )
                return known
        draft.check()
        self._drafts.append(draft)
        return len(self._drafts) - 1

    def _named_infosets(self, used: Sequence[int]) -> tuple[Infoset, ...]:
        """Return the information sets in order; unnamed ones get the next free number of their player."""
        taken = {(draft.player, draft.name) for draft in (self._drafts[index] for index in used)}
        counts: dict[int, int] = {}
        named = []
        for index in used:
            draft = self._drafts[index]
            owner = "chance" if draft.player == CHANCE else self._players[draft.player].key
            key = draft.name
            number = counts.get(draft.player, 0) + 1
            counts[draft.player] = number
            while key is None:
                candidate = f"{owner}:{number}"
                key = None if (draft.player, candidate) in taken else candidate
                number += 1
            taken.add((draft.player, key))
            named.append(draft.named(key))
        return tuple(named)

    def _preorder(self) -> list[int]:
        order = []
        stack = [0]
        while stack:
            node = stack.pop()
            order.append(node)
            stack.extend(reversed(self._children[node]))
        return order


@dataclass(frozen=True, slots=True)
class _InfosetDraft:
    """An information set before its key is known."""

    player: int
    name: str | None
    label: str | None
    actions: tuple[str, ...]
    probabilities: tuple[Fraction, ...] | None = None

    def content(self) -> tuple[object, ...]:
        """Return what all nodes of one set must share."""
        return (self.actions, self.probabilities)

    def check(self) -> None:
        """Raise InvalidGameError where the set is not one."""
        self.named(self.name or "unnamed")

    def named(self, key: str) -> Infoset:
        """Return the information set under its key."""
        label = self.label if self.label is not None else (self.name or "")
        return Infoset(self.player, key, label, self.actions, self.probabilities)
