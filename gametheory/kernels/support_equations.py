"""Exact mixtures over a support, against which actions of the other player pay the same."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NEAR_BITS = 40
"""Bits to which probabilities that the equations leave free are rounded."""


def equalizing_weights(payoffs: Sequence[Sequence[int]], heartbeat: Callable[[], None] = lambda: None) -> list[int]:
    """Return the positive integer weights of the rows against which all columns pay the same.

    Parameters
    ----------
    payoffs
        Of the column player, as integers, shape ``[size, size]``.
    heartbeat
        Called regularly where the equations are many.

    Returns
    -------
    list
        Empty where there are no such weights, or more than one choice of them up to scale.

    Examples
    --------
    >>> equalizing_weights([[3, 0], [1, 2]]), equalizing_weights([[3, 0], [2, 1]])
    ([1, 3], [])
    """
    if len(payoffs) == 1:
        return [1]
    if len(payoffs) == 2:
        (first, second), (third, fourth) = payoffs
        return _positive([fourth - third, first - second])
    from gametheory.kernels.heartbeats import finished
    from gametheory.kernels.integer_equations import IntegerEquations

    # the first row has weight 1; every other column pays what the first one does
    gains = _gains(payoffs)
    equations = IntegerEquations([row[1:] for row in gains])
    try:
        finished(equations.prepare(), heartbeat)
        weights, denominator = finished(equations.solved([-row[0] for row in gains]), heartbeat)
    except ZeroDivisionError:
        return []
    return _positive([denominator, *weights])


def nearby_equalizing_weights(payoffs: Sequence[Sequence[int]], near: Sequence[float]) -> list[int]:
    """Return positive integer weights of the rows, of many, near given ones, against which all columns pay the same.

    Parameters
    ----------
    payoffs
        Of the column player, as integers, shape ``[num_rows, num_columns]``.
    near
        Probabilities of the rows.

    Returns
    -------
    list
        Empty where there are none near.

    Examples
    --------
    >>> nearby_equalizing_weights([[3, 0], [1, 2], [1, 2]], [0.25, 0.5, 0.25])
    [1, 2, 1]
    """
    from flint import fmpz_mat

    rounded = [round(probability * 2**NEAR_BITS) for probability in near]
    if len(payoffs[0]) == 1:
        return _positive(rounded)
    reduced, denominator, rank = fmpz_mat(_gains(payoffs)).rref()
    rows: list[list[Any]] = reduced.tolist()[:rank]
    leading = [next(place for place, entry in enumerate(row) if entry) for row in rows]
    weights = [int(denominator) * weight for weight in rounded]
    for row, place in zip(rows, leading, strict=True):
        weights[place] = -sum(int(row[free]) * weight for free, weight in enumerate(rounded) if free not in leading)
    return _positive(weights)


def _gains(payoffs: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return what each column but the first pays more than that one, by column and row."""
    return [[row[column] - row[0] for row in payoffs] for column in range(1, len(payoffs[0]))]


def _positive(weights: list[int]) -> list[int]:
    """Return weights of one sign as positive integers without a common factor, else nothing."""
    divisor = gcd(*weights) if sum(weights) > 0 else -gcd(*weights)
    reduced = [weight // divisor for weight in weights] if divisor else weights
    return reduced if min(reduced) > 0 else []
