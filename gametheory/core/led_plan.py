"""What leaders do at every history, and what is played after each, whatever that is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.count_profile import CountProfile
    from gametheory.core.led_tiered_game import History
    from gametheory.core.symmetric_profile import SymmetricProfile
    from gametheory.core.tiered_game import TieredGame


class LedPlan:
    """A complete plan of a game of tiers that follow leaders: moves by history, and what tiers do after all of them.

    Attributes
    ----------
    game
        The game.
    moves
        For each leader, in the order of play, its action after each history of earlier moves.
    branches
        What is played after each history of all leaders' moves.
    """

    game: TieredGame
    moves: tuple[tuple[int, ...], ...]
    branches: Sequence[CountProfile | SymmetricProfile]

    @property
    def led_game(self) -> LedTieredGame:
        """The game.

        Raises
        ------
        InvalidProfileError
            If nobody leads in it.
        """
        if not isinstance(self.game, LedTieredGame):
            raise InvalidProfileError(f"expected a game in which somebody moves first, got {self.game!r}")
        return self.game

    @cached_property
    def reached(self) -> History:
        """The moves that the leaders make, in the order of play."""
        return self.after(())

    def after(self, history: History) -> History:
        """Return a history of leaders' moves, followed by those that the plan makes after it."""
        return completed(self.led_game, self.moves, history)

    def branch(self, history: History) -> CountProfile | SymmetricProfile:
        """Return what is played after a history of all leaders' moves."""
        return self.branches[rank(self.led_game, history)]

    def action_after(self, history: History) -> int:
        """Return the action of the leader who moves after a history of earlier moves."""
        return self.moves[len(history)][rank(self.led_game, history)]

    def _check_moves(self) -> None:
        """Raise InvalidProfileError unless each leader has one move after each history, and each history a branch."""
        led = self.led_game
        if len(self.moves) != len(led.leaders):
            raise InvalidProfileError(f"expected moves of {len(led.leaders)} players who lead, got {len(self.moves)}")
        for stage, (leader, own) in enumerate(zip(led.leaders, self.moves, strict=True)):
            num_histories, num_actions = len(led.histories_before(stage)), led.num_actions[leader]
            if len(own) != num_histories or not all(0 <= action < num_actions for action in own):
                raise InvalidProfileError(
                    f"expected one of {num_actions} actions of {led.players[leader].label} after each of "
                    f"{num_histories} histories, got {own!r}"
                )
        if len(self.branches) != led.num_histories:
            raise InvalidProfileError(
                f"expected what is played after each of {led.num_histories} histories, got {self.branches!r}"
            )


def rank(game: LedTieredGame, history: History) -> int:
    """Return the place of a history among those of the same length."""
    place = 0
    for leader, action in zip(game.leaders, history, strict=False):
        place = place * game.num_actions[leader] + action
    return place


def completed(game: LedTieredGame, moves: tuple[tuple[int, ...], ...], history: History) -> History:
    """Return a history followed by the moves that are made after it."""
    for own in moves[len(history) :]:
        history = (*history, own[rank(game, history)])
    return history
