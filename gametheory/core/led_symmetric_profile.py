"""What leaders do at every history, where all sellers of a tier then draw their action by the same lot."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.led_plan import LedPlan, ends_of
from gametheory.core.rationals import brief_fraction
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.led_tiered_game import LedTieredGame
    from gametheory.core.symmetric_profile import Enclosed


@dataclass(frozen=True, repr=False)
class LedSymmetricProfile(LedPlan, SymmetricProfile):
    """A complete plan of a game of tiers that follow leaders; as strategies it is what play comes to.

    Where chance moves first, each probability is an interval that holds all those that play may come to.

    Parameters
    ----------
    game, strategies, is_limit
        The game, and what play comes to; both follow from the plan (`of_plan`).
    moves
        For each stage before those of the tiers its leader's action after each history; empty where chance moves.
    branches
        For each history of all that comes first a symmetric profile of the game that is left.

    Raises
    ------
    InvalidProfileError
        If the parts do not fit together.

    Examples
    --------
    >>> from gametheory.core.led_tiered_game import LedTieredGame
    >>> from gametheory.core.players import Player
    >>> game = LedTieredGame(
    ...     players=(Player("store", "Store"), Player("shop", "Shops")), counts=(1, 5),
    ...     actions=(("Open", "Close"), ("North", "South")), payoffs=None, leaders=(0,),
    ... )
    >>> sure, third = (Fraction(1), Fraction(1)), (Fraction(1, 3), Fraction(1, 3))
    >>> rest = (Fraction(2, 3), Fraction(2, 3))
    >>> after = tuple(SymmetricProfile(game.after((move,)), ((sure,), (third, rest))) for move in (0, 1))
    >>> plan = LedSymmetricProfile.of_plan(game, ((1,),), after)
    >>> plan.reached, plan["store"]["Close"], plan["shop"]["South"]
    ((1,), Fraction(1, 1), Fraction(2, 3))
    >>> plan
    <LedSymmetricProfile 1; 0: 1/3, 2/3; 1: 1/3, 2/3>
    """

    moves: tuple[tuple[int, ...], ...] = field(kw_only=True)
    branches: tuple[SymmetricProfile, ...] = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_moves()
        if self.strategies != _reached_strategies(self.led_game, self.moves, self.branches):
            raise InvalidProfileError(f"expected what play comes to, got {self.strategies!r}; use 'of_plan'")

    @classmethod
    def of_plan(
        cls, game: LedTieredGame, moves: tuple[tuple[int, ...], ...], branches: tuple[SymmetricProfile, ...]
    ) -> LedSymmetricProfile:
        """Return the plan in which leaders make these moves and what is left is played by these profiles."""
        return cls(game, _reached_strategies(game, moves, branches), moves=moves, branches=branches)

    @property
    def is_exact(self) -> bool:
        """Whether every probability is known exactly, also where play does not come."""
        return all(branch.is_exact for branch in self.branches)

    @property
    def is_pure(self) -> bool:
        """Whether one action of each player is certain, also where play does not come."""
        return all(branch.is_pure for branch in self.branches)

    def branch(self, history: tuple[int, ...]) -> SymmetricProfile:
        """Return what is played after a history of all that comes first."""
        return self.branches[self.led_game.rank(history)]

    def __getitem__(self, player: str | int) -> Mapping[str, Fraction]:
        """Return a player's probabilities by action where play comes, on average over what chance does."""
        return self.mean_shares(self.game.player_index(player))

    def __repr__(self) -> str:
        game = self.led_game
        moves = " | ".join(", ".join(map(str, own)) for own in self.moves)
        played = zip(game.histories, self.branches, strict=True)
        told = (f"{', '.join(map(str, history))}: {_tiers_text(game, branch)}" for history, branch in played)
        return f"<LedSymmetricProfile {moves}; {'; '.join(told)}>"


def _tiers_text(game: LedTieredGame, branch: SymmetricProfile) -> str:
    """Return what tiers draw, by the middles of intervals."""
    middles = ([brief_fraction((low + high) / 2, 12) for low, high in branch.strategies[tier]] for tier in game.tiers)
    return " | ".join(", ".join(own) for own in middles)


def _reached_strategies(
    game: LedTieredGame, moves: tuple[tuple[int, ...], ...], branches: tuple[SymmetricProfile, ...]
) -> tuple[tuple[Enclosed, ...], ...]:
    """Return what play comes to, as strategies of the whole game."""
    never = (Fraction(0), Fraction(0))
    reached = [
        [
            dict(zip(branch.game.actions[player], branch.strategies[player], strict=True))
            for player in range(game.num_players)
        ]
        for branch in (branches[game.rank(end)] for end, _ in ends_of(game, moves, ()))
    ]
    return tuple(
        tuple(
            (
                min(own[player].get(name, never)[0] for own in reached),
                max(own[player].get(name, never)[1] for own in reached),
            )
            for name in names
        )
        for player, names in enumerate(game.actions)
    )
