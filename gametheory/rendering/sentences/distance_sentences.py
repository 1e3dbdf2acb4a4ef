"""How far play is from the equilibria that are known, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.solution import Coverage
from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.dynamics.distance import nearest_equilibria
from gametheory.rendering.sentences.wording import counted

if TYPE_CHECKING:
    from gametheory.core.solution import Solution
    from gametheory.dynamics.trajectory import Trajectory


def nearest_sentence(trajectory: Trajectory, solution: Solution) -> str:
    """Say which of the equilibria listed above the end of a course is at, or is nearest to.

    Parameters
    ----------
    trajectory
        The course of play.
    solution
        A solution of ``trajectory.game``, in whose list the equilibria are numbered.
    """
    if not _has_mixed_profiles(solution):
        return "No equilibrium is listed above to compare it with."
    end = tuple(table[-1:] for table in trajectory.strategies)
    found = nearest_equilibria(trajectory.game, end, solution)
    number, num_found = int(found.equilibria[0]) + 1, len(solution.equilibria)
    name = "the equilibrium listed above" if num_found == 1 else f"equilibrium {number} of the {num_found:,} found"
    if found.point_distances[0] == 0:
        return f"This is {name}."
    listed, least = _number(found.point_distances[0]), _number(found.distances[0])
    nearest = f"From {name}{', the nearest,' if num_found > 1 else ''}"
    between = f"; from one between those found, none does by more than {least}" if least != listed else ""
    return f"{nearest} no probability differs by more than {listed} at the end{between}."


def _has_mixed_profiles(solution: Solution) -> bool:
    """Whether there is anything that shares of actions can be compared with."""
    return any(equilibrium.kind == "mixed" for equilibrium in solution.equilibria)


def distance_sentence(trajectory: Trajectory, solution: Solution | None) -> str:
    """Say how far a course was from the nearest known equilibrium at the end and at its nearest.

    Parameters
    ----------
    trajectory
        The course of play.
    solution
        A solution of ``trajectory.game``; None where no equilibrium is known.
    """
    if solution is None or not _has_mixed_profiles(solution):
        return "No equilibrium is known to compare it with."
    found = nearest_equilibria(trajectory.game, trajectory.strategies, solution)
    known = counted(len(solution.equilibria), "known equilibrium", "known equilibria")
    scope = "" if solution.coverage in {Coverage.ALL, Coverage.ALL_EXTREME} else ", there may be others"
    listed, least = _number(found.point_distances[-1]), _number(found.distances[-1])
    between = f" ({least} from one between those known)" if least != listed else ""
    closest = int(np.argmin(found.distances))
    when = DYNAMICS[trajectory.dynamics].length_text(float(trajectory.times[closest]))
    extreme = "" if found.is_to_sets else " (only extreme ones were compared)"
    return (
        f"Distance to the nearest of {known}{scope}: {listed} at the end, from number "
        f"{found.equilibria[-1] + 1}{between}; {_number(found.distances[closest])} at the least, after {when}{extreme}."
    )


def _number(distance: float) -> str:
    return f"{distance:.3g}"
