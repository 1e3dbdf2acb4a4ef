"""Where a branch of logit equilibria turns back in precision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.logit_branch import branch_tangent, corrected_point

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.solvers.quantal_response.trace import LogitEquations

MOST_HALVES = 50
"""How often the way between two points is halved."""


def turns_of(precisions: FloatArray) -> tuple[int, ...]:
    """Return the positions of points whose precision both neighbors exceed, or neither.

    Examples
    --------
    >>> turns_of(np.array([0.0, 2.0, 5.0, 4.0, 3.0, 6.0]))
    (2, 4)
    """
    rises = np.diff(precisions) > 0.0
    return tuple((np.flatnonzero(rises[1:] != rises[:-1]) + 1).tolist())


def with_turning_points(equations: LogitEquations, points: FloatArray, level: float) -> FloatArray:
    """Return the points of a branch with those added at which it turns back just before or beyond a precision.

    Parameters
    ----------
    equations
        Of the game.
    points
        Of a branch, shape ``[num_points, N + 1]``.
    level
        Only turns are added near which no point reaches this precision although the branch may.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.solvers.quantal_response.table_responses import TableResponses
    >>> equations = TableResponses(NormalFormGame.zero_sum([[3, -1], [-1, 1]]))
    >>> len(with_turning_points(equations, equations.center()[None], 1.0))
    1
    """
    added: dict[int, FloatArray] = {}
    for turn in turns_of(points[:, -1]):
        before, here, after = points[turn - 1 : turn + 2, -1].tolist()
        is_peak = here > before
        beyond = level - here if is_peak else here - level
        if not 0.0 <= beyond <= max(abs(here - before), abs(here - after)):
            continue
        along = points[turn] - points[turn - 1]
        is_past = (branch_tangent(equations, points[turn], along)[0][-1] > 0.0) != is_peak
        start = turn - 1 if is_past else turn
        turning = _turning_point(equations, points[start : start + 2], is_peak)
        if turning is not None:
            added[start] = turning
    listed = []
    for position, point in enumerate(points):
        listed.append(point)
        if position in added:
            listed.append(added[position])
    return np.array(listed)


def _turning_point(equations: LogitEquations, ends: FloatArray, is_rising: bool) -> FloatArray | None:
    """Return the point between two where precision stops rising (or falling), by bisection; None where it is lost."""
    start, along = ends[0], ends[1] - ends[0]
    low, high = 0.0, 1.0
    found: FloatArray | None = None
    for _ in range(MOST_HALVES):
        share = (low + high) / 2.0
        corrected = corrected_point(equations, start + share * along, along)
        if corrected is None:
            return None
        found = corrected[0]
        if (branch_tangent(equations, found, along)[0][-1] > 0.0) == is_rising:
            low = share
        else:
            high = share
    return found
