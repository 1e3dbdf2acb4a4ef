"""Commitment of a leader to a mixed strategy that one follower answers: the best one, in rationals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from gametheory.core.commitments import Commitment
from gametheory.core.profiles import MixedProfile, certain
from gametheory.core.rationals import INT64_LIMIT
from gametheory.core.solution import Coverage
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.solvers.mediation.commitment_programs import LeadershipGame
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from gametheory.core.equilibrium import Play
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.solvers.problem import Problem

Tie: TypeAlias = Literal["strong", "weak"]

_SUPREMUM = (
    "{label} can come as close to this payoff as it likes, by strategies near the one that is listed, but no strategy "
    "reaches it: at the one that is listed, the follower is indifferent and can answer worse for {label}"
)


@dataclass(frozen=True, slots=True)
class StackelbergOptions:
    """Who commits itself, and what the follower does where it is indifferent.

    Parameters
    ----------
    leader
        Key of the player; None is the first who has a choice.
    tie
        ``strong``: the follower answers as the leader likes it; ``weak``: as the leader fears.

    Raises
    ------
    InvalidParameterError
        If ``tie`` is neither.
    """

    leader: str | None = None
    tie: Tie = "strong"

    def __post_init__(self) -> None:
        if self.tie not in get_args(Tie):
            raise InvalidParameterError(f"expected tie 'strong' or 'weak', got {self.tie!r}")


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield a best commitment of the leader with the follower's answer.

    Strong: the leader's payoff is the largest that it gets in any equilibrium of the game in which it moves first by
    announcing a mixed strategy; no Nash or correlated equilibrium pays it more. Weak: the largest payoff that it can
    count on, whatever the follower does where it is indifferent; this is a supremum that need not be attained, as the
    ``Commitment`` says. In almost all games the two are equal.

    Parameters
    ----------
    problem
        A normal form in which two players have a choice, or a tree, of which plans of the reduced normal form are
        announced, with ``StackelbergOptions``.

    Raises
    ------
    UnsupportedGameError
        If there is more than one follower, or none.
    InvalidParameterError
        If there is no such leader.

    Notes
    -----
    Rationals throughout: a linear program for each answer of the follower (Conitzer and Sandholm).

    References
    ----------
    conitzer2006; vonstengel2010.
    """
    game = problem.normal_form
    options = problem.options_as(StackelbergOptions)
    leader, follower = leader_and_follower(game, options.leader)
    pair = [_payoffs(game, player, leader, follower) for player in (leader, follower)]
    leadership = LeadershipGame(pair[0], pair[1], problem.watch.tick)
    best = leadership.strong() if options.tie == "strong" else leadership.weak()
    strategies = [certain(0, size) for size in game.num_actions]
    strategies[leader] = best.strategy
    strategies[follower] = certain(best.reply, game.num_actions[follower])
    yield Commitment(MixedProfile(game, tuple(strategies)), leader, best.is_attained)
    unresolved = () if best.is_attained else (_SUPREMUM.format(label=game.players[leader].label),)
    return Conclusion(Coverage.AT_LEAST_ONE, unresolved=unresolved, statistics={"answers": game.num_actions[follower]})


def leader_and_follower(game: NormalFormGame, key: str | None) -> tuple[int, int]:
    """Return the indices of the player who commits itself and of the one who answers.

    Raises
    ------
    InvalidParameterError
        If there is no player with this key.
    UnsupportedGameError
        If the number of players with a choice is not two, or the leader has none.
    """
    keys = [player.key for player in game.players]
    if key is not None and key not in keys:
        raise InvalidParameterError(f"expected a leader among {', '.join(map(repr, keys))}, got {key!r}")
    is_pair = game.num_players == 2
    choosing = [player for player, size in enumerate(game.num_actions) if size > 1 or is_pair]
    if len(choosing) != 2:
        labels = ", ".join(game.players[player].label for player in choosing) or "nobody"
        raise UnsupportedGameError(
            f"stackelberg needs one leader and one follower with a choice, got {len(choosing)} players with one "
            f"({labels}); several followers play a game of their own: use concept 'nash' or 'correlated'"
        )
    leader = choosing[0] if key is None else keys.index(key)
    if leader not in choosing:
        raise UnsupportedGameError(f"stackelberg needs a leader with a choice, got {game.players[leader].label}")
    return leader, choosing[1 - choosing.index(leader)]


def _payoffs(game: NormalFormGame, player: int, leader: int, follower: int) -> NDArray[Any]:
    """Return a player's payoffs as integers, by the follower's action and then by the leader's."""
    table = np.moveaxis(game.integer_payoffs(player).values, (follower, leader), (0, 1))
    values: NDArray[Any] = table.reshape(table.shape[:2])
    is_large = values.dtype == object or 2 * max(abs(int(values.min())), abs(int(values.max()))) >= INT64_LIMIT
    return values.astype(object) if is_large else values
