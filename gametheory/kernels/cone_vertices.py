"""Vertices of a large polytope, told by what is tight there: points are computed where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from operator import mul
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.kernels.tight_points import Inequalities

Vertex: TypeAlias = tuple[tuple[int, ...], int]
"""Coordinates in integers and their positive denominator, in lowest terms."""

WORD_BITS = 64
UNIT = 2.0**-52
MOST_ERROR = 0.01
"""Relative errors from which floats say nothing."""


class TightSets(NamedTuple):
    """Extreme rays of a cone.

    Parameters
    ----------
    tight
        ``[ray, word]``: bit mask of the inequalities that are tight, coordinates first, 64 to a word.
    coordinates
        ``[ray, coordinate]``, up to a factor; zeros are exact.
    errors
        Bounds of relative errors.
    """

    tight: NDArray[np.uint64]
    coordinates: NDArray[np.float64]
    errors: NDArray[np.float64]


class ConeVertices(Sequence[Vertex]):
    """Vertices of a polytope that is a cone at height 1.

    Parameters
    ----------
    inequalities
        Those of the cone; coordinate 0 is the height.
    rays
        Its extreme rays.
    functions
        Told variables, as linear functions of the cone's coordinates in integers.
    denominator
        Of these.
    """

    def __init__(
        self, inequalities: Inequalities, rays: TightSets, functions: Sequence[Sequence[int]], denominator: int
    ) -> None:
        self._inequalities = inequalities
        self._rays = rays
        self._functions = functions
        self._denominator = denominator

    def __len__(self) -> int:
        return len(self._rays.tight)

    @overload
    def __getitem__(self, index: int) -> Vertex: ...

    @overload
    def __getitem__(self, index: slice) -> list[Vertex]: ...

    def __getitem__(self, index: int | slice) -> Vertex | list[Vertex]:
        """Return one vertex, or several."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        vector = self._vector(index)
        values = [sum(map(mul, function, vector)) for function in self._functions]
        denominator = vector[0] * self._denominator
        factor = gcd(denominator, *values)
        return tuple(value // factor for value in values), denominator // factor

    def _vector(self, index: int) -> list[int]:
        """Return a ray."""
        return self._inequalities.vector(_members(self._rays.tight[index]))

    def spread(self) -> list[Vertex]:
        """Vertices that no inequality has in common: a mean of them lies in the relative interior."""
        left, chosen = ~np.zeros_like(self._rays.tight[0]), []
        while left.any():
            rest = self._rays.tight & left
            fewest = int(_num_bits(rest).argmin())
            chosen.append(fewest)
            if (rest[fewest] == left).all():
                break
            left = rest[fewest]
        return [self[index] for index in chosen]

    def lowest(self, factors: Sequence[int]) -> tuple[Fraction, int]:
        """Least value of a linear function of told variables, and the bit mask of the vertices where it is taken."""
        columns = zip(*self._functions, strict=True)
        function = [sum(map(mul, factors, column)) for column in columns]
        candidates = self._nearly_lowest(function)
        vector = self._vector(int(candidates[0]))
        least = Fraction(sum(map(mul, function, vector)), vector[0])
        if not self._is_constant(function, least, candidates):
            values = [self._value(function, index) for index in candidates.tolist()]
            least = min(values)
            candidates = candidates[[value == least for value in values]]
        is_lowest = np.zeros(len(self), np.bool_)
        is_lowest[candidates] = True
        return least / self._denominator, int.from_bytes(np.packbits(is_lowest, bitorder="little").tobytes(), "little")

    def _value(self, function: Sequence[int], index: int) -> Fraction:
        vector = self._vector(index)
        return Fraction(sum(map(mul, function, vector)), vector[0])

    def _nearly_lowest(self, function: Sequence[int]) -> NDArray[np.intp]:
        """Return the vertices that can be lowest by what floats say."""
        largest = max(map(abs, function)) or 1
        rounded = np.array([entry / largest for entry in function])
        coordinates, errors = self._rays.coordinates, self._rays.errors
        values = coordinates @ rounded / coordinates[:, 0]
        bounds = 2.0 * (2.0 * errors + UNIT * (len(function) + 8)) * (coordinates @ abs(rounded) / coordinates[:, 0])
        bounds[errors > MOST_ERROR] = np.inf
        return np.flatnonzero(values - bounds <= (values + bounds).min())

    def _is_constant(self, function: Sequence[int], value: Fraction, vertices: NDArray[np.intp]) -> bool:
        """Whether what is tight at all of some vertices proves that a function has the same value there."""
        common = _meet(self._rays.tight[vertices])
        return all(
            sum(map(mul, function, vector)) * value.denominator == value.numerator * vector[0]
            for vector in self._inequalities.vectors(_members(common))
        )


def _meet(masks: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return what all bit masks have in common."""
    met: NDArray[np.uint64] = np.bitwise_and.reduce(masks, axis=0)
    return met


def _members(mask: NDArray[np.uint64]) -> list[int]:
    """Return the elements of a bit mask."""
    bits = np.unpackbits(mask.astype("<u8").view(np.uint8), bitorder="little")
    return np.flatnonzero(bits).tolist()


def _num_bits(masks: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return how many elements each bit mask has."""
    counts: NDArray[np.int64] = np.unpackbits(
        np.ascontiguousarray(masks).view(np.uint8).reshape(len(masks), -1), axis=1
    ).sum(axis=1, dtype=np.int64)
    return counts
