"""Payoff differences around a profile and their derivatives in integers: what Krawczyk's test proves of them."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.profiles.action_payoffs import integer_weights
from gametheory.kernels.determinant_signs import determinant_sign
from gametheory.kernels.weighted_sums import weighted_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy

PRECONDITIONER_BITS = 60
"""Bits after the point of the largest entry of the matrix that nearly inverts the derivatives."""


class SlopeSystem(NamedTuple):
    """What the played actions but the first pay more than that, and how it changes with their probabilities.

    Parameters
    ----------
    values
        By player and action, each a multiple of ``1 / units``; as shares of the range of payoffs.
    derivatives
        A row for each of these, a column for each probability.
    units
        By row.
    """

    values: list[int]
    derivatives: list[list[int]]
    units: list[int]


class PayoffSlopes:
    """Payoffs at a profile by action, and by pairs of actions of two players, in integers.

    Parameters
    ----------
    game
        A normal form.
    strategies
        Exact mixed strategies. An action with probability 0 is not played.
    heartbeat
        Called every few milliseconds of work.

    Attributes
    ----------
    supports
        For each player the actions that are played.
    payoffs
        For each player what each action pays, as multiples of ``1 / (scale_of_others * denominator of the payoffs)``.
    ranges
        For each player how far apart payoffs lie where the others play their supports, at least 1; in integers.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[1, 6], [3, 0]])
    >>> slopes = PayoffSlopes(game, [(Fraction(3, 8), Fraction(5, 8)), (Fraction(2, 5), Fraction(3, 5))], lambda: None)
    >>> slopes.payoffs, slopes.sign(), slopes.contracts(Fraction(1, 100))
    ([[8, 8], [18, 18]], 1, True)
    """

    def __init__(self, game: NormalFormGame, strategies: Sequence[Strategy], heartbeat: Heartbeat) -> None:
        self._game = game
        self.supports = [[action for action, weight in enumerate(own) if weight] for own in strategies]
        weights = [integer_weights(own) for own in strategies]
        self._scales = [total for _, total in weights]
        self._weights = [
            [own[action] for action in support] for (own, _), support in zip(weights, self.supports, strict=True)
        ]
        self._free = [len(support) - 1 for support in self.supports]
        self.ranges: list[int] = []
        self._outside: list[list[int]] = []
        self.payoffs: list[list[int]] = []
        self._tables: list[dict[int, list[list[int]]]] = []
        for player in range(game.num_players):
            self._look_at(player, heartbeat)

    def _look_at(self, player: int, heartbeat: Heartbeat) -> None:
        """Work out what each action of a player pays, alone and by the action of each other player."""
        game = self._game
        met = [range(n) if other == player else self.supports[other] for other, n in enumerate(game.num_actions)]
        array = np.moveaxis(game.integer_payoffs(player).values[np.ix_(*met)], player, 0)
        values, sizes = array.ravel().tolist(), array.shape
        self.ranges.append(max(1, max(values) - min(values)))
        rows = [tuple(row) for row in array.reshape(sizes[0], -1).tolist()]
        played = {rows[action] for action in self.supports[player]}
        self._outside.append(
            [action for action, row in enumerate(rows) if action not in self.supports[player] and row not in played]
        )
        others = [other for other in range(game.num_players) if other != player]
        tables = {}
        for place, other in enumerate(others, 1):
            heartbeat()
            weights = [self._weights[third] for third in others]
            flat = weighted_sums(values, sizes, [None, *weights[: place - 1], None, *weights[place:]])
            tables[other] = [flat[start : start + sizes[place]] for start in range(0, len(flat), sizes[place])]
        self._tables.append(tables)
        self.payoffs.append([sum(map(mul, row, self._weights[others[0]])) for row in tables[others[0]]])

    def scale_of_others(self, player: int) -> int:
        """Return the product of the denominators of the other players' probabilities."""
        return math.prod(scale for other, scale in enumerate(self._scales) if other != player)

    def losses(self, player: int) -> list[Fraction]:
        """Return what a player loses by each action that it does not play, as shares of its range of payoffs.

        Without those that always pay it what one that it plays does, wherever the others play their supports.
        """
        support, payoffs = self.supports[player], self.payoffs[player]
        unit = self.scale_of_others(player) * self.ranges[player]
        played = payoffs[support[0]]
        return [Fraction(played - payoffs[action], unit) for action in self._outside[player]]

    @cached_property
    def system(self) -> SlopeSystem:
        """Payoff differences and their derivatives."""
        values, rows, units = [], [], []
        for player, support in enumerate(self.supports):
            unit = self.scale_of_others(player) * self.ranges[player]
            for action in support[1:]:
                values.append(self.payoffs[player][action] - self.payoffs[player][support[0]])
                rows.append(self._row(player, action))
                units.append(unit)
        return SlopeSystem(values, rows, units)

    def _row(self, player: int, action: int) -> list[int]:
        """Return how a payoff difference changes with each unknown."""
        row: list[int] = []
        for other, free in enumerate(self._free):
            if other == player:
                row += [0] * free
                continue
            table, scale = self._tables[player][other], self._scales[other]
            gains = [a - b for a, b in zip(table[action], table[self.supports[player][0]], strict=True)]
            row += [(gain - gains[0]) * scale for gain in gains[1:]]
        return row

    def sign(self) -> int:
        """Sign of the determinant of the negative derivatives."""
        derivatives = self.system.derivatives
        sign = determinant_sign(derivatives)
        return -sign if len(derivatives) % 2 else sign

    def contracts(self, radius: Fraction) -> bool:
        """Whether exactly one point of the box of some radius makes every player indifferent: Krawczyk's test."""
        values, derivatives, units = self.system
        if not units:
            return True
        matrix = np.array([[entry / unit for entry in row] for row, unit in zip(derivatives, units, strict=True)])
        try:
            inverse = np.linalg.inv(matrix)
        except np.linalg.LinAlgError:
            return False
        largest = float(np.abs(inverse).max())
        bits = PRECONDITIONER_BITS - math.frexp(largest)[1]
        if bits < 0 or not math.isfinite(largest):
            return False
        near = [[int(math.ldexp(entry, bits)) for entry in row] for row in inverse.tolist()]
        common = math.lcm(*units)
        raised = [common // unit for unit in units]
        columns = list(zip(*derivatives, strict=True))
        one, (side, unit) = common << bits, radius.as_integer_ratio()
        moved = self._moves_of_derivatives()
        for place, row in enumerate(near):
            lifted = list(map(mul, row, raised))
            step = abs(sum(map(mul, lifted, values)))
            rest = sum(abs(one * (place == number) - sum(map(mul, lifted, c))) for number, c in enumerate(columns))
            bent = common * sum(map(mul, map(abs, row), moved))
            if not unit * (unit * step + side * rest) + side * side * bent < side * unit * one:
                return False
        return True

    def _moves_of_derivatives(self) -> list[int]:
        """Return for each row by how much its derivatives together can move in a box, in units of its radius."""
        total = sum(self._free)
        moved = []
        for player, own in enumerate(self._free):
            bound = sum(free * 4 * (total - own - free) for other, free in enumerate(self._free) if other != player)
            moved += [bound] * own
        return moved
