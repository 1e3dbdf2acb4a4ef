"""Replicator dynamics: what earns more than the average spreads, what earns less shrinks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.dynamics.deviations import action_payoffs
from gametheory.dynamics.outcome import outcome_at_end
from gametheory.dynamics.playable import (
    check_run,
    check_symmetric,
    playable_game,
    population_start,
    random_strategies,
    starting_strategies,
    unit_payoffs,
)
from gametheory.dynamics.recording import Step, record
from gametheory.dynamics.trajectory import trajectory_of
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.playable import Start, Strategies
    from gametheory.dynamics.trajectory import Trajectory

    Flow: TypeAlias = Callable[[Strategies, FloatArray], Sequence[FloatArray]]
    """Returns the shares of each population [time, action] at times, from its shares at the first of them."""

SLICE = 200
"""Times that are integrated at once: between slices progress is told and Ctrl-C is heard."""
RELATIVE_ERROR, ABSOLUTE_ERROR = 1e-8, 1e-10
"""Of a step of the integration for three and more populations."""


def replicator_dynamics(
    source: GameSource,
    steps: int = 10_000,
    *,
    step_length: float = 0.1,
    seed: int = 0,
    start: Start | None = None,
    progress: ProgressListener | None = None,
) -> Trajectory:
    """Return the shares of actions in one population for each player, under replicator dynamics.

    The share of an action grows at the rate by which it earns more than its population's average. Two populations are
    integrated by nashpy, more by SciPy.

    Parameters
    ----------
    source
        A game, or a model; a tree is played in its reduced normal form.
    steps
        How many times are recorded after the start.
    step_length
        Time between them. The unit of time is that in which a share whose action earns more than the average by the
        player's whole range of payoffs grows by the factor e. Each player's payoffs are measured by its own range, so
        that the units of one player do not matter, also beside those of another.
    seed
        Draws the start where none is given.
    start
        One mixed strategy for each player: the shares at the start. What is absent stays absent. None draws shares of
        all actions.
    progress
        Called with a ``Progress`` at most every 0.1 s.

    Raises
    ------
    InvalidParameterError
        If the step has no positive length.
    InvalidProfileError
        If the start is no profile of the game.
    UnsupportedGameError
        If a tree has too many pure strategies.

    Notes
    -----
    The integration is accurate to about 1e-8: smaller shares are not told from 0, so that what depends on the growth
    of actions that are nearly extinct is not reliable.

    Examples
    --------
    >>> from gametheory import load
    >>> trajectory = replicator_dynamics(load("prisoners_dilemma"), 1000, seed=1)
    >>> trajectory.outcome.kind, round(trajectory.outcome.profile["row"]["Defect"], 6)
    (<OutcomeKind.CONVERGED: 'converged'>, 1.0)
    """
    game = playable_game(source)
    check_run(steps, seed)
    _check_step_length(step_length)
    shares = random_strategies(game, np.random.default_rng(seed)) if start is None else starting_strategies(game, start)
    payoffs = unit_payoffs(game)
    flow = _two_populations(payoffs) if game.num_players == 2 else _any_populations(payoffs)
    recorded = record(_integrated(flow, shares, steps, step_length), steps, game.num_actions, progress)
    options = {"step_length": step_length}
    judged = partial(outcome_at_end, game, rates=partial(replicator_rates, payoffs))
    return trajectory_of(game, "replicator", recorded, seed=seed, options=options, outcome_of=judged)


def symmetric_replicator_dynamics(
    source: GameSource,
    steps: int = 10_000,
    *,
    step_length: float = 0.1,
    seed: int = 0,
    start: Start | None = None,
    progress: ProgressListener | None = None,
) -> Trajectory:
    """Return the shares of actions in one population that plays a symmetric game against itself.

    Integrated by nashpy. Parameters are those of ``replicator_dynamics``; a start has the same strategy for both
    players.

    Raises
    ------
    UnsupportedGameError
        If the game is not symmetric, or not of two players.
    InvalidParameterError
        If the step has no positive length.
    InvalidProfileError
        If the start is no symmetric profile of the game.

    Examples
    --------
    >>> from gametheory import load
    >>> trajectory = symmetric_replicator_dynamics(load("hawk_dove"), 1000, seed=1)
    >>> round(trajectory.outcome.profile["first"]["Hawk"], 6)
    0.666667
    """
    game = playable_game(source)
    check_symmetric(game, "symmetric_replicator")
    check_run(steps, seed)
    _check_step_length(step_length)
    first = random_strategies(game, np.random.default_rng(seed))[0] if start is None else population_start(game, start)
    payoffs = unit_payoffs(game)
    flow = _one_population(payoffs[0])
    recorded = record(_integrated(flow, (first,), steps, step_length), steps, game.num_actions[:1], progress)
    options = {"step_length": step_length}
    judged = partial(outcome_at_end, game, rates=partial(replicator_rates, payoffs))
    return trajectory_of(game, "symmetric_replicator", recorded, seed=seed, options=options, outcome_of=judged)


def _check_step_length(step_length: float) -> None:
    """Raise InvalidParameterError unless time passes."""
    if not 0 < step_length < np.inf:
        raise InvalidParameterError(f"expected a step length above 0, got {step_length!r}")


def _integrated(flow: Flow, shares: Strategies, num_steps: int, step_length: float) -> Iterator[Step]:
    """Yield the shares at the start and after each step, integrated slice by slice."""
    yield Step(0.0, shares)
    for first in range(0, num_steps, SLICE):
        counts = np.arange(min(SLICE, num_steps - first) + 1)
        times = counts.astype(np.float64) * step_length
        tables = [_proper(table) for table in flow(shares, times)]
        for count in counts[1:].tolist():
            yield Step((first + count) * step_length, tuple(table[count] for table in tables))
        shares = tuple(table[-1] for table in tables)


def _proper(table: FloatArray) -> FloatArray:
    """Return rows of shares without the rounding errors of the integration: none below 0, their sum 1."""
    shares = np.maximum(table, 0.0)
    proper: FloatArray = shares / shares.sum(axis=1, keepdims=True)
    return proper


def _one_population(payoffs: FloatArray) -> Flow:
    """Return the flow of one population, by nashpy."""
    from nashpy.learning.replicator_dynamics import replicator_dynamics as nashpy_replicator

    def flow(shares: Strategies, times: FloatArray) -> Sequence[FloatArray]:
        return [nashpy_replicator(payoffs, y0=shares[0], timepoints=times)]

    return flow


def _two_populations(payoffs: Sequence[FloatArray]) -> Flow:
    """Return the flow of two populations, by nashpy."""
    from nashpy.learning.replicator_dynamics import asymmetric_replicator_dynamics

    def flow(shares: Strategies, times: FloatArray) -> Sequence[FloatArray]:
        found: Sequence[FloatArray] = asymmetric_replicator_dynamics(
            *payoffs, x0=shares[0], y0=shares[1], timepoints=times
        )
        return found

    return flow


def _any_populations(payoffs: Sequence[FloatArray]) -> Flow:
    """Return the flow of any number of populations, by SciPy."""
    from scipy.integrate import solve_ivp

    cuts = np.cumsum(payoffs[0].shape)[:-1]

    def rates(_time: float, stacked: FloatArray) -> FloatArray:
        shares = np.split(stacked, cuts)
        return np.concatenate(replicator_rates(payoffs, shares))

    def flow(shares: Strategies, times: FloatArray) -> Sequence[FloatArray]:
        found = solve_ivp(
            rates,
            (0.0, times[-1]),
            np.concatenate(shares),
            t_eval=times,
            rtol=RELATIVE_ERROR,
            atol=ABSOLUTE_ERROR,
        )
        return np.split(found.y.T, cuts, axis=1)

    return flow


def replicator_rates(payoffs: Sequence[FloatArray], shares: Sequence[FloatArray]) -> list[FloatArray]:
    """Return how fast each share of each population changes.

    Parameters
    ----------
    payoffs
        For each player its payoffs, shape ``num_actions``.
    shares
        For each player the shares of its actions.
    """
    found = []
    for player, own in enumerate(shares):
        earned = action_payoffs(payoffs[player], shares, player)
        found.append(own * (earned - own @ earned))
    return found
