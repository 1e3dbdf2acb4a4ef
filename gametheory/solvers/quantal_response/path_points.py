"""Points of a path at a given precision."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.path import QuantalResponse
from gametheory.errors import InvalidParameterError, SolverError
from gametheory.kernels.logit_branch import branch_tangent, corrected_point
from gametheory.solvers.quantal_response.equations import equations_of
from gametheory.solvers.quantal_response.turning_points import with_turning_points

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.path import Path
    from gametheory.solvers.quantal_response.trace import LogitEquations

MOST_HALVES = 60
"""How often the way between two points is halved."""
EDGE = 1e-12
"""Relative difference by which a precision may pass those of the path, as units are multiplied and divided."""
NEARBY = 1e-6
"""What a correction may change a probability by, beyond the change between the two points."""


def points_at(path: Path, precision: float) -> tuple[QuantalResponse, ...]:
    """Return every point of a path that has a precision, in the order of the path.

    Parameters
    ----------
    path
        A path.
    precision
        For each unit of payoff.

    Raises
    ------
    InvalidParameterError
        If there is none.
    SolverError
        If corrections do not lead back to the path.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.solvers.quantal_response.principal_branch import logit_path
    >>> path = logit_path(NormalFormGame.zero_sum([[3, -1], [-1, 1]]))
    >>> [point.profile.strategies[0][0] for point in points_at(path, 0)]
    [0.5]
    """
    if not isinstance(precision, int | float) or isinstance(precision, bool) or not math.isfinite(precision):
        raise InvalidParameterError(f"expected a precision, a number from 0 on, got {precision!r}")
    equations = equations_of(path.game)
    points = np.column_stack([path.log_probabilities, path.precisions * equations.unit])
    points = with_turning_points(equations, points, precision * equations.unit)
    low, high = float(points[:, -1].min()), float(points[:, -1].max())
    wanted = min(max(precision * equations.unit, low), high)
    if abs(wanted - precision * equations.unit) > EDGE * high:
        raise InvalidParameterError(
            f"expected a precision from {low / equations.unit:.6g} to {high / equations.unit:.6g}, which the path has, "
            f"got {float(precision)!r}; beyond its end take path.limit"
        )
    above = points[:, -1] >= wanted
    starts = np.flatnonzero(above[:-1] != above[1:]).tolist()
    if not starts:
        starts = [max(int(np.flatnonzero(above)[0]) - 1, 0)]
    found = [_between(equations, points[start : start + 2], wanted) for start in starts]
    return tuple(response_at(equations, point) for point in found)


def response_at(equations: LogitEquations, point: FloatArray) -> QuantalResponse:
    """Return a point of the equations as a quantal response equilibrium with its certificate."""
    log_probabilities = point[:-1].copy()
    log_probabilities.setflags(write=False)
    return QuantalResponse(
        precision=float(point[-1]) / equations.unit,
        profile=equations.profile(log_probabilities),
        log_probabilities=log_probabilities,
        certificate=equations.certificate(point),
    )


class PathCurve:
    """A path between its points: a place is the position of a point plus a share of the way to the next.

    Parameters
    ----------
    path
        A path.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.solvers.quantal_response.principal_branch import logit_path
    >>> curve = PathCurve(logit_path(NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[0, 3], [2, 1]])))
    >>> curve.precision(0), bool(0 < curve.precision(0.5) < curve.precision(1))
    (0.0, True)
    """

    def __init__(self, path: Path) -> None:
        self._equations = equations_of(path.game)
        self._points = np.column_stack([path.log_probabilities, path.precisions * self._equations.unit])

    @property
    def unit(self) -> float:
        """What payoffs are divided by in the equations."""
        return self._equations.unit

    def point(self, place: float) -> FloatArray:
        """Return the point at a place, shape ``[N + 1]``, its precision in units of the equations.

        Raises
        ------
        SolverError
            If corrections do not lead to the path.
        """
        position = min(int(place), len(self._points) - 1)
        here, share = self._points[position], place - position
        if share == 0.0:
            return np.asarray(here)
        along = self._points[position + 1] - here
        corrected = corrected_point(self._equations, here + share * along, along, worst=np.inf)
        if corrected is None or _moved(corrected[0], here) > NEARBY + 2.0 * _moved(self._points[position + 1], here):
            raise SolverError(
                f"corrections near precision {here[-1] / self.unit:.6g} did not lead back to the path; take its points "
                f"from path.precisions and path.log_probabilities"
            )
        return corrected[0]

    def tangent(self, place: float) -> FloatArray:
        """Return the unit tangent at a place, onwards."""
        position = min(int(place), len(self._points) - 2)
        along = self._points[position + 1] - self._points[position]
        return branch_tangent(self._equations, self.point(place), along)[0]

    def precision(self, place: float) -> float:
        """Return the precision at a place, for each unit of payoff."""
        return float(self.point(place)[-1]) / self.unit


def _between(equations: LogitEquations, ends: FloatArray, precision: float) -> FloatArray:
    """Return the point with a precision between two neighbors on a path."""
    if len(ends) == 1:
        return np.asarray(ends[0])
    level = np.zeros(ends.shape[1])
    level[-1] = 1.0
    here, there = ends
    for _ in range(MOST_HALVES):
        for end in (here, there):
            if end[-1] == precision:
                return np.asarray(end)
        guess = here + (there - here) * ((precision - here[-1]) / (there[-1] - here[-1]))
        guess[-1] = precision
        corrected = corrected_point(equations, guess, level, worst=np.inf)
        if corrected is not None and _is_between(corrected[0], here, there):
            return corrected[0]
        half = corrected_point(equations, (here + there) / 2, there - here)
        if half is None:
            break
        here, there = (here, half[0]) if (half[0][-1] >= precision) == (there[-1] >= precision) else (half[0], there)
    raise SolverError(
        f"corrections at precision {precision / equations.unit:.6g} did not lead back to the path; take its points "
        f"near there from path.precisions and path.log_probabilities"
    )


def _is_between(point: FloatArray, here: FloatArray, there: FloatArray) -> bool:
    """Whether a point is on the way from one to another, and not on another part of the path."""
    along = (there - here)[:-1]
    share = float((point - here)[:-1] @ along) / max(float(along @ along), NEARBY**2)
    near = max(_moved(point, here), _moved(point, there)) <= NEARBY + 2.0 * _moved(here, there)
    return near and -NEARBY <= share <= 1.0 + NEARBY


def _moved(here: FloatArray, there: FloatArray) -> float:
    """Return the largest difference of a probability between two points."""
    return float(np.abs(np.exp(here[:-1]) - np.exp(there[:-1])).max())
