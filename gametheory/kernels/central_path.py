"""Steps along the central path of a matrix game: Mehrotra's predictor and corrector, and Gondzio's correctors.

With payoffs ``A`` between 1 and 2 the optimal strategies solve the pair of linear programs

    maximize ``sum q`` subject to ``A q + s = 1``  and  minimize ``sum p`` subject to ``A'p - t = 1``,

all variables nonnegative: the row player mixes by ``p``, the column player by ``q``, each divided by its sum, and the
value is one over that sum. On the central path all products ``p s`` and ``q t`` are equal; they shrink along it. A step
solves Newton's equations (`gametheory.kernels.newton_system`) a few times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.kernels.newton_system import NewtonSystem

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


def next_point(
    point: Point, system: NewtonSystem, residuals: tuple[FloatArray, FloatArray]
) -> Generator[None, None, Point]:
    """The point after Mehrotra's predictor and corrector, and as many of Gondzio's correctors as help.

    Parameters
    ----------
    point
        Positive variables.
    system
        Newton's equations there.
    residuals
        What is left of the equations of both programs, ``num_rows`` and ``num_columns``.

    Yields
    ------
    None
        Heartbeats.
    """
    products = point.products
    mean = point.mean_product
    predictor = yield from system.direction(residuals, (-products[0], -products[1]))
    primal, dual = point.longest_steps(predictor)
    centering = (point.moved(predictor, primal, dual).mean_product / mean) ** 3
    target = centering * mean
    wanted = (
        target - products[0] - predictor.columns * predictor.column_slacks,
        target - products[1] - predictor.rows * predictor.row_slacks,
    )
    change = yield from system.direction(residuals, wanted)
    primal, dual = point.longest_steps(change)
    for _ in range(NUM_CORRECTORS):
        aimed = point.moved(change, min(1.0, primal + LONGER_STEP), min(1.0, dual + LONGER_STEP)).products
        corrected = (wanted[0] + _correction(aimed[0], target), wanted[1] + _correction(aimed[1], target))
        tried = yield from system.direction(residuals, corrected)
        longer_primal, longer_dual = point.longest_steps(tried)
        if longer_primal + longer_dual < primal + dual + LEAST_GAIN:
            break
        change, wanted, primal, dual = tried, corrected, longer_primal, longer_dual
    return point.moved(change, STEP_TO_BOUNDARY * primal, STEP_TO_BOUNDARY * dual)


def _correction(products: FloatArray, target: float) -> FloatArray:
    """What brings products back into the band around their target, large ones not all the way."""
    low, high = CENTRAL_BAND[0] * target, CENTRAL_BAND[1] * target
    return np.maximum(np.clip(products, low, high) - products, -high)
