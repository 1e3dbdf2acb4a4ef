"""What a report is written from: the game solved, its parameters moved, and the game played."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.solution import Limits, Termination
from gametheory.dynamics.catalogue import play
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.report.report_content import ReportMaterial
from gametheory.studies.parameter_ends import END_SECONDS, STUDY_SECONDS, parameter_ends
from gametheory.studies.regime_map import map_axis, regime_map
from gametheory.studies.thresholds.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeGuard

    from gametheory.core.solution import ProgressListener, Solution
    from gametheory.core.source import Game
    from gametheory.dynamics.trajectory import Trajectory
    from gametheory.models.model import GameModel
    from gametheory.rendering.report.report_content import ReportOrigin
    from gametheory.studies.regime_map import RegimeMap
    from gametheory.studies.thresholds.threshold_records import Thresholds

MOST_ACTIONS = 60
"""Of all players together; with more, the lines of a picture cannot be told apart."""
MOST_PROFILES = 100_000
"""Of games that are played for a page, which takes a fraction of a second."""
THRESHOLD_SECONDS = 3.0
"""For the thresholds of all parameters of a page."""
LINE_SECONDS = 0.5
"""For those of one parameter."""
MAP_SECONDS = 3.0
MAP_NODES = 21
"""Lines of the map of a page, across and upright."""
SEED = 0
FOR_TWO = "fictitious_play"
"""Dynamics of games of two players."""
FOR_MORE = "best_response"
"""Dynamics of games of three and more players."""
STEPS = {FOR_TWO: 10_000, FOR_MORE: 100}
"""Steps at most, by dynamics."""


def report_material(
    model: GameModel,
    solution: Solution,
    origin: ReportOrigin,
    *,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> ReportMaterial:
    """Return what the report of a solved model is written from: its parameters are moved, and the game is played.

    Parameters
    ----------
    model
        The model at the values that are reported.
    solution
        Its solution.
    origin
        What the reader types to get the same answers.
    limits
        Those of the solution. The time is that of all parameters together, at most a second for each value; None
        allows ``STUDY_SECONDS``.
    progress
        Called while the parameters are moved, as by ``parameter_ends``.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C: a page is whole or not at all.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> from gametheory.rendering.report.report_content import ReportOrigin
    >>> model = load("imitation_race")
    >>> material = report_material(model, solve(model), ReportOrigin("imitation_race"))
    >>> material.trajectory
    <Trajectory best_response of 'The imitation race': 8 steps, converged>
    """
    asked = limits or Limits()
    seconds = STUDY_SECONDS if asked.time is None else asked.time
    each = Limits(time=min(seconds, END_SECONDS), equilibria=asked.equilibria, memory=asked.memory)
    effects = parameter_ends(model, solution, limits=each, seconds=seconds, progress=progress)
    changes = proved_thresholds(model, solution.concept)
    regimes = report_map(model, solution.concept, changes)
    return ReportMaterial(model, solution, effects, played(solution.game), origin, changes, regimes)


def proved_thresholds(model: GameModel, concept: str) -> tuple[Thresholds, ...]:
    """Return the thresholds of each parameter with a range, as many as are proved in ``THRESHOLD_SECONDS``.

    Where the first is not proved, none are.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.
    """
    found: list[Thresholds] = []
    started = time.monotonic()
    for name, parameter in model.parameters.items():
        left = THRESHOLD_SECONDS - (time.monotonic() - started)
        if parameter.low is None or parameter.low == parameter.high or left <= 0:
            continue
        one = thresholds(model, name, concept=concept, limits=Limits(time=min(left, LINE_SECONDS)))
        if one.termination is Termination.INTERRUPTED:
            raise KeyboardInterrupt
        if one.proved:
            found.append(one)
        elif not found:
            break
    return tuple(found)


def report_map(model: GameModel, concept: str, changes: Sequence[Thresholds]) -> RegimeMap | None:
    """Return the map over the two parameters that have to move least for a change; None where it takes too long.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.
    """
    nearest = sorted(
        (min(abs(float(value) - float(own)) / float(one.high - one.low) for value in one.values), place)
        for place, one in enumerate(changes)
        if one.thresholds
        for own in [model.parameter_values[one.parameter]]
    )
    if len(nearest) < 2:
        return None
    first, second = sorted(place for _, place in nearest[:2])
    axes = tuple(map_axis(model, changes[place].parameter, None, MAP_NODES) for place in (first, second))
    found = regime_map(model, (axes[0], axes[1]), concept=concept, limits=Limits(time=MAP_SECONDS))
    if found.termination is Termination.INTERRUPTED:
        raise KeyboardInterrupt
    return found if found.is_exact else None


def played(game: Game) -> Trajectory | None:
    """Return the course of play that a report tells; None for trees, one player, and games that are not played.

    Those are games in which nobody has a choice, large ones, and those whose payoffs no float holds.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.
    """
    if not _is_played(game):
        return None
    dynamics = FOR_TWO if game.num_players == 2 else FOR_MORE
    try:
        trajectory = play(game, dynamics, steps=STEPS[dynamics], seed=SEED)
    except UnsupportedGameError:
        return None
    if trajectory.is_interrupted:
        raise KeyboardInterrupt
    return trajectory


def _is_played(game: Game) -> TypeGuard[NormalFormGame]:
    """Whether a game is played for a page: a normal form of several players, small, in which somebody has a choice."""
    return (
        isinstance(game, NormalFormGame)
        and game.num_players > 1
        and max(game.num_actions) > 1
        and sum(game.num_actions) <= MOST_ACTIONS
        and game.num_profiles <= MOST_PROFILES
    )
