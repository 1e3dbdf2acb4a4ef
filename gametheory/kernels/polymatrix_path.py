"""A path of equilibria from a prior to a Nash equilibrium, through polymatrix games that approximate the game.

On the path each player gives the share ``t`` of its probability to best replies and the rest to its prior strategy;
actions also have small bonuses that vanish as ``t`` comes to 1. Where payoffs are replaced by their linear part at a
point, players interact by pairs, and the path is one of Lemke's, straight between pivots. So it is followed: a pivot
or a part of the way to it in the polymatrix game at the last point, corrected by Newton's method, and anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.kernels.pair_payoffs import PairPayoffs

FIRST_STEP = 0.1
"""Length of the first step."""
LONGEST_STEP = 0.5
"""Longest step."""
SHORTEST_STEP = 1e-10
"""Where shorter steps would be needed the path is lost."""
AIMED_CORRECTION = 0.1
"""First correction, as a share of the step, at which the next step aims."""
MOST_GROWTH = 3.0
"""How many times as long the next step may be at most."""
LEAST_GROWTH = 0.5
"""How many times as long it is at least."""
RETREAT = 0.4
"""How many times as long a step is that is tried again."""
MOST_CORRECTIONS = 8
"""Corrections of one point at most."""
SHRINKAGE = 0.6
"""How many times as large each correction may be as the one before."""
CORRECTED = 1e-12
"""A correction below this is the last one at the end of the path."""
NEAR = 1e-8
"""On the way a correction below this is the last one: what is left is far smaller."""
WORST_CORRECTION = 0.4
"""Largest first correction, as a share of the step, that does not take it back."""
NEGATIVE = -1e-9
"""Amounts below this have missed a pivot; those above are negative by rounding."""
FLAT = 1e-14
"""Slopes below this do not lead to a pivot."""

MOVED, PLAYED, UNPLAYED, ENDED = 0, 1, 2, 3


class Step(NamedTuple):
    """How far to go, and what happens there.

    Parameters
    ----------
    length
        Length of the step.
    kind
        ``MOVED``: nothing; ``PLAYED``: the loss of an action gets 0, so that it is played from there on; ``UNPLAYED``:
        its probability gets 0; ``ENDED``: the share of the prior gets 0.
    action
        Which action.
    """

    length: float
    kind: int
    action: int = -1


class PolymatrixPath:
    """The path from one prior.

    Parameters
    ----------
    payoffs
        A game whose payoffs lie between 0 and 1.
    prior
        A strategy of each player, shape ``[N]``.
    bonuses
        Added to what actions pay, times the share of the prior; different ones keep best replies apart.

    Attributes
    ----------
    num_steps, num_pivots
        How many were made.
    is_lost
        Whether the path cannot be followed on.
    has_ended
        Whether it came to an equilibrium of the game.

    Examples
    --------
    >>> from gametheory.kernels.pair_payoffs import PairPayoffs
    >>> payoffs = PairPayoffs([np.array([[1.0, 0.0], [0.0, 0.5]]), np.array([[0.0, 0.25], [1.0, 0.0]])])
    >>> path = PolymatrixPath(payoffs, np.full(4, 0.5), np.array([0.01, 0.02, 0.0, 0.03]))
    >>> for _ in path.follow():
    ...     pass
    >>> path.has_ended, path.strategies.round(9).tolist()
    (True, [0.8, 0.2, 0.333333333, 0.666666667])
    """

    def __init__(self, payoffs: PairPayoffs, prior: FloatArray, bonuses: FloatArray) -> None:
        self._payoffs, self._prior, self._bonuses = payoffs, prior, bonuses
        size, num_players = len(prior), len(payoffs.sizes)
        self._size = size
        self._others = np.arange(size, size + num_players + 1)
        self._constant = np.zeros((size + num_players, size + num_players + 1))
        self._constant[np.arange(size), size + payoffs.owners] = -1.0
        self._constant[size + payoffs.owners, np.arange(size)] = 1.0
        self._constant[size:, -1] = -1.0
        self._point = np.zeros(size + num_players + 1)
        """Probabilities beside those of the prior, what best replies pay, and the share ``t``."""
        paid = payoffs.against(prior) + bonuses
        self._point[size:-1] = np.maximum.reduceat(paid, payoffs.starts)
        self.is_played = paid >= self._point[size + payoffs.owners]
        """Whether each action is one of the best replies that are played."""
        self._losses = self._point[size + payoffs.owners] - paid
        self._toward = self._unit(len(self._point) - 1)
        self._last = Step(0.0, MOVED)
        self._longest = FIRST_STEP
        self.num_steps = self.num_pivots = 0
        self.is_lost = self.has_ended = False
        self._slopes = self._slopes_at(self._point)

    @property
    def share(self) -> float:
        """The share ``t`` of probability that best replies have, 1 at the end."""
        return float(self._point[-1])

    @property
    def strategies(self) -> FloatArray:
        """What the players do, shape ``[N]``."""
        return self._strategies_at(self._point)

    def follow(self) -> Iterator[None]:
        """Yield after each step, also one that is taken back, until the path has ended or is lost."""
        while not (self.is_lost or self.has_ended):
            self._advance()
            self.num_steps += 1
            yield

    def _advance(self) -> None:
        """Take a step, or take it back and make the next one shorter."""
        tangent = self._tangent()
        if tangent is None:
            self.is_lost = True
            return
        step = self._step(tangent)
        corrected = self._corrected(step, tangent)
        if corrected is None:
            self._longest = RETREAT * step.length
            self.is_lost = self._longest < SHORTEST_STEP
            return
        self._point, self._slopes, self._losses, first = corrected
        growth = min(MOST_GROWTH, max(LEAST_GROWTH, AIMED_CORRECTION * step.length / max(first, CORRECTED)))
        if growth < 1.0 or step.length * growth > self._longest:
            self._longest = min(LONGEST_STEP, growth * step.length)
        self._last, self._toward = step, tangent
        self.has_ended = step.kind == ENDED or self.share >= 1.0 - CORRECTED
        if step.kind in {PLAYED, UNPLAYED}:
            self.num_pivots += 1
            self._point[step.action] = self._losses[step.action] = 0.0
            self.is_played[step.action] = step.kind == PLAYED

    def _columns(self) -> NDArray[np.intp]:
        """Return the places of what is not fixed at 0."""
        return np.concatenate([np.flatnonzero(self.is_played), self._others])

    def _slopes_at(self, point: FloatArray) -> FloatArray:
        """Return the polymatrix game at a point: the derivatives of gains and of sums of probabilities."""
        slopes = self._constant.copy()
        pairs = self._payoffs.by_pairs(self._strategies_at(point))
        slopes[: self._size, : self._size] = pairs
        slopes[: self._size, -1] = -(pairs @ self._prior) - self._bonuses
        return slopes

    def _tangent(self) -> FloatArray | None:
        """Return the direction of the path, of length 1; None where it has none."""
        columns, last = self._columns(), self._last
        row = self._toward
        if last.kind == PLAYED:
            row = self._unit(last.action)
        elif last.kind == UNPLAYED:
            row = -self._slopes[last.action]
        right_side = np.zeros(len(columns))
        right_side[-1] = 1.0
        try:
            direction = np.linalg.solve(self._bordered(self._slopes, row, columns), right_side)
        except np.linalg.LinAlgError:
            return None
        norm = float(np.linalg.norm(direction))
        if not np.isfinite(norm):
            return None
        tangent = np.zeros(len(self._point))
        tangent[columns] = direction / norm
        return tangent

    def _bordered(self, slopes: FloatArray, row: FloatArray, columns: NDArray[np.intp]) -> FloatArray:
        """Return the slopes of the gains of what is played and of the sums, above one more row."""
        return np.vstack([slopes[np.ix_(columns[:-1], columns)], row[columns]])

    def _step(self, tangent: FloatArray) -> Step:
        """Return the way to the next pivot, or as far as steps may go now."""
        nearest = Step(self._longest, MOVED)
        changes = -self._slopes[: self._size] @ tangent
        if self._last.kind == UNPLAYED:
            changes[self._last.action] = 0.0  # it grows from 0
        falls = (self._losses, np.where(self.is_played, 0.0, changes)), (self._point, tangent[: self._size])
        for kind, (amounts, slope) in zip((PLAYED, UNPLAYED), falls, strict=True):
            falling = np.flatnonzero(slope < -FLAT)
            if falling.size:
                lengths = np.maximum(amounts[falling], 0.0) / -slope[falling]
                place = int(np.argmin(lengths))
                if lengths[place] <= nearest.length:
                    nearest = Step(float(lengths[place]), kind, int(falling[place]))
        if tangent[-1] > 0.0 and 1.0 - self.share <= nearest.length * tangent[-1]:
            nearest = Step((1.0 - self.share) / tangent[-1], ENDED)
        return nearest

    def _corrected(self, step: Step, tangent: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, float] | None:
        """Return the point of the path after a step, slopes near it, losses at it, and the first correction.

        None where corrections do not shrink, or where a pivot was missed.
        """
        columns, size, pays = self._columns(), self._size, self._payoffs
        point = self._point + step.length * tangent
        slopes = self._slopes_at(point)
        pairs = slopes[:size, :size]
        row = self._pinned(step, tangent, slopes)
        try:
            inverse = np.linalg.inv(self._bordered(slopes, row, columns))
        except np.linalg.LinAlgError:
            return None
        aim = row @ point if step.kind == MOVED else float(step.kind == ENDED)
        most = max(WORST_CORRECTION * step.length, 1e-9)
        first, enough = 0.0, CORRECTED if step.kind == ENDED else NEAR
        for number in range(MOST_CORRECTIONS):
            strategies = self._strategies_at(point)
            paid = pays.against(strategies) if number else pairs @ strategies / (len(pays.sizes) - 1)
            gains = paid + (1.0 - point[-1]) * self._bonuses - point[size + pays.owners]
            sums = np.add.reduceat(point[:size], pays.starts) - point[-1]
            missed = row @ point - aim if step.kind != PLAYED else -gains[step.action]
            change = inverse @ np.concatenate([gains[self.is_played], sums, [missed]])
            largest = float(np.abs(change).max())
            if not largest <= most:  # also where it is not a number
                return None
            point[columns] -= change
            first = first if number else largest
            if largest < enough:
                losses = np.where(self.is_played, 0.0, -gains)
                return (point, slopes, losses, first) if self._is_within(point, losses) else None
            most = max(SHRINKAGE * largest, 0.9 * enough)
        return None

    def _pinned(self, step: Step, tangent: FloatArray, slopes: FloatArray) -> FloatArray:
        """Return the row of the quantity that is given its value at the end of a step."""
        if step.kind == PLAYED:
            losses: FloatArray = -slopes[step.action]
            return losses
        if step.kind == UNPLAYED:
            return self._unit(step.action)
        return self._unit(len(tangent) - 1) if step.kind == ENDED else tangent

    def _is_within(self, point: FloatArray, losses: FloatArray) -> bool:
        """Whether no pivot was missed: all probabilities, losses and shares are at least 0."""
        is_positive = bool(point[: self._size].min() >= NEGATIVE and losses.min() >= NEGATIVE)
        return is_positive and -NEGATIVE < point[-1] <= 1.0 - NEGATIVE

    def _strategies_at(self, point: FloatArray) -> FloatArray:
        strategies: FloatArray = point[: self._size] + (1.0 - point[-1]) * self._prior
        return strategies

    def _unit(self, place: int) -> FloatArray:
        unit = np.zeros(len(self._point))
        unit[place] = 1.0
        return unit
