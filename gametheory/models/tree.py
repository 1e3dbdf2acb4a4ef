"""Games in extensive form from a tree."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.tree_builder import TreeBuilder
from gametheory.models.bodies import BuiltGame, note_missing_payoffs, payoff_templates
from gametheory.models.formulas.syntax import Number
from gametheory.models.game_formulas import GameFormulas
from gametheory.models.mistakes import Mistakes
from gametheory.models.probabilities import ChanceMove, chance_move
from gametheory.models.scopes import Scope
from gametheory.models.tree_shape import check_infosets, check_outcomes, preorder
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.models.definitions import (
        BranchDefinition,
        FormulaPayoffs,
        NodeDefinition,
        PlayerDefinition,
        TreeDefinition,
    )
    from gametheory.models.templates import Template, Workshop

    Row = tuple[Template | Fraction | None, ...]
    """Payoffs by player: numbers as they are, formulas made ready; None is 0."""

_ZERO = Fraction(0)
_NO_MOVES = "is a player; the formulas of a tree use parameters and definitions over parameters, not moves"


class TreeBody:
    """A tree whose shape and formulas are checked.

    Parameters
    ----------
    definition
        What the file says.
    players
        In the game's order.
    workshop
        Takes the formulas; mistakes are noted in its collection.
    """

    def __init__(self, definition: TreeDefinition, players: Sequence[PlayerDefinition], workshop: Workshop) -> None:
        self._definition = definition
        self._players = players
        self._player_keys = [player.key for player in players]
        self._workshop = workshop
        self._order = preorder(definition, workshop.mistakes)
        check_infosets(definition, workshop.mistakes)
        check_outcomes(definition, workshop.mistakes)
        self._scope = Scope(workshop.library, absent={player.key: _NO_MOVES for player in players})
        self._outcomes = {
            name: self._payoff_row(outcome.payoffs, f"in outcome {name!r}")
            for name, outcome in definition.outcomes.items()
        }
        self._payoffs: dict[str, Row] = {}
        self._chance: dict[str, ChanceMove | tuple[Fraction, ...]] = {}
        for node in definition.nodes.values():
            self._prepare(node)
        self._keys = self._infoset_keys()
        self._infoset_labels = {
            node.name: node.infoset_label
            for node in definition.nodes.values()
            if node.infoset_label is not None and node.kind != "terminal"
        }

    def build(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the game at given values."""
        mistakes = Mistakes()
        values = Values(self._workshop.tape, parameters, mistakes)
        game = self._built(values, title, mistakes, None)
        mistakes.raise_if_any(path)
        return BuiltGame(game, values.arithmetic)

    def formulas(self, parameters: Mapping[str, Fraction], title: str, path: str) -> GameFormulas:
        """Return the game at given values with the formulas behind its numbers.

        Chance moves of one name belong together where their probabilities have the same formulas, as they then do at
        all values; those that only happen to be equal are told apart.
        """
        mistakes, tape = Mistakes(), self._workshop.tape
        values = Values(tape, parameters, mistakes)
        chance = {name: self._chance_registers(name) for name in self._chance}
        game = self._built(values, title, mistakes, chance)
        mistakes.raise_if_any(path)
        payoffs = np.full((game.num_players, game.num_nodes), tape.zero, dtype=np.int32)
        probabilities: list[tuple[int, ...] | None] = [None] * len(game.infosets)
        for index, (name, infoset) in enumerate(zip(self._order, game.infoset.tolist(), strict=True)):
            outcome = self._definition.nodes[name].outcome
            row = self._payoffs.get(name) if outcome is None else self._outcomes[outcome]
            if row is not None:
                payoffs[:, index] = [self._payoff_register(entry) for entry in row]
            if name in chance:
                probabilities[infoset] = chance[name]
        return GameFormulas(game, tape, payoffs, tuple(probabilities))

    def widest_scopes(self) -> list[Scope]:
        """Return the one scope of the payoffs."""
        return [self._scope]

    def _built(
        self, values: Values, title: str, mistakes: Mistakes, chance: Mapping[str, tuple[int, ...]] | None
    ) -> ExtensiveFormGame:
        """Return the tree; chance moves of one name belong together by registers, where given, else by numbers."""
        builder = TreeBuilder([player.player for player in self._players])
        outcomes = {
            name: builder.outcome(_numbers(templates, values), self._definition.outcomes[name].label)
            for name, templates in self._outcomes.items()
        }
        chance_keys = _ChanceKeys()
        node_of = {self._definition.root: 0}
        for name in self._order:
            node = self._definition.nodes[name]
            if node.outcome is not None:
                builder.place(node_of[name], outcomes[node.outcome])
            elif name in self._payoffs:
                builder.payoffs(node_of[name], _numbers(self._payoffs[name], values))
            children: Sequence[int] = ()
            actions = [branch.action for branch in node.branches]
            if node.kind == "player" and node.player is not None:
                key = self._keys.get(name)
                children = builder.move(node_of[name], node.player, actions, infoset=key, label=node.label)
            elif node.kind == "chance":
                probabilities = self._probabilities(node, values, mistakes)
                content = probabilities if chance is None else chance[name]
                key = chance_keys.key(node.infoset or node.label, tuple(actions), content)
                branches = dict(zip(actions, probabilities, strict=True))
                children = builder.chance(node_of[name], branches, infoset=key, label=node.label)
            elif node.label:
                builder.label(node_of[name], node.label)
            node_of.update((branch.child, child) for branch, child in zip(node.branches, children, strict=True))
        return self._with_infoset_labels(builder.build(title=title))

    def _chance_registers(self, name: str) -> tuple[int, ...]:
        """Return the registers of the probabilities at a chance node."""
        move, tape = self._chance[name], self._workshop.tape
        if isinstance(move, tuple):
            return tuple(map(tape.constant, move))
        return move.registers((), tape)

    def _payoff_register(self, entry: Template | Fraction | None) -> int:
        """Return the register of a payoff."""
        if isinstance(entry, Fraction):
            return self._workshop.tape.constant(entry)
        return self._workshop.tape.zero if entry is None else entry.register(())

    def _prepare(self, node: NodeDefinition) -> None:
        """Make the formulas of a node ready and check what it must have."""
        workshop = self._workshop
        if node.kind == "player" and node.player not in self._player_keys:
            known = ", ".join(self._player_keys)
            workshop.mistakes.add(f"unknown player {node.player!r}; the players are {known}", node.place)
        if node.kind != "terminal":
            self._check_branches(node)
        if node.kind == "chance":
            self._chance[node.name] = _fixed_probabilities(node.branches) or self._chance_move(node)
        where = f"at terminal {node.label or node.name!r}" if node.kind == "terminal" else ""
        if node.payoffs is not None:
            self._payoffs[node.name] = self._payoff_row(node.payoffs, where)
        elif where and node.outcome is None and not node.has_no_outcome:
            workshop.mistakes.add(f"expected payoffs {where}, got none", node.place)

    def _payoff_row(self, payoffs: FormulaPayoffs, where: str) -> Row:
        """Return one payoff a player; note players who are left out at a place where all are needed."""
        roots = [formula.root for formula in payoffs.by_player.values()]
        values = tuple([root.value for root in roots if isinstance(root, Number)])
        if len(values) == len(self._player_keys) and list(payoffs.by_player) == self._player_keys:
            return values
        if where:
            note_missing_payoffs(payoffs, self._players, where, self._workshop.mistakes)
        return payoff_templates(payoffs, self._players, self._workshop, self._scope)

    def _chance_move(self, node: NodeDefinition) -> ChanceMove:
        """Return a chance move with formulas."""
        name = node.infoset or node.label or node.name
        branches = {branch.action: branch for branch in node.branches}
        return chance_move(name, branches, self._workshop, self._scope, place=node.place)

    def _check_branches(self, node: NodeDefinition) -> None:
        if not node.branches:
            self._workshop.mistakes.add(f"expected at least one action at node {node.name!r}, got none", node.place)
        if len({branch.action for branch in node.branches}) == len(node.branches):
            return
        counts = Counter(branch.action for branch in node.branches)
        for branch in node.branches:
            if counts[branch.action] > 1:
                sentence = f"expected different actions at node {node.name!r}, got {branch.action!r} twice; rename one"
                self._workshop.mistakes.add(sentence, branch.place)
                counts[branch.action] = 0

    def _infoset_keys(self) -> dict[str, str]:
        """Return the key of each named or uniquely labelled information set, by node; others are numbered."""
        moves = [node for node in self._definition.nodes.values() if node.kind == "player"]
        named = {(node.player, node.infoset) for node in moves}
        labels = Counter((node.player, node.label) for node in moves if node.infoset is None and node.label)
        keys = {}
        for node in moves:
            if node.infoset is not None:
                keys[node.name] = node.infoset
            elif labels[node.player, node.label] == 1 and (node.player, node.label) not in named:
                keys[node.name] = node.label
        return keys

    def _with_infoset_labels(self, game: ExtensiveFormGame) -> ExtensiveFormGame:
        """Return the game, whose nodes are in the same order, with the labels of information sets."""
        infosets = list(game.infosets)
        for index, name in zip(game.infoset.tolist(), self._order, strict=True):
            label = self._infoset_labels.get(name)
            if label is not None:
                infosets[index] = replace(infosets[index], label=label)
        return replace(game, infosets=tuple(infosets)) if self._infoset_labels else game

    def _probabilities(self, node: NodeDefinition, values: Values, mistakes: Mistakes) -> tuple[Fraction, ...]:
        """Return the probabilities at a chance node; where they are wrong any numbers, since the mistake is noted."""
        move = self._chance[node.name]
        if isinstance(move, tuple):
            return move
        found = move.probabilities((), values, mistakes, lambda: "")
        return tuple(Fraction(1, len(node.branches)) for _ in node.branches) if found is None else found


def _fixed_probabilities(branches: Sequence[BranchDefinition]) -> tuple[Fraction, ...]:
    """Return the probabilities of a chance node if they are numbers, and right; else none."""
    roots = [None if branch.probability is None else branch.probability.root for branch in branches]
    values = tuple([root.value for root in roots if isinstance(root, Number)])
    is_right = len(values) == len(branches) and all(value >= 0 for value in values) and sum(values) == 1
    return values if is_right else ()


def _numbers(row: Row, values: Values) -> list[Fraction]:
    """Return payoffs; 0 where a formula has no value, since the mistake is noted."""
    return [entry if isinstance(entry, Fraction) else _number(entry, values) for entry in row]


def _number(template: Template | None, values: Values) -> Fraction:
    value = None
    if template is not None:
        value = values.value(template.register(()), lambda: "", template.formula.place)
    return _ZERO if value is None else value


class _ChanceKeys:
    """Keys of chance moves: those of one name, with the same branches, belong together."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], str] = {}
        self._counts: Counter[str] = Counter()

    def key(self, name: str, branches: tuple[str, ...], probabilities: tuple[object, ...]) -> str | None:
        """Return the key; the second kind of move of one name is numbered 2. None for a move without a name."""
        if not name:
            return None
        content = (name, branches, probabilities)
        if content not in self._known:
            self._counts[name] += 1
            number = self._counts[name]
            self._known[content] = name if number == 1 else f"{name} {number}"
        return self._known[content]
