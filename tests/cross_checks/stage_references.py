"""Subgame-perfect equilibria, mixed ones too, by solving each subgame with pygambit from the last one on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import NamedTuple, TypeAlias

from cross_checks.exact_references import maximal_subsets
from cross_checks.pygambit_games import PygambitTree, extreme_equilibria
from cross_checks.tree_references import Evaluation, own_choices_before, sequences, subgame_roots
from gametheory import ExtensiveFormGame, TreeBuilder

Choices: TypeAlias = "dict[tuple[int, str], tuple[Fraction, ...]]"
"""Probabilities by player and key of the information set."""


class ContinuumError(Exception):
    """A subgame has infinitely many equilibria, so that listing them one by one says nothing about all."""


class Continuation(NamedTuple):
    """An equilibrium of a subgame and what it pays there."""

    choices: Choices
    payoffs: tuple[Fraction, ...]


def all_subgame_perfect(tree: ExtensiveFormGame) -> list[Choices]:
    """All subgame-perfect equilibria of a two-player tree in which every subgame has finitely many equilibria."""
    return [found.choices for found in _continuations(tree, 0, subgame_roots(tree))]


def _continuations(tree: ExtensiveFormGame, root: int, roots: list[int]) -> list[Continuation]:
    """The equilibria of a subgame for every choice of equilibria of the subgames next below it."""
    inner: list[int] = []
    for node in roots:
        is_below = root < node < root + tree.subtree_size[root]
        if is_below and not any(node < other + tree.subtree_size[other] for other in inner):
            inner.append(node)
    below = [_continuations(tree, node, roots) for node in inner]
    found = []
    for chosen in product(*below):
        stage = _stage(tree, root, dict(zip(inner, (way.payoffs for way in chosen), strict=True)))
        for choices in _isolated_equilibria(stage):
            behavior = {
                index: choices[infoset.player, infoset.key]
                for index, infoset in enumerate(stage.infosets)
                if not infoset.is_chance
            }
            payoffs = tuple(Evaluation(stage).values(behavior)[0])
            found.append(
                Continuation(choices | {key: row for way in chosen for key, row in way.choices.items()}, payoffs)
            )
    return found


def _stage(tree: ExtensiveFormGame, root: int, paid: Mapping[int, tuple[Fraction, ...]]) -> ExtensiveFormGame:
    """The subtree from the root on, cut off where a subgame begins whose payoffs are given."""
    builder = TreeBuilder([player.key for player in tree.players])
    waiting = [(root, 0)]
    while waiting:
        node, copy = waiting.pop()
        outcome = int(tree.outcome[node])
        if node in paid:
            builder.payoffs(copy, paid[node])
            continue
        if outcome >= 0:
            builder.payoffs(copy, [Fraction(value) for value in tree.outcome_payoffs[outcome].tolist()])
        if children := tree.children(node):
            infoset = tree.infosets[tree.infoset[node]]
            if infoset.probabilities is None:
                copies = builder.move(copy, infoset.player, infoset.actions, infoset=infoset.key)
            else:
                copies = builder.chance(copy, dict(zip(infoset.actions, infoset.probabilities, strict=True)))
            waiting += zip(children, copies, strict=True)
    return builder.build()


def _isolated_equilibria(stage: ExtensiveFormGame) -> Iterator[Choices]:
    """The equilibria of a stage, each defined everywhere.

    Raises
    ------
    ContinuumError
        If they are not finitely many, or leave something open.
    """
    theirs = PygambitTree(stage)
    mixed = extreme_equilibria(theirs.game)
    if any(len(rows) > 1 or len(columns) > 1 for rows, columns in maximal_subsets(mixed)):
        raise ContinuumError
    plan_of = theirs.plans(mixed)
    for profile in mixed:
        choices: Choices = {}
        for player, strategy in enumerate(profile):
            weight_of = {
                tuple(sorted(made)): weight
                for made, weight in zip(sequences(stage, player), plan_of[player, strategy], strict=True)
            }
            for index in stage.player_infosets(player):
                before = sorted(own_choices_before(stage, index))
                reach = weight_of[tuple(before)]
                if not reach:
                    raise ContinuumError
                infoset = stage.infosets[index]
                choices[player, infoset.key] = tuple(
                    weight_of[(*before, (index, action))] / reach for action in range(infoset.num_actions)
                )
        yield choices
