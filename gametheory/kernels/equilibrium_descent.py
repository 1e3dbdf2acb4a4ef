"""One equilibrium of a large two-player game by a descent that steps aside where the smooth path would turn back.

As on the path of ``equilibrium_path``, every action is played, and the products of probabilities and losses fall to 0.
But their ratios are not kept: the path of fixed ratios turns back wherever the equations that lead along it become
singular, and in large games whose payoffs are neither opposed nor aligned it does so hundreds of times. Singular are
the equations in one direction at a time, of as many as there are actions. Here every step leaves out what lies in the
few most nearly singular directions, so that all products still fall by nearly the same share and the ratios give way a
little. Only near the end, where few directions are left, one product or a few may stay behind while the others fall:
then the point is near one where all actions but these are played or best replies, as on the path of Lemke and Howson,
and pivots lead on from there. Where they lead to no equilibrium, the descent goes back some way and comes down anew
with other ratios, drawn at random.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.equilibrium_path import Game
from gametheory.kernels.product_equations import InteriorPoint, product_equations
from gametheory.kernels.shifted_pivots import shifted_pivots

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.array_types import FloatArray
    from gametheory.kernels.product_equations import ProductEquations

FALL = 0.5
"""How much the logarithms of the products are to fall in a step."""
RETURN = 0.1
"""Share of what a product is away from its ratio to the others that a step makes good."""
NUM_DIRECTIONS = 4
"""Nearly singular directions that are watched."""
NEARLY_SINGULAR = 0.06
"""Singular value at which half of a step in its direction is left out."""
LONGEST_STEP, LONGEST_CURVED_STEP = 0.8, 0.9
"""Largest relative change of a probability or a loss in one step: along the tangent, and with the curvature."""
LEFT_BEHIND = 4.0
"""Logarithm of the ratio to the other products from which on one counts as left behind."""
MOST_SYSTEMS = 100
"""Linear systems after which a descent begins anew."""
WAY_BACK, LONGER_WAY_BACK = 8.0, 1.1
"""How far the logarithms of the products rise when a descent begins anew, and how much more each further time."""
NEW_RATIOS = 0.5
"""Standard deviation of the logarithms of the random ratios of the products."""
LOWEST_BARRIER = 1e-13
"""Where the descent ends, relative to the products at its start."""


class _Stage(NamedTuple):
    """A point that was passed, and the mean logarithm of its products."""

    height: float
    point: InteriorPoint


class EquilibriumDescent:
    """The descent in a game from equal probabilities.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Shape ``[num_rows, num_columns]``, scaled to 0..1; there should not be more rows than columns.
    seed
        Of the random ratios.
    """

    def __init__(self, row_payoffs: FloatArray, column_payoffs: FloatArray, *, seed: int) -> None:
        self._game = Game(row_payoffs, np.ascontiguousarray(column_payoffs.T))
        self._rng = np.random.default_rng(seed)
        self._num_rows, self._num_actions = len(row_payoffs), sum(row_payoffs.shape)
        strategies = np.repeat([1.0 / size for size in row_payoffs.shape], row_payoffs.shape)
        best = self._game.losses(strategies, np.zeros(2))
        payoffs = 1.0 - np.array([best[: self._num_rows].min(), best[self._num_rows :].min()])
        self._point = self._at(strategies, payoffs)
        self._ratios = self._point.logarithms
        self._passed = [_Stage(float(self._ratios.mean()), self._point)]
        self._start = self._passed[0].height
        self._directions = self._rng.standard_normal((self._num_actions + 2, NUM_DIRECTIONS))
        self._way_back = WAY_BACK
        self._last_return = 0
        self.num_systems = 0
        """Linear systems that have been factorized."""

    def _at(self, strategies: FloatArray, payoffs: FloatArray) -> InteriorPoint:
        """Return the point with these strategies, scaled to sum to 1, and payoffs."""
        row_strategy, column_strategy = np.split(strategies, [self._num_rows])
        strategies = np.concatenate([row_strategy / row_strategy.sum(), column_strategy / column_strategy.sum()])
        return InteriorPoint(strategies, payoffs, self._game.losses(strategies, payoffs))

    @property
    def barrier(self) -> float:
        """Geometric mean of the products at this point, relative to that at the start."""
        return float(np.exp(self._passed[-1].height - self._start))

    @property
    def strategies(self) -> tuple[FloatArray, FloatArray]:
        """The row player's and the column player's probabilities of what is more likely played here than it loses."""
        strategies = self._point.strategies
        played = np.where(strategies > self._point.losses, strategies, 0.0)
        return played[: self._num_rows], played[self._num_rows :]

    def follow(self) -> Iterator[bool | None]:
        """Go down, again and again, until the barrier is as low as floats can tell.

        Yields
        ------
        bool or None
            Whether a new point was reached; None at least every 0.1 s in between.
        """
        while self.barrier > LOWEST_BARRIER:
            equations = yield from product_equations(self._game, self._point)
            self.num_systems += 1
            yield None
            is_slow = self.num_systems > self._last_return + MOST_SYSTEMS
            is_new = not is_slow and equations is not None and self._is_new_point(equations)
            if not is_new:
                self._go_back()
            yield is_new

    def pivoted(self, most_pivots: int) -> Generator[None, None, tuple[FloatArray, FloatArray] | None]:
        """The equilibrium to which so many pivots from this point at most lead; None if they lead to none.

        Yields
        ------
        None
            At least every 0.1 s.
        """
        return (yield from shifted_pivots(self._game, self._point, most_pivots))

    def _is_new_point(self, equations: ProductEquations) -> bool:
        """Go one step where floats can, and return whether they could."""
        try:
            return self._step(equations)
        except np.linalg.LinAlgError:  # numbers beyond the range of floats
            return False

    def _behind(self, logarithms: FloatArray) -> FloatArray:
        """Return how far each product is above its ratio to the others."""
        behind = logarithms - self._ratios
        return np.asarray(behind - behind.mean())

    def _step(self, equations: ProductEquations) -> bool:
        """Go one step, and return whether the point is an interior one at which no product was left behind."""
        self._find_singular_directions(equations)
        aim = -FALL - RETURN * self._behind(self._point.logarithms)
        straight = self._filtered(equations.changes(aim[:, None]))
        losses = equations.losses(straight)
        length = min(1.0, LONGEST_STEP / _size(straight, losses))
        bend = self._filtered(equations.changes(-straight[:-2] * losses))
        step = length * straight + length * length * bend
        step *= min(1.0, LONGEST_CURVED_STEP / _size(step, equations.losses(step)))
        point = self._at(self._point.strategies * (1.0 + step[:-2, 0]), self._point.payoffs * (1.0 + step[-2:, 0]))
        if not ((point.strategies > 0.0).all() and (point.losses > 0.0).all()):
            return False
        logarithms = point.logarithms
        if self._behind(logarithms).max() > LEFT_BEHIND:
            return False
        self._point = point
        self._passed.append(_Stage(float(logarithms.mean()), point))
        return True

    def _find_singular_directions(self, equations: ProductEquations) -> None:
        """Turn the directions towards the most nearly singular ones, and find their singular values."""
        for _ in range(1 if self.num_systems > 1 else 2):
            nearer = equations.changes(equations.transposed(self._directions))
            self._directions = np.linalg.qr(nearer)[0]
        _, values, turn = np.linalg.svd(equations.logarithms(self._directions), full_matrices=False)
        self._directions = self._directions @ turn.T
        self._left_out = NEARLY_SINGULAR**2 / (values**2 + NEARLY_SINGULAR**2)

    def _filtered(self, changes: FloatArray) -> FloatArray:
        """Return changes without most of what lies in nearly singular directions."""
        within = self._left_out[:, None] * (self._directions.T @ changes)
        return np.asarray(changes - self._directions @ within)

    def _go_back(self) -> None:
        """Return to a point passed earlier, and draw other ratios from there."""
        height = self._passed[-1].height + self._way_back
        self._way_back *= LONGER_WAY_BACK
        self._last_return = self.num_systems
        while len(self._passed) > 1 and self._passed[-1].height < height:
            self._passed.pop()
        self._point = self._passed[-1].point
        self._ratios = self._point.logarithms + NEW_RATIOS * self._rng.standard_normal(self._num_actions)


def _size(changes: FloatArray, losses: FloatArray) -> float:
    """Return the largest relative change of a probability or a loss."""
    return float(max(np.abs(changes[:-2]).max(), np.abs(losses).max()))
