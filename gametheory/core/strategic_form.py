"""The normal form of a tree, reduced or full."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.pure_plans import PurePlan, num_pure_plans, pure_plans
from gametheory.core.rationals import INT64_LIMIT
from gametheory.core.tree_arrays import NO_PARENT
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.array_types import BooleanArray, PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame

MAX_PROFILES = 4_000_000
"""Largest normal form of a tree that is built, in pure-strategy profiles."""


@dataclass(frozen=True)
class StrategicForm:
    """The normal form of a tree with the plans that its actions stand for.

    Parameters
    ----------
    tree
        The tree.
    game
        Its normal form; action k of player i is named after ``plans[i][k]``.
    plans
        For each player its pure strategies.
    """

    tree: ExtensiveFormGame
    game: NormalFormGame
    plans: tuple[tuple[PurePlan, ...], ...]


def to_normal_form(
    tree: ExtensiveFormGame, *, is_reduced: bool = True, heartbeat: Callable[[], None] | None = None
) -> StrategicForm:
    """Return the reduced or the full normal form of a tree, exact.

    Parameters
    ----------
    tree
        Any tree, with or without perfect recall.
    is_reduced
        Whether strategies that differ only where their own choices never lead count once.
    heartbeat
        Called for each choice of a plan and each end of play that is counted; what it raises stops the conversion.
        None for nobody.

    Raises
    ------
    UnsupportedGameError
        If there are more than ``MAX_PROFILES`` profiles.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["buyer", "seller"])
    >>> trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    >>> honor, abuse = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    >>> builder.payoffs(honor, [1, 1])
    >>> builder.payoffs(abuse, [-1, 2])
    >>> form = to_normal_form(builder.build())
    >>> form.game.actions[1], form.game.payoff("seller", (0, 1))
    (('trusted=Honor', 'trusted=Abuse'), Fraction(2, 1))
    """
    heard = heartbeat or _nobody
    plans: list[tuple[PurePlan, ...]] = []
    remaining = MAX_PROFILES
    for player in range(tree.num_players):
        known = num_pure_plans(tree, player, is_reduced=is_reduced)
        is_small = known is None or known <= remaining
        found = pure_plans(tree, player, is_reduced=is_reduced, heartbeat=heard)
        listed = tuple(islice(found, remaining + 1 if is_small else 0))
        if not is_small or len(listed) > remaining:
            raise UnsupportedGameError(
                f"the {'reduced ' if is_reduced else ''}normal form needs at most {MAX_PROFILES:,} profiles, "
                f"got more (at {tree.players[player].label}); for large trees use concept 'subgame_perfect'"
            )
        plans.append(listed)
        remaining //= len(listed)
    game = NormalFormGame(
        _payoff_table(tree, plans, heard),
        players=tree.players,
        actions=[_names(tree, listed, heard) for listed in plans],
        title=tree.title,
        comment=tree.comment,
    )
    return StrategicForm(tree, game, tuple(plans))


def _nobody() -> None:
    """Hear a heartbeat and go on."""


def _names(tree: ExtensiveFormGame, plans: tuple[PurePlan, ...], heartbeat: Callable[[], None]) -> list[str]:
    """Return each plan in words."""
    names = []
    for plan in plans:
        heartbeat()
        names.append(plan.name(tree) or "(no choice)")
    return names


def _payoff_table(
    tree: ExtensiveFormGame, plans: list[tuple[PurePlan, ...]], heartbeat: Callable[[], None]
) -> PayoffArray:
    """Return expected payoffs [player, plan_0, ...]: the sum over ends of chance times payoff where all plans agree."""
    chance = _chance_weights(tree)
    denominator = math.lcm(*(chance[end].denominator for end in tree.terminals))
    weights = {end: chance[end].numerator * (denominator // chance[end].denominator) for end in tree.terminals}
    consistent = [_consistent_ends(tree, player, listed, heartbeat) for player, listed in enumerate(plans)]
    tables = []
    for player in range(tree.num_players):
        payoffs = tree.path_payoffs(player)
        terms = {end: weights[end] * payoffs.values.item(end) for end in tree.terminals}
        fits = sum(abs(term) for term in terms.values()) < INT64_LIMIT
        table = np.zeros([len(listed) for listed in plans], dtype=np.int64 if fits else object)
        for position, end in enumerate(tree.terminals):
            heartbeat()
            if terms[end]:
                table[np.ix_(*(np.flatnonzero(ends[position]) for ends in consistent))] += terms[end]
        tables.append(_divided(table, denominator * payoffs.denominator))
    if any(table.dtype == object for table in tables):
        tables = [table.astype(object) for table in tables]
    return np.stack(tables)


def _divided(table: PayoffArray, denominator: int) -> PayoffArray:
    """Return the table over its denominator, as Fractions unless that is 1."""
    if denominator == 1:
        return table
    values, inverse = np.unique(table.ravel(), return_inverse=True)
    fractions = np.empty(len(values), dtype=object)
    fractions[:] = [Fraction(value, denominator) for value in values.tolist()]
    divided: PayoffArray = fractions[inverse].reshape(table.shape)
    return divided


def _chance_weights(tree: ExtensiveFormGame) -> list[Fraction]:
    """Return for each node the product of the chance probabilities on the way to it."""
    weights = [Fraction(1)] * tree.num_nodes
    infosets = tree.infoset.tolist()
    actions = tree.parent_action.tolist()
    for node, before in enumerate(tree.parent.tolist()):
        if before != NO_PARENT:
            probabilities = tree.infosets[infosets[before]].probabilities
            weight = weights[before]
            weights[node] = weight if probabilities is None else weight * probabilities[actions[node]]
    return weights


def _consistent_ends(
    tree: ExtensiveFormGame, player: int, plans: tuple[PurePlan, ...], heartbeat: Callable[[], None]
) -> BooleanArray:
    """Return [end, plan]: whether the player's own choices on the way to the end are those of the plan."""
    chosen = {}
    for index, infoset in enumerate(tree.player_infosets(player)):
        heartbeat()
        chosen[infoset] = np.array([-1 if plan.actions[index] is None else plan.actions[index] for plan in plans])
    agrees: list[BooleanArray] = [np.ones(len(plans), dtype=np.bool_)] * tree.num_nodes
    infosets = tree.infoset.tolist()
    actions = tree.parent_action.tolist()
    for node, before in enumerate(tree.parent.tolist()):
        heartbeat()
        if before != NO_PARENT:
            choice = chosen.get(infosets[before])
            agrees[node] = agrees[before] if choice is None else agrees[before] & (choice == actions[node])
    return np.array([agrees[end] for end in tree.terminals])
