"""Regret matching: players change to what they regret not having played, the likelier the more they regret it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.dynamics.outcome import outcome_at_end
from gametheory.dynamics.playable import check_run, playable_game, unit_payoffs
from gametheory.dynamics.recording import Step, one_more, record
from gametheory.dynamics.trajectory import trajectory_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.outcome import Outcome
    from gametheory.dynamics.recording import ActionProfile, Record
    from gametheory.dynamics.trajectory import Trajectory


def regret_matching(
    source: GameSource,
    steps: int = 10_000,
    *,
    seed: int = 0,
    progress: ProgressListener | None = None,
) -> Trajectory:
    """Return the course of regret matching: the frequencies with which each action has been played.

    A player that has played an action asks how much more it would have earned on average, had it played another one
    each time instead. It changes to that one with a probability in proportion to this regret, and otherwise stays. The
    joint frequencies of profiles come ever nearer to the set of correlated equilibria, in every game; they need not
    converge to a point, and each player's own frequencies need not be a Nash equilibrium.

    Parameters
    ----------
    source
        A game, or a model; a tree is played in its reduced normal form.
    steps
        How often the players choose.
    seed
        Of every draw, the first profile among them.
    progress
        Called with a ``Progress`` at most every 0.1 s.

    Raises
    ------
    UnsupportedGameError
        If a tree has too many pure strategies.

    Notes
    -----
    The constant of proportionality is half of the range of payoffs over the number of other actions, so that payoffs
    in other units give the same play.

    References
    ----------
    hart2000, the procedure of the main theorem.

    Examples
    --------
    >>> from gametheory import load
    >>> regret_matching(load("chicken"), 5000, seed=1).outcome.correlated_regret < 0.05
    True
    """
    game = playable_game(source)
    check_run(steps, seed)
    players = _Players(game, seed)
    shares = record(players.steps(steps), steps, game.num_actions, progress)
    return trajectory_of(game, "regret_matching", shares, seed=seed, outcome_of=players.outcome)


class _Players:
    """What everybody plays, and what everybody has regretted so far."""

    def __init__(self, game: NormalFormGame, seed: int) -> None:
        self._game = game
        self._sizes = game.num_actions
        self._payoffs = unit_payoffs(game)
        self._rng = np.random.default_rng(seed)
        # [own action, other action]: what the other would have earned more, summed over the times of the own
        self._regrets = [np.zeros((size, size)) for size in game.num_actions]

    def steps(self, num_steps: int) -> Iterator[Step]:
        """Yield counts of what was played after each step."""
        actions: ActionProfile = tuple(int(self._rng.integers(size)) for size in self._sizes)
        counts = tuple(np.zeros(size) for size in self._sizes)
        for done in range(1, num_steps + 1):
            if done > 1:
                actions = tuple(self._next(player, action, done - 1) for player, action in enumerate(actions))
            counts = one_more(counts, actions)
            for player, action in enumerate(actions):
                earned = self._earned(player, actions)
                self._regrets[player][action] += earned - earned[action]
            yield Step(done, counts)

    def _earned(self, player: int, actions: ActionProfile) -> FloatArray:
        """Return what each action of a player would have earned against what the others played."""
        place: tuple[Any, ...] = (*actions[:player], slice(None), *actions[player + 1 :])
        earned: FloatArray = self._payoffs[player][place]
        return earned

    def _next(self, player: int, action: int, num_played: int) -> int:
        """Return the player's next action, drawn by its regrets of the present one."""
        size = self._sizes[player]
        if size == 1:
            return action
        chances = np.maximum(self._regrets[player][action], 0.0) / (2 * (size - 1) * num_played)
        chances[action] = 1 - chances.sum()
        return int(self._rng.choice(size, p=chances))

    def outcome(self, shares: Record) -> Outcome:
        """Return what a record came to, with the largest average gain from one action wherever another was played."""
        largest = max(float(table.max()) for table in self._regrets)
        outcome = outcome_at_end(self._game, shares)
        return outcome.with_correlated_regret(largest / float(shares.times[-1]))
