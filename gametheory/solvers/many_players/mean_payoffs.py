"""What actions pay against mixed strategies, and how that changes: exact, for searches."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import over_common_denominator, to_fraction
from gametheory.kernels.determinant_signs import determinant_sign
from gametheory.kernels.weighted_sums import weighted_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.many_players.copied_actions import CopiedActions

GAIN_BITS = 20
"""Bits of gains that count in units of the radius of a box."""
SAFETY = 0.5
"""Share of what Krawczyk's test in exact arithmetic allows that is allowed in floats."""


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
    slopes = Slopes.at(game, strategies, tick)
    return [
        [Fraction(value, slopes.scale_of_others(player) * game.integer_payoffs(player).denominator) for value in own]
        for player, own in enumerate(slopes.payoffs)
    ]


def is_nash(game: NormalFormGame, strategies: Sequence[Strategy], tick: Callable[[], None]) -> bool:
    """Whether every action that is played pays as much as any other."""
    slopes = Slopes.at(game, strategies, tick)
    return all(
        all(payoffs[action] == max(payoffs) for action in support)
        for support, payoffs in zip(slopes.supports, slopes.payoffs, strict=True)
    )


class Slopes:
    """Payoffs at a point by action, and how they change with the probabilities of each other player.

    Parameters
    ----------
    game
        A normal form.
    weights
        For each player and action an integer; probabilities are their shares of the sum of a player's.
    tick
        Called between steps.
    supports
        For each player the actions that are played; None for those whose weight is not 0.

    Attributes
    ----------
    supports
        For each player the actions that are played.
    ranges
        For each player how far payoffs lie apart where the others play their supports, in the integers of the game.
    """

    def __init__(
        self,
        game: NormalFormGame,
        weights: Sequence[Sequence[int]],
        tick: Callable[[], None],
        *,
        supports: Sequence[Sequence[int]] | None = None,
    ) -> None:
        self._game, self._tick = game, tick
        self.supports = supports or [[action for action, weight in enumerate(own) if weight] for own in weights]
        self._weights = [[own[action] for action in met] for own, met in zip(weights, self.supports, strict=True)]
        self._scales = [sum(own) for own in self._weights]
        self.ranges: list[int] = []
        self._tables: list[tuple[list[int], tuple[int, ...]]] = []
        for player, size in enumerate(game.num_actions):
            met = [range(size) if other == player else own for other, own in enumerate(self.supports)]
            table = np.moveaxis(game.integer_payoffs(player).values[np.ix_(*met)], player, 0)
            values = table.ravel().tolist()
            self._tables.append((values, table.shape))
            self.ranges.append(max(1, max(values) - min(values)))

    @classmethod
    def at(cls, game: NormalFormGame, strategies: Sequence[Strategy], tick: Callable[[], None]) -> Self:
        """Return the same of strategies, of numbers of any kind, which are scaled to sum to 1."""
        return cls(game, [over_common_denominator(map(to_fraction, own))[0] for own in strategies], tick)

    @cached_property
    def payoffs(self) -> list[list[int]]:
        """For each player what each action pays, as multiples of ``1 / scale_of_others`` in the game's integers."""
        found = []
        for player, (values, sizes) in enumerate(self._tables):
            self._tick()
            others = [own for other, own in enumerate(self._weights) if other != player]
            found.append(weighted_sums(values, sizes, [None, *others]))
        return found

    def scale_of_others(self, player: int) -> int:
        """Return the product of the denominators of the other players' weights."""
        return prod(scale for other, scale in enumerate(self._scales) if other != player)

    def rounded_gains(self, bits: int) -> list[int]:
        """Return what each played action but the first pays more than that.

        As a share of the range of payoffs, in multiples of ``2**-bits``, rounded away from 0.
        """
        found = []
        for player, (own, support) in enumerate(zip(self.payoffs, self.supports, strict=True)):
            unit = self.scale_of_others(player) * self.ranges[player]
            gains = [(own[action] - own[support[0]]) << bits for action in support[1:]]
            found += [-(-gain // unit) if gain > 0 else gain // unit for gain in gains]
        return found

    @cached_property
    def _derivatives(self) -> list[list[int]]:
        """Derivatives of the gains, each row times the scales of the other players and the range."""
        rows = []
        for player, support in enumerate(self.supports):
            parts = [self._moved(player, other) for other in range(len(self.supports))]
            rows += [[entry for part in parts for entry in part[place]] for place in range(1, len(support))]
        return rows

    def _moved(self, player: int, other: int) -> list[list[int]]:
        """Return how gains of a player's actions change when another one moves weight from its first action."""
        support, free = self.supports[player], len(self.supports[other]) - 1
        if other == player:
            return [[0] * free for _ in support]
        self._tick()
        values, sizes = self._tables[player]
        weights = [None if third == other else own for third, own in enumerate(self._weights) if third != player]
        flat = weighted_sums(values, sizes, [None, *weights])
        scale, size = self._scales[other], free + 1
        rows = [flat[action * size : (action + 1) * size] for action in support]
        gains = [[a - b for a, b in zip(row, rows[0], strict=True)] for row in rows]
        return [[(gain - row[0]) * scale for gain in row[1:]] for row in gains]

    @cached_property
    def derivatives(self) -> FloatArray:
        """Derivatives of the gains, rounded."""
        units = [
            self.scale_of_others(player) * self.ranges[player]
            for player, support in enumerate(self.supports)
            for _ in support[1:]
        ]
        rows = zip(self._derivatives, units, strict=True)
        return np.array([[entry / unit for entry in row] for row, unit in rows]).reshape(len(units), len(units))

    @cached_property
    def inverse(self) -> FloatArray | None:
        """The inverse of the derivatives, about; None where they are singular."""
        try:
            inverse = np.linalg.inv(self.derivatives).astype(np.float64)
        except np.linalg.LinAlgError:
            return None
        return inverse if np.isfinite(inverse).all() else None

    def losses(self, player: int, copies: CopiedActions | None = None) -> list[int]:
        """Return what a player loses by each action that it does not play, unless that is a copy of one it plays."""
        own, support = self.payoffs[player], self.supports[player]
        return [
            own[support[0]] - payoff
            for action, payoff in enumerate(own)
            if action not in support and not (copies and copies.are_played(player, action, support))
        ]

    def index(self, copies: CopiedActions | None = None) -> int | None:
        """Return the index of a regular equilibrium; None where an unplayed action ties, or the gains are singular.

        With copies of its actions it is a set of equilibria, which has this index.
        """
        if any(loss <= 0 for player in range(len(self.supports)) for loss in self.losses(player, copies)):
            return None
        return determinant_sign([[-value for value in row] for row in self._derivatives]) or None

    def contracts(self, radius: Fraction) -> bool:
        """Whether the box of some radius holds one point at which every player is indifferent, but for rounding.

        Krawczyk's test in floats, with room to spare for the test in integers that proves it.
        """
        if self.inverse is None:
            return False
        free = [len(support) - 1 for support in self.supports]
        total = sum(free)
        moved = [
            sum(4.0 * theirs * (total - own - theirs) for other, theirs in enumerate(free) if other != player)
            for player, own in enumerate(free)
            for _ in range(own)
        ]
        bits = (radius.denominator // radius.numerator).bit_length() + GAIN_BITS
        size = float(radius * (1 << bits))
        shares = np.array([float(gain) / size for gain in self.rounded_gains(bits)])
        rest = np.abs(np.eye(total) - self.inverse @ self.derivatives).sum(axis=1)
        rest += float(radius) * (np.abs(self.inverse) @ np.array(moved))
        return bool((np.abs(self.inverse @ shares) + rest < SAFETY).all())
