"""Fictitious play: everybody replies best to how often the others have played what so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.deviations import action_payoffs
from gametheory.dynamics.playable import check_run, playable_game, starting_strategies, tie_exact_payoffs
from gametheory.dynamics.recording import Step, record
from gametheory.dynamics.seeding import seeded
from gametheory.dynamics.trajectory import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.playable import Start, Strategies
    from gametheory.dynamics.trajectory import Trajectory


def fictitious_play(
    source: GameSource,
    steps: int = 10_000,
    *,
    seed: int = 0,
    start: Start | None = None,
    progress: ProgressListener | None = None,
) -> Trajectory:
    """Return the course of fictitious play: the frequencies with which each action has been played.

    In every step all players at once reply best to the others' frequencies so far, which with three and more players
    are taken as independent. Frequencies converge to equilibrium in zero-sum games, 2 x 2 games, potential games and
    games solved by iterated strict dominance; elsewhere they need not. Ties are broken at random, the same way for the
    same seed. Two players are played by nashpy.

    Parameters
    ----------
    source
        A game, or a model; a tree is played in its reduced normal form.
    steps
        How often the players choose.
    seed
        Breaks ties; the first choice is a tie of all actions where no start is given.
    start
        One mixed strategy for each player: what the others believe at first, with the weight of one observation.
    progress
        Called with a ``Progress`` at most every 0.1 s.

    Raises
    ------
    InvalidProfileError
        If the start is no profile of the game.
    UnsupportedGameError
        If a tree has too many pure strategies.

    Notes
    -----
    Payoffs that are whole numbers, up to one common factor, are compared exactly while sums stay below 2**53, so that
    ties are ties; others are compared in floats.

    References
    ----------
    brown1951; shapley1964 for the game in which it cycles.

    Examples
    --------
    >>> from gametheory import load
    >>> fictitious_play(load("shapley"), 10_000, seed=1).outcome.kind
    <OutcomeKind.CYCLES: 'cycles'>
    """
    game = playable_game(source)
    check_run(steps, seed)
    payoffs = tie_exact_payoffs(game, steps)
    beliefs = tuple(np.zeros(size) for size in game.num_actions) if start is None else starting_strategies(game, start)
    run = nashpy_steps if game.num_players == 2 else independent_steps
    shares = record(run(payoffs, beliefs, steps, seed), steps, game.num_actions, progress)
    return Setting(game, "fictitious_play", seed).trajectory(shares)


def nashpy_steps(payoffs: Sequence[FloatArray], beliefs: Strategies, num_steps: int, seed: int) -> Iterator[Step]:
    """Yield play counts of two players step by step, by nashpy.

    Parameters
    ----------
    payoffs
        For each player its payoffs, shape ``[num_rows, num_columns]``.
    beliefs
        Counts to begin with.
    num_steps, seed
        Of the run.
    """
    from nashpy.learning.fictitious_play import fictitious_play as nashpy_fictitious_play

    running = nashpy_fictitious_play(*payoffs, iterations=num_steps, play_counts=list(beliefs))
    before: Sequence[FloatArray] = beliefs
    for count, counts in enumerate(seeded(running, seed)):
        actions = None if count == 0 else tuple(int(np.argmax(now - then)) for now, then in _pairs(counts, before))
        yield Step(count, tuple(counts), actions)
        before = counts


def _pairs(counts: Sequence[FloatArray], before: Sequence[FloatArray]) -> Iterator[tuple[FloatArray, FloatArray]]:
    return zip(counts, before, strict=True)


def independent_steps(payoffs: Sequence[FloatArray], beliefs: Strategies, num_steps: int, seed: int) -> Iterator[Step]:
    """Yield play counts of any number of players, who take the others' frequencies as independent.

    Parameters
    ----------
    payoffs
        For each player its payoffs, shape ``num_actions``.
    beliefs
        Counts to begin with.
    num_steps, seed
        Of the run.
    """
    rng = np.random.default_rng(seed)
    counts = beliefs
    yield Step(0, counts)
    for count in range(1, num_steps + 1):
        actions = tuple(_best(action_payoffs(table, counts, player), rng) for player, table in enumerate(payoffs))
        counts = tuple(
            weights + np.eye(1, len(weights), action)[0] for weights, action in zip(counts, actions, strict=True)
        )
        yield Step(count, counts, actions)


def _best(values: FloatArray, rng: np.random.Generator) -> int:
    """Return the position of the largest value, one of them at random where there are several."""
    best = np.flatnonzero(values == values.max())
    return int(best[0]) if len(best) == 1 else int(rng.choice(best))
