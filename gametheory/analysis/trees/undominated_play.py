"""What iterated strict dominance leaves of a small game in extensive form: where all its equilibria are."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.trees.payoff_sets import Condition, maximize
from gametheory.core.infosets import CHANCE
from gametheory.core.rationals import to_fraction
from gametheory.core.tree_arrays import NO_PARENT

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.payoff_sets import Payoffs
    from gametheory.array_types import PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame

_Way: TypeAlias = "tuple[Fraction, dict[int, int]]"


def undominated_payoffs(game: ExtensiveFormGame, heartbeat: Heartbeat) -> tuple[Payoffs, ...]:
    """Return the payoffs of the profiles of plans that are left when strictly dominated plans go, again and again.

    Parameters
    ----------
    game
        A stage, small enough to try all its plans, that pays at its terminals only. Nobody meets an information set
        twice in a play; perfect recall is not needed.
    heartbeat
        Called at every plan that is looked at.

    Returns
    -------
    tuple
        Each once. Equilibria pay mixtures of them: what is played with positive probability is a best reply, and a
        plan that another plan or a mixture of plans always exceeds is none.
    """
    table = _without_copies(_plan_payoffs(game, heartbeat))
    movers = [player for player in range(game.num_players) if table.shape[player + 1] > 1]
    is_changed = True
    while is_changed:
        is_changed = False
        for player in movers:
            own = np.moveaxis(table[player], player, 0).reshape(table.shape[player + 1], -1)
            kept = _undominated_rows(own, heartbeat)
            is_changed |= len(kept) < len(own)
            table = table.take(kept, axis=player + 1)
    return tuple(dict.fromkeys(map(tuple, table.reshape(game.num_players, -1).T.tolist())))


def _without_copies(table: PayoffArray) -> PayoffArray:
    """Return the table with one of the plans of a player that pay everybody the same against whatever others do."""
    for axis in range(1, table.ndim):
        rows = np.moveaxis(table, axis, 0).reshape(table.shape[axis], -1).tolist()
        first: dict[tuple[Fraction, ...], int] = {}
        for index, row in enumerate(rows):
            first.setdefault(tuple(row), index)
        table = table.take(list(first.values()), axis=axis)
    return table


def _plan_payoffs(game: ExtensiveFormGame, heartbeat: Heartbeat) -> PayoffArray:
    """Return the expected payoffs of all profiles of complete plans, Fractions, shape ``[player, plan, plan, ...]``."""
    sets = [game.player_infosets(player) for player in range(game.num_players)]
    plans = [np.array(list(product(*(range(game.infosets[infoset].num_actions) for infoset in own)))) for own in sets]
    num_plans = [len(listed) for listed in plans]
    table = np.full([game.num_players, *num_plans], Fraction(0), dtype=object)
    for end, (weight, choices) in zip(game.terminals, _ways(game), strict=True):
        heartbeat()
        if not weight:
            continue
        fitting = [np.full(number, fill_value=True) for number in num_plans]
        for infoset, action in choices.items():
            player = game.infosets[infoset].player
            fitting[player] &= plans[player][:, sets[player].index(infoset)] == action
        payoffs = game.outcome_payoffs[game.outcome.item(end)].tolist()
        for player, payoff in enumerate(payoffs):
            table[player][np.ix_(*fitting)] += weight * to_fraction(payoff)
    return table


def _ways(game: ExtensiveFormGame) -> list[_Way]:
    """Return for each terminal how likely chance lets play come there, and what the players must choose."""
    infosets = game.infoset.tolist()
    ways: list[_Way] = []
    for before, action in zip(game.parent.tolist(), game.parent_action.tolist(), strict=True):
        if before == NO_PARENT:
            ways.append((Fraction(1), {}))
            continue
        weight, choices = ways[before]
        infoset = game.infosets[infosets[before]]
        if infoset.player != CHANCE:
            ways.append((weight, choices | {infosets[before]: action}))
        elif infoset.probabilities is not None:
            ways.append((weight * infoset.probabilities[action], choices))
    return [ways[end] for end in game.terminals]


def _undominated_rows(table: PayoffArray, heartbeat: Heartbeat) -> list[int]:
    """Return the rows of a table that no mixture of the others exceeds in every column.

    What is best in some column stays; of the others those that a single row exceeds go at once.
    """
    best = table.max(axis=0)
    kept = list(range(len(table)))
    for row in range(len(table)):
        heartbeat()
        if (table[row] == best).any():
            continue
        others = [other for other in kept if other != row]
        if any((table[other] > table[row]).all() for other in others) or _is_exceeded(table, row, others, heartbeat):
            kept.remove(row)
    return kept


def _is_exceeded(table: PayoffArray, row: int, others: list[int], heartbeat: Heartbeat) -> bool:
    """Return whether some mixture of other rows is larger in every column: by a positive margin, the last variable."""
    margin = len(others)
    differences = dict.fromkeys(map(tuple, (table[others] - table[row]).T.tolist()))
    conditions = [Condition(dict(enumerate([*column, Fraction(-1)]))) for column in differences]
    conditions.append(Condition({variable: Fraction(1) for variable in range(margin)}))
    result = maximize(conditions, margin + 1, {margin: Fraction(1)}, heartbeat)
    return result.value is not None and result.value > 0
