"""What iterated strict elimination leaves of a game with at most two choosing players: two integer matrices."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.rationals import integer_payoffs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.array_types import IndexArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy

IntegerMatrix: TypeAlias = list[list[int]]

NOBODY = -1
"""In ``TwoPlayerRest.players``: at most one player has a choice."""


@dataclass(frozen=True, slots=True)
class TwoPlayerRest:
    """A two-player game in integers, actions that pay both players the same merged into one.

    Merging keeps every equilibrium: weight on a merged action may be split among its copies in any way.

    Parameters
    ----------
    num_actions
        Of each player of the original game.
    players
        Who chooses rows and who columns; ``NOBODY`` where fewer than two players have a choice.
    payoffs
        Of the row and the column player, ``[row][column]``.
    copies
        For rows and for columns: the original actions behind each.
    only_actions
        For each player its first action that is left: for players without a choice the only one.
    """

    num_actions: tuple[int, ...]
    players: tuple[int, int]
    payoffs: tuple[IntegerMatrix, IntegerMatrix]
    copies: tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]
    only_actions: tuple[int, ...]

    def expansions(self, side: int, weights: Sequence[int]) -> Iterator[Strategy]:
        """Yield the strategies over original actions that put each merged weight on one of its copies.

        Parameters
        ----------
        side
            0 for the row player, 1 for the column player.
        weights
            Integers, one for each merged action.
        """
        total = sum(weights)
        num_actions = self.num_actions[self.players[side]] if self.players[side] != NOBODY else 1
        support = [(copies, weight) for copies, weight in zip(self.copies[side], weights, strict=True) if weight]
        for chosen in product(*(copies for copies, _ in support)):
            strategy = [Fraction(0)] * num_actions
            for action, (_, weight) in zip(chosen, support, strict=True):
                strategy[action] = Fraction(weight, total)
            yield tuple(strategy)

    def only_strategy(self, player: int) -> Strategy:
        """Return the only strategy of a player without a choice."""
        only = self.only_actions[player]
        return tuple(Fraction(action == only) for action in range(self.num_actions[player]))


def kept_by_pure_elimination(
    payoffs: Sequence[PayoffArray], heartbeat: Callable[[], None]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rows and columns that iterated elimination leaves where only pure strategies dominate, strictly.

    Every equilibrium survives. Eliminating by mixtures too would cost a linear program for each action, and spare the
    search little.

    Parameters
    ----------
    payoffs
        Of the row and the column player, integers, ``[row, column]``.
    heartbeat
        Called for each action that is looked at.
    """
    # each player's payoffs by its own action first
    own = [payoffs[0], payoffs[1].T]
    kept = [np.arange(len(table)) for table in own]
    side, num_unchanged = 0, 0
    while num_unchanged < 2:
        left = _undominated(own[side][np.ix_(kept[side], kept[1 - side])], heartbeat)
        num_unchanged = num_unchanged + 1 if len(left) == len(kept[side]) else 0
        kept[side] = kept[side][left]
        side = 1 - side
    return tuple(kept[0].tolist()), tuple(kept[1].tolist())


def _undominated(payoffs: PayoffArray, heartbeat: Callable[[], None]) -> IndexArray:
    """Return the rows that no other row exceeds in every column; one that does has a larger sum, and comes first.

    Sums that overflow only spoil that order: then some dominated rows are left.
    """
    order = np.argsort(-payoffs.sum(axis=1), kind="stable")
    frontier = payoffs[order[:1]]
    undominated = [int(order[0])]
    for row in order[1:].tolist():
        heartbeat()
        if not (frontier > payoffs[row]).all(axis=1).any():
            undominated.append(row)
            frontier = payoffs[undominated]
    return np.array(sorted(undominated))


def two_player_rest(game: NormalFormGame, kept: Sequence[Sequence[int]], choosing: Sequence[int]) -> TwoPlayerRest:
    """Return the game that is left when at most two players have a choice.

    Parameters
    ----------
    game
        The original game.
    kept
        For each player the indices of the actions that are left.
    choosing
        The players, at most two, with more than one action left.
    """
    row, column = (*choosing, NOBODY, NOBODY)[:2] if choosing else (0, NOBODY)
    shape = (len(kept[row]), len(kept[column]) if column != NOBODY else 1)
    places = np.ix_(*(list(actions) for actions in kept))
    row_payoffs: IntegerMatrix = integer_payoffs(game.payoffs[row][places]).values.reshape(shape).tolist()
    column_payoffs: IntegerMatrix = [[0] * shape[1]] * shape[0]
    if column != NOBODY:
        column_payoffs = integer_payoffs(game.payoffs[column][places]).values.reshape(shape).tolist()
    rows = _classes(list(zip(map(tuple, row_payoffs), map(tuple, column_payoffs), strict=True)))
    columns = _classes(list(zip(zip(*row_payoffs, strict=True), zip(*column_payoffs, strict=True), strict=True)))
    column_actions = kept[column] if column != NOBODY else (0,)
    return TwoPlayerRest(
        game.num_actions,
        (row, column),
        (_first_of_each(row_payoffs, rows, columns), _first_of_each(column_payoffs, rows, columns)),
        (_named(rows, kept[row]), _named(columns, column_actions)),
        tuple(actions[0] for actions in kept),
    )


def _classes(lines: Sequence[object]) -> list[list[int]]:
    """Return the positions of equal lines together, in the order of the first."""
    classes: dict[object, list[int]] = {}
    for position, line in enumerate(lines):
        classes.setdefault(line, []).append(position)
    return list(classes.values())


def _first_of_each(payoffs: IntegerMatrix, rows: list[list[int]], columns: list[list[int]]) -> IntegerMatrix:
    """Return the payoffs at the first row and column of each class."""
    return [[payoffs[row[0]][column[0]] for column in columns] for row in rows]


def _named(classes: list[list[int]], actions: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return classes of positions as classes of original actions."""
    return tuple(tuple(actions[position] for position in positions) for positions in classes)
