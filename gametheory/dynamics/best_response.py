"""Best-response dynamics: players change to a best reply to what the others do now, in turn or all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.dynamics import outcome_sentences as sentences
from gametheory.dynamics.outcome import OutcomeKind, end_of
from gametheory.dynamics.playable import check_run, playable_game, starting_strategies
from gametheory.dynamics.recording import Step, record
from gametheory.dynamics.trajectory import trajectory_of
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.rationals import IntegerPayoffs
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.outcome import Outcome
    from gametheory.dynamics.playable import Start
    from gametheory.dynamics.recording import ActionProfile, Record
    from gametheory.dynamics.trajectory import Trajectory

    Situation: TypeAlias = tuple[ActionProfile, int]


def best_response_dynamics(
    source: GameSource,
    steps: int = 10_000,
    *,
    is_simultaneous: bool = False,
    seed: int = 0,
    start: Start | None = None,
    progress: ProgressListener | None = None,
) -> Trajectory:
    """Return the course of play in which players change to best replies to each other's present actions.

    The run ends early when nobody wants to change, which is a pure equilibrium, or when it is where it has been before
    with the same player to choose, which is a cycle: both are decided exactly. A player whose action is among its best
    replies keeps it; otherwise it takes the first of them.

    Parameters
    ----------
    source
        A game, or a model; a tree is played in its reduced normal form.
    steps
        Choices of one player, or of all players at once, at most.
    is_simultaneous
        Whether all players change at once; otherwise one after the other, in order.
    seed
        Draws the first profile where no start is given.
    start
        The first profile, pure: one strategy for each player.
    progress
        Called with a ``Progress`` at most every 0.1 s.

    Raises
    ------
    InvalidProfileError
        If the start is not a pure profile of the game.
    UnsupportedGameError
        If a tree has too many pure strategies.

    Examples
    --------
    >>> from gametheory import load
    >>> trajectory = best_response_dynamics(load("matching_pennies"), seed=1)
    >>> trajectory.outcome.kind, len(trajectory.outcome.cycle)
    (<OutcomeKind.CYCLES: 'cycles'>, 4)
    """
    game = playable_game(source)
    check_run(steps, seed)
    name = "simultaneous_best_response" if is_simultaneous else "best_response"
    course = _Course(game, _first_profile(game, start, seed), is_simultaneous=is_simultaneous)
    shares = record(course.steps(steps), steps, game.num_actions, progress)
    return trajectory_of(game, name, shares, seed=seed, outcome_of=course.outcome)


def _first_profile(game: NormalFormGame, start: Start | None, seed: int) -> ActionProfile:
    """Return the profile that play starts from."""
    if start is None:
        rng = np.random.default_rng(seed)
        return tuple(int(rng.integers(size)) for size in game.num_actions)
    strategies = starting_strategies(game, start)
    if any(shares.max() < 1 for shares in strategies):
        raise InvalidProfileError(
            "expected a pure profile to start best-response dynamics from, got a mixed one; "
            "give one action of each player probability 1"
        )
    return tuple(int(shares.argmax()) for shares in strategies)


class _Course:
    """The profiles that have been played, and where they first were."""

    def __init__(self, game: NormalFormGame, first: ActionProfile, *, is_simultaneous: bool) -> None:
        self._game = game
        self._payoffs: list[IntegerPayoffs] = [game.integer_payoffs(player) for player in range(game.num_players)]
        self._is_simultaneous = is_simultaneous
        self._played = [first]
        self._cycle: tuple[ActionProfile, ...] = ()
        self._is_at_rest = False

    def steps(self, num_steps: int) -> Iterator[Step]:
        """Yield the start and each profile after it, until play rests or repeats."""
        num_players = self._game.num_players
        seen: dict[Situation, int] = {}
        num_idle = 0
        yield self._step()
        for count in range(num_steps):
            before = self._played[-1]
            mover = 0 if self._is_simultaneous else count % num_players
            earlier = seen.setdefault((before, mover), count)
            if earlier < count:
                self._cycle = _without_repeats(self._played[earlier:count])
                return
            movers = range(num_players) if self._is_simultaneous else (mover,)
            after = tuple(
                self._reply(player, before) if player in movers else before[player] for player in range(num_players)
            )
            num_idle = num_idle + 1 if after == before else 0
            self._played.append(after)
            yield self._step()
            if num_idle == (1 if self._is_simultaneous else num_players):
                self._is_at_rest = True
                return

    def _reply(self, player: int, profile: ActionProfile) -> int:
        """Return the player's present action where it is a best reply, otherwise the first best reply; exact."""
        place: tuple[Any, ...] = (*profile[:player], slice(None), *profile[player + 1 :])
        payoffs = self._payoffs[player].values[place]
        best = payoffs.max()
        return profile[player] if payoffs[profile[player]] == best else int(np.argmax(payoffs == best))

    def _step(self) -> Step:
        """Return the latest profile as shares."""
        latest = self._played[-1]
        shares = tuple(np.eye(1, size, action)[0] for size, action in zip(self._game.num_actions, latest, strict=True))
        return Step(len(self._played) - 1, shares)

    def outcome(self, shares: Record) -> Outcome:
        """Return what it came to, decided in exact arithmetic."""
        game, latest = self._game, self._played[-1]
        end = end_of(game, shares.last)
        if self._is_at_rest:
            sentence = sentences.pure_rest(game, latest)
            return replace(
                end, kind=OutcomeKind.CONVERGED, sentence=sentence, movement=0.0, regrets=(0.0,) * game.num_players
            )
        if self._cycle:
            sentence = sentences.profile_cycle(game, self._cycle)
            return replace(end, kind=OutcomeKind.CYCLES, sentence=sentence, movement=1.0, cycle=self._cycle)
        return replace(end, sentence=sentences.no_return())


def _without_repeats(played: list[ActionProfile]) -> tuple[ActionProfile, ...]:
    """Return the profiles of one round, those in a row once."""
    return tuple(actions for position, actions in enumerate(played) if actions != played[position - 1])
