"""Newton's equations on the central path of a matrix game, through a normal matrix or through low rank.

What elimination leaves of them is ``(A' diag(p / s) A + diag(t / q)) dq = b``. In general this normal matrix is made
and factorized. Where ``A`` is the product of two narrow matrices, ``U V``, it is not: with
``R'R = U' diag(p / s) U``, ``D = diag(t / q)`` and ``W = R V``, ``dq = D^-1 (b - W' (1 + W D^-1 W')^-1 W D^-1 b)``
(Woodbury). What that loses to rounding is won back by conjugate gradients.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from gametheory.kernels.central_path import Point
from gametheory.kernels.dense_factors import cholesky, gram_buffer, weighted_gram

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from gametheory.array_types import FloatArray
    from gametheory.kernels.low_rank import Factors

    Solve: TypeAlias = Callable[[FloatArray], FloatArray]

FIRST_REGULARIZATION, LAST_REGULARIZATION = 1e-15, 1e-6
"""What is added to the diagonal, relative to it, where Cholesky's factorization fails; ten times more each time."""
LOW_RANK_REGULARIZATION = 1e-11
"""The same where the matrix is of low rank, always."""
MOST_CONJUGATE_STEPS = 40
CONJUGATE_ACCURACY = 1e-10
"""Steps, and size of the residual relative to the right-hand side, at which conjugate gradients stop."""


class Workspace(Protocol):
    """What the systems of one matrix use in turn."""

    def product(self, columns: FloatArray) -> FloatArray:
        """Return the matrix times a vector."""
        ...

    def transposed_product(self, rows: FloatArray) -> FloatArray:
        """Return a vector times the matrix."""
        ...

    def factorized(self, weights: FloatArray, diagonal: FloatArray) -> Generator[None, None, tuple[Solve, bool]]:
        """Return what solves equations with ``A' diag(weights) A + diag(diagonal)``, and whether it does so roughly.

        What was returned before must not be used any more. Raises ``LinAlgError`` where rounding forbids it.
        """
        ...


class DenseWorkspace:
    """Any matrix, row by row in memory."""

    def __init__(self, matrix: FloatArray) -> None:
        self._matrix = matrix
        self._buffer = gram_buffer(matrix)
        self._normal = np.empty((matrix.shape[1], matrix.shape[1]), order="F")
        self._regularization = 0.0

    def product(self, columns: FloatArray) -> FloatArray:
        """Return the matrix times a vector."""
        made: FloatArray = self._matrix @ columns
        return made

    def transposed_product(self, rows: FloatArray) -> FloatArray:
        """Return a vector times the matrix."""
        made: FloatArray = rows @ self._matrix
        return made

    def factorized(self, weights: FloatArray, diagonal: FloatArray) -> Generator[None, None, tuple[Solve, bool]]:
        """Factorize the normal matrix, regularized where it must be."""
        from scipy.linalg.lapack import dpotrs

        factor: FloatArray | None = None
        while factor is None:
            normal = yield from weighted_gram(self._matrix, np.sqrt(weights), self._normal, self._buffer)
            np.fill_diagonal(normal, (normal.diagonal() + diagonal) * (1 + self._regularization))
            try:
                factor = yield from cholesky(normal)
            except np.linalg.LinAlgError:
                self._regularization = max(FIRST_REGULARIZATION, 10 * self._regularization)
                if self._regularization > LAST_REGULARIZATION:
                    raise
        return lambda right_side: dpotrs(factor, right_side, lower=1)[0], self._regularization > 0


class LowRankWorkspace:
    """A matrix of low rank."""

    def __init__(self, factors: Factors) -> None:
        self._factors = factors

    def product(self, columns: FloatArray) -> FloatArray:
        """Return the matrix times a vector."""
        left, right = self._factors
        made: FloatArray = left @ (right @ columns)
        return made

    def transposed_product(self, rows: FloatArray) -> FloatArray:
        """Return a vector times the matrix."""
        left, right = self._factors
        made: FloatArray = (rows @ left) @ right
        return made

    def factorized(self, weights: FloatArray, diagonal: FloatArray) -> Generator[None, None, tuple[Solve, bool]]:
        """Factorize equations of the rank only."""
        left, right = self._factors
        yield
        narrow: FloatArray = np.linalg.qr(left * np.sqrt(weights)[:, None], mode="r") @ right
        diagonal = diagonal + LOW_RANK_REGULARIZATION * np.square(narrow).sum(axis=0)
        scaled = narrow / np.sqrt(diagonal)
        inner = np.eye(len(scaled)) + scaled @ scaled.T
        if not np.isfinite(inner).all():
            raise np.linalg.LinAlgError("the equations are out of the range of floating point")

        def solve(right_side: FloatArray) -> FloatArray:
            divided = right_side / diagonal
            solved: FloatArray = divided - np.linalg.solve(inner, narrow @ divided) @ narrow / diagonal
            return solved

        return solve, True


class NewtonSystem:
    """Newton's equations at a point; the next system of the same workspace ends its use."""

    def __init__(self, point: Point, workspace: Workspace) -> None:
        self._workspace = workspace
        self._point = point
        self._weights = point.rows / point.row_slacks
        self._diagonal = point.column_slacks / point.columns
        self._solve: Solve
        self._is_rough = False

    def factorize(self) -> Generator[None, None, None]:
        """Prepare for directions.

        Raises
        ------
        LinAlgError
            If rounding forbids it.
        """
        self._solve, self._is_rough = yield from self._workspace.factorized(self._weights, self._diagonal)

    def direction(
        self, residuals: tuple[FloatArray, FloatArray], wanted: tuple[FloatArray, FloatArray]
    ) -> Generator[None, None, Point]:
        """Change that removes the residuals of both programs and changes the products of variables as wanted.

        Raises
        ------
        LinAlgError
            If rounding leaves no such change.
        """
        point, weights, workspace = self._point, self._weights, self._workspace
        by_row = wanted[1] / point.row_slacks - weights * residuals[0]
        right_side = residuals[1] + wanted[0] / point.columns - workspace.transposed_product(by_row)
        columns = yield from self._solved(right_side)
        rows = weights * workspace.product(columns) + by_row
        return Point(
            columns,
            (wanted[1] - point.row_slacks * rows) / point.rows,
            rows,
            (wanted[0] - point.column_slacks * columns) / point.columns,
        )

    def _solved(self, right_side: FloatArray) -> Generator[None, None, FloatArray]:
        """Solution of the normal equations; a rough one only preconditions conjugate gradients."""
        yield
        solution = self._solve(right_side)
        if not self._is_rough:
            return solution
        residual = right_side - self._normal_product(solution)
        preconditioned = self._solve(residual)
        direction = preconditioned
        size = float(residual @ preconditioned)
        largest = _largest(right_side)
        for _ in range(MOST_CONJUGATE_STEPS):
            if _largest(residual) <= CONJUGATE_ACCURACY * largest or not size > 0:
                break
            yield
            product = self._normal_product(direction)
            length = size / float(direction @ product)
            solution = solution + length * direction
            residual = residual - length * product
            preconditioned = self._solve(residual)
            last_size, size = size, float(residual @ preconditioned)
            direction = preconditioned + size / last_size * direction
        if not _largest(residual) <= largest:
            raise np.linalg.LinAlgError("rounding spoils the solution of the normal equations")
        return solution

    def _normal_product(self, vector: FloatArray) -> FloatArray:
        """The normal matrix times a vector, without the matrix."""
        by_row = self._weights * self._workspace.product(vector)
        return self._workspace.transposed_product(by_row) + self._diagonal * vector


def _largest(values: FloatArray) -> float:
    """Size of the largest of some numbers."""
    return float(np.abs(values).max())
