"""Commitments: a leader announces a mixed strategy, the follower answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile


@dataclass(frozen=True, repr=False)
class Commitment:
    """A strategy to which one player commits itself, with the answer that it brings.

    Parameters
    ----------
    profile
        The leader's strategy, which need not be a best reply, and the follower's best reply to it.
    leader
        Index of the player who commits itself.
    is_attained
        Whether the leader gets its payoff at this very strategy. Otherwise the payoff is a supremum: strategies nearby
        come as close to it as one likes, but at this one the follower may answer worse.

    Raises
    ------
    InvalidProfileError
        If there is no such player.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]], players=["leader", "follower"])
    >>> Commitment(MixedProfile(game, [["1/2", "1/2"], [0, 1]]), leader=0)
    <Commitment of leader: 1/2, 1/2 | 0, 1>
    """

    profile: MixedProfile
    leader: int
    is_attained: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.leader < self.game.num_players:
            raise InvalidProfileError(f"expected a leader among {self.game.num_players} players, got {self.leader}")

    @property
    def game(self) -> NormalFormGame:
        """The game of the profile."""
        return self.profile.game

    @property
    def is_pure(self) -> bool:
        """Whether nobody randomizes."""
        return self.profile.is_pure

    def __repr__(self) -> str:
        strategies = repr(self.profile).partition(" ")[2].removesuffix(">")
        return f"<Commitment of {self.game.players[self.leader].key}: {strategies}>"
