"""Best moves of leaders, backward from what follows each way in which play can begin."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gametheory.core.led_tiered_game import History, LedTieredGame
    from gametheory.core.symmetric_profile import Enclosed

    PayoffAt = Callable[[int, History], Enclosed]


class LeaderPlay(NamedTuple):
    """What play comes to after a history, with the leaders' moves from there.

    Parameters
    ----------
    ends
        What comes first in all that is reached, with probabilities.
    moves
        The leader's move at each history from there on.
    """

    ends: tuple[tuple[History, Fraction], ...]
    moves: Mapping[History, int]

    def by_stage(self, game: LedTieredGame) -> tuple[tuple[int, ...], ...]:
        """Return for each stage its leader's moves at all histories, none where chance moves."""
        return tuple(
            () if stage.leader is None else tuple(self.moves[history] for history in game.histories_before(number))
            for number, stage in enumerate(game.stages)
        )


class LeaderPlays:
    """All best plays of leaders.

    Parameters
    ----------
    game
        The game.
    payoff
        Ends of an interval that holds a leader's payoff after a history of all that comes first.
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
        if len(history) == len(game.stages):
            yield LeaderPlay(((history, Fraction(1)),), {})
            return
        leader = game.stages[len(history)].leader
        chances = game.chances_after(history)
        following = [list(islice(self.from_history((*history, move)), self._num_listed + 1)) for move in chances]
        for plays in product(*following):
            moves = {place: move for play in plays for place, move in play.moves.items()}
            if leader is None:
                yield LeaderPlay(_drawn(plays, tuple(chances.values())), moves)
                continue
            payoffs = [self._mean(leader, play) for play in plays]
            for place, (move, play) in enumerate(zip(chances, plays, strict=True)):
                others = [payoff for other, payoff in enumerate(payoffs) if other != place]
                if all(payoffs[place][0] >= high for _, high in others):
                    yield LeaderPlay(play.ends, {**moves, history: move})
                elif all(payoffs[place][1] >= low for low, _ in others):
                    self.undecided = history

    def _mean(self, leader: int, play: LeaderPlay) -> Enclosed:
        """Return the ends of an interval that holds what a leader gets by a play on average."""
        weighted = [(probability, self._payoff(leader, end)) for end, probability in play.ends]
        return (
            sum((probability * low for probability, (low, _) in weighted), Fraction(0)),
            sum((probability * high for probability, (_, high) in weighted), Fraction(0)),
        )


def _drawn(plays: Sequence[LeaderPlay], chances: Sequence[Fraction]) -> tuple[tuple[History, Fraction], ...]:
    """Return what some plays come to where chance draws among them."""
    return tuple(
        (end, chance * probability)
        for play, chance in zip(plays, chances, strict=True)
        for end, probability in play.ends
    )
