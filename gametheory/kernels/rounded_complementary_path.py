"""Lemke's path in floats through sparse equations, for linear complementarity problems too large for exact tableaux.

The revised simplex method: the basis is factored by SuperLU once in many pivots. In between, the columns that entered
since then are kept as that factorization solves them, and a small dense system joins the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

SMALLEST_PIVOT = 1e-9
"""Entries up to which, against the largest of their column, a row is no candidate to leave the basis."""
TIE = 1e-10
"""How near two ratios are one."""
MOST_REPLACED = 64
"""Places of the basis that change before it is factored anew."""


@dataclass(frozen=True, slots=True)
class SparseEquations:
    """Linear equations and a basis, whose variables alone are other than 0.

    Parameters
    ----------
    starts, rows, values
        Column by column where its entries begin, with one more at the end; row and value of each entry.
    right_side
        What each row is to be.
    basic
        As many variables as there are rows, their values at least 0.
    num_signed
        Variables from this number on may have either sign, and never leave the basis.
    """

    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    values: FloatArray
    right_side: FloatArray
    basic: NDArray[np.int64]
    num_signed: int

    def column(self, variable: int) -> FloatArray:
        """Return a column in full."""
        entries = slice(self.starts[variable], self.starts[variable + 1])
        column = np.zeros(len(self.right_side))
        column[self.rows[entries]] = self.values[entries]
        return column


@dataclass(frozen=True, slots=True)
class RoundedEnd:
    """Where a path in floats stopped.

    Parameters
    ----------
    amounts
        The value of each variable.
    basic
        The variables of the basis.
    has_ended
        Whether the path came to its end; if not, rounding has led it astray.
    """

    amounts: FloatArray
    basic: NDArray[np.int64]
    has_ended: bool


def rounded_complementary_path(
    equations: SparseEquations, entering: int, last: int, num_pairs: int
) -> Generator[None, None, RoundedEnd]:
    """Follow the path on which of each pair of partners one is zero.

    Parameters
    ----------
    equations
        Equations and the basis at the start.
    entering, last, num_pairs
        As for `gametheory.kernels.complementary_path`.

    Yields
    ------
    None
        A heartbeat before each pivot.

    Notes
    -----
    Ties are broken as if each variable of the first basis had a random amount added that is infinitely small.

    Examples
    --------
    Partners 0 and 1: the second is 1 plus the first, less twice variable 2, which grows, while variable 3 is what it
    lacks of 1. The path ends where the first partner and variable 2 are 1.

    >>> equations = SparseEquations(
    ...     starts=np.array([0, 1, 2, 4, 5], dtype=np.int32),
    ...     rows=np.array([0, 0, 0, 1, 1], dtype=np.int32),
    ...     values=np.array([-1.0, 1.0, 2.0, 1.0, 1.0]),
    ...     right_side=np.array([1.0, 1.0]),
    ...     basic=np.array([1, 3]),
    ...     num_signed=4,
    ... )
    >>> path = rounded_complementary_path(equations, entering=2, last=3, num_pairs=1)
    >>> while True:
    ...     try:
    ...         next(path)
    ...     except StopIteration as end:
    ...         found = end.value
    ...         break
    >>> found.has_ended, found.amounts.tolist()
    (True, [1.0, 0.0, 1.0, 0.0])
    """
    basis = _Basis(equations)
    while basis.is_regular:
        yield
        column = basis.solved(entering)
        place = basis.leaving_place(column)
        if place < 0:
            break
        leaving = basis.exchange(place, entering, column)
        if leaving == last:
            basis.factor()
            return basis.end(has_ended=basis.is_regular)
        entering = leaving + num_pairs if leaving < num_pairs else leaving - num_pairs
    return basis.end(has_ended=False)


class _Basis:
    """The basis on the way.

    Its matrix is the one that was factored with some columns replaced: those at ``_places``, by columns that the
    factorization turns into those of ``_replaced``.
    """

    def __init__(self, equations: SparseEquations) -> None:
        from scipy.sparse import csc_array

        size = len(equations.right_side)
        self._equations = equations
        self._matrix: Any = csc_array(
            (equations.values, equations.rows, equations.starts), shape=(size, len(equations.starts) - 1)
        )
        self._variables = equations.basic.copy()
        self._is_signed = self._variables < equations.num_signed
        steps = np.where(self._is_signed, np.random.default_rng(size).uniform(1.0, 2.0, size), 0.0)
        self._step_side: FloatArray = self._matrix[:, self._variables] @ steps
        self._values, self._steps = np.zeros(size), steps
        self._replaced = np.empty((size, MOST_REPLACED), order="F")
        self._places: list[int] = []
        self._factors: Any = None
        self._entering: FloatArray
        self.is_regular = True
        self.factor()

    def factor(self) -> None:
        """Factor the matrix, and take values and infinitely small steps anew; singular ones leave all as it is."""
        from scipy.sparse.linalg import splu

        try:
            self._factors = splu(self._matrix[:, self._variables])
        except RuntimeError:  # a singular matrix
            self.is_regular = False
            return
        self._places = []
        self._values = self._factors.solve(self._equations.right_side)
        self._steps = self._factors.solve(self._step_side)

    def solved(self, variable: int) -> FloatArray:
        """Return the column of a variable in terms of the basis."""
        self._entering = self._factors.solve(self._equations.column(variable))
        column = self._entering.copy()
        if self._places:
            replaced = self._replaced[:, : len(self._places)]
            shares = np.linalg.solve(replaced[self._places], column[self._places])
            column -= replaced @ shares
            column[self._places] = shares
        return column

    def leaving_place(self, column: FloatArray) -> int:
        """Return the place of the variable that first reaches zero as that of a column grows; -1 if none does."""
        candidates = np.flatnonzero(self._is_signed & (column > SMALLEST_PIVOT * max(1.0, np.abs(column).max())))
        if not candidates.size:
            return -1
        entries = column[candidates]
        ratios = np.maximum(self._values[candidates], 0.0) / entries
        is_tied = ratios <= ratios.min() + TIE
        tied = candidates[is_tied]
        return int(tied[np.argmin(self._steps[tied] / entries[is_tied])])

    def exchange(self, place: int, entering: int, column: FloatArray) -> int:
        """Put the variable whose column was solved last in the place of another one, and return that one."""
        for amounts in (self._values, self._steps):
            ratio = amounts[place] / column[place]
            np.subtract(amounts, ratio * column, out=amounts)
            amounts[place] = ratio
        leaving = int(self._variables[place])
        self._variables[place] = entering
        if place not in self._places:
            self._places.append(place)
        self._replaced[:, self._places.index(place)] = self._entering
        if len(self._places) == MOST_REPLACED:
            self.factor()
        return leaving

    def end(self, *, has_ended: bool) -> RoundedEnd:
        """Return where the path stopped."""
        amounts = np.zeros(self._matrix.shape[1])
        amounts[self._variables] = self._values
        return RoundedEnd(amounts, self._variables, has_ended)
