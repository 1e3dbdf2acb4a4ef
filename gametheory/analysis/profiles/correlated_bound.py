"""Why no correlated equilibrium pays more: prices on deviations that bound a sum of payoffs at every profile."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.core.rationals import over_common_denominator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.normal_form import NormalFormGame

Deviation: TypeAlias = "tuple[int, int | None, int]"
"""A player, the action that is recommended to it (None: whatever is), and the one that it takes instead."""


@dataclass(frozen=True, slots=True)
class PayoffBound:
    """A weighted sum of payoffs that no correlated equilibrium exceeds.

    At every profile, the weighted sum of payoffs plus the priced losses from deviating is at most ``value``. In an
    equilibrium no deviation gains on average, so that the weighted sum alone is at most ``value`` there.

    Parameters
    ----------
    weights
        One for each player.
    prices
        At least 0, by deviation; those left out are 0. Deviations without a recommendation bound coarse correlated
        equilibria too.
    value
        The bound.
    """

    weights: tuple[Fraction, ...]
    prices: Mapping[Deviation, Fraction]
    value: Fraction

    @property
    def is_coarse(self) -> bool:
        """Whether the bound holds for coarse correlated equilibria too."""
        return all(recommended is None for _, recommended, _ in self.prices)


def is_proved(game: NormalFormGame, bound: PayoffBound, *, heartbeat: Heartbeat = no_heartbeat) -> bool:
    """Return whether a bound holds in every correlated equilibrium of a game, checked at each profile of actions.

    Parameters
    ----------
    game
        Any normal form.
    bound
        Whoever found it.
    heartbeat
        Called for each deviation that has a price.

    Notes
    -----
    Exact: a priced deviation costs one pass over the profiles in which it is possible.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    >>> prices = {(0, 0, 1): Fraction(3, 4), (1, 0, 1): Fraction(3, 4)}
    >>> is_proved(game, PayoffBound((Fraction(1), Fraction(1)), prices, Fraction(21, 2)))
    True
    >>> is_proved(game, PayoffBound((Fraction(1), Fraction(1)), prices, Fraction(10)))
    False
    """
    if any(price < 0 for price in bound.prices.values()):
        return False
    factors = [*enumerate(bound.weights), *((player, price) for (player, _, _), price in bound.prices.items())]
    scaled, denominator = over_common_denominator(
        factor / game.integer_payoffs(player).denominator for player, factor in factors
    )
    payoffs = [game.integer_payoffs(player).values.astype(object) for player in range(game.num_players)]
    totals = sum(
        (table * weight for table, weight in zip(payoffs, scaled, strict=False)), start=np.zeros_like(payoffs[0])
    )
    for (player, recommended, instead), price in zip(bound.prices, scaled[game.num_players :], strict=True):
        heartbeat()
        own, priced = np.moveaxis(payoffs[player], player, 0), np.moveaxis(totals, player, 0)
        told = slice(None) if recommended is None else slice(recommended, recommended + 1)
        priced[told] += (own[told] - own[instead]) * price
    return bool(totals.max() <= bound.value * denominator)
