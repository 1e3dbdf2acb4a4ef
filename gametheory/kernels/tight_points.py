"""Exact points and reasons from inequalities that are tight, in integers."""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Inequalities:
    """The inequalities ``z >= 0`` and ``rows z >= 0``, numbered in this order.

    Parameters
    ----------
    rows
        Integers, ``num_rows`` x ``num_coordinates``.

    Examples
    --------
    >>> inequalities = Inequalities([[1, -2, 0], [-1, 3, 1]])
    >>> inequalities.vector([2, 3])
    [2, 1, 0]
    """

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self.rows = rows
        self.num_coordinates = len(rows[0])

    def vector(self, tight: Collection[int]) -> list[int]:
        """Vector without a common factor at which some inequalities are tight, that determine it up to a factor."""
        vectors = self.vectors(tight)
        (vector,) = vectors
        sign = 1 if sum(vector) > 0 else -1
        return [sign * value for value in vector]

    def vectors(self, tight: Collection[int]) -> list[list[int]]:
        """Basis of all vectors at which some inequalities are tight."""
        zero = {number for number in tight if number < self.num_coordinates}
        left = [place for place in range(self.num_coordinates) if place not in zero]
        rows = [self.rows[number - self.num_coordinates] for number in tight if number >= self.num_coordinates]
        found = []
        for solution in _solutions([[row[place] for place in left] for row in rows], len(left)):
            vector = [0] * self.num_coordinates
            for place, value in zip(left, solution, strict=True):
                vector[place] = value
            found.append(vector)
        return found

    def reasons(self, number: int, tight: Collection[int]) -> list[int]:
        """Those of some independent inequalities, all tight, of which a row is a combination.

        Parameters
        ----------
        number
            The row, without the coordinates counted.
        tight
            Independent inequalities; the row is zero wherever they are tight.
        """
        zero = [place for place in tight if place < self.num_coordinates]
        left = sorted({*range(self.num_coordinates)}.difference(zero))
        rows = [other - self.num_coordinates for other in tight if other >= self.num_coordinates]
        combined = [*rows, number]
        (factors,) = _solutions([[self.rows[other][place] for other in combined] for place in left], len(combined))
        needed = [self.num_coordinates + other for other, factor in zip(rows, factors[:-1], strict=True) if factor]
        needed += [place for place in zero if sum(map(mul, factors, (self.rows[other][place] for other in combined)))]
        return needed


def _solutions(matrix: Sequence[Sequence[int]], num_columns: int) -> list[list[int]]:
    """Basis of the vectors that a matrix takes to zero, without common factors."""
    from flint import fmpz_mat

    if not matrix:
        return [[int(place == other) for other in range(num_columns)] for place in range(num_columns)]
    basis, rank = fmpz_mat(matrix).nullspace()
    return [_primitive(basis, column) for column in range(rank)]


def _primitive(basis: Any, column: int) -> list[int]:
    """Return a column without a common factor."""
    from math import gcd

    values = [int(basis[row, column]) for row in range(basis.nrows())]
    factor = gcd(*values)
    return [value // factor for value in values]
