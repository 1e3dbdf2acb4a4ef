"""Sparse square systems in integers, solved exactly from a factorization in floats (Wan's iterative refinement).

Each solution in floats tells some more binary digits of the unknowns; what they leave of the equations is computed in
integers and solved again. Once the digits determine fractions, the equations say whether these are right.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[Any]
    Solution: TypeAlias = tuple[list[int], int]

STEP_BITS = 24
"""Binary digits that a solution in floats tells; they must be more than the condition of the matrix takes away."""
FIRST_LOOK, LOOK_GROWTH, MOST_STEPS = 3, 1.5, 400
"""Steps after which one looks whether fractions are determined, how much later one looks again, and the last step."""
SPARE_BITS = 2 * STEP_BITS
"""The last digits, which may be wrong, and what a fraction must be shorter to be one."""
SLICE = 64
"""Unknowns made fractions between two heartbeats."""


@dataclass(frozen=True, slots=True)
class IntegerTerms:
    """The terms of as many equations as unknowns.

    Parameters
    ----------
    rows, columns
        Place of each term, each place once.
    values
        Python integers.
    size
        Number of equations.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Integers
    size: int

    def times(self, point: Integers) -> Integers:
        """Return the product with integers."""
        product = np.zeros(self.size, dtype=object)
        np.add.at(product, self.rows, self.values * point[self.columns])
        return product


def refined_solution(terms: IntegerTerms, right_side: Sequence[int]) -> Generator[None, None, Solution | None]:
    """Return numerators and their common denominator, positive, that fulfil the equations.

    Parameters
    ----------
    terms, right_side
        The equations.

    Yields
    ------
    None
        Heartbeats.

    Returns
    -------
    tuple or None
        None where floats lead nowhere: singular matrices, and those in too bad a condition.

    References
    ----------
    wan2006.

    Examples
    --------
    Three times the first less the second unknown is 1, and both add up to 5:

    >>> places = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    >>> running = refined_solution(IntegerTerms(*places, np.array([3, -1, 1, 1], dtype=object), 2), [1, 5])
    >>> while True:
    ...     try:
    ...         next(running)
    ...     except StopIteration as end:
    ...         found = end.value
    ...         break
    >>> found
    ([3, 7], 2)
    """
    sizes = np.zeros(terms.size, dtype=object)
    np.maximum.at(sizes, terms.rows, abs(terms.values))
    factors = _factors(terms, sizes) if terms.size and sizes.min() else None
    if factors is None:
        return ([], 1) if not terms.size else None
    given = np.array(right_side, dtype=object)
    rest, digits = given, np.zeros(terms.size, dtype=object)
    most = max(1, abs(rest / sizes).max())
    next_look = FIRST_LOOK
    for step in range(1, MOST_STEPS + 1):
        yield
        guess = factors.solve((rest / sizes).astype(np.float64))
        if not np.isfinite(guess).all():
            return None
        more = np.array([int(value) for value in np.rint(guess * 2.0**STEP_BITS)], dtype=object)
        rest = (rest << STEP_BITS) - terms.times(more)
        digits = (digits << STEP_BITS) + more
        if abs(rest / sizes).max() > most * 2 ** (STEP_BITS - 1):
            return None
        if step == next_look:
            next_look = ceil(LOOK_GROWTH * step)
            solution = yield from _fractions(digits.tolist(), step * STEP_BITS)
            if (
                solution is not None
                and not (terms.times(np.array(solution[0], dtype=object)) - given * solution[1]).any()
            ):
                return solution
    return None


def _factors(terms: IntegerTerms, sizes: Integers) -> Any:
    """The factorization of the matrix in floats, each row in units of its largest entry; None if it is singular."""
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import splu

    entries = (terms.values / sizes[terms.rows]).astype(np.float64)
    matrix = csc_array((entries, (terms.rows, terms.columns)), shape=(terms.size, terms.size))
    try:
        return splu(matrix)
    except RuntimeError:  # a singular matrix
        return None


def _fractions(digits: Sequence[int], num_bits: int) -> Generator[None, None, Solution | None]:
    """Numerators and common denominator of short fractions that have these digits; None where some have none."""
    denominator, unit = 1, 1 << num_bits
    most = 1 << max(0, (num_bits - SPARE_BITS) // 2)
    error = 1 << SPARE_BITS // 2
    for index, value in enumerate(digits):
        if index % SLICE == 0:
            yield
        off = (value * denominator + unit // 2) % unit - unit // 2
        if abs(off) > error * denominator:
            denominator *= Fraction(value * denominator, unit).limit_denominator(most).denominator
            if denominator > most:
                return None
    return [(2 * value * denominator + unit) // (2 * unit) for value in digits], denominator
