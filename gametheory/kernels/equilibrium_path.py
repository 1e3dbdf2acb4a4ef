"""One equilibrium of a two-player game along a smooth path of interior points, for games too large to enumerate.

For a positive number ``t``, the barrier, and fixed positive weights ``w`` there are mixed strategies ``x``, ``y`` and
payoffs ``u``, ``v`` with

    x_i (u - (A y)_i) = t w_i,    y_j (v - (B'x)_j) = t w_j,

so that every action is played, the more the less it loses against the best reply. At a large barrier there is one such
point: the strategies are the weights. As the barrier falls to 0 every action is played or a best reply. In between lies
a smooth path, along which the barrier may also rise again for a while; it is followed by its arc length, with Newton's
method. Long before the end its points show which actions the equilibrium plays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray

LONGEST_STEP = 0.5
"""Largest relative change of a coordinate in one step along the path."""
SHORTEST_STEP = 1e-7
"""Relative change below which the path counts as lost."""
LARGEST_CORRECTION = 0.8
"""Relative change by Newton's method from which a step is taken back."""
ON_PATH = 0.1
"""Relative change by Newton's method below which a point counts as being on the path."""
MOST_CORRECTIONS = 3
"""Newton steps after which a step along the path is taken back."""
GROWTH = 1.5
"""How much longer the next step is after one that went well."""
LOWEST_BARRIER, HIGHEST_BARRIER = 1e-13, 1e3
"""Where the path ends, relative to the barrier at its start, and where it leads away from equilibria."""


class Point(NamedTuple):
    """A point of the path, or a direction there.

    Parameters
    ----------
    coordinates
        Row strategy, column strategy, what each row and what each column loses against the best reply.
    payoffs
        What the row player's and the column player's best replies pay.
    barrier
        Relative to that of the start; in a direction its relative change.
    """

    coordinates: FloatArray
    payoffs: FloatArray
    barrier: float


class EquilibriumPath:
    """The path of a game from given strategies.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Shape ``[num_rows, num_columns]``, scaled to 0..1; there should not be more rows than columns.
    row_strategy, column_strategy
        Positive probabilities near which the path starts.
    """

    def __init__(
        self, row_payoffs: FloatArray, column_payoffs: FloatArray, row_strategy: FloatArray, column_strategy: FloatArray
    ) -> None:
        self._row_payoffs = row_payoffs
        self._column_payoffs = np.ascontiguousarray(column_payoffs.T)
        self._num_rows, num_columns = row_payoffs.shape
        self._num_actions = self._num_rows + num_columns
        strategies = np.concatenate([row_strategy, column_strategy])
        highest = self._replies(strategies)
        payoffs = np.array([highest[: self._num_rows].max() + 1.0, highest[self._num_rows :].max() + 1.0])
        self._start = Point(np.concatenate([strategies, self._losses(strategies, payoffs)]), payoffs, 1.0)
        self._weights = self._products(self._start)

    def _replies(self, strategies: FloatArray) -> FloatArray:
        """Return what each action pays against the other player's strategy."""
        row_strategy, column_strategy = strategies[: self._num_rows], strategies[self._num_rows :]
        return np.concatenate([self._row_payoffs @ column_strategy, self._column_payoffs @ row_strategy])

    def _losses(self, strategies: FloatArray, payoffs: FloatArray) -> FloatArray:
        """Return what each action loses against payoffs."""
        losses = -self._replies(strategies)
        losses[: self._num_rows] += payoffs[0]
        losses[self._num_rows :] += payoffs[1]
        return losses

    def _products(self, point: Point) -> FloatArray:
        """Return for each action its probability times its loss."""
        return point.coordinates[: self._num_actions] * point.coordinates[self._num_actions :]

    def follow(self) -> Iterator[Point | None]:
        """Yield points nearer and nearer to an equilibrium, None after each part of the work; end where it is lost."""
        point, sign, length = self._start, -1.0, LONGEST_STEP
        tangent = self._directions(point)[1]
        while length > SHORTEST_STEP and LOWEST_BARRIER < point.barrier < HIGHEST_BARRIER:
            relative = tangent.coordinates / point.coordinates
            step = sign * length / max(1.0, float(np.abs(relative).max()))
            normal = Point(relative / point.coordinates, tangent.payoffs, 1.0)
            trial: Point | None = _moved(point, tangent, step)
            corrections = 0
            is_on_path = False
            while trial is not None and corrections < MOST_CORRECTIONS and not is_on_path:
                trial, tried_tangent, size = self._corrected(trial, normal)
                corrections += 1
                is_on_path = trial is not None and size < ON_PATH
                yield None
            if trial is None or not is_on_path:
                length /= 2.0
                continue
            ahead = sign * (float(relative @ (tried_tangent.coordinates / trial.coordinates)) + 1.0)
            sign = 1.0 if ahead > 0.0 else -1.0
            point, tangent = trial, tried_tangent
            if corrections < MOST_CORRECTIONS:
                length = min(GROWTH * length, LONGEST_STEP)
            yield point

    def _corrected(self, trial: Point, normal: Point) -> tuple[Point | None, Point, float]:
        """Return a point nearer to the path, at right angles to it; None if it is too far away.

        With it the tangent there, and the relative size of the correction.
        """
        newton, tangent = self._directions(trial)
        across = float(normal.coordinates @ newton.coordinates)
        along = -across / (float(normal.coordinates @ tangent.coordinates) + 1.0)
        change = newton.coordinates + along * tangent.coordinates
        size = float(np.abs(change / trial.coordinates).max())
        if not (size < LARGEST_CORRECTION and abs(along) < LARGEST_CORRECTION):
            return None, tangent, size
        coordinates = trial.coordinates + change
        payoffs = trial.payoffs + newton.payoffs + along * tangent.payoffs
        coordinates[self._num_actions :] = self._losses(coordinates[: self._num_actions], payoffs)
        if not (coordinates > 0.0).all():
            return None, tangent, size
        return Point(coordinates, payoffs, trial.barrier * (1.0 + along)), tangent, size

    def _directions(self, point: Point) -> tuple[Point, Point]:
        """Return Newton's step to the path at the same barrier, and the path's tangent, as the barrier doubles.

        Columns are eliminated, then rows: one linear system of the size of the rows, with four right-hand sides.
        """
        rows, actions = self._num_rows, self._num_actions
        strategies, losses = point.coordinates[:actions], point.coordinates[actions:]
        aim = point.barrier * self._weights
        change = np.stack([aim - strategies * losses, aim], axis=1) / losses[:, None]
        shares = strategies / losses
        row_shares, column_shares = shares[:rows, None], shares[rows:, None]
        system = (row_shares * self._row_payoffs * -shares[rows:]) @ self._column_payoffs
        system.flat[:: rows + 1] += 1.0
        right = np.empty((rows, 4))
        right[:, :2] = change[:rows] + row_shares * (self._row_payoffs @ change[rows:])
        right[:, 2:3] = -row_shares
        right[:, 3:] = -row_shares * (self._row_payoffs @ column_shares)
        by_row = np.linalg.solve(system, right)
        by_column = column_shares * (self._column_payoffs @ by_row)
        by_column[:, :2] += change[rows:]
        by_column[:, 3:] -= column_shares
        # probabilities keep their sums: that gives the change of the payoffs
        sums = np.stack([by_row.sum(axis=0), by_column.sum(axis=0)])
        payoffs = np.linalg.solve(sums[:, 2:], -sums[:, :2])
        moved = np.concatenate([part[:, :2] + part[:, 2:] @ payoffs for part in (by_row, by_column)])
        lost = [self._losses(moved[:, which], payoffs[:, which]) for which in (0, 1)]
        newton, tangent = (np.concatenate([moved[:, which], lost[which]]) for which in (0, 1))
        return Point(newton, payoffs[:, 0], 0.0), Point(tangent, payoffs[:, 1], 1.0)

    def supports(self, point: Point) -> tuple[FloatArray, FloatArray]:
        """Return the rows and columns that are more likely to be played than they lose."""
        played = point.coordinates[: self._num_actions] > point.coordinates[self._num_actions :]
        return np.flatnonzero(played[: self._num_rows]), np.flatnonzero(played[self._num_rows :])


def _moved(point: Point, tangent: Point, step: float) -> Point:
    """Return the point some way along the tangent."""
    return Point(
        point.coordinates + step * tangent.coordinates,
        point.payoffs + step * tangent.payoffs,
        point.barrier * (1.0 + step),
    )
