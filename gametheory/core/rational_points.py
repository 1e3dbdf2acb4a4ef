"""Points in rationals that are kept in integers: there can be thousands, of which few are ever looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias, overload

from gametheory.core.rationals import over_common_denominator, over_denominator, to_fraction

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from gametheory.core.profiles import Strategy

IntegerPoint: TypeAlias = tuple[Sequence[int], int]
"""Coordinates as integers over one positive denominator."""


class RationalPoints(Sequence[tuple["Fraction", ...]]):
    """Points in rationals; equal to any sequence of the same points.

    Parameters
    ----------
    integers
        The points.

    Examples
    --------
    >>> points = RationalPoints([((3, 0), 3), ((1, 4), 6)])
    >>> [[str(weight) for weight in point] for point in points], len(points)
    ([['1', '0'], ['1/6', '2/3']], 2)
    >>> points == ((1, 0), (points[1][0], 4 * points[1][0]))
    True
    """

    def __init__(self, integers: Iterable[IntegerPoint]) -> None:
        self.integers = tuple(integers)

    @overload
    def __getitem__(self, index: int) -> tuple[Fraction, ...]: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Fraction, ...], ...]: ...

    def __getitem__(self, index: int | slice) -> tuple[Fraction, ...] | tuple[tuple[Fraction, ...], ...]:
        """Return one point, or several."""
        if isinstance(index, slice):
            return tuple(over_denominator(*point) for point in self.integers[index])
        return over_denominator(*self.integers[index])

    def __len__(self) -> int:
        return len(self.integers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RationalPoints | tuple | list):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    @cached_property
    def first_differences(self) -> tuple[int, ...]:
        """For each point but the first the first coordinate in which it differs from the one before it."""
        return first_differences(self)


def integer_points(points: Sequence[Strategy]) -> Sequence[IntegerPoint]:
    """Return points in integers, each over a denominator of its own.

    Examples
    --------
    >>> integer_points([(1, 0.25), (0.5, 0)])
    [([4, 1], 4), ([1, 0], 2)]
    """
    if isinstance(points, RationalPoints):
        return points.integers
    return [over_common_denominator(map(to_fraction, point)) for point in points]


def first_differences(points: Sequence[Strategy]) -> tuple[int, ...]:
    """Return for each point but the first the first coordinate in which it differs from the one before it.

    Examples
    --------
    >>> first_differences([(1, 0, 0), (0, 1, 0), (0, 0.5, 0.5)])
    (0, 1)
    """
    listed = integer_points(points)
    return tuple(
        next(
            place
            for place, (value, following) in enumerate(zip(values, later, strict=True))
            if value * later_denominator != following * denominator
        )
        for (values, denominator), (later, later_denominator) in pairwise(listed)
    )


def in_descending_order(points: Iterable[IntegerPoint]) -> list[IntegerPoint]:
    """Return points by their coordinates in order, larger first.

    Examples
    --------
    >>> in_descending_order([((0, 5), 5), ((1, 1), 2), ((3, 2), 5)])
    [((3, 2), 5), ((1, 1), 2), ((0, 5), 5)]
    """
    listed = list(points)
    # rationals with denominators below 2^b are 2^-2b apart: multiplied by 2^2b, their integer parts are in order
    bits = 2 * max((denominator.bit_length() for _, denominator in listed), default=0)
    return sorted(listed, key=lambda point: [(coordinate << bits) // point[1] for coordinate in point[0]], reverse=True)
