"""Stochastic fictitious play: better replies to the frequencies so far are likelier, worse ones still happen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.deviations import action_payoffs
from gametheory.dynamics.outcome import outcome_at_end
from gametheory.dynamics.playable import check_run, playable_game, starting_strategies, unit_payoffs
from gametheory.dynamics.recording import Step, one_more, record
from gametheory.dynamics.seeding import seeded
from gametheory.dynamics.trajectory import trajectory_of
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.playable import Start, Strategies
    from gametheory.dynamics.trajectory import Trajectory

LEAST_NOISE = 0.002
"""Below it the exponentials of logit choice leave the range of floats."""


def stochastic_fictitious_play(
    source: GameSource,
    steps: int = 10_000,
    *,
    noise: float = 0.1,
    seed: int = 0,
    start: Start | None = None,
    progress: ProgressListener | None = None,
) -> Trajectory:
    """Return the course of stochastic fictitious play: the frequencies with which each action has been played.

    In every step each player draws its action by logit choice against the others' frequencies so far, taken as
    independent: an action that is better by ``noise`` times the player's range of payoffs is e times as likely. Where
    frequencies settle, it is at a logit equilibrium, which is near a Nash equilibrium only for little noise. Two
    players are played by nashpy.

    Parameters
    ----------
    source
        A game, or a model; a tree is played in its reduced normal form.
    steps
        How often the players choose.
    noise
        Of logit choice, relative to each player's range of payoffs; at least 0.002.
    seed
        Of every draw.
    start
        One mixed strategy for each player: what the others believe at first, with the weight of one observation. None:
        all actions alike, with no weight.
    progress
        Called with a ``Progress`` at most every 0.1 s.

    Raises
    ------
    InvalidParameterError
        If the noise is too small.
    InvalidProfileError
        If the start is no profile of the game.
    UnsupportedGameError
        If a tree has too many pure strategies.

    Examples
    --------
    >>> from gametheory import load
    >>> trajectory = stochastic_fictitious_play(load("prisoners_dilemma"), 2000, noise=0.05, seed=1)
    >>> trajectory.outcome.profile["row"]["Defect"] > 0.95
    True
    """
    game = playable_game(source)
    check_run(steps, seed)
    if not LEAST_NOISE <= noise < np.inf:
        raise InvalidParameterError(
            f"expected noise of at least {LEAST_NOISE} of the range of payoffs, got {noise!r}; "
            f"without noise use 'fictitious_play'"
        )
    beliefs = tuple(np.zeros(size) for size in game.num_actions) if start is None else starting_strategies(game, start)
    run = _nashpy_steps if game.num_players == 2 else _independent_steps
    running = run(unit_payoffs(game), beliefs, noise, (steps, seed))
    shares = record(running, steps, game.num_actions, progress)
    judged = partial(outcome_at_end, game, can_rest=True)
    return trajectory_of(
        game, "stochastic_fictitious_play", shares, seed=seed, options={"noise": noise}, outcome_of=judged
    )


def _nashpy_steps(
    payoffs: Sequence[FloatArray], beliefs: Strategies, noise: float, run: tuple[int, int]
) -> Iterator[Step]:
    """Yield play counts of two players, by nashpy, without its second kind of noise."""
    from nashpy.learning.stochastic_fictitious_play import stochastic_fictitious_play as nashpy_play

    num_steps, seed = run
    running = nashpy_play(*payoffs, iterations=num_steps, etha=noise, epsilon_bar=0.0, play_counts=list(beliefs))
    for count, (counts, _) in enumerate(seeded(running, seed)):
        yield Step(count, tuple(counts))


def _independent_steps(
    payoffs: Sequence[FloatArray], beliefs: Strategies, noise: float, run: tuple[int, int]
) -> Iterator[Step]:
    """Yield play counts of any number of players."""
    num_steps, seed = run
    rng = np.random.default_rng(seed)
    counts = beliefs
    yield Step(0, counts)
    for count in range(1, num_steps + 1):
        frequencies = tuple(_frequencies(weights) for weights in counts)
        choices = [
            logit_choice(action_payoffs(table, frequencies, player), noise) for player, table in enumerate(payoffs)
        ]
        counts = one_more(counts, tuple(int(rng.choice(len(choice), p=choice)) for choice in choices))
        yield Step(count, counts)


def _frequencies(counts: FloatArray) -> FloatArray:
    """Return counts as shares; where nothing was played yet all are alike."""
    total = counts.sum()
    return counts / total if total else np.full(len(counts), 1 / len(counts))


def logit_choice(payoffs: FloatArray, noise: float) -> FloatArray:
    """Return the probabilities of logit choice.

    Parameters
    ----------
    payoffs
        Of each action.
    noise
        How much better an action is that is e times as likely.

    Examples
    --------
    >>> logit_choice(np.array([0.1, 0.0]), 0.1 / np.log(3)).round(3)
    array([0.75, 0.25])
    """
    weights: FloatArray = np.exp((payoffs - payoffs.max()) / noise)
    weights /= weights.sum()
    return weights
