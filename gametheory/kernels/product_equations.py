"""How products of probabilities and losses change with strategies, to first order, at an interior point of a game.

All changes are relative: 0.1 makes a probability, a payoff or a product 10 % larger. Columns are eliminated,
then rows: what is left is one linear system of the size of the rows, which is factorized once for each point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gametheory.kernels.dense_factors import SLICE, lu_factors

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.array_types import FloatArray
    from gametheory.kernels.equilibrium_path import Game


class InteriorPoint(NamedTuple):
    """Strategies that play every action, and payoffs that no action reaches.

    Parameters
    ----------
    strategies
        Row strategy, then column strategy, shape ``[num_actions]``.
    payoffs
        Of the row and the column player, more than best replies pay, shape ``[2]``.
    losses
        What each action pays less than that, shape ``[num_actions]``.
    """

    strategies: FloatArray
    payoffs: FloatArray
    losses: FloatArray

    @property
    def logarithms(self) -> FloatArray:
        """Logarithms of the products of probabilities and losses."""
        return np.asarray(np.log(self.strategies) + np.log(self.losses))


def product_equations(game: Game, point: InteriorPoint) -> Generator[None, None, ProductEquations | None]:
    """The equations at a point; None where they are singular.

    Parameters
    ----------
    game
        Its payoffs.
    point
        Where.

    Yields
    ------
    None
        At least every 0.1 s of the factorization.
    """
    rows = len(game.row_payoffs)
    shares = point.strategies / point.losses
    weighted = shares[:rows, None] * game.row_payoffs * -shares[rows:]
    system = np.empty((rows, rows), order="F")
    width = 1 + int(SLICE / weighted.size)
    for start in range(0, rows, width):
        yield
        system[:, start : start + width] = weighted @ game.column_payoffs[:, start : start + width]
    system[np.diag_indices(rows)] += 1.0
    factors = yield from lu_factors(system)
    return ProductEquations(game, point, factors) if factors else None


class ProductEquations:
    """Equations that have been factorized; right-hand sides and solutions are columns.

    A change is one of all probabilities and of both payoffs, shape ``[num_actions + 2, num_columns]``, in which
    probabilities keep their sums; what it changes are the logarithms of all products, ``[num_actions, num_columns]``.
    """

    def __init__(self, game: Game, point: InteriorPoint, factors: tuple[FloatArray, Any]) -> None:
        self._game, self._factors, self._point = game, factors, point
        self._rows, self._actions = len(game.row_payoffs), len(point.strategies)
        self._probabilities, self._losses = point.strategies[:, None], point.losses[:, None]
        self._shares = self._probabilities / self._losses
        sides = np.repeat(np.eye(2), (self._rows, self._actions - self._rows), axis=0)
        self._payoff_columns = sides / self._losses
        self._payoff_changes = self._without_payoffs(self._payoff_columns)
        self._payoff_sums = self._sums(self._payoff_changes)
        self._sum_rows = self._without_payoffs_transposed(sides)
        self._sum_columns = self._payoff_columns.T @ self._sum_rows

    def changes(self, logarithms: FloatArray) -> FloatArray:
        """Return what changes the logarithms of the products by this much."""
        moved = self._without_payoffs(logarithms)
        payoffs = np.linalg.solve(self._payoff_sums, self._sums(moved))
        moved -= self._payoff_changes @ payoffs
        return np.concatenate([moved / self._probabilities, payoffs / self._point.payoffs[:, None]])

    def transposed(self, changes: FloatArray) -> FloatArray:
        """Return the solutions of the transposed equations."""
        moved = self._without_payoffs_transposed(changes[:-2] / self._probabilities)
        excess = self._payoff_columns.T @ moved - changes[-2:] / self._point.payoffs[:, None]
        return np.asarray(moved - self._sum_rows @ np.linalg.solve(self._sum_columns, excess))

    def logarithms(self, changes: FloatArray) -> FloatArray:
        """Return how the logarithms of the products change."""
        return np.asarray(changes[:-2] + self.losses(changes))

    def losses(self, changes: FloatArray) -> FloatArray:
        """Return the relative changes of the losses."""
        moved, rows = self._probabilities * changes[:-2], self._rows
        payoffs = changes[-2:] * self._point.payoffs[:, None]
        lost = [
            payoffs[0] - self._game.row_payoffs @ moved[rows:],
            payoffs[1] - self._game.column_payoffs @ moved[:rows],
        ]
        return np.concatenate(lost) / self._losses

    def _sums(self, moved: FloatArray) -> FloatArray:
        """Return how far probabilities miss the sums that they keep."""
        return np.stack([moved[: self._rows].sum(axis=0), moved[self._rows :].sum(axis=0)])

    def _without_payoffs(self, right: FloatArray) -> FloatArray:
        """Return the changes of probabilities, not relative, while both payoffs stay as they are."""
        rows, right = self._rows, self._probabilities * right
        by_row = self._solved(right[:rows] + self._shares[:rows] * (self._game.row_payoffs @ right[rows:]), 0)
        by_column = right[rows:] + self._shares[rows:] * (self._game.column_payoffs @ by_row)
        return np.concatenate([by_row, by_column])

    def _without_payoffs_transposed(self, right: FloatArray) -> FloatArray:
        """Return the solutions of the transposed equations of ``_without_payoffs``."""
        rows = self._rows
        by_row = self._solved(right[:rows] + self._game.column_payoffs.T @ (self._shares[rows:] * right[rows:]), 1)
        by_column = right[rows:] + self._game.row_payoffs.T @ (self._shares[:rows] * by_row)
        return np.concatenate([by_row, by_column]) * self._probabilities

    def _solved(self, right: FloatArray, is_transposed: int) -> FloatArray:
        """Return the solution of the factorized system."""
        from scipy.linalg.lapack import dgetrs

        solution: FloatArray = dgetrs(*self._factors, right, trans=is_transposed)[0]
        return solution
