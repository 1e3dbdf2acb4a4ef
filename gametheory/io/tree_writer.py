"""Trees as sections of a game file: node inside node, or node by node."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.core.extensive_form import NO_OUTCOME, TERMINAL
from gametheory.core.rationals import format_fraction, to_fraction
from gametheory.io.prescan import MAX_FORMULA_FILE
from gametheory.io.yaml_text import block_key, flow_list, flow_mapping, to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.extensive_form import ExtensiveFormGame

MAX_NESTED_DEPTH = 20
"""Moves on a path up to which nodes are written inside one another."""
MAX_NESTED_NODES = 5_000
"""Nodes up to which they are written inside one another."""


def write_tree(game: ExtensiveFormGame) -> str:
    """Return the sections ``tree`` or ``nodes``, and ``outcomes`` where labels or sharing need them.

    Notes
    -----
    Linear in the number of nodes; only the nested form recurses, at most ``MAX_NESTED_DEPTH`` deep.
    """
    writer = _TreeWriter(game)
    if game.num_nodes <= MAX_NESTED_NODES and int(game.depth.max()) <= MAX_NESTED_DEPTH:
        nested = "tree:\n" + "".join(writer.nested_lines(0, "  ")) + writer.outcome_section()
        if len(nested.encode()) <= MAX_FORMULA_FILE // 2:
            return nested
    return "nodes:\n" + "".join(writer.flat_lines()) + writer.outcome_section()


class _TreeWriter:
    """A game and what is worked out once for writing it."""

    def __init__(self, game: ExtensiveFormGame) -> None:
        self._game = game
        self._infosets = game.infoset.tolist()
        self._outcomes = game.outcome.tolist()
        labeled = {infoset for infoset, label in zip(self._infosets, game.node_labels, strict=True) if label}
        self._infoset_items = _infoset_items(game, Counter(self._infosets), labeled)
        self._rows = [[format_fraction(to_fraction(value)) for value in row] for row in game.outcome_payoffs.tolist()]
        self._outcome_names = _outcome_names(game, self._outcomes)

    def nested_lines(self, node: int, indent: str) -> Iterator[str]:
        """Yield the lines of a node and of those below it."""
        for key, value in self._items(node, is_flat=False):
            yield f"{indent}{key}: {value}\n"
        infoset = self._infosets[node]
        if infoset == TERMINAL:
            return
        yield f"{indent}{'branches' if self._game.infosets[infoset].is_chance else 'actions'}:\n"
        probabilities = self._game.infosets[infoset].probabilities
        for index, child in enumerate(self._game.child_lists[node]):
            yield block_key(self._game.infosets[infoset].actions[index], indent + "  ") + "\n"
            inner = indent + "    "
            if probabilities is not None:
                yield f"{inner}probability: {format_fraction(probabilities[index])}\n{inner}next:\n"
                inner += "  "
            yield from self.nested_lines(child, inner)

    def flat_lines(self) -> Iterator[str]:
        """Yield one line for each node."""
        children = self._game.child_lists
        for node, infoset in enumerate(self._infosets):
            items = self._items(node, is_flat=True)
            if infoset != TERMINAL:
                actions = self._game.infosets[infoset].actions
                names = [f"n{child}" for child in children[node]]
                probabilities = self._game.infosets[infoset].probabilities
                if probabilities is None:
                    items.append(("actions", flow_mapping(zip(actions, names, strict=True))))
                else:
                    branches = [
                        flow_mapping([("probability", format_fraction(probability)), ("next", name)])
                        for probability, name in zip(probabilities, names, strict=True)
                    ]
                    items.append(("branches", flow_mapping(zip(actions, branches, strict=True))))
            yield f"  n{node}: {flow_mapping(items)}\n"

    def outcome_section(self) -> str:
        """Return the section of named outcomes, or nothing where payoffs stand at the nodes."""
        if not self._outcome_names:
            return ""
        lines = ["outcomes:\n"]
        for name, label, row in zip(self._outcome_names, self._game.outcome_labels, self._rows, strict=True):
            items = [("payoffs", flow_list(row))]
            if label != name:
                items.append(("label", to_yaml(label)))
            lines.append(f"{block_key(name, '  ')} {flow_mapping(items)}\n")
        return "".join(lines)

    def _items(self, node: int, *, is_flat: bool) -> list[tuple[str, str]]:
        """Return the keys of a node but for what follows it."""
        infoset, outcome = self._infosets[node], self._outcomes[node]
        items = [] if infoset == TERMINAL else list(self._infoset_items[infoset])
        if self._game.node_labels[node]:
            items.append(("label", to_yaml(self._game.node_labels[node])))
        if outcome != NO_OUTCOME:
            items.append(self._outcome_item(outcome, is_flat=is_flat))
        elif infoset == TERMINAL:
            items.append(("outcome", "null"))
        return items

    def _outcome_item(self, outcome: int, *, is_flat: bool) -> tuple[str, str]:
        if self._outcome_names:
            return ("outcome", to_yaml(self._outcome_names[outcome]))
        if is_flat:
            return ("payoffs", flow_list(self._rows[outcome]))
        keys = [player.key for player in self._game.players]
        return ("payoffs", flow_mapping(zip(keys, self._rows[outcome], strict=True)))


def _infoset_items(game: ExtensiveFormGame, num_nodes: Counter[int], labeled: set[int]) -> list[list[tuple[str, str]]]:
    """Return, for each information set, the keys that its nodes begin with.

    A set may go without a name where a reader gives it the same one: the next number of its player.
    """
    ranks: Counter[int] = Counter()
    found = []
    for index, infoset in enumerate(game.infosets):
        ranks[infoset.player] += 1
        owner = "chance" if infoset.is_chance else game.players[infoset.player].key
        automatic = f"{owner}:{ranks[infoset.player]}"
        is_named = infoset.label != "" or infoset.key != automatic or num_nodes[index] > 1 or index in labeled
        key = to_yaml(infoset.key) if is_named else ""
        if infoset.is_chance:
            items = [("chance", key or "null")]
        else:
            items = [("player", to_yaml(owner)), *([("infoset", key)] if is_named else [])]
        if is_named and infoset.label != infoset.key:
            items.append(("infoset_label", to_yaml(infoset.label)))
        found.append(items)
    return found


def _outcome_names(game: ExtensiveFormGame, outcomes: list[int]) -> list[str]:
    """Return a name for each outcome, or none where each stands at one node, in preorder, without a label."""
    placed = [outcome for outcome in outcomes if outcome != NO_OUTCOME]
    labels = game.outcome_labels
    is_in_order = len(placed) == len(labels) and all(later == earlier + 1 for earlier, later in pairwise(placed))
    if is_in_order and not any(labels):
        return []
    if all(labels) and len(set(labels)) == len(labels):
        return list(labels)
    return [f"o{number}" for number in range(1, len(labels) + 1)]
