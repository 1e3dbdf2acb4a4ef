"""Trees in which chance moves as late as players can notice: more subgames, the same beliefs."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.infosets import CHANCE, Infoset
from gametheory.core.tree_arrays import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

Group: TypeAlias = "list[tuple[int, Fraction]]"
"""Nodes between which chance has decided, each with its probability, positive and adding up to anything."""


@dataclass(frozen=True, slots=True)
class DelayedChance:
    """A tree whose moves of chance come late.

    Parameters
    ----------
    game
        The tree; it pays at its ends only.
    infosets
        For each of its information sets the index of the same one in the tree that it was made of; -1 at chance.
    nodes
        For each of its nodes one of those in that tree that it stands for.
    """

    game: ExtensiveFormGame
    infosets: tuple[int, ...]
    nodes: tuple[int, ...]


def delay_chance(tree: ExtensiveFormGame) -> DelayedChance:
    """Return a tree in which chance moves behind the players who do not see how it has moved.

    Where chance leads to all nodes of an information set, and nothing but chance to some of them alone, its player
    moves first and chance thereafter. That changes neither how likely anything is, in any profile, nor who knows what
    when; but what follows can then be a subgame. Moves of chance with a probability of 0 stay where they are.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.analysis.structure import subgame_roots
    >>> tree = load("parity_reputation").to_game()
    >>> len(subgame_roots(tree)), len(subgame_roots(delay_chance(tree).game))
    (7, 10)
    """
    owners = [infoset.player for infoset in tree.infosets]
    is_hidden = any(owner != CHANCE and len(tree.infoset_nodes(index)) > 1 for index, owner in enumerate(owners))
    if CHANCE not in owners or not is_hidden:
        infosets = tuple(-1 if owner == CHANCE else index for index, owner in enumerate(owners))
        return DelayedChance(tree, infosets, tuple(range(tree.num_nodes)))
    return _Delay(tree).run()


@dataclass(slots=True)
class _Arrays:
    """The new tree as it grows, in preorder."""

    parent: list[int] = field(default_factory=list)
    action: list[int] = field(default_factory=list)
    infoset: list[int] = field(default_factory=list)
    outcome: list[int] = field(default_factory=list)
    payoffs: list[list[Fraction]] = field(default_factory=list)
    infosets: list[Infoset] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)


class _Delay:
    """Builds the new tree from groups of nodes of the old one."""

    def __init__(self, tree: ExtensiveFormGame) -> None:
        self._tree = tree
        self._infosets: list[int] = tree.infoset.tolist()
        paths = (tree.path_payoffs(player) for player in range(tree.num_players))
        self._payoffs = [(path.values.tolist(), path.denominator) for path in paths]
        self._new = _Arrays()
        self._number: dict[int, int] = {}

    def run(self) -> DelayedChance:
        """Return the new tree."""
        waiting: list[tuple[int, int, Group]] = [(NO_PARENT, NO_ACTION, [(0, Fraction(1))])]
        new = self._new
        while waiting:
            parent, action, group = waiting.pop()
            node = len(new.parent)
            new.parent.append(parent)
            new.action.append(action)
            parts = self._parts(group)
            new.nodes.append(parts[0][0][0])
            following = self._add(parts)
            waiting += [(node, index, part) for index, part in reversed([*enumerate(following)])]
        payoffs = np.empty((len(new.payoffs), self._tree.num_players), dtype=object)
        payoffs[:] = new.payoffs
        game = ExtensiveFormGame(
            players=self._tree.players,
            infosets=tuple(new.infosets),
            parent=np.array(new.parent, dtype=np.int32),
            parent_action=np.array(new.action, dtype=np.int32),
            infoset=np.array(new.infoset, dtype=np.int32),
            outcome=np.array(new.outcome, dtype=np.int32),
            node_labels=("",) * len(new.parent),
            outcome_labels=("",) * len(new.payoffs),
            outcome_payoffs=payoffs,
            title=self._tree.title,
        )
        return DelayedChance(game, tuple(new.origins), tuple(new.nodes))

    def _parts(self, group: Group) -> list[Group]:
        """Follow chance as far as it goes; return what its moves lead to, nodes that nobody tells apart together."""
        tree, reached = self._tree, dict[int, Fraction]()
        waiting = list(reversed(group))
        while waiting:
            node, weight = waiting.pop()
            probabilities = None if self._infosets[node] == TERMINAL else self._infoset(node).probabilities
            if probabilities is None or not all(probabilities):
                reached[node] = weight
                continue
            branches = zip(tree.child_lists[node], probabilities, strict=True)
            waiting += [(child, weight * share) for child, share in reversed([*branches])]
        ends = [(node, weight) for node, weight in reached.items() if self._infosets[node] == TERMINAL]
        parts = [ends] if ends else []
        for node, weight in reached.items():
            infoset = self._infosets[node]
            if infoset == TERMINAL:
                continue
            together = tree.infoset_nodes(infoset)
            if self._infoset(node).is_chance or not all(other in reached for other in together):
                parts.append([(node, weight)])
            elif node == together[0]:
                parts.append([(other, reached[other]) for other in together])
        return parts

    def _infoset(self, node: int) -> Infoset:
        return self._tree.infosets[self._infosets[node]]

    def _add(self, parts: list[Group]) -> list[Group]:
        """Add the node at which chance chooses among parts, or the only part; return what follows its actions."""
        new = self._new
        if len(parts) > 1:
            weights = [sum((weight for _, weight in part), Fraction(0)) for part in parts]
            total = sum(weights, Fraction(0))
            self._add_chance(len(parts), [weight / total for weight in weights])
            return parts
        first = parts[0][0][0]
        infoset = self._infosets[first]
        if infoset == TERMINAL:
            new.infoset.append(TERMINAL)
            new.outcome.append(len(new.payoffs))
            new.payoffs.append(self._mean_payoffs(parts[0]))
            return []
        owner = self._tree.infosets[infoset]
        if owner.probabilities is not None:
            self._add_chance(owner.num_actions, owner.probabilities)
        else:
            if infoset not in self._number:
                self._number[infoset] = self._new_infoset(owner, infoset)
            new.infoset.append(self._number[infoset])
            new.outcome.append(NO_OUTCOME)
        children = [(self._tree.child_lists[node], weight) for node, weight in parts[0]]
        return [[(following[action], weight) for following, weight in children] for action in range(owner.num_actions)]

    def _add_chance(self, size: int, probabilities: Sequence[Fraction]) -> None:
        """Add a node of chance."""
        key = f"chance {len(self._new.infosets)}"
        infoset = Infoset(CHANCE, key, "", tuple(map(str, range(size))), tuple(probabilities))
        self._new.infoset.append(self._new_infoset(infoset, -1))
        self._new.outcome.append(NO_OUTCOME)

    def _new_infoset(self, infoset: Infoset, origin: int) -> int:
        self._new.infosets.append(infoset)
        self._new.origins.append(origin)
        return len(self._new.infosets) - 1

    def _mean_payoffs(self, group: Group) -> list[Fraction]:
        """Return what the players get on average over some ends."""
        total = sum((weight for _, weight in group), Fraction(0))
        return [
            sum((weight * values[node] for node, weight in group), Fraction(0)) / (total * denominator)
            for values, denominator in self._payoffs
        ]
