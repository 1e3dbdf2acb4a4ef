"""The branch of logit equilibria that starts where all actions are alike, and the paths that leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.path import Bifurcation, Path
from gametheory.core.solution import Termination
from gametheory.solvers.quantal_response.equations import equations_of
from gametheory.solvers.quantal_response.forks import arm_starts, hidden_forks, signed_fork
from gametheory.solvers.quantal_response.trace import trace
from gametheory.solvers.quantal_response.turning_points import turns_of
from gametheory.solvers.watch import LimitReachedError, Watch

if TYPE_CHECKING:
    from gametheory.core.solution import Limits, ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.solvers.quantal_response.forks import Fork
    from gametheory.solvers.quantal_response.trace import LogitEquations, Trace

LARGEST_RESIDUAL = 1e-5
"""Residual of a point, in log odds, beyond which a path has failed: rounding leaves some 1e-15 times the precision."""
MOST_FOLLOWED = 8
"""Bifurcations of a path whose arms are followed."""


def logit_path(source: GameSource, *, limits: Limits | None = None, progress: ProgressListener | None = None) -> Path:
    """Return the principal branch of logit quantal response equilibria: from pure chance to a Nash equilibrium.

    At precision 0 all actions are alike; the more precise choices are, the likelier better ones. In a normal form each
    player answers once; in a tree each information set answers by itself to what follows (the agent form).

    Parameters
    ----------
    source
        A game, or a model.
    limits
        Time and memory; a path that is cut short keeps its points.
    progress
        Called with a ``Progress`` at most every 0.1 s.

    Returns
    -------
    Path
        Its points reach to a regret of 1e-8 of each player's range of payoffs, unless ``termination`` says otherwise.

    Raises
    ------
    UnsupportedGameError
        If the game is one of tiers, or too large for its tree to be built, or payoffs are too large for floats.

    Notes
    -----
    Predictor-corrector in arc length, in log probabilities and precision; a step is taken back where it might have led
    to another branch. Floats, each point with a residual that is computed apart. Where other branches cross, the path
    goes straight on and both arms are followed too. A fork of an odd number of branches shows by a sign; forks of an
    even number are looked for where play is symmetric. Precision is not free of units: with payoffs ten times as
    large it is a tenth.

    References
    ----------
    mckelvey1995; mckelvey1998; turocy2005.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> path = logit_path(NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 2]]))
    >>> path.bifurcations, [arm.limit.profile for arm in path.arms]
    ((<Bifurcation at precision 1.37218: 2 arms>,), [<MixedProfile 1, 0 | 1, 0>, <MixedProfile 0, 1 | 0, 1>])
    """
    equations = equations_of(source.to_game())
    watch = Watch(limits, progress)
    center = equations.center()
    upwards = np.zeros(len(center))
    upwards[-1] = 1.0
    found = trace(equations, center, upwards, watch)
    forks = _forks(equations, found) if not found.termination.was_cut_short else ()
    bifurcations = tuple(_bifurcation(equations, fork, rank, watch) for rank, fork in enumerate(forks))
    return _path(equations, found, bifurcations)


def _forks(equations: LogitEquations, found: Trace) -> tuple[Fork, ...]:
    """Return the forks of a branch in their order."""
    sought = (signed_fork(equations, found.points, position) for position in found.crossings)
    signed = [fork for fork in sought if fork is not None]
    hidden = hidden_forks(equations, found.points, tuple(fork.position for fork in signed))
    return tuple(sorted((*signed, *hidden), key=lambda fork: fork.position))


def _bifurcation(equations: LogitEquations, fork: Fork, rank: int, watch: Watch) -> Bifurcation:
    """Return a fork with its arms, or with the reason why they were not followed."""
    arms: tuple[Path, ...] = ()
    starts = arm_starts(equations, fork) if len(fork.kernel) == 1 and rank < MOST_FOLLOWED else ()
    why = ""
    if len(fork.kernel) > 1:
        why = f"not followed: branches leave it in {len(fork.kernel)} independent directions at once"
    elif rank >= MOST_FOLLOWED:
        why = f"not followed: only the arms of the first {MOST_FOLLOWED} bifurcations are"
    elif not starts:
        why = "not followed: no point of an arm was found near it"
    else:
        try:
            watch.tick()
            arms = tuple(_arm(equations, start, direction, watch) for start, direction in starts)
        except LimitReachedError as reached:
            why = f"not followed: {reached.termination.sentence}"
    return Bifurcation(float(fork.point[-1]) / equations.unit, equations.profile(fork.point[:-1]), arms, why)


def _arm(equations: LogitEquations, start: np.ndarray, direction: np.ndarray, watch: Watch) -> Path:
    """Return an arm from its first point on; what crosses it is told and not followed."""
    found = trace(equations, start, direction, watch)
    forks = () if found.termination.was_cut_short else _forks(equations, found)
    bifurcations = tuple(
        Bifurcation(
            float(fork.point[-1]) / equations.unit,
            equations.profile(fork.point[:-1]),
            (),
            "not followed: it lies on an arm of another bifurcation",
        )
        for fork in forks
    )
    return _path(equations, found, bifurcations)


def _path(equations: LogitEquations, found: Trace, bifurcations: tuple[Bifurcation, ...]) -> Path:
    """Return what was found as a path."""
    points = found.points
    precisions, log_probabilities = points[:, -1] / equations.unit, points[:, :-1].copy()
    residuals = equations.residuals(points)
    for array in (precisions, log_probabilities, residuals):
        array.setflags(write=False)
    unresolved = [
        f"The bifurcation at precision {bifurcation.precision:.6g} was {bifurcation.why_not_followed}."
        for bifurcation in bifurcations
        if bifurcation.why_not_followed
    ]
    termination = found.termination
    if not residuals.max() <= LARGEST_RESIDUAL:
        termination = Termination.NUMERICAL_FAILURE
        unresolved.append(
            f"Log odds of a point miss precision times payoffs by {residuals.max():.2g}: it is no solution."
        )
    if termination is not Termination.CONVERGED:
        unresolved.append(f"The path ends at precision {precisions[-1]:.6g}: {termination.sentence}")
    return Path(
        game=equations.game,
        precisions=precisions,
        log_probabilities=log_probabilities,
        residuals=residuals,
        turns=turns_of(precisions),
        bifurcations=bifurcations,
        termination=termination,
        unresolved=tuple(unresolved),
    )
