"""What leaders do at every history, and what tiers do by counts after each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.count_profile import CountProfile
from gametheory.core.led_plan import LedPlan, ends_of
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.core.count_profile import Range
    from gametheory.core.led_tiered_game import History, LedTieredGame
    from gametheory.core.tiered_game import Counts


@dataclass(frozen=True, repr=False)
class LedCountProfile(LedPlan, CountProfile):
    """A complete plan of a game of tiers that follow leaders; as counts it is what play comes to.

    Where chance moves first, counts are the least and the largest ones that play may come to.

    Parameters
    ----------
    game, ranges
        The game, and what play comes to; both follow from the plan (`of_plan`).
    moves
        For each stage before those of the tiers its leader's action after each history; empty where chance moves.
    branches
        For each history of all that comes first one count vector of the game that is left.

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
    >>> plan = LedCountProfile.of_plan(game, ((1,),), (((1,), (5, 0)), ((1,), (2, 3))))
    >>> plan.reached, plan.lead, plan["shop"]["South"]
    ((1,), ((0, 1), (2, 3)), Fraction(3, 5))
    >>> plan
    <LedCountProfile 1; 0: 5, 0; 1: 2, 3>
    """

    moves: tuple[tuple[int, ...], ...]
    branches: tuple[CountProfile, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_moves()
        if not all(branch.is_single for branch in self.branches):
            raise InvalidProfileError(
                f"expected one count vector after each of {len(self.branches)} histories, got {self.branches!r}"
            )
        if self.ranges != _reached_ranges(self.led_game, self.moves, self.branches):
            raise InvalidProfileError(f"expected the counts that play comes to, got {self.ranges!r}; use 'of_plan'")

    @classmethod
    def of_plan(
        cls, game: LedTieredGame, moves: tuple[tuple[int, ...], ...], counts: tuple[Counts, ...]
    ) -> LedCountProfile:
        """Return the plan in which leaders make these moves and what is left is played by these counts."""
        branches = tuple(
            CountProfile.of_counts(game.after(history), own)
            for history, own in zip(game.histories, counts, strict=True)
        )
        return cls(game, _reached_ranges(game, moves, branches), moves, branches)

    def branch(self, history: History) -> CountProfile:
        """Return what is played after a history of all that comes first."""
        return self.branches[self.led_game.rank(history)]

    def __getitem__(self, player: str | int) -> Mapping[str, Fraction]:
        """Return a player's shares by action where play comes, on average over what chance does."""
        return self.mean_shares(self.game.player_index(player))

    def __repr__(self) -> str:
        game = self.led_game
        moves = " | ".join(", ".join(map(str, own)) for own in self.moves)
        played = []
        for history, branch in zip(game.histories, self.branches, strict=True):
            tiers = " | ".join(", ".join(map(str, branch.lead[tier])) for tier in game.tiers)
            played.append(f"{', '.join(map(str, history))}: {tiers}")
        return f"<LedCountProfile {moves}; {'; '.join(played)}>"


def _reached_ranges(
    game: LedTieredGame, moves: tuple[tuple[int, ...], ...], branches: tuple[CountProfile, ...]
) -> tuple[tuple[Range, ...], ...]:
    """Return what play comes to, as ranges of counts of the whole game."""
    reached = [
        [dict(zip(branch.game.actions[player], branch.lead[player], strict=True)) for player in range(game.num_players)]
        for branch in (branches[game.rank(end)] for end, _ in ends_of(game, moves, ()))
    ]
    return tuple(
        tuple(
            (min(own[player].get(name, 0) for own in reached), max(own[player].get(name, 0) for own in reached))
            for name in names
        )
        for player, names in enumerate(game.actions)
    )
