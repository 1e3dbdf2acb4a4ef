"""One equilibrium of a two-player game along a smooth path of interior points, for games too large to enumerate.

For a positive number ``t``, the barrier, and fixed positive weights ``w`` there are mixed strategies ``x``, ``y`` and
payoffs ``u``, ``v`` with

    x_i (u - (A y)_i) = t w_i,    y_j (v - (B'x)_j) = t w_j,

so that every action is played, the more the less it loses against the best reply. At a large barrier there is one such
point: the strategies are the weights. As the barrier falls to 0 every action is played or a best reply. In between lies
a smooth path, along which the barrier may also rise again for a while. It is followed by its arc length, measured in
relative changes: a step along tangent and curvature, then Newton's method at right angles to the tangent. Long before
the end its points show which actions the equilibrium plays.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray

LONGEST_STEP = 0.6
"""Largest relative change of a coordinate in one step along the path."""
SHORTEST_STEP = 1e-6
"""Relative change below which the path counts as lost."""
LARGEST_CORRECTION = 0.8
"""Relative change by Newton's method from which a step is taken back."""
AIMED_CORRECTION = 0.2
"""Relative change by Newton's method that the length of steps aims at."""
ON_PATH = 0.03
"""Relative error of the products below which a point counts as being on the path."""
MOST_CORRECTIONS = 3
"""Newton steps after which a step along the path is taken back."""
SHARPEST_TURN = 0.3
"""Cosine of the angle between two tangents below which a step is taken back."""
LOWEST_BARRIER, HIGHEST_BARRIER = 1e-13, 4.0
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
        Relative to that of the start; in a direction its change relative to the barrier at the point.
    """

    coordinates: FloatArray
    payoffs: FloatArray
    barrier: float


class Game(NamedTuple):
    """Payoffs scaled to 0..1: the row player's, and the column player's transposed."""

    row_payoffs: FloatArray
    column_payoffs: FloatArray

    def losses(self, strategies: FloatArray, payoffs: FloatArray) -> FloatArray:
        """Return what each action loses against payoffs."""
        num_rows = len(self.row_payoffs)
        return np.concatenate(
            [
                payoffs[0] - self.row_payoffs @ strategies[num_rows:],
                payoffs[1] - self.column_payoffs @ strategies[:num_rows],
            ]
        )


class EquilibriumPath:
    """The path of a game from given strategies.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Shape ``[num_rows, num_columns]``, scaled to 0..1; there should not be more rows than columns.
    row_strategy, column_strategy
        Positive probabilities from which the path starts.
    """

    def __init__(
        self, row_payoffs: FloatArray, column_payoffs: FloatArray, row_strategy: FloatArray, column_strategy: FloatArray
    ) -> None:
        self._game = Game(row_payoffs, np.ascontiguousarray(column_payoffs.T))
        self._num_rows, self._num_actions = len(row_payoffs), sum(row_payoffs.shape)
        strategies = np.concatenate([row_strategy, column_strategy])
        losses = self._game.losses(strategies, np.zeros(2))
        payoffs = 1.0 - np.array([losses[: self._num_rows].min(), losses[self._num_rows :].min()])
        self._point = Point(np.concatenate([strategies, self._game.losses(strategies, payoffs)]), payoffs, 1.0)
        self._weights = self._products(self._point)
        self._sign = -1.0  # of the direction in which the path is followed, against that in which the barrier rises
        self._orientation = 1.0  # at the start
        self.num_systems = 0
        """Linear systems that have been solved."""

    def _products(self, point: Point) -> FloatArray:
        """Return for each action its probability times its loss."""
        return point.coordinates[: self._num_actions] * point.coordinates[self._num_actions :]

    @property
    def barrier(self) -> float:
        """Barrier at this point."""
        return self._point.barrier

    @property
    def strategies(self) -> tuple[FloatArray, FloatArray]:
        """The row player's and the column player's probabilities of what is more likely played here than it loses."""
        strategies, losses = np.split(self._point.coordinates, 2)
        played = np.where(strategies > losses, strategies, 0.0)
        return played[: self._num_rows], played[self._num_rows :]

    def follow(self) -> Iterator[bool]:
        """Go along the path until its end, or until it is lost.

        Yields
        ------
        bool
            After each linear system whether a new point was reached.
        """
        try:
            yield from self._steps()
        except np.linalg.LinAlgError:  # at the end of the path, where equilibria are not isolated
            return

    def _steps(self) -> Iterator[bool]:
        """Yield as ``follow`` does."""
        length = LONGEST_STEP
        linear = self._linearized(self._point)
        self._orientation = linear.orientation
        is_fresh = True
        while length > SHORTEST_STEP and LOWEST_BARRIER < self.barrier < HIGHEST_BARRIER:
            tangent = linear.tangent
            relative = tangent.coordinates / self._point.coordinates
            normal = relative / self._point.coordinates
            trial: Point | None = self._predicted(linear, length / max(1.0, float(np.abs(relative).max())))
            first_size, corrections, is_on_path = 0.0, 0, False
            while trial is not None and corrections < MOST_CORRECTIONS and not is_on_path:
                there = self._linearized(trial)
                trial, size = self._corrected(trial, there, normal)
                first_size = first_size or size
                corrections += 1
                is_on_path = trial is not None and self._error(trial) < ON_PATH
                yield False
            if trial is None or not is_on_path or not self._goes_on(relative, there, trial):
                length /= 2.0
                if not is_fresh:
                    linear = self._renewed(normal)
                    is_fresh = True
                    yield False
                continue
            self._point, linear, is_fresh = trial, there, False
            self._sign = -self._orientation * linear.orientation
            length = min(length * _growth(first_size), LONGEST_STEP)
            yield True

    def _linearized(self, point: Point) -> _Linearization:
        """Return the linear system at a point."""
        self.num_systems += 1
        return _Linearization(self._game, point, point.barrier * self._weights)

    def _error(self, point: Point) -> float:
        """Return how far the products are from what they should be, relative to that."""
        return float(np.abs(self._products(point) / (point.barrier * self._weights) - 1.0).max())

    def _goes_on(self, relative: FloatArray, there: _Linearization, trial: Point) -> bool:
        """Whether the path goes on at a point without a sharp turn against its relative tangent."""
        sign = -self._orientation * there.orientation
        return sign * self._sign * _cosine(relative, there, trial) > SHARPEST_TURN

    def _renewed(self, normal: FloatArray) -> _Linearization:
        """Return the linear system at the present point itself, which is moved nearer to the path if it can be."""
        linear = self._linearized(self._point)
        self._sign = -self._orientation * linear.orientation
        nearer, _ = self._corrected(self._point, linear, normal)
        self._point = nearer or self._point
        return linear

    def _predicted(self, linear: _Linearization, length: float) -> Point | None:
        """Return the point some way along tangent and curvature; None if it leaves the positive orthant."""
        step = self._sign * length
        point, tangent, curvature = self._point, linear.tangent, linear.curvature
        coordinates = point.coordinates + step * tangent.coordinates + step * step * curvature.coordinates
        payoffs = point.payoffs + step * tangent.payoffs + step * step * curvature.payoffs
        if not (coordinates > 0.0).all():
            coordinates = point.coordinates + step * tangent.coordinates
            payoffs = point.payoffs + step * tangent.payoffs
        return Point(coordinates, payoffs, point.barrier * (1.0 + step)) if (coordinates > 0.0).all() else None

    def _corrected(self, trial: Point, there: _Linearization, normal: FloatArray) -> tuple[Point | None, float]:
        """Return a point nearer to the path, at right angles to it, and how much was corrected; None if too much."""
        newton, tangent = there.newton, there.tangent
        along = -float(normal @ newton.coordinates) / (float(normal @ tangent.coordinates) + 1.0)
        change = newton.coordinates + along * tangent.coordinates
        size = max(float(np.abs(change / trial.coordinates).max()), abs(along))
        if not size < LARGEST_CORRECTION:
            return None, size
        coordinates = trial.coordinates + change
        payoffs = trial.payoffs + newton.payoffs + along * tangent.payoffs
        coordinates[self._num_actions :] = self._game.losses(coordinates[: self._num_actions], payoffs)
        if not (coordinates > 0.0).all():
            return None, size
        return Point(coordinates, payoffs, trial.barrier * (1.0 + along)), size


def _growth(size: float) -> float:
    """Return how much longer the next step is, after one that needed a correction of this size."""
    return float(min(max((AIMED_CORRECTION / max(size, 1e-9)) ** (1 / 3), 0.5), 2.0))


def _cosine(relative: FloatArray, there: _Linearization, point: Point) -> float:
    """Return the cosine of the angle between a relative tangent and that of a linear system at a point."""
    other = there.tangent.coordinates / point.coordinates
    lengths = (float(relative @ relative) + 1.0) * (float(other @ other) + 1.0)
    return float((float(relative @ other) + 1.0) / np.sqrt(lengths))


class _Linearization:
    """How coordinates change with the products of probabilities and losses, to first order.

    Columns are eliminated, then rows: what is left is one linear system of the size of the rows.

    Parameters
    ----------
    game
        Its payoffs.
    point
        Where.
    aim
        What the products should be.
    """

    newton: Point
    """Step to the path at the same barrier."""
    tangent: Point
    """Direction of the path as the barrier rises."""

    def __init__(self, game: Game, point: Point, aim: FloatArray) -> None:
        rows, actions = len(game.row_payoffs), len(aim)
        self._game, self._rows = game, rows
        strategies, self._losses = point.coordinates[:actions], point.coordinates[actions:]
        shares = strategies / self._losses
        self._row_shares, self._column_shares = shares[:rows, None], shares[rows:, None]
        self._system = (self._row_shares * game.row_payoffs * -shares[rows:]) @ game.column_payoffs
        self._system.flat[:: rows + 1] += 1.0
        products = np.stack([aim - strategies * self._losses, aim], axis=1)
        payoff_columns = np.concatenate(
            [-self._row_shares, -self._row_shares * (game.row_payoffs @ self._column_shares)], axis=1
        )
        by_row = np.linalg.solve(self._system, np.concatenate([self._right_side(products), payoff_columns], axis=1))
        self._row_rates = by_row[:, 2:]
        self._column_rates = self._column_shares * (game.column_payoffs @ self._row_rates)
        self._column_rates[:, 1:] -= self._column_shares
        self.newton, self.tangent = self._directions(products, by_row[:, :2])

    def _right_side(self, products: FloatArray) -> FloatArray:
        """Return the right-hand sides for changes of the products."""
        change = products / self._losses[:, None]
        return change[: self._rows] + self._row_shares * (self._game.row_payoffs @ change[self._rows :])

    def _directions(self, products: FloatArray, by_row: FloatArray) -> list[Point]:
        """Return the changes of all coordinates for changes of the products."""
        change = products / self._losses[:, None]
        by_column = self._column_shares * (self._game.column_payoffs @ by_row) + change[self._rows :]
        # probabilities keep their sums: that gives the change of the payoffs
        rates = np.stack([self._row_rates.sum(axis=0), self._column_rates.sum(axis=0)])
        payoffs = np.linalg.solve(rates, -np.stack([by_row.sum(axis=0), by_column.sum(axis=0)]))
        moved = np.concatenate([by_row + self._row_rates @ payoffs, by_column + self._column_rates @ payoffs])
        directions = []
        for which in range(products.shape[1]):
            losses = self._game.losses(moved[:, which], payoffs[:, which])
            directions.append(Point(np.concatenate([moved[:, which], losses]), payoffs[:, which], 1.0))
        return directions

    @cached_property
    def orientation(self) -> float:
        """Sign of the determinant of all equations: it changes where the barrier begins to rise or to fall."""
        rates = np.stack([self._row_rates.sum(axis=0), self._column_rates.sum(axis=0)])
        return float(np.linalg.slogdet(self._system).sign * np.linalg.slogdet(rates).sign)

    @property
    def curvature(self) -> Point:
        """How the path bends away from its tangent: what makes up for the products of the tangent's own changes."""
        actions = len(self._losses)
        tangent = self.tangent.coordinates
        products = -(tangent[:actions] * tangent[actions:])[:, None]
        by_row = np.linalg.solve(self._system, self._right_side(products))
        return self._directions(products, np.asarray(by_row, dtype=np.float64))[0]
