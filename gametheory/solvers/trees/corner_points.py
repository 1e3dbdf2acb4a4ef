"""Vertices of a block of very many, in order: where they are is computed when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from gametheory.core.rational_points import RationalPoints, in_descending_order

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.core.profiles import Strategy
    from gametheory.core.rational_points import IntegerPoint
    from gametheory.kernels.cone_vertices import ConeVertices


class CornerPoints(Sequence["Strategy"]):
    """Vertices by their coordinates in order, larger first.

    Parameters
    ----------
    corners
        The same in any order.
    """

    def __init__(self, corners: ConeVertices) -> None:
        self._corners = corners

    def __len__(self) -> int:
        return len(self._corners)

    @overload
    def __getitem__(self, index: int) -> Strategy: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Strategy, ...]: ...

    def __getitem__(self, index: int | slice) -> Strategy | tuple[Strategy, ...]:
        """Return one vertex, or several; the first that is asked for costs as much as all."""
        return self._in_order[index]

    @cached_property
    def _in_order(self) -> RationalPoints:
        return RationalPoints(in_descending_order(self._corners))

    @cached_property
    def first_differences(self) -> tuple[int, ...]:
        """For each vertex but the first the first coordinate in which it differs from the one before it."""
        return self._in_order.first_differences

    def spread(self) -> list[IntegerPoint]:
        """Vertices that lie in no proper face together."""
        return [(values, denominator) for values, denominator in self._corners.spread()]

    def lowest(self, factors: Sequence[int]) -> tuple[Fraction, int]:
        """Least value of a linear function, and where it is taken: a bit mask, in an order of its own."""
        return self._corners.lowest(factors)
