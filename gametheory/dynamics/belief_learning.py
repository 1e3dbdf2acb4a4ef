"""Fictitious play: everybody replies best to how often the others have played what so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.deviations import action_payoffs
from gametheory.dynamics.playable import check_run, playable_game, starting_strategies, tie_exact_payoffs
from gametheory.dynamics.recording import Step, one_more, record
from gametheory.dynamics.seeding import seeded
from gametheory.dynamics.trajectory import trajectory_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.playable import Start, Strategies
    from gametheory.dynamics.recording import ActionProfile
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
    run = _nashpy_steps if game.num_players == 2 else _independent_steps
    shares = record(run(payoffs, beliefs, steps, seed), steps, game.num_actions, progress)
    return trajectory_of(game, "fictitious_play", shares, seed=seed)


def _nashpy_steps(payoffs: Sequence[FloatArray], beliefs: Strategies, num_steps: int, seed: int) -> Iterator[Step]:
    """Yield play counts of two players step by step, by nashpy."""
    from nashpy.learning.fictitious_play import fictitious_play as nashpy_fictitious_play

    running = nashpy_fictitious_play(*payoffs, iterations=num_steps, play_counts=list(beliefs))
    before: Sequence[FloatArray] = beliefs
    for count, counts in enumerate(seeded(running, seed)):
        yield Step(count, tuple(counts), _played(counts, before) if count else None)
        before = counts


def _played(counts: Sequence[FloatArray], before: Sequence[FloatArray]) -> ActionProfile:
    """Return the actions by which counts have grown."""
    return tuple(int((now - then).argmax()) for now, then in zip(counts, before, strict=True))


def _independent_steps(payoffs: Sequence[FloatArray], beliefs: Strategies, num_steps: int, seed: int) -> Iterator[Step]:
    """Yield play counts of any number of players, who take the others' frequencies as independent."""
    rng = np.random.default_rng(seed)
    counts = beliefs
    yield Step(0, counts)
    for count in range(1, num_steps + 1):
        actions = tuple(_best(action_payoffs(table, counts, player), rng) for player, table in enumerate(payoffs))
        counts = one_more(counts, actions)
        yield Step(count, counts, actions)


def _best(values: FloatArray, rng: np.random.Generator) -> int:
    """Return the position of the largest value, one of them at random where there are several."""
    best = (values == values.max()).nonzero()[0]
    return int(best[0]) if len(best) == 1 else int(rng.choice(best))
