"""What must hold where the players of each group mix the same actions by the same lot."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb, lcm
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.profiles import MixedProfile
from gametheory.polynomials import Polynomial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.payoff_structure.exchangeability import ExchangeableGroup
    from gametheory.array_types import PayoffArray
    from gametheory.core.normal_form import NormalFormGame

GroupSupports: TypeAlias = tuple[tuple[int, ...], ...]
"""For each group the actions, of its first player, that are played with positive probability."""
Lots: TypeAlias = "Sequence[Sequence[Fraction]]"
"""For each group the probabilities of the actions of its support."""


@dataclass(frozen=True, slots=True)
class GroupGain:
    """What a player of a group gains by an action over the first one of its support.

    Parameters
    ----------
    group
        Place of the group.
    is_equation
        Whether the gain must be 0, the action being played; otherwise it must be at most 0.
    table
        The gain, times a positive integer, for each choice of the other players within their supports: their axes by
        group, in which their order does not matter.
    """

    group: int
    is_equation: bool
    table: PayoffArray


class SymmetricFace:
    """All profiles in which the players of each group mix exactly certain actions, all of a group alike.

    Parameters
    ----------
    game
        A normal form.
    groups
        Its players in groups that can change places.
    supports
        For each group the actions that its players mix.
    kept
        For each group the actions that may be best replies.
    """

    def __init__(
        self,
        game: NormalFormGame,
        groups: Sequence[ExchangeableGroup],
        supports: GroupSupports,
        kept: Sequence[Sequence[int]],
    ) -> None:
        self.game, self.groups, self.supports = game, groups, supports
        self.is_empty = False
        self.gains: list[GroupGain] = []
        for place in range(len(groups)):
            self._add_gains(place, kept[place])

    def _add_gains(self, place: int, kept: Sequence[int]) -> None:
        """Add the conditions on a group that signs do not decide.

        Where no entry of a table is negative and one is positive, the gain is positive wherever all actions of the
        supports are played.
        """
        for action, table in zip(kept, self._tables(place, kept), strict=True):
            is_equation = action in self.supports[place]
            low, high = table.min(), table.max()
            if low == 0 == high or (not is_equation and high <= 0):
                continue
            if low >= 0 or (is_equation and high <= 0):
                self.is_empty = True
                return
            self.gains.append(GroupGain(place, is_equation, table))

    def _tables(self, place: int, kept: Sequence[int]) -> PayoffArray:
        """Return the gains from actions over the first one of a support, first axis by action."""
        first = self.groups[place].players[0]
        met: list[list[int]] = [[] for _ in range(self.game.num_players)]
        order = [first]
        for group, support in zip(self.groups, self.supports, strict=True):
            for player, matching in zip(group.players, group.actions, strict=True):
                met[player] = [matching[action] for action in support]
                order += [player] * (player != first)
        met[first] = [*kept, self.supports[place][0]]
        payoffs = self.game.integer_payoffs(first).values[np.ix_(*met)].astype(object).transpose(order)
        gains: PayoffArray = payoffs[:-1] - payoffs[-1:]
        return gains

    @property
    def num_unknowns(self) -> int:
        """How many probabilities can be chosen."""
        return sum(len(support) - 1 for support in self.supports)

    @property
    def equations(self) -> list[GroupGain]:
        """Gains that must be 0."""
        return [gain for gain in self.gains if gain.is_equation]

    @property
    def inequalities(self) -> list[GroupGain]:
        """Gains that must be at most 0."""
        return [gain for gain in self.gains if not gain.is_equation]

    def gains_at(self, lots: Lots, gains: Sequence[GroupGain]) -> list[Fraction]:
        """Return gains where all groups draw by their lots, as shares of their largest entries."""
        scales = [lcm(*(weight.denominator for weight in lot)) for lot in lots]
        weights = [
            np.array([int(weight * scale) for weight in lot], dtype=object)
            for lot, scale in zip(lots, scales, strict=True)
        ]
        values = []
        for gain in gains:
            value, unit = gain.table, int(abs(gain.table).max())
            for place, group in enumerate(self.groups):
                for _ in range(len(group.players) - (place == gain.group)):
                    value = np.tensordot(value, weights[place], axes=([0], [0]))
                    unit *= scales[place]
            values.append(Fraction(int(value), unit))
        return values

    @cached_property
    def mixing(self) -> tuple[int, ...]:
        """Places of the groups that mix."""
        return tuple(place for place, support in enumerate(self.supports) if len(support) > 1)

    def polynomial(self, gain: GroupGain) -> Polynomial:
        """Return a gain as a polynomial in the probability of the second action, where one group mixes two."""
        (mixing,) = self.mixing
        degree = len(self.groups[mixing].players) - (gain.group == mixing)
        line = gain.table.reshape([size for size in gain.table.shape if size > 1])
        total, rest = Polynomial(), Polynomial([1, -1])
        powers = [Polynomial([1])]
        for _ in range(degree):
            powers.append(powers[-1] * rest)
        for count in range(degree + 1):
            entry = int(line[(0,) * (degree - count) + (1,) * count]) * comb(degree, count)
            total += Polynomial([0] * count + [entry]) * powers[degree - count]
        return total

    def profile(self, lots: Lots) -> MixedProfile:
        """Return the profile in which the players of each group draw their action by its lot."""
        strategies: list[list[Fraction | int]] = [[0] * size for size in self.game.num_actions]
        for group, support, lot in zip(self.groups, self.supports, lots, strict=True):
            for player, matching in zip(group.players, group.actions, strict=True):
                for action, weight in zip(support, lot, strict=True):
                    strategies[player][matching[action]] = weight
        return MixedProfile(self.game, tuple(map(tuple, strategies)))

    @property
    def description(self) -> str:
        """Who plays what, in words."""
        told = []
        for group, support in zip(self.groups, self.supports, strict=True):
            first = group.players[0]
            names = " and ".join(self.game.actions[first][action] for action in support)
            labels = [self.game.players[player].label for player in group.players]
            told.append(f"{' and '.join(labels)} {'play' if len(labels) > 1 else 'plays'} {names}")
        return ", ".join(told)
