"""Games of tiers that follow leaders: single players move first, everybody sees it, then tiers choose at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.tiered_game import Deviation, Enclosure, Slopes, TieredGame
from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.array_types import FloatArray
    from gametheory.core.tiered_game import GainBounds, TierPayoffs

History: TypeAlias = "tuple[int, ...]"
"""Actions of the leaders who have moved, in the order of play."""


@dataclass(frozen=True, repr=False, kw_only=True)
class LedTieredGame(TieredGame):
    """A game in which some single players move one after the other, each seen by all, before everybody else chooses.

    Parameters
    ----------
    leaders
        Indices of the players who move first, in the order of play; the payoffs are by everybody's actions and counts.

    Raises
    ------
    InvalidGameError
        If a leader is a tier, or named twice, or there is none.

    Examples
    --------
    >>> from gametheory.core.players import Player
    >>> class Crowding:
    ...     def payoff(self, player, action, counts):
    ...         return (7, 3)[action] - counts[1][action] if player else 2 * counts[1][0]
    >>> game = LedTieredGame(
    ...     players=(Player("store", "Store"), Player("shop", "Shops")), counts=(1, 5),
    ...     actions=(("Open", "Close"), ("North", "South")), payoffs=Crowding(), leaders=(0,),
    ... )
    >>> game.histories, game.after((1,)).actions
    (((0,), (1,)), (('Close',), ('North', 'South')))
    >>> game.after((1,)).payoff("shop", 0, ((1,), (4, 1)))
    3
    """

    leaders: tuple[int, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.leaders:
            raise InvalidGameError("expected at least one player who moves first, got none; use TieredGame")
        if len(set(self.leaders)) < len(self.leaders):
            raise InvalidGameError(f"expected different players who move first, got {self.leaders!r}")
        for leader in self.leaders:
            if leader not in self.single_players:
                raise InvalidGameError(f"expected single players who move first, got index {leader!r}")

    @property
    def default_concept(self) -> str | None:
        """Subgame perfection: what tiers do after every move of the leaders is part of the answer."""
        return "subgame_perfect"

    @property
    def num_histories(self) -> int:
        """Number of ways in which the leaders can move."""
        return prod(self.num_actions[leader] for leader in self.leaders)

    @property
    def histories(self) -> tuple[History, ...]:
        """Every way in which the leaders can move, the last one's actions changing fastest."""
        return self.histories_before(len(self.leaders))

    def histories_before(self, stage: int) -> tuple[History, ...]:
        """Return every way in which the leaders before a stage can move; the stages are numbered from 0."""
        return tuple(product(*(range(self.num_actions[leader]) for leader in self.leaders[:stage])))

    def after(self, history: History) -> TieredGame:
        """Return the game that is left after moves of all leaders, in which each has the action that it took."""
        return self._branches[history]

    def place_of(self, history: History) -> str:
        """Return moves of leaders in words: ``after Amazon's 'Allow both'``, or ``at the start``."""
        moves = [
            f"{self.players[leader].label}: {self.actions[leader][action]!r}"
            for leader, action in zip(self.leaders, history, strict=False)
        ]
        return f"after {', '.join(moves)}" if moves else "at the start"

    @cached_property
    def _branches(self) -> dict[History, TieredGame]:
        return {history: self._branch(history) for history in self.histories}

    def _branch(self, history: History) -> TieredGame:
        taken: list[int | None] = [None] * self.num_players
        for leader, action in zip(self.leaders, history, strict=True):
            taken[leader] = action
        return TieredGame(
            players=self.players,
            counts=self.counts,
            actions=tuple(
                names if action is None else (names[action],) for names, action in zip(self.actions, taken, strict=True)
            ),
            payoffs=_PayoffsAfter(self.payoffs, taken, self.num_actions),
            title=self.title,
        )


class _PayoffsAfter:
    """Payoffs that are left once leaders have moved, as ``TierPayoffs``.

    Parameters
    ----------
    payoffs
        Of the whole game.
    taken
        The action of each leader; None for everybody else.
    num_actions
        Of the whole game.
    """

    def __init__(self, payoffs: TierPayoffs, taken: Sequence[int | None], num_actions: Sequence[int]) -> None:
        self._payoffs = payoffs
        self._taken = tuple(taken)
        self._num_actions = tuple(num_actions)

    def payoff(self, player: int, action: int, counts: Sequence[Sequence[int | Fraction]]) -> Fraction:
        """Return the payoff of one who chooses an action, itself counted there."""
        whole = [
            own if taken is None else [int(action == taken) for action in range(number)]
            for own, taken, number in zip(counts, self._taken, self._num_actions, strict=True)
        ]
        return self._payoffs.payoff(player, self._action(player, action), whole)

    def gain_bounds(
        self, profile: Sequence[int | None], deviations: Sequence[Deviation], *, is_limit: bool = False
    ) -> GainBounds:
        """Return what bounds the gains of deviations; leaders have none any more."""
        bounds = self._payoffs.gain_bounds(self._profile(profile), deviations, is_limit=is_limit)
        return _BoundsAfter(bounds, self._taken, self._num_actions)

    def payoff_bounds(self, profile: Sequence[int | None], seats: Sequence[tuple[int, int]]) -> GainBounds:
        """Return what bounds payoffs themselves."""
        whole = [(player, self._action(player, action)) for player, action in seats]
        bounds = self._payoffs.payoff_bounds(self._profile(profile), whole)
        return _BoundsAfter(bounds, self._taken, self._num_actions)

    def _action(self, player: int, action: int) -> int:
        taken = self._taken[player]
        return action if taken is None else taken

    def _profile(self, profile: Sequence[int | None]) -> tuple[int | None, ...]:
        return tuple(own if taken is None else taken for own, taken in zip(profile, self._taken, strict=True))


class _BoundsAfter:
    """Bounds over boxes in which each leader has one action left, as ``GainBounds``."""

    def __init__(self, bounds: GainBounds, taken: Sequence[int | None], num_actions: Sequence[int]) -> None:
        self._bounds = bounds
        places = [
            action is None or own == action
            for action, number in zip(taken, num_actions, strict=True)
            for own in range(number)
        ]
        self._kept = np.flatnonzero(places)
        self._num_places = len(places)

    def enclose(self, low: FloatArray, high: FloatArray) -> Enclosure:
        """Return bounds on the gains over boxes."""
        return self._bounds.enclose(self._whole(low), self._whole(high))

    def slopes(self, low: FloatArray, high: FloatArray) -> Slopes:
        """Return bounds on the derivatives of the gains over boxes."""
        slopes = self._bounds.slopes(self._whole(low), self._whole(high))
        return Slopes(slopes.lower[:, self._kept], slopes.upper[:, self._kept])

    def _whole(self, counts: FloatArray) -> FloatArray:
        """Return counts of all actions of the whole game, of shape [place, box]: 0 for what was not taken."""
        whole = np.zeros((self._num_places, counts.shape[1]))
        whole[self._kept] = counts
        return whole
