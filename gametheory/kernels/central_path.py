"""Steps along the central path of a matrix game: Mehrotra's predictor and corrector, and Gondzio's correctors.

With payoffs ``A`` between 1 and 2 the optimal strategies solve the pair of linear programs

    maximize ``sum q`` subject to ``A q + s = 1``  and  minimize ``sum p`` subject to ``A'p - t = 1``,

all variables nonnegative: the row player mixes by ``p``, the column player by ``q``, each divided by its sum, and the
value is one over that sum. On the central path all products ``p s`` and ``q t`` are equal; they shrink along it. A step
is one matrix product, one Cholesky factorization and a few solves with the normal matrix
``A' diag(p / s) A + diag(t / q)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

    Indices: TypeAlias = NDArray[np.intp]

NUM_CORRECTORS = 3
"""Gondzio's correctors tried in an iteration."""
LONGER_STEP = 0.3
"""How much longer than the step so far the one is that a corrector aims for."""
CENTRAL_BAND = (0.1, 10.0)
"""Products of a variable and its slack that a corrector leaves alone, as multiples of the target."""
LEAST_GAIN = 0.02
"""Length that the two steps together must gain for a corrector to be kept."""
STEP_TO_BOUNDARY = 0.9995
"""Share of the way to the boundary that a step goes."""
FIRST_SLACK = 0.03
"""Smallest slack at the start, where the largest payoff is 2."""
FIRST_REGULARIZATION, LAST_REGULARIZATION = 1e-15, 1e-6
"""What is added to the diagonal, relative to it, where Cholesky's factorization fails; ten times more each time."""
MOST_CONJUGATE_STEPS = 40
CONJUGATE_ACCURACY = 1e-10
"""Steps, and size of the residual relative to the right-hand side, at which conjugate gradients stop."""


@dataclass(slots=True)
class Point:
    """Values, or changes, of the variables of both linear programs."""

    columns: FloatArray
    """``q``"""
    row_slacks: FloatArray
    """``s = 1 - A q``"""
    rows: FloatArray
    """``p``"""
    column_slacks: FloatArray
    """``t = A'p - 1``"""

    def moved(self, change: Point, primal_step: float, dual_step: float) -> Point:
        """The point after a step of each program."""
        return Point(
            self.columns + primal_step * change.columns,
            self.row_slacks + primal_step * change.row_slacks,
            self.rows + dual_step * change.rows,
            self.column_slacks + dual_step * change.column_slacks,
        )

    def longest_steps(self, change: Point) -> tuple[float, float]:
        """Longest steps, at most 1, that keep each program's variables nonnegative."""
        primal = min(_longest_step(self.columns, change.columns), _longest_step(self.row_slacks, change.row_slacks))
        dual = min(_longest_step(self.rows, change.rows), _longest_step(self.column_slacks, change.column_slacks))
        return primal, dual

    @property
    def products(self) -> tuple[FloatArray, FloatArray]:
        """Each variable times its slack, for columns and for rows; all equal on the central path."""
        return self.columns * self.column_slacks, self.rows * self.row_slacks

    @property
    def mean_product(self) -> float:
        """Mean of all products: how far along the central path."""
        total = self.columns @ self.column_slacks + self.rows @ self.row_slacks
        return float(total) / (len(self.columns) + len(self.rows))

    def restricted(self, rows: Indices, columns: Indices) -> Point:
        """The variables of some rows and columns."""
        return Point(self.columns[columns], self.row_slacks[rows], self.rows[rows], self.column_slacks[columns])


def _longest_step(values: FloatArray, changes: FloatArray) -> float:
    """Longest step, at most 1, after which no value is negative."""
    rates = -changes / values
    steepest = float(rates.max())
    return 1.0 if steepest <= 1.0 else 1.0 / steepest


def first_point(matrix: FloatArray) -> Point:
    """Uniform strategies, scaled so that the smallest slack is small: most of the way along the central path."""
    num_rows, num_columns = matrix.shape
    row_means, column_means = matrix.mean(axis=1), matrix.mean(axis=0)
    primal = (1 - FIRST_SLACK) / row_means.max()
    dual = (1 + FIRST_SLACK) / column_means.min()
    return Point(
        np.full(num_columns, primal / num_columns),
        1 - primal * row_means,
        np.full(num_rows, dual / num_rows),
        dual * column_means - 1,
    )


def next_point(point: Point, system: NewtonSystem, residuals: tuple[FloatArray, FloatArray]) -> Point:
    """The point after Mehrotra's predictor and corrector, and as many of Gondzio's correctors as help."""
    products = point.products
    mean = point.mean_product
    predictor = system.direction(residuals, (-products[0], -products[1]))
    primal, dual = point.longest_steps(predictor)
    centering = (point.moved(predictor, primal, dual).mean_product / mean) ** 3
    target = centering * mean
    wanted = (
        target - products[0] - predictor.columns * predictor.column_slacks,
        target - products[1] - predictor.rows * predictor.row_slacks,
    )
    change = system.direction(residuals, wanted)
    primal, dual = point.longest_steps(change)
    for _ in range(NUM_CORRECTORS):
        aimed = point.moved(change, min(1.0, primal + LONGER_STEP), min(1.0, dual + LONGER_STEP)).products
        corrected = (wanted[0] + _correction(aimed[0], target), wanted[1] + _correction(aimed[1], target))
        tried = system.direction(residuals, corrected)
        longer_primal, longer_dual = point.longest_steps(tried)
        if longer_primal + longer_dual < primal + dual + LEAST_GAIN:
            break
        change, wanted, primal, dual = tried, corrected, longer_primal, longer_dual
    return point.moved(change, STEP_TO_BOUNDARY * primal, STEP_TO_BOUNDARY * dual)


def _correction(products: FloatArray, target: float) -> FloatArray:
    """What brings products back into the band around their target, large ones not all the way."""
    low, high = CENTRAL_BAND[0] * target, CENTRAL_BAND[1] * target
    return np.maximum(np.clip(products, low, high) - products, -high)


class Workspace:
    """What the systems of one matrix use in turn: arrays, and how much regularization was needed so far."""

    def __init__(self, matrix: FloatArray) -> None:
        self.matrix = matrix
        self.scaled = np.empty_like(matrix)
        self.normal = np.empty((matrix.shape[1], matrix.shape[1]), order="F")
        self.regularization = 0.0


class NewtonSystem:
    """Newton's equations at a point, solved through the normal matrix ``A' diag(p / s) A + diag(t / q)``.

    The next system of the same workspace overwrites it. Raises ``LinAlgError`` where even a regularized normal matrix
    cannot be factorized.
    """

    def __init__(self, point: Point, workspace: Workspace) -> None:
        from scipy.linalg.blas import dsyrk
        from scipy.linalg.lapack import dpotrf

        self._matrix = workspace.matrix
        self._point = point
        self._weights = point.rows / point.row_slacks
        self._diagonal = point.column_slacks / point.columns
        np.multiply(self._matrix, np.sqrt(self._weights)[:, None], out=workspace.scaled)
        while True:
            normal = dsyrk(1.0, workspace.scaled.T, lower=1, c=workspace.normal, overwrite_c=1)
            np.fill_diagonal(normal, (normal.diagonal() + self._diagonal) * (1 + workspace.regularization))
            self._factor, failed_at = dpotrf(normal, lower=1, overwrite_a=1, clean=0)
            if failed_at == 0:
                self._is_regularized = workspace.regularization > 0
                return
            workspace.regularization = max(FIRST_REGULARIZATION, 10 * workspace.regularization)
            if workspace.regularization > LAST_REGULARIZATION:
                raise np.linalg.LinAlgError("the normal matrix is singular in floating point")

    def direction(self, residuals: tuple[FloatArray, FloatArray], wanted: tuple[FloatArray, FloatArray]) -> Point:
        """Change that removes the residuals of both programs and changes the products of variables as wanted."""
        point, weights = self._point, self._weights
        by_row = wanted[1] / point.row_slacks - weights * residuals[0]
        columns = self._solved(residuals[1] + wanted[0] / point.columns - by_row @ self._matrix)
        rows = weights * (self._matrix @ columns) + by_row
        return Point(
            columns,
            (wanted[1] - point.row_slacks * rows) / point.rows,
            rows,
            (wanted[0] - point.column_slacks * columns) / point.columns,
        )

    def _solved(self, right_side: FloatArray) -> FloatArray:
        """Solution of the normal equations; a regularized factor only preconditions conjugate gradients."""
        solution = self._back_substituted(right_side)
        if not self._is_regularized:
            return solution
        residual = right_side - self._normal_product(solution)
        preconditioned = self._back_substituted(residual)
        direction = preconditioned
        size = float(residual @ preconditioned)
        accuracy = CONJUGATE_ACCURACY * float(np.abs(right_side).max())
        for _ in range(MOST_CONJUGATE_STEPS):
            if float(np.abs(residual).max()) <= accuracy or size <= 0:
                break
            product = self._normal_product(direction)
            length = size / float(direction @ product)
            solution = solution + length * direction
            residual = residual - length * product
            preconditioned = self._back_substituted(residual)
            last_size, size = size, float(residual @ preconditioned)
            direction = preconditioned + size / last_size * direction
        return solution

    def _normal_product(self, vector: FloatArray) -> FloatArray:
        """The normal matrix times a vector, without the matrix."""
        return (self._weights * (self._matrix @ vector)) @ self._matrix + self._diagonal * vector

    def _back_substituted(self, right_side: FloatArray) -> FloatArray:
        """Solution of the equations whose matrix was factorized."""
        from scipy.linalg.lapack import dpotrs

        solution: FloatArray
        solution, _ = dpotrs(self._factor, right_side, lower=1)
        return solution
