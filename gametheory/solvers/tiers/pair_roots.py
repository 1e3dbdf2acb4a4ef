"""Common roots of two polynomials on the unit square in Bernstein form, each proved to be alone in a box."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.array_types import FloatArray

_SMALLEST = 2.0**-20
"""Width at which a part that may hold several roots is given up."""
_NARROW = 2.0**-31
"""Half the width to which roots are enclosed."""
_REACHES = (1 / 64, 1 / 16, 1 / 4)
"""How far a narrower box reaches around the root, in widths of the wider one, the narrowest that is proved first."""
MOST_BOXES = 4_000
"""Parts that are looked at."""
_ROOM = 1 + 1e-9
"""More than all rounding of the few operations on bounds."""
_ROUNDING = 2.0**-49
"""More than the error of a weighted mean by the degree: relative errors of the weights, and of products and sums."""


class Box(NamedTuple):
    """A part of the unit square.

    Parameters
    ----------
    left, right
        Ends of the first coordinate.
    low, high
        Ends of the second coordinate.
    """

    left: float
    right: float
    low: float
    high: float

    def holds(self, other: Box) -> bool:
        """Whether another box lies within."""
        return (
            self.left <= other.left and other.right <= self.right and self.low <= other.low and other.high <= self.high
        )

    def meets(self, other: Box) -> bool:
        """Whether another box has points in common with this one."""
        return (
            self.left <= other.right and other.left <= self.right and self.low <= other.high and other.low <= self.high
        )

    def quarters(self) -> Iterator[Box]:
        """Yield four parts of equal size."""
        middle, center = (self.left + self.right) / 2, (self.low + self.high) / 2
        for left, right in ((self.left, middle), (middle, self.right)):
            for low, high in ((self.low, center), (center, self.high)):
                yield Box(left, right, low, high)

    def around(self, point: tuple[float, float], reach: tuple[float, float]) -> Box:
        """Return the box that reaches so far around a point of this one in its own coordinates, cut to the square."""
        width, height = self.right - self.left, self.high - self.low
        return Box(
            max(0.0, self.left + width * (point[0] - reach[0])),
            min(1.0, self.left + width * (point[0] + reach[0])),
            max(0.0, self.low + height * (point[1] - reach[1])),
            min(1.0, self.low + height * (point[1] + reach[1])),
        )


class Surface(NamedTuple):
    """A polynomial over a box.

    Parameters
    ----------
    coefficients
        Of the products of Bernstein polynomials, of shape [degree + 1, degree + 1].
    error
        How far each coefficient is at most from the true one.
    """

    coefficients: FloatArray
    error: float

    def over(self, box: Box) -> Surface:
        """Return the same polynomial over a part of the unit square, which this one is over."""
        rows, columns = (number - 1 for number in self.coefficients.shape)
        left, right = _restriction(rows, box.left, box.right), _restriction(columns, box.low, box.high)
        largest = float(np.abs(self.coefficients).max())
        error = self.error + _ROUNDING * (rows + columns + 4) * (largest + self.error)
        return Surface(left @ self.coefficients @ right.T, error)

    def has_sign(self) -> bool:
        """Whether the polynomial is above 0, or below, all over its box."""
        return bool(self.coefficients.min() > self.error or self.coefficients.max() < -self.error)

    def slopes(self) -> FloatArray:
        """Return bounds on the two derivatives over the box, in its own coordinates, of shape [axis, end]."""
        found = np.zeros((2, 2))
        for axis, number in enumerate(self.coefficients.shape):
            steps = (number - 1) * np.diff(self.coefficients, axis=axis)
            slack = (number - 1) * (2 * self.error + _ROUNDING * float(np.abs(self.coefficients).max()))
            if steps.size:
                found[axis] = steps.min() - slack, steps.max() + slack
        return found

    def center(self) -> tuple[float, float]:
        """Return the value at the center of the box, and its error."""
        middle = self.over(Box(0.5, 0.5, 0.5, 0.5))
        return float(middle.coefficients[0, 0]), middle.error


class _Verdict(NamedTuple):
    """What Krawczyk's operator says of a box.

    Parameters
    ----------
    num_roots
        0, or 1; None where that is open.
    point
        Where a step of Newton's method from the center leads, in the box's own coordinates.
    """

    num_roots: int | None
    point: tuple[float, float]


class PairRoots:
    """Common roots of two polynomials on the unit square.

    Parameters
    ----------
    first, second
        The polynomials over the unit square.
    tick
        Called at each step.

    Attributes
    ----------
    unresolved
        Parts in which roots were not told apart.

    Notes
    -----
    A polynomial lies within the hull of its Bernstein coefficients, and its derivatives within that of their
    differences (Garloff 1993). Where neither excludes a box, Krawczyk's operator proves that the box, a little
    enlarged, holds exactly one root, or none; else the box is quartered.

    Examples
    --------
    >>> import numpy as np
    >>> falls, rises = np.array([[1.0, -1.0], [0.5, -1.5]]), np.array([[-1.0, -1.0], [3.0, 3.0]])
    >>> (box,) = PairRoots(Surface(falls, 0.0), Surface(rises, 0.0), lambda: None).all()
    >>> round(box.left, 6), round(box.low, 6)
    (0.25, 0.4375)
    """

    def __init__(self, first: Surface, second: Surface, tick: Callable[[], None]) -> None:
        self._surfaces = (first, second)
        self._tick = tick
        self.unresolved: list[Box] = []

    def all(self) -> list[Box]:
        """Return narrow boxes with exactly one root each; where that stayed open, ``unresolved`` has the boxes."""
        waiting = [Box(0.0, 1.0, 0.0, 1.0)]
        alone: list[Box] = []
        roots: list[Box] = []
        for _ in range(MOST_BOXES):
            if not waiting:
                return roots
            self._tick()
            box = waiting.pop()
            if any(other.holds(box) for other in alone):
                continue
            verdict = self._judged(box)
            if verdict is None or verdict.num_roots == 0:
                continue
            wider = box.around((0.5, 0.5), (0.75, 0.75))
            wide = self._judged(wider) if verdict.num_roots or self._is_near(verdict) else None
            if wide is not None and wide.num_roots == 1:
                narrow = self._narrowed(wider)
                if not any(
                    narrow.meets(other) and known.holds(narrow) for other, known in zip(roots, alone, strict=True)
                ):
                    roots.append(narrow)
                    alone.append(wider)
            elif box.right - box.left <= _SMALLEST:
                self.unresolved.append(box)
            else:
                waiting += box.quarters()
        self.unresolved += waiting
        return roots

    def _is_near(self, verdict: _Verdict) -> bool:
        """Whether a step of Newton's method stays near the box."""
        return all(-0.25 <= coordinate <= 1.25 for coordinate in verdict.point)

    def _narrowed(self, box: Box) -> Box:
        """Return a narrow box around the one root of a box."""
        while max(box.right - box.left, box.high - box.low) > 2 * _NARROW:
            self._tick()
            verdict = self._judged(box)
            if verdict is None:
                return box
            least = max(_NARROW / (box.right - box.left), _NARROW / (box.high - box.low))
            tried = (box.around(verdict.point, (reach, reach)) for reach in _REACHES if reach >= least)
            inside = next((part for part in tried if self._is_alone(part)), None)
            if inside is None:
                return box
            box = inside
        return box

    def _is_alone(self, box: Box) -> bool:
        """Whether a box is proved to hold exactly one root."""
        verdict = self._judged(box) if box.left < box.right and box.low < box.high else None
        return verdict is not None and verdict.num_roots == 1

    def _judged(self, box: Box) -> _Verdict | None:
        """Return what is known of the roots in a box; None where a polynomial keeps its sign."""
        surfaces = [surface.over(box) for surface in self._surfaces]
        if any(surface.has_sign() for surface in surfaces):
            return None
        slopes = np.array([surface.slopes() for surface in surfaces])
        middle, spread = slopes.mean(axis=2), np.ptp(slopes, axis=2) / 2
        determinant = float(middle[0, 0] * middle[1, 1] - middle[0, 1] * middle[1, 0])
        size = float(np.abs(middle).max())
        if not abs(determinant) > 1e-9 * size * size:
            return _Verdict(None, (0.5, 0.5))
        inverse = np.array([[middle[1, 1], -middle[0, 1]], [-middle[1, 0], middle[0, 0]]]) / determinant
        values = [surface.center() for surface in surfaces]
        step = inverse @ np.array([value for value, _ in values])
        off = np.abs(np.eye(2) - inverse @ middle) + np.abs(inverse) @ (spread * _ROOM)
        shift = np.abs(inverse) @ np.array([error for _, error in values]) * _ROOM + 1e-12 * np.abs(step)
        reach = shift + (off.sum(axis=1) + 1e-12) / 2 * _ROOM
        point = (0.5 - float(step[0]), 0.5 - float(step[1]))
        if bool((np.abs(step) + reach < 0.5).all()):
            return _Verdict(1, point)
        if bool((np.abs(step) - reach > 0.5).any()):
            return _Verdict(0, point)
        return _Verdict(None, point)


@lru_cache(maxsize=128)
def _restriction(degree: int, start: float, end: float) -> FloatArray:
    """Return the weights by which coefficients over [0, 1] become those over a part, of shape [new, old].

    Row i holds the distribution of the number of successes of ``degree - i`` trials with probability ``start`` and i
    with ``end``: sums of products of nonnegative numbers, so that relative errors stay small.
    """
    weights = np.ones((1, 1))
    for size in range(1, degree + 1):
        grown = np.zeros((size + 1, size + 1))
        grown[:size, :size] = (1 - start) * weights
        grown[:size, 1:] += start * weights
        grown[size, :size] = (1 - end) * weights[size - 1]
        grown[size, 1:] += end * weights[size - 1]
        weights = grown
    return weights
