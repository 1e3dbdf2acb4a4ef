"""The Moran process: in a finite population, copies of those who earn more replace others."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics import outcome_sentences as sentences
from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.dynamics.outcome import OutcomeKind, end_of
from gametheory.dynamics.playable import check_run, check_symmetric, playable_game, population_start
from gametheory.dynamics.recording import Step, record
from gametheory.dynamics.seeding import seeded
from gametheory.dynamics.trajectory import trajectory_of
from gametheory.errors import InvalidParameterError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray, IndexArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.outcome import Outcome
    from gametheory.dynamics.playable import Start
    from gametheory.dynamics.recording import Record
    from gametheory.dynamics.trajectory import Trajectory

ROUNDING = 1e-9
"""What a share times the population may lie below a whole number that it stands for."""
MOST_INDIVIDUALS = 1_000
"""In a population; every step compares each individual with each other one."""


def moran_process(
    source: GameSource,
    steps: int = 10_000,
    *,
    population: int = 20,
    seed: int = 0,
    start: Start | None = None,
    progress: ProgressListener | None = None,
) -> Trajectory:
    """Return the shares of actions in a finite population, under the Moran process, by nashpy.

    Everybody plays one action and meets everybody else. In each step one individual, drawn in proportion to what it
    earns, has a copy that takes the place of one drawn evenly. Without mutation one action takes over at last, and the
    run ends there; which one is a matter of chance.

    Parameters
    ----------
    source
        A symmetric game of two players, no payoff below 0, or a model of one.
    steps
        Replacements, at most.
    population
        Number of individuals, from 2 to 1,000.
    seed
        Of every draw.
    start
        The same mixed strategy for both players: shares at the start, rounded to whole individuals. None gives every
        action as many individuals as any other, or one more.
    progress
        Called with a ``Progress`` at most every 0.1 s.

    Raises
    ------
    UnsupportedGameError
        If the game is not symmetric, not of two players, or has a payoff below 0: what an individual earns is its
        chance of a copy, so that payoffs here have a zero.
    InvalidParameterError
        If the population is too small or too large.
    InvalidProfileError
        If the start is no symmetric profile of the game.

    References
    ----------
    moran1958, nowak2004.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]], actions=[["C", "D"], ["C", "D"]])
    >>> trajectory = moran_process(game, population=30, seed=2)
    >>> trajectory.outcome.profile["1"]["D"], trajectory.outcome.kind
    (1.0, <OutcomeKind.CONVERGED: 'converged'>)
    """
    game = playable_game(source)
    check_symmetric(game, "moran")
    _check_fitness(game)
    check_run(steps, seed)
    if not isinstance(population, Integral) or not 2 <= population <= MOST_INDIVIDUALS:
        raise InvalidParameterError(f"expected a population of 2 to {MOST_INDIVIDUALS:,}, got {population!r}")
    first = _first_population(game, start, population)
    shares = record(_steps(game.float_payoffs[0], first, steps, seed), steps, game.num_actions[:1], progress)
    options = {"population": population}
    return trajectory_of(game, "moran", shares, seed=seed, options=options, outcome_of=partial(_outcome, game))


def _check_fitness(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError where a payoff is below 0."""
    lowest = float(game.float_payoffs[0].min())
    if lowest < 0:
        raise UnsupportedGameError(
            f"moran needs payoffs of at least 0, since chances of a copy are in proportion to them, got {lowest:g}; "
            f"add a constant, which sets how strong selection is, or use 'symmetric_replicator'"
        )


def _first_population(game: NormalFormGame, start: Start | None, size: int) -> IndexArray:
    """Return the action of each individual at the start, shares rounded by largest remainders."""
    num_actions = game.num_actions[0]
    shares = np.full(num_actions, 1 / num_actions) if start is None else population_start(game, start)
    counts = np.floor(shares * size + ROUNDING).astype(np.int32)
    remainders = shares * size - counts
    counts[np.argsort(-remainders, kind="stable")[: size - counts.sum()]] += 1
    return np.repeat(np.arange(num_actions, dtype=np.int32), counts)


def _steps(payoffs: FloatArray, first: IndexArray, num_steps: int, seed: int) -> Iterator[Step]:
    """Yield the shares at the start and after each replacement, until one action has taken over."""
    from nashpy.egt.moran_process import moran_process as nashpy_process

    num_actions = len(payoffs)
    yield Step(0, (np.bincount(first, minlength=num_actions) / len(first),))
    if np.ptp(first) == 0:
        return
    running = seeded(nashpy_process(payoffs, first), seed)
    for count in range(1, num_steps + 1):
        # where nobody earns anything nashpy divides by 0 and then draws evenly
        with np.errstate(invalid="ignore"):
            population = next(running, None)
        if population is None:
            return
        yield Step(count, (np.bincount(population, minlength=num_actions) / len(first),))


def _outcome(game: NormalFormGame, shares: Record) -> Outcome:
    """Return what it came to: which action took over, and whether it stands against the others, decided exactly."""
    last = shares.last
    end = end_of(game, last)
    if last[0].max() < 1:
        return replace(end, sentence=sentences.no_takeover(game, end.regrets))
    winner = int(last[0].argmax())
    payoffs = game.integer_payoffs(0)
    against_winner = payoffs.values[:, winner]
    gain = Fraction(int(against_winner.max()) - int(against_winner[winner]), payoffs.denominator)
    end = replace(end, movement=0.0, regrets=(float(gain),) * 2)
    action = game.actions[0][winner]
    length = DYNAMICS["moran"].length_text(float(shares.times[-1]))
    if not gain:
        return replace(end, kind=OutcomeKind.CONVERGED, sentence=sentences.takeover(action, length))
    sentence = sentences.takeover_off_equilibrium(game, action, length, end.regrets)
    return replace(end, kind=OutcomeKind.RESTING, sentence=sentence)
