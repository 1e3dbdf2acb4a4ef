"""What actions pay against mixed strategies, and how that changes: exact, for searches."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import to_fraction
from gametheory.kernels.determinant_signs import determinant_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy

PRECONDITIONER_BITS = 60
"""Bits after the point of the entries of a matrix that nearly inverts another."""


def mean_payoffs(
    game: NormalFormGame, strategies: Sequence[Strategy], tick: Callable[[], None]
) -> list[list[Fraction]]:
    """Return what each action of each player pays against the others' strategies.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[1, 6], [3, 0]])
    >>> [[str(value) for value in own] for own in mean_payoffs(game, [(1, 0), (0.5, 0.5)], lambda: None)]
    [['2', '3/2'], ['1', '6']]
    """
    played, weights, scales = [], [], []
    for own in strategies:
        numbers = [to_fraction(weight) for weight in own]
        played.append([action for action, weight in enumerate(numbers) if weight])
        scales.append(lcm(*(weight.denominator for weight in numbers)))
        weights.append(np.array([int(numbers[action] * scales[-1]) for action in played[-1]], dtype=object))
    found = []
    for player, size in enumerate(game.num_actions):
        tick()
        payoffs = game.integer_payoffs(player)
        met = [range(size) if other == player else actions for other, actions in enumerate(played)]
        table = payoffs.values[np.ix_(*met)].astype(object)
        denominator = payoffs.denominator
        for other in reversed(range(len(strategies))):
            if other != player:
                table = np.tensordot(table, weights[other], axes=([other], [0]))
                denominator *= scales[other]
        found.append([Fraction(int(value), denominator) for value in table])
    return found


def is_nash(game: NormalFormGame, strategies: Sequence[Strategy], tick: Callable[[], None]) -> bool:
    """Whether every action that is played pays as much as any other."""
    return all(
        all(not weight or payoff == max(payoffs) for weight, payoff in zip(own, payoffs, strict=True))
        for own, payoffs in zip(strategies, mean_payoffs(game, strategies, tick), strict=True)
    )


class Slopes:
    """Gains from each played action but the first, and their derivatives, as shares of the range of payoffs.

    Parameters
    ----------
    game
        A normal form.
    strategies
        The point at which they are taken.
    tick
        Called between steps.
    """

    def __init__(self, game: NormalFormGame, strategies: Sequence[Strategy], tick: Callable[[], None]) -> None:
        self._game, self._tick = game, tick
        self._supports = [[action for action, weight in enumerate(own) if weight] for own in strategies]
        self._free = [len(support) - 1 for support in self._supports]
        self._ranges = [payoff_range(game, player, self._supports) for player in range(game.num_players)]
        self.payoffs = mean_payoffs(game, strategies, tick)
        self.gains = self._gains(self.payoffs)
        columns = [
            [a - b for a, b in zip(self._with(strategies, player, action), first, strict=True)]
            for player, support in enumerate(self._supports)
            for first in [self._with(strategies, player, support[0])]
            for action in support[1:]
        ]
        self.derivatives = [list(row) for row in zip(*columns, strict=True)]

    def _gains(self, payoffs: Sequence[Sequence[Fraction]]) -> list[Fraction]:
        return [
            (own[action] - own[support[0]]) / size
            for own, support, size in zip(payoffs, self._supports, self._ranges, strict=True)
            for action in support[1:]
        ]

    def _with(self, strategies: Sequence[Strategy], player: int, action: int) -> list[Fraction]:
        """Return the gains where a player chooses an action for certain; what it gains itself stays as it was."""
        certain = tuple(Fraction(other == action) for other in range(self._game.num_actions[player]))
        changed = [certain if other == player else own for other, own in enumerate(strategies)]
        return self._gains(mean_payoffs(self._game, changed, self._tick))

    def index(self) -> int | None:
        """Return the index of a regular equilibrium; None where an unplayed action ties, or the gains are singular."""
        for own, support in zip(self.payoffs, self._supports, strict=True):
            if any(payoff >= own[support[0]] for action, payoff in enumerate(own) if action not in support):
                return None
        scale = lcm(*(value.denominator for row in self.derivatives for value in row))
        sign = determinant_sign([[int(-value * scale) for value in row] for row in self.derivatives])
        return sign or None

    def contracts(self, radius: Fraction) -> bool:
        """Whether exactly one point of the box of some radius makes every player indifferent: Krawczyk's test."""
        if not self.gains:
            return True
        matrix = np.array([[float(value) for value in row] for row in self.derivatives])
        try:
            near = np.linalg.inv(matrix).tolist()
        except np.linalg.LinAlgError:
            return False
        one = 1 << PRECONDITIONER_BITS
        inverse = [[Fraction(round(value * one), one) for value in row] for row in near]
        total = sum(self._free)
        moved = [
            4 * radius * sum(free * (total - own - free) for other, free in enumerate(self._free) if other != player)
            for player, own in enumerate(self._free)
            for _ in range(own)
        ]
        columns = list(zip(*self.derivatives, strict=True))
        for place, row in enumerate(inverse):
            rest = sum(abs((place == number) - _product(row, column)) for number, column in enumerate(columns))
            rest += _product([abs(value) for value in row], moved)
            if abs(_product(row, self.gains)) + radius * rest >= radius:
                return False
        return True


def payoff_range(game: NormalFormGame, player: int, supports: Sequence[Sequence[int]]) -> Fraction:
    """Return how far payoffs of a player lie apart where the others play their supports; 1 where they are equal."""
    payoffs = game.integer_payoffs(player)
    met = [range(size) if other == player else supports[other] for other, size in enumerate(game.num_actions)]
    values = payoffs.values[np.ix_(*met)]
    return Fraction(max(1, int(values.max()) - int(values.min())), payoffs.denominator)


def _product(row: Sequence[Fraction], column: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0))
