"""What leaders do at every history, and what is played after each, whatever that is."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.read_only import read_only
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        For each stage before those of the tiers its leader's action after each history; empty where chance moves.
    branches
        What is played after each history of all that comes first.
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
        """What comes first in the order of play; where chance moves, what is likeliest, the first of equal ones."""
        return max(self.ends(()), key=lambda end: end[1])[0]

    def ends(self, history: History) -> tuple[tuple[History, Fraction], ...]:
        """Return what a history leads to before tiers choose, each with its probability: one where chance is silent."""
        return ends_of(self.led_game, self.moves, history)

    def branch(self, history: History) -> CountProfile | SymmetricProfile:
        """Return what is played after a history of all that comes first."""
        return self.branches[self.led_game.rank(history)]

    def action_after(self, history: History) -> int:
        """Return the action of the leader who moves after a history."""
        return self.moves[len(history)][self.led_game.rank(history)]

    def mean_shares(self, player: int) -> Mapping[str, Fraction]:
        """Return a player's shares by action where play comes, on average over what chance does."""
        game = self.led_game
        shares = dict.fromkeys(game.actions[player], Fraction(0))
        for end, probability in self.ends(()):
            for name, share in self.branch(end)[player].items():
                shares[name] += probability * share
        return read_only(shares)

    def _check_moves(self) -> None:
        """Raise InvalidProfileError unless each leader has one move after each history, and each history a branch."""
        led = self.led_game
        if len(self.moves) != len(led.stages):
            raise InvalidProfileError(f"expected moves at {len(led.stages)} stages, got {len(self.moves)}")
        for number, (stage, own) in enumerate(zip(led.stages, self.moves, strict=True)):
            histories = () if stage.leader is None else led.histories_before(number)
            fits = len(own) == len(histories) and all(
                action in led.chances_after(history) for history, action in zip(histories, own, strict=True)
            )
            if not fits:
                mover = stage.name if stage.leader is None else led.players[stage.leader].label
                raise InvalidProfileError(
                    f"expected one of {len(stage.moves)} actions of {mover} after each of {len(histories)} histories, "
                    f"got {own!r}"
                )
        if len(self.branches) != led.num_histories:
            raise InvalidProfileError(
                f"expected what is played after each of {led.num_histories} histories, got {self.branches!r}"
            )


def ends_of(
    game: LedTieredGame, moves: tuple[tuple[int, ...], ...], history: History
) -> tuple[tuple[History, Fraction], ...]:
    """Return what a history leads to before tiers choose, where leaders make some moves, with probabilities."""
    ends = [(history, Fraction(1))]
    for stage in range(len(history), len(game.stages)):
        following = []
        for earlier, probability in ends:
            chances = game.chances_after(earlier)
            if game.stages[stage].leader is not None:
                chances = {moves[stage][game.rank(earlier)]: Fraction(1)}
            following += [((*earlier, move), probability * chance) for move, chance in chances.items()]
        ends = following
    return tuple(ends)
