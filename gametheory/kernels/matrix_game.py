"""Dense zero-sum games in floats: an interior-point method, and what certifies any pair of strategies.

The method follows the central path (`gametheory.kernels.central_path`). Near its end two shortcuts are tried. Actions
that lose many times the sum of regrets are surely out of play: without them the iterations cost a quarter. And where
some rows and as many columns stand out from the rest, the linear equations of that support give the optimal strategies
themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.central_path import Point, first_point, next_point
from gametheory.kernels.dense_factors import lu_factors
from gametheory.kernels.low_rank import low_rank_factors
from gametheory.kernels.newton_system import DenseWorkspace, LowRankWorkspace, NewtonSystem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.array_types import FloatArray
    from gametheory.kernels.central_path import Indices
    from gametheory.kernels.low_rank import Factors

MOST_ITERATIONS = 100
"""Iterations after which the method gives up; games of any size take 5 to 40."""
MOST_LOW_RANK_ITERATIONS = 15
"""Those after which the factors of a matrix of low rank are given up for the matrix itself; they take 3 to 6."""
VERTEX_FROM = 2e-5
"""Sum of regrets from which on the equations of the likely support are tried."""
REDUCTION_FROM = 3e-4
"""Sum of regrets from which on actions that are surely out of play may be left out."""
OUT_OF_PLAY = 30.0
"""An action is surely out of play where it loses this many times the sum of regrets."""
REDUCTION_SHARE = 0.6
"""Actions are left out only if at most this share of the entries of the matrix stays."""
MOST_RETURNS = 2
"""How often the iterations without them begin anew because some come back."""
MISSING_SHARE = 0.03
"""Where the sum of regrets among the actions in play is at most this share of the whole one, an action is missing."""
GRID = 2.0**53
"""Strategies are rounded to multiples of one over this number, which floats and rationals share."""


class Guarantees(NamedTuple):
    """What two strategies guarantee in a zero-sum game.

    Parameters
    ----------
    guaranteed
        What the row player's strategy wins at least, up to rounding.
    conceded
        What the column player's strategy loses at most, up to rounding. The value of the game lies between.
    nash_conv
        Proved upper bound on ``conceded - guaranteed``, the sum of both regrets, as a share of the range of payoffs:
        rounding is counted in.
    """

    guaranteed: float
    conceded: float
    nash_conv: float


def guarantees(payoffs: FloatArray, row_strategy: FloatArray, column_strategy: FloatArray) -> Guarantees:
    """What two strategies guarantee, from two matrix-vector products and a bound on their rounding.

    Parameters
    ----------
    payoffs
        What the row player wins, ``num_rows`` x ``num_columns``; their range must not overflow.
    row_strategy, column_strategy
        Nonnegative weights, ``num_rows`` and ``num_columns``; each strategy is its weights divided by their exact sum.

    Returns
    -------
    Guarantees
        The sum of regrets is 0 where all payoffs are equal.

    Notes
    -----
    In any order of summation a scalar product of ``k`` terms errs by at most ``k u / (1 - k u)`` times the sum of the
    terms' sizes, with ``u = 2**-53``. Payoffs are moved to 0..1 first, so that is at most ``k u / (1 - k u)``. What is
    counted, ``2 (k + 6) u``, also covers the moving and the division.

    Examples
    --------
    >>> found = guarantees(np.array([[7.0, 2.0], [4.0, 6.0]]), np.array([2.0, 5.0]), np.array([4.0, 3.0]))
    >>> round(found.guaranteed * 7, 9), round(found.conceded * 7, 9), found.nash_conv < 1e-14
    (34.0, 34.0, True)
    """
    lowest = float(payoffs.min())
    span = float(payoffs.max()) - lowest
    if span == 0:
        return Guarantees(lowest, lowest, 0.0)
    unit = (payoffs - lowest) / span
    guaranteed = float((row_strategy @ unit).min()) / math.fsum(row_strategy)
    conceded = float((unit @ column_strategy).max()) / math.fsum(column_strategy)
    rounding = (max(payoffs.shape) + 6) * float(np.finfo(np.float64).eps)
    nash_conv = max(conceded - guaranteed, 0.0) + 2 * rounding
    return Guarantees(lowest + span * guaranteed, lowest + span * conceded, nash_conv)


def on_grid(strategy: FloatArray) -> FloatArray:
    """Probabilities rounded to multiples of ``1 / GRID`` that sum to exactly 1.

    Parameters
    ----------
    strategy
        Nonnegative weights, not all zero.

    Examples
    --------
    >>> strategy = on_grid(np.array([1.0, 1.0, 1.0, 1e-20]))
    >>> sum(int(GRID * probability) for probability in strategy) == int(GRID), strategy[3]
    (True, np.float64(0.0))
    """
    counts = np.rint(strategy / strategy.sum() * GRID).astype(np.int64)
    counts[counts.argmax()] += int(GRID) - int(counts.sum())
    probabilities: FloatArray = counts / GRID
    return probabilities


@dataclass(frozen=True, slots=True)
class Approximation:
    """Strategies that come near optimal ones.

    Parameters
    ----------
    row_strategy, column_strategy
        Nonnegative, of sum 1 up to rounding.
    nash_conv
        Difference between what the two guarantee, payoffs ranging over 0..1, as the method itself computes it.
    iterations
        Iterations so far.
    """

    row_strategy: FloatArray
    column_strategy: FloatArray
    nash_conv: float
    iterations: int


def approximations(payoffs: FloatArray, target: float) -> Iterator[Approximation]:
    """Better and better strategies of a zero-sum game: the best so far, several times in each iteration.

    Parameters
    ----------
    payoffs
        What the row player wins, ``num_rows`` x ``num_columns``, from 0 to 1.
    target
        Sum of regrets at which the method stops.

    Yields
    ------
    Approximation
        The last one's regrets sum to the target at most, unless rounding or the number of iterations ended the method.
        The next one takes less than 0.1 s in games of some 3,000 actions a player.

    References
    ----------
    mehrotra1992; gondzio1996.
    """
    num_rows, num_columns = payoffs.shape
    is_turned = num_rows < num_columns
    # the side with fewer actions gives the normal matrix its size; the column player wins what the row player loses
    matrix = 1.0 + (1.0 - payoffs.T if is_turned else payoffs)
    for found in _iterates(np.ascontiguousarray(matrix), target):
        yield _turned(found) if is_turned else found


def _turned(found: Approximation) -> Approximation:
    """The same strategies with the players exchanged."""
    return Approximation(found.column_strategy, found.row_strategy, found.nash_conv, found.iterations)


def _iterates(matrix: FloatArray, target: float) -> Iterator[Approximation]:
    """Iterations on a whole game; where those through low rank fail, those on the matrix itself follow."""
    best: Approximation | None = None
    num_before = 0
    low_rank = low_rank_factors(matrix)
    for factors in (None,) if low_rank is None else (low_rank, None):
        for found in _with_excursions(_Game(matrix, factors), target):
            if best is None or found.nash_conv < best.nash_conv:
                best = found
            yield replace(best, iterations=num_before + found.iterations)
            if factors is not None and found.iterations > MOST_LOW_RANK_ITERATIONS:
                break
        if best is not None and best.nash_conv <= target:
            return
        num_before += found.iterations


@dataclass(frozen=True, slots=True)
class _Game:
    """Payoffs between 1 and 2, and their factors where they are of low rank."""

    matrix: FloatArray
    factors: Factors | None

    def restricted(self, rows: Indices, columns: Indices) -> _Game:
        """The game with some rows and columns."""
        factors = None if self.factors is None else self.factors.restricted(rows, columns)
        return _Game(np.ascontiguousarray(self.matrix[np.ix_(rows, columns)]), factors)

    @property
    def rank(self) -> int:
        """Rank of the matrix, at most."""
        return min(self.matrix.shape) if self.factors is None else len(self.factors.right)

    def workspace(self) -> DenseWorkspace | LowRankWorkspace:
        """Memory for Newton's equations."""
        return DenseWorkspace(self.matrix) if self.factors is None else LowRankWorkspace(self.factors)


def _with_excursions(game: _Game, target: float) -> Iterator[Approximation]:
    """Iterations on a whole game, with excursions to the actions that are left in play; the best so far each time."""
    best: Approximation | None = None
    reduction_from = REDUCTION_FROM
    num_iterations = num_aside = 0
    for step in _path(game, first_point(game.matrix), target):
        if step is not None:
            found, point = step
            num_iterations = found.iterations
            if best is None or found.nash_conv < best.nash_conv:
                best = found
            if target < found.nash_conv < reduction_from:
                reduction_from = found.nash_conv / 100
                for inner in _in_play(game, point, found.nash_conv, target):
                    if inner is not None:
                        num_aside += 1
                        best = min(best, inner, key=_nash_conv)
                    yield replace(best, iterations=num_iterations + num_aside)
        if best is not None:
            yield replace(best, iterations=num_iterations + num_aside)
            if best.nash_conv <= target:
                return


def _nash_conv(found: Approximation) -> float:
    return found.nash_conv


def _in_play(game: _Game, point: Point, nash_conv: float, target: float) -> Iterator[Approximation | None]:
    """Iterations on the game without the actions that lose many times the sum of regrets, told as of the whole game.

    Actions that turn out to be better replies than those that were kept come back, and the iterations begin anew.
    """
    matrix = game.matrix
    has_row = point.row_slacks <= OUT_OF_PLAY * nash_conv * point.columns.sum()
    has_column = point.column_slacks <= OUT_OF_PLAY * nash_conv * point.rows.sum()
    for _ in range(MOST_RETURNS):
        rows, columns = np.flatnonzero(has_row), np.flatnonzero(has_column)
        if not 0 < len(rows) * len(columns) <= REDUCTION_SHARE * matrix.size:
            return
        for step in _path(game.restricted(rows, columns), point.restricted(rows, columns), target):
            if step is None:
                yield None
                continue
            inner, _ = step
            row_strategy, column_strategy = np.zeros(matrix.shape[0]), np.zeros(matrix.shape[1])
            row_strategy[rows], column_strategy[columns] = inner.row_strategy, inner.column_strategy
            row_payoffs, column_payoffs = matrix @ column_strategy, row_strategy @ matrix
            whole_nash_conv = float(row_payoffs.max() - column_payoffs.min())
            yield Approximation(row_strategy, column_strategy, whole_nash_conv, 0)
            if inner.nash_conv <= MISSING_SHARE * whole_nash_conv:
                break
        if whole_nash_conv <= target:
            return
        better_rows = row_payoffs > row_payoffs[rows].max()
        better_columns = column_payoffs < column_payoffs[columns].min()
        if not (better_rows.any() or better_columns.any()):
            return
        has_row, has_column = has_row | better_rows, has_column | better_columns


def _approximation(matrix: FloatArray, row_strategy: FloatArray, column_strategy: FloatArray) -> Approximation:
    """Strategies with the sum of their regrets."""
    nash_conv = float((matrix @ column_strategy).max() - (row_strategy @ matrix).min())
    return Approximation(row_strategy, column_strategy, nash_conv, 0)


def _path(game: _Game, point: Point, target: float) -> Iterator[tuple[Approximation, Point] | None]:
    """Follow the central path from a point with positive variables until regrets are small or rounding ends it.

    None is a heartbeat; the first step is none.
    """
    matrix, workspace = game.matrix, game.workspace()
    tried: tuple[bytes, bytes] | None = None
    for iteration in range(MOST_ITERATIONS):
        column_total, row_total = float(point.columns.sum()), float(point.rows.sum())
        row_payoffs, column_payoffs = matrix @ point.columns, point.rows @ matrix
        nash_conv = float(row_payoffs.max()) / column_total - float(column_payoffs.min()) / row_total
        found = Approximation(point.rows / row_total, point.columns / column_total, nash_conv, iteration)
        if nash_conv < VERTEX_FROM:
            rows, columns = _likely_support(point, nash_conv)
            support = (rows.tobytes(), columns.tobytes())
            if support != tried and len(rows) <= game.rank:  # else its equations are singular
                tried = support
                vertex = yield from _vertex(matrix, rows, columns)
                if vertex is not None and vertex.nash_conv < nash_conv:
                    found = replace(vertex, iterations=iteration)
        yield found, point
        if found.nash_conv <= target:
            return
        system = NewtonSystem(point, workspace)
        residuals = (1 - row_payoffs - point.row_slacks, 1 - column_payoffs + point.column_slacks)
        try:
            yield from system.factorize()
            point = yield from next_point(point, system, residuals)
        except np.linalg.LinAlgError:
            return


def _likely_support(point: Point, nash_conv: float) -> tuple[Indices, Indices]:
    """As many rows as columns: those that stand out most from the rest by their weight relative to their slack."""
    row_ratios = np.log(point.rows / point.row_slacks)
    column_ratios = np.log(point.columns / point.column_slacks)
    rows, columns = np.argsort(-row_ratios), np.argsort(-column_ratios)
    size = min(len(rows), len(columns))
    # no action may be out of play; then the ratio to compare with is that of one that loses more than any other
    most_lost = max(float(point.row_slacks.max()), float(point.column_slacks.max()), math.sqrt(max(nash_conv, 0.0)))
    out_of_play = math.log(point.mean_product / most_lost**2)
    jumps = _jumps(row_ratios[rows], out_of_play)[:size] + _jumps(column_ratios[columns], out_of_play)[:size]
    num_kept = int(jumps.argmax()) + 1
    return np.sort(rows[:num_kept]), np.sort(columns[:num_kept])


def _jumps(descending: FloatArray, below: float) -> FloatArray:
    """How far each number is above the next, the last above the number given."""
    return -np.diff(descending, append=min(below, descending[-1]))


def _vertex(matrix: FloatArray, rows: Indices, columns: Indices) -> Generator[None, None, Approximation | None]:
    """Strategies on a support that make its actions equally good; None where its equations are singular."""
    from scipy.linalg.lapack import dgetrs

    size = len(rows)
    bordered = np.zeros((size + 1, size + 1), order="F")
    bordered[:size, :size] = matrix[np.ix_(rows, columns)]
    bordered[:size, size] = -1.0
    bordered[size, :size] = 1.0
    unit = np.zeros(size + 1)
    unit[size] = 1.0
    factors = yield from lu_factors(bordered)
    if factors is None:
        return None
    factor, pivots = factors
    column_weights, _ = dgetrs(factor, pivots, unit)
    row_weights, _ = dgetrs(factor, pivots, -unit, trans=1)
    row_strategy, column_strategy = np.zeros(matrix.shape[0]), np.zeros(matrix.shape[1])
    row_strategy[rows] = np.maximum(row_weights[:size], 0.0)
    column_strategy[columns] = np.maximum(column_weights[:size], 0.0)
    row_total, column_total = float(row_strategy.sum()), float(column_strategy.sum())
    if not (0 < row_total < math.inf and 0 < column_total < math.inf):
        return None
    return _approximation(matrix, row_strategy / row_total, column_strategy / column_total)
