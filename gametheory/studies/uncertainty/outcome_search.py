"""Looking for values of the parameters at which an outcome is an equilibrium: by solutions at many points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.solve import solve
from gametheory.studies.outcomes import follows_path
from gametheory.studies.regimes import support
from gametheory.studies.sweeps.scatter import scatter, solve_scatter, within
from gametheory.studies.sweeps.sweep_job import NO_GAME, SweepJob
from gametheory.studies.sweeps.sweep_regimes import NO_REGIME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import Solution, Termination
    from gametheory.models.model import GameModel
    from gametheory.solvers.watch import Watch
    from gametheory.studies.sweeps.scatter import ScatterAnswer
    from gametheory.studies.uncertainty.calibration_targets import OutcomeTarget

OTHERWISE_TOLD = (Distribution, MarkovProfile, CountProfile, SymmetricProfile)
"""Play that is not told at information sets."""
MOST_UNKNOWN = 20
"""Points without a known regime that are looked at one by one."""


class SearchAnswer(NamedTuple):
    """What a search found: the values nearest to those of the model, and at how many points of how many."""

    point: Mapping[str, Fraction]
    num_held: int
    num_points: int
    termination: Termination


def starting_points(
    model: GameModel, ranges: Mapping[str, tuple[Fraction, Fraction]], num_points: int, seed: int
) -> dict[str, list[Fraction]]:
    """Return points that fill the ranges evenly, after the model's own values.

    Parameters
    ----------
    model
        Whose values come first, moved into the ranges.
    ranges
        Both ends of each parameter.
    num_points
        A power of 2.
    seed
        Of the points.
    """
    from scipy.stats import qmc

    shares: FloatArray = qmc.Sobol(len(ranges), rng=np.random.default_rng(seed)).random(num_points)
    found = {}
    for place, (name, (low, high)) in enumerate(ranges.items()):
        own = min(max(model.parameter_values[name], low), high)
        found[name] = [own, *within(low, high, float(low) + float(high - low) * shares[:, place])]
    return found


def search_outcome(
    job: SweepJob,
    target: OutcomeTarget,
    ranges: Mapping[str, tuple[Fraction, Fraction]],
    points: Mapping[str, list[Fraction]],
    *,
    watch: Watch,
) -> SearchAnswer:
    """Return values at which an outcome is an equilibrium, where a point has them.

    Parameters
    ----------
    job
        A sweep of the model whose concept is asked for.
    target
        A support or a path.
    ranges
        Both ends of each parameter that varies.
    points
        Its values.
    watch
        Limits and progress.
    """
    searched = SweepJob(job.model, scatter(points), job.concept, (), None)
    answer = solve_scatter(searched, watch)
    held = _held(searched, target, answer)
    point: dict[str, Fraction] = {}
    if held.any():
        columns = [
            np.abs(axis.floats - float(job.model.parameter_values[name])) / float(high - low)
            for axis, (name, (low, high)) in zip(searched.grid.axes, ranges.items(), strict=True)
        ]
        distance = np.where(held, np.sum(columns, axis=0), np.inf)
        point = searched.grid.exact_point([int(distance.argmin())])
    return SearchAnswer(point, int(held.sum()), answer.num_solved, answer.termination)


def _held(job: SweepJob, target: OutcomeTarget, answer: ScatterAnswer) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return at which points an outcome is an equilibrium: the same at all points of a regime."""
    met = answer.arrays["regime"]
    reached = np.arange(len(met)) < answer.num_solved
    held = np.zeros(len(met), dtype=bool)
    for key in np.unique(met[reached & (met != NO_REGIME)]):
        places = np.flatnonzero(reached & (met == key))
        if _is_answered(job, int(places[0]), target):
            held[places] = True
    unknown = np.flatnonzero(reached & (met == NO_REGIME) & (answer.arrays["decided"] != NO_GAME))
    for place in unknown[:MOST_UNKNOWN].tolist():
        held[place] = _is_answered(job, place, target)
    return held


def _is_answered(job: SweepJob, place: int, target: OutcomeTarget) -> bool:
    model = job.model.with_values(**job.grid.exact_point([place]))
    return has_outcome(solve(model, job.concept), target)


def has_outcome(solution: Solution, target: OutcomeTarget) -> bool:
    """Whether some listed equilibrium has a support, or leads along a path.

    Parameters
    ----------
    solution
        What was found.
    target
        With a support or a path.
    """
    for equilibrium in solution.equilibria:
        if target.support is not None:
            played = {player: frozenset(actions) for player, infoset, actions in support(equilibrium.play)}
            if all(played.get(player) == actions for player, actions in target.support.items()):
                return True
            continue
        play = equilibrium.play
        profile = None if isinstance(play, OTHERWISE_TOLD) else played_profile(play)
        if not isinstance(profile, BehaviorProfile):
            raise UnsupportedGameError(
                "target 'path' needs play that is told at information sets; ask for 'subgame_perfect' or 'nash' of a "
                "tree whose players remember what they did"
            )
        if follows_path(solution.game, profile, target.path):
            return True
    return False
