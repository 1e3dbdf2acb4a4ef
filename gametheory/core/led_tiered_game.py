"""Games of tiers that follow leaders: single players move first, everybody sees it, then tiers choose at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import TypeAlias

from gametheory.core.payoffs_after import PayoffsAfter
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import InvalidGameError

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
            payoffs=PayoffsAfter(self.payoffs, taken, self.num_actions),
            title=self.title,
        )
