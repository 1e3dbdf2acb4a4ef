"""Predictor-corrector along a branch of logit equilibria, for any equations: in NumPy, at once from a cold start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.logit_steps import (
    AIMED_CORRECTION,
    CORRECTED,
    CROSSING_STEP,
    END_REGRET,
    FIRST_STEP,
    FLAT_FROM,
    LEAST_COSINE,
    LEAST_END,
    LEAST_GROWTH,
    MOST_CORRECTIONS,
    MOST_GROWTH,
    MOST_POINTS,
    RETREAT,
    ROUNDED,
    SHORTEST_STEP,
    STAGNANT,
    TIED,
    WORST_CORRECTION,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

    Equations = Callable[[FloatArray], tuple[FloatArray, FloatArray]]
    """From a point, shape ``[N + 1]``, to what the N equations leave, and their derivatives, ``[N, N + 1]``."""
    Ties = tuple["NDArray[np.intp]", ...]
    """Groups of positions."""


class LogitBranch:
    """A branch of solutions of N equations in N + 1 unknowns, the last of which is the precision.

    Parameters
    ----------
    equations
        The equations with their derivatives.
    start
        A solution.
    direction
        Where the branch goes from there, roughly; shape ``[N + 1]``.
    regret
        Of a point: the branch ends where it is hardly anything.

    Attributes
    ----------
    points
        Solutions in order, the start first.
    crossings
        Positions of points between which and the next the determinant of derivatives and tangent changes its sign.
    is_lost
        Whether shorter steps than floats allow would be needed to go on.
    has_ended
        Whether hardly anybody regrets a choice at the last point.

    Examples
    --------
    Log probability minus precision times 2 is 0:

    >>> def equation(z):
    ...     return z[:1] - 2 * z[1:], np.array([[1.0, -2.0]])
    >>> branch = LogitBranch(equation, np.zeros(2), np.array([0.0, 1.0]), lambda z: 1 / (1 + z[0] ** 5))
    >>> for _ in branch.follow():
    ...     pass
    >>> branch.has_ended, bool(abs(branch.points[-1] @ [1.0, -2.0]) < 1e-12), branch.crossings
    (True, True, [])
    """

    def __init__(
        self,
        equations: Equations,
        start: FloatArray,
        direction: FloatArray,
        regret: Callable[[FloatArray], float],
    ) -> None:
        self._equations, self._regret = equations, regret
        self.points = [start]
        self.crossings: list[int] = []
        self.is_lost = self.has_ended = False
        self._tangent, self._sign = branch_tangent(equations, start, direction)
        self._last: tuple[FloatArray, float] | None = None
        self._ties: Ties = ()

    def follow(self) -> Iterator[None]:
        """Yield after each step, also one that is taken back, until the branch has ended or is lost."""
        step, known = FIRST_STEP, 1
        while not (self.is_lost or self.has_ended) and known < MOST_POINTS:
            step *= self._advance(step)
            last = self.points[-1]
            self.is_lost = step < SHORTEST_STEP * (1.0 + abs(last[-1]))
            if len(self.points) > known:
                known = len(self.points)
                self.has_ended = bool(last[-1] >= LEAST_END and self._regret(last) <= END_REGRET)
            yield

    def _advance(self, step: float) -> float:
        """Take a step of this arc length, or take it back, and return how many times as long the next one is."""
        before, old = self.points[-1], self._tangent
        corrected = corrected_point(self._equations, self._predicted(step), old, ties=self._ties)
        if corrected is None:
            return RETREAT
        point, first = corrected
        try:
            tangent, sign = branch_tangent(self._equations, point, old)
        except np.linalg.LinAlgError:
            return RETREAT
        if tangent @ old < LEAST_COSINE:
            return RETREAT
        if sign != self._sign:
            if step > CROSSING_STEP * (1.0 + abs(before[-1])):
                return RETREAT
            self.crossings.append(len(self.points) - 1)
            self._sign = sign
        self.points.append(point)
        self._tangent, self._last = tangent, (old, step)
        if len(self.points) == 2:
            self._ties = tied_actions(point)
        growth = (AIMED_CORRECTION / max(first, SHORTEST_STEP)) ** (1.0 / 3.0)
        return float(min(MOST_GROWTH, max(LEAST_GROWTH, growth)))

    def _predicted(self, step: float) -> FloatArray:
        """Return where the branch is after a step: on a parabola, or far out on a line plus 1 / precision."""
        point, tangent = self.points[-1], self._tangent
        straight = point + step * tangent
        if self._last is None:
            return straight
        before, length = self._last
        here, there = point[-1], self.points[-2][-1]
        if here <= FLAT_FROM or here <= there or min(tangent[-1], before[-1]) <= 0.0:
            return np.asarray(straight + 0.5 * step * step / length * (tangent - before))
        slope = tangent / tangent[-1]
        decay = (before / before[-1] - slope) / (1.0 / here**2 - 1.0 / there**2)
        ahead = straight[-1]
        predicted = point + (slope + decay / here**2) * (ahead - here) + decay * (1.0 / ahead - 1.0 / here)
        predicted[-1] = ahead
        return np.asarray(predicted)


def branch_tangent(equations: Equations, point: FloatArray, direction: FloatArray) -> tuple[FloatArray, float]:
    """Return the unit tangent at a point of a branch, and the sign of the determinant of derivatives and tangent.

    Parameters
    ----------
    equations
        The equations with their derivatives.
    point
        A solution, shape ``[N + 1]``.
    direction
        The tangent has no obtuse angle with it; shape ``[N + 1]``.

    Raises
    ------
    LinAlgError
        If the derivatives and the direction are linearly dependent.

    Examples
    --------
    >>> tangent, sign = branch_tangent(lambda z: (z[:1], np.array([[3.0, -4.0]])), np.zeros(2), np.array([0.0, 1.0]))
    >>> tangent.round(12).tolist(), float(sign)
    ([0.8, 0.6], 1.0)
    """
    matrix = np.vstack([equations(point)[1], direction])
    right = np.zeros(len(point))
    right[-1] = 1.0
    tangent = np.linalg.solve(matrix, right)
    sign, _ = np.linalg.slogdet(matrix)
    return tangent / np.linalg.norm(tangent), float(sign)


def tied_actions(point: FloatArray) -> Ties:
    """Return the positions of log probabilities that are the same, as symmetry makes them, in groups of two and more.

    Parameters
    ----------
    point
        On a branch; not where it starts, where all are the same.

    Examples
    --------
    >>> tied_actions(np.array([-1.0, -2.0, -1.5, -2.0, 5.0]))
    (array([1, 3]),)
    """
    order = np.argsort(point[:-1], kind="stable")
    gaps = np.diff(point[:-1][order]) > TIED * (1.0 + abs(point[-1]))
    return tuple(np.sort(group) for group in np.split(order, np.flatnonzero(gaps) + 1) if len(group) > 1)


def corrected_point(
    equations: Equations,
    guess: FloatArray,
    row: FloatArray,
    *,
    worst: float = WORST_CORRECTION,
    ties: Ties = (),
) -> tuple[FloatArray, float] | None:
    """Return the solution near a guess in the plane through it that is normal to a row, and the first correction.

    Parameters
    ----------
    equations
        The equations with their derivatives.
    guess
        Shape ``[N + 1]``.
    row
        Shape ``[N + 1]``.
    worst
        The largest first correction of a log probability.
    ties
        Groups of log probabilities that are kept the same.

    Returns
    -------
    tuple or None
        The solution, and the largest change of a log probability in the first correction; None where corrections are
        too large or do not shrink.

    Examples
    --------
    >>> corrected_point(lambda z: (z[:1] ** 2 - 2, np.array([[2 * z[0], 0.0]])), np.array([1.4, 3.0]), np.eye(2)[1])
    (array([1.41421356, 3.        ]), 0.0142857142857...)
    """
    point, first, before = guess, 0.0, np.inf
    for number in range(MOST_CORRECTIONS):
        left, derivatives = equations(point)
        try:
            correction = np.linalg.solve(np.vstack([derivatives, row]), np.append(-left, 0.0))
        except np.linalg.LinAlgError:
            return None
        size = float(np.abs(correction[:-1]).max())
        if number == 0:
            first = size
        if not first <= worst:  # also where it is not a number
            return None
        point = point + correction
        for group in ties:
            point[group] = point[group].mean()
        rest = float(np.abs(left).max())
        if size < CORRECTED or rest <= ROUNDED * (1.0 + abs(point[-1])) or 0.5 * before < rest < STAGNANT:
            return point, first
        before = rest
    return None
