"""Best moves of leaders, backward from what follows each way in which they can move."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from fractions import Fraction

    from gametheory.core.led_tiered_game import History, LedTieredGame

    PayoffAt = Callable[[int, History], tuple[Fraction, Fraction]]


class LeaderPlay(NamedTuple):
    """What play comes to after a history, with the leaders' moves from there.

    Parameters
    ----------
    end
        The history of all leaders' moves that is reached.
    moves
        The move at each history from there on.
    """

    end: History
    moves: Mapping[History, int]

    def by_stage(self, game: LedTieredGame) -> tuple[tuple[int, ...], ...]:
        """Return for each leader its moves at all histories; of a play from the start."""
        return tuple(
            tuple(self.moves[history] for history in game.histories_before(stage)) for stage in range(len(game.leaders))
        )


class LeaderPlays:
    """All best plays of leaders.

    Parameters
    ----------
    game
        The game.
    payoff
        Ends of an interval that holds a leader's payoff after a history of all leaders' moves.
    num_listed
        How many plays from a history on are looked at.
    tick
        Called at each step.

    Attributes
    ----------
    undecided
        A history at which intervals leave open which move is best; None where there is none. Plays through it are
        left out.
    """

    def __init__(self, game: LedTieredGame, payoff: PayoffAt, num_listed: int, tick: Callable[[], None]) -> None:
        self._game = game
        self._payoff = payoff
        self._num_listed = num_listed
        self._tick = tick
        self.undecided: History | None = None

    def from_history(self, history: History) -> Iterator[LeaderPlay]:
        """Yield every best play from a history on; every best move of an indifferent leader is one."""
        self._tick()
        game = self._game
        if len(history) == len(game.leaders):
            yield LeaderPlay(history, {})
            return
        leader = game.leaders[len(history)]
        following = [
            list(islice(self.from_history((*history, action)), self._num_listed + 1))
            for action in range(game.num_actions[leader])
        ]
        for plays in product(*following):
            payoffs = [self._payoff(leader, play.end) for play in plays]
            moves = {place: action for play in plays for place, action in play.moves.items()}
            for action, play in enumerate(plays):
                others = [payoff for other, payoff in enumerate(payoffs) if other != action]
                if all(payoffs[action][0] >= high for _, high in others):
                    yield LeaderPlay(play.end, {**moves, history: action})
                elif all(payoffs[action][1] >= low for low, _ in others):
                    self.undecided = history
