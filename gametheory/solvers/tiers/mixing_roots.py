"""Probabilities at which the sellers of a large tier are indifferent, each proved to be the only one near."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.tiers.binomial_means import TAIL, enclosed_mean, window

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.array_types import FloatArray
    from gametheory.core.symmetric_profile import Enclosed

    GainAt = Callable[[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]

_FIRST_CELLS = 64
_SMALLEST = 1e-13
_TRIMMINGS = 12
_PEAK = 0.43
"""More than the largest binomial weight times its standard deviation (Herzog 1947)."""


class _Piece(NamedTuple):
    """Part of the unit interval on which the mean gain rises or falls all along.

    Parameters
    ----------
    low, high
        Its ends.
    direction
        1 where the mean rises, -1 where it falls, 0 where that was not decided.
    """

    low: float
    high: float
    direction: int


class MixingRoots:
    """Roots of the mean gain from going over from one action to another one, in the probability of the other.

    Parameters
    ----------
    trials
        Number of other sellers, more than a few hundred.
    gain_at
        Bounds on the gain over ranges of the number of others at the other action.
    tick
        Called at each step.
    """

    def __init__(self, trials: int, gain_at: GainAt, tick: Callable[[], None]) -> None:
        self._trials = trials
        self._gain_at = gain_at
        self._tick = tick
        lower, upper = gain_at(np.zeros(1), np.full(1, float(trials)))
        self._largest = float(max(abs(lower[0]), abs(upper[0])))
        self._table: tuple[int, FloatArray, FloatArray] = (0, lower, upper)
        self.unresolved: list[tuple[float, float]] = []

    def all(self) -> list[Enclosed]:
        """Return intervals with exactly one root each; where that stayed open, ``unresolved`` has the interval."""
        pieces: list[_Piece] = []
        for low, high in self._open_cells():
            pieces += self._pieces(low, high)
        roots = []
        for piece in _merged(pieces):
            if piece.direction == 0:
                self.unresolved.append((piece.low, piece.high))
                continue
            root = self._root(piece)
            if root is not None:
                roots.append(root)
        return roots

    def _open_cells(self) -> list[tuple[float, float]]:
        """Return the parts of the unit interval, narrow ones, on which bounds on the gain leave its sign open."""
        narrow = 4 / math.sqrt(self._trials)
        ends = np.linspace(0.0, 1.0, _FIRST_CELLS + 1)
        cells = list(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))
        while True:
            self._tick()
            windows = np.array([window(self._trials, *cell) for cell in cells], dtype=np.float64).reshape(-1, 2)
            lower, upper = self._gain_at(windows[:, 0], windows[:, 1])
            slack = TAIL * 2 * self._largest
            is_open = ~((lower > slack) | (upper < -slack))
            cells = [cell for cell, keeps in zip(cells, is_open.tolist(), strict=True) if keeps]
            if not cells or cells[0][1] - cells[0][0] <= narrow:
                return cells
            cells = [half for low, high in cells for half in ((low, (low + high) / 2), ((low + high) / 2, high))]

    def _pieces(self, low: float, high: float) -> list[_Piece]:
        """Return the parts of a cell that may hold a root, each with the direction of the mean gain on it."""
        trials = self._trials
        first, lower, upper = self._tabulated(low, high)
        steps_lower, steps_upper = lower[1:] - upper[:-1], upper[1:] - lower[:-1]
        size = np.maximum(np.abs(steps_lower), np.abs(steps_upper))
        bends = np.maximum(np.abs(steps_lower[1:] - steps_upper[:-1]), np.abs(steps_upper[1:] - steps_lower[:-1]))
        rounding = 1e-15 * self._largest
        variance = (trials - 2) * min(low * (1 - low), high * (1 - high))
        peak = _PEAK / math.sqrt(variance) if variance > 1 else 1.0
        steepest = trials * (
            min(float(size.max(initial=0)), peak * float(size.sum())) + rounding + 4 * TAIL * self._largest
        )
        bend = trials**2 * (min(float(bends.max(initial=0)), peak * float(bends.sum())) + 2 * rounding)
        bend += trials**2 * 8 * TAIL * self._largest

        def gain(chosen: FloatArray) -> tuple[FloatArray, FloatArray]:
            place = slice(int(chosen[0]) - first, int(chosen[-1]) - first + 1)
            return lower[place], upper[place]

        def step(chosen: FloatArray) -> tuple[FloatArray, FloatArray]:
            place = slice(int(chosen[0]) - first, int(chosen[-1]) - first + 1)
            return steps_lower[place] - rounding, steps_upper[place] + rounding

        found: list[_Piece] = []
        waiting = [(low, high)]
        while waiting:
            self._tick()
            start, end = waiting.pop()
            middle, half = (start + end) / 2, (end - start) / 2
            least, most = enclosed_mean(trials, middle, gain, self._largest)
            if least > steepest * half or most < -steepest * half:
                continue
            slope_least, slope_most = enclosed_mean(trials - 1, middle, step, 2 * self._largest)
            if slope_least * trials > bend * half:
                found.append(_Piece(start, end, 1))
            elif slope_most * trials < -bend * half:
                found.append(_Piece(start, end, -1))
            elif end - start < _SMALLEST:
                found.append(_Piece(start, end, 0))
            else:
                waiting += [(middle, end), (start, middle)]
        return found

    def _root(self, piece: _Piece) -> Enclosed | None:
        """Return a narrow interval around the root on a part where the mean gain rises or falls, None without one."""
        low, high = piece.low, piece.high
        self._table = self._tabulated(low, high)
        at_low, at_high = self._sign(low) * piece.direction, self._sign(high) * piece.direction
        if at_low > 0 or at_high < 0 or (low == 0 and at_low == 0) or (high == 1 and at_high == 0):
            return None
        if at_low == 0 or at_high == 0:
            self.unresolved.append((low, high))
            return None
        while high - low > _SMALLEST:
            self._tick()
            middle = (low + high) / 2
            sign = self._sign(middle) * piece.direction
            if sign == 0:
                low, high = self._trimmed(low, middle), self._trimmed(high, middle)
                break
            low, high = (middle, high) if sign < 0 else (low, middle)
        room = 2 * (high - low)
        return Fraction(max(piece.low, low - room)), Fraction(min(piece.high, high + room))

    def _trimmed(self, known: float, unknown: float) -> float:
        """Return a point of known sign nearer to one of unknown sign."""
        for _ in range(_TRIMMINGS):
            self._tick()
            middle = (known + unknown) / 2
            if self._sign(middle):
                known = middle
            else:
                unknown = middle
        return known

    def _tabulated(self, low: float, high: float) -> tuple[int, FloatArray, FloatArray]:
        """Return bounds on the gain at every number that matters for an interval, and the first of these numbers."""
        first, last = window(self._trials, low, high)
        first, last = max(0, first - 2), min(self._trials, last + 2)
        numbers = np.arange(first, last + 1, dtype=np.float64)
        return first, *self._gain_at(numbers, numbers)

    def _sign(self, probability: float) -> int:
        """Return the sign of the mean gain; 0 where rounding leaves it open."""
        first, lower, upper = self._table

        def gain(chosen: FloatArray) -> tuple[FloatArray, FloatArray]:
            place = slice(int(chosen[0]) - first, int(chosen[-1]) - first + 1)
            return lower[place], upper[place]

        least, most = enclosed_mean(self._trials, probability, gain, self._largest)
        return 1 if least > 0 else -1 if most < 0 else 0


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Return pieces with neighbors of one direction joined."""
    result: list[_Piece] = []
    for piece in sorted(pieces):
        if result and result[-1].high == piece.low and result[-1].direction == piece.direction:
            result[-1] = _Piece(result[-1].low, piece.high, piece.direction)
        else:
            result.append(piece)
    return result
