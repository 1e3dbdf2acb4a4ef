"""Games of tiers that follow leaders: single players and chance move first, all see it, then tiers choose at once."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Protocol, TypeAlias

from gametheory.core.payoffs_after import PayoffsAfter
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.tiered_game import TierPayoffs

History: TypeAlias = "tuple[int, ...]"
"""Moves of leaders and of chance that were made, in the order of play."""

NO_MOVE = "no move"
"""What a player does whose stage is skipped, or who has none."""
MOST_ENUMERATED = 100_000
"""Histories up to which those that can come about are told from those that skipped stages exclude."""


@dataclass(frozen=True, slots=True)
class LedStage:
    """A stage before those of the tiers.

    Parameters
    ----------
    name
        How it is called where chance moves; elsewhere the mover's key says it.
    leader
        Index of the player who moves; None where chance does.
    moves
        Names of the moves.
    """

    name: str
    leader: int | None
    moves: tuple[str, ...]


class Course(Protocol):
    """What happens before the tiers choose, where that depends on what came before; a model supplies it."""

    @property
    def stages(self) -> tuple[LedStage, ...]:
        """The stages before those of the tiers, in the order of play."""
        ...

    def chances(self, history: History) -> Mapping[int, Fraction]:
        """Return for each move that can come next its probability; 1 for moves of a leader, who is free to choose."""
        ...

    def tier_actions(self, tier: int, history: History) -> Sequence[int]:
        """Return the actions of a tier after all that comes first."""
        ...

    def payoffs(self, history: History) -> TierPayoffs:
        """Return the payoffs after all that comes first, by everybody's actions and counts."""
        ...


@dataclass(frozen=True, repr=False, kw_only=True)
class LedTieredGame(TieredGame):
    """A game in which some single players move one after the other, each seen by all, before everybody else chooses.

    Parameters
    ----------
    leaders
        Indices of the players who move first, in the order of play; the payoffs are by everybody's actions and counts.
    course
        Chance that moves among them, seen by all, and what is skipped after some histories; compared by identity. None
        where there is neither.
    unseen
        Names of stages at which chance moves and nobody sees it; payoffs are means over what it does.

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
    course: Course | None = None
    unseen: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.leaders and self.course is None:
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

    @cached_property
    def stages(self) -> tuple[LedStage, ...]:
        """The stages before those of the tiers, in the order of play."""
        if self.course is not None:
            return self.course.stages
        return tuple(LedStage(self.players[leader].key, leader, self.actions[leader]) for leader in self.leaders)

    @property
    def leading_stages(self) -> tuple[tuple[int, int], ...]:
        """Number of each stage at which a leader moves, and the leader."""
        return tuple((number, stage.leader) for number, stage in enumerate(self.stages) if stage.leader is not None)

    @property
    def has_chance(self) -> bool:
        """Whether chance moves where all see it."""
        return any(stage.leader is None for stage in self.stages)

    @property
    def num_histories(self) -> int:
        """Number of ways in which the first stages can go; more than that where there are many and some are skipped."""
        bound = prod(len(stage.moves) for stage in self.stages)
        return bound if self.course is None or bound > MOST_ENUMERATED else len(self.histories)

    @property
    def histories(self) -> tuple[History, ...]:
        """Every way in which the first stages can go, the last one's moves changing fastest."""
        return self.histories_before(len(self.stages))

    def histories_before(self, stage: int) -> tuple[History, ...]:
        """Return every way in which the stages before one can go; the stages are numbered from 0."""
        if stage not in self._histories:
            earlier = self.histories_before(stage - 1)
            self._histories[stage] = tuple(
                (*history, move) for history in earlier for move in self.chances_after(history)
            )
        return self._histories[stage]

    def rank(self, history: History) -> int:
        """Return the place of a history among those of the same length."""
        if len(history) not in self._ranks:
            self._ranks[len(history)] = {own: at for at, own in enumerate(self.histories_before(len(history)))}
        return self._ranks[len(history)][history]

    def chances_after(self, history: History) -> Mapping[int, Fraction]:
        """Return for each move that can come next its probability; 1 for moves of a leader, who is free to choose."""
        if self.course is not None:
            return self.course.chances(history)
        return dict.fromkeys(range(len(self.stages[len(history)].moves)), Fraction(1))

    def after(self, history: History) -> TieredGame:
        """Return the game that is left after all that comes first, in which each leader has the action that it took."""
        if history not in self._branches:
            self._branches[history] = self._branch(history)
        return self._branches[history]

    def place_of(self, history: History) -> str:
        """Return what came first in words: ``after Amazon: 'Allow both'``, or ``at the start``."""
        moves = [
            f"{stage.name if stage.leader is None else self.players[stage.leader].label}: {stage.moves[move]!r}"
            for stage, move in zip(self.stages, history, strict=False)
        ]
        return f"after {', '.join(moves)}" if moves else "at the start"

    @cached_property
    def _histories(self) -> dict[int, tuple[History, ...]]:
        return {0: ((),)}

    @cached_property
    def _ranks(self) -> dict[int, dict[History, int]]:
        return {}

    @cached_property
    def _branches(self) -> dict[History, TieredGame]:
        return {}

    def _branch(self, history: History) -> TieredGame:
        kept: list[Sequence[int]] = [range(number) for number in self.num_actions]
        for stage, move in zip(self.stages, history, strict=True):
            if stage.leader is not None:
                kept[stage.leader] = (move,)
        for tier in self.tiers:
            kept[tier] = kept[tier] if self.course is None else self.course.tier_actions(tier, history)
        payoffs = self.payoffs if self.course is None else self.course.payoffs(history)
        return TieredGame(
            players=self.players,
            counts=self.counts,
            actions=tuple(
                tuple(names[action] for action in own) for names, own in zip(self.actions, kept, strict=True)
            ),
            payoffs=PayoffsAfter(payoffs, kept, self.num_actions),
            title=self.title,
        )
