"""A quotient of polynomials that exact values fit, checked at more of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.polynomials import Polynomial, RationalFunction

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_DEGREE = 8
"""Largest degree of numerator and denominator that is tried."""
NUM_CHECKS = 3
"""Values beyond those that determine a function, at which it is checked."""


def fitted_function(
    value_at: Callable[[Fraction], Fraction | None],
    low: Fraction,
    high: Fraction,
    *,
    most_degree: int = MOST_DEGREE,
    tick: Callable[[], object] = lambda: None,
) -> RationalFunction | None:
    """Return the quotient of polynomials of least degree that exact values between two numbers fit.

    Parameters
    ----------
    value_at
        Gives an exact value; None where there is none.
    low, high
        Between these values are asked for, both left out.
    most_degree
        Largest degree that is tried, 8 at most.
    tick
        Called before each.

    Returns
    -------
    RationalFunction or None
        None where some value is missing or no function of such a degree fits.

    Examples
    --------
    >>> found = fitted_function(lambda fee: (1 - fee) * fee / (2 + fee), Fraction(0), Fraction(1))
    >>> found(Fraction(7, 2)), found.derivative()(Fraction(1))
    (Fraction(-35, 22), Fraction(-1, 3))
    """
    points: list[tuple[Fraction, Fraction]] = []
    num_places = 2 * MOST_DEGREE + 2 + NUM_CHECKS
    for degree in range(most_degree + 1):
        while len(points) < 2 * degree + 1 + NUM_CHECKS:
            tick()
            # far apart first, so that a function that holds on a part alone is found out
            step = (len(points) * 8) % num_places + 1
            at = low + (high - low) * Fraction(step, num_places + 1)
            value = value_at(at)
            if value is None:
                return None
            points.append((at, value))
        found = _interpolated(points[: 2 * degree + 1], degree)
        if found is not None and all(found.denominator(at) and found(at) == value for at, value in points):
            return found
    return None


def _interpolated(points: list[tuple[Fraction, Fraction]], degree: int) -> RationalFunction | None:
    """Return a quotient of two polynomials of some degree through points; None where it has no denominator."""
    rows = [
        [*(at**power for power in range(degree + 1)), *(-value * at**power for power in range(degree + 1))]
        for at, value in points
    ]
    solution = _null_vector(rows, 2 * degree + 2)
    denominator = Polynomial(solution[degree + 1 :])
    return RationalFunction(Polynomial(solution[: degree + 1]), denominator) if denominator else None


def _null_vector(rows: list[list[Fraction]], size: int) -> list[Fraction]:
    """Return a vector other than 0 that all rows, fewer than its length, are orthogonal to."""
    matrix = [list(row) for row in rows]
    pivots: list[int] = []
    for column in range(size):
        rank = len(pivots)
        chosen = next((index for index in range(rank, len(matrix)) if matrix[index][column]), None)
        if chosen is None:
            continue
        matrix[rank], matrix[chosen] = matrix[chosen], matrix[rank]
        lead = matrix[rank][column]
        matrix[rank] = [entry / lead for entry in matrix[rank]]
        for index, row in enumerate(matrix):
            if index != rank and row[column]:
                factor = row[column]
                matrix[index] = [entry - factor * top for entry, top in zip(row, matrix[rank], strict=True)]
        pivots.append(column)
    free = next(column for column in range(size) if column not in pivots)
    vector = [Fraction(0)] * size
    vector[free] = Fraction(1)
    for rank, column in enumerate(pivots):
        vector[column] = -matrix[rank][free]
    return vector
