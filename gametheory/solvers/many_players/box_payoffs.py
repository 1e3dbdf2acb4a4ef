"""Exact payoffs in floats, with a bound on what that changes."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

EXACT_LIMIT = 2**51
"""Integers up to this can be doubled and added in floats without an error."""


def centered_payoffs(
    num_actions: tuple[int, ...], payoffs: Sequence[Sequence[int | Fraction] | NDArray[np.int64]]
) -> tuple[FloatArray, FloatArray]:
    """Return payoffs less the middle between the best and the worst of a player's actions, and bounds on the errors.

    Differences between a player's actions stay what they are, but for a power of 2 that makes the largest entry of
    each player lie between 1/4 and 1.

    Parameters
    ----------
    num_actions
        By player.
    payoffs
        For each player at all profiles in C order.

    Returns
    -------
    tuple
        ``[player, profile]`` and ``[player]``.

    Examples
    --------
    >>> centered, errors = centered_payoffs((2, 2), [[3, 0, 1, 4], [1, 2, 0, 0]])
    >>> centered.tolist(), errors.tolist()
    ([[0.25, -0.5, -0.25, 0.5], [-0.5, 0.5, 0.0, 0.0]], [0.0, 0.0])
    """
    tables = [_centered(num_actions, player, own) for player, own in enumerate(payoffs)]
    return np.array([table for table, _ in tables]), np.array([error for _, error in tables])


def _centered(
    num_actions: tuple[int, ...], player: int, payoffs: Sequence[int | Fraction] | NDArray[np.int64]
) -> tuple[FloatArray, float]:
    """Center and scale the payoffs of one player."""
    table = np.array(payoffs)
    is_small = table.dtype.kind in "iu" and int(table.min()) > -EXACT_LIMIT and int(table.max()) < EXACT_LIMIT
    if not is_small:
        table = np.array([Fraction(int(one) if isinstance(one, np.integer) else one) for one in payoffs], dtype=object)
    table = table.reshape(num_actions)
    doubled = (2 * table - (table.max(axis=player, keepdims=True) + table.min(axis=player, keepdims=True))).ravel()
    largest = max(abs(doubled.max()), abs(doubled.min()))
    if not largest:
        return np.zeros(len(doubled)), 0.0
    if is_small:
        return cast("FloatArray", doubled / 2.0 ** int(largest).bit_length()), 0.0
    numerator, denominator = Fraction(largest).as_integer_ratio()
    scale = Fraction(2) ** (numerator.bit_length() - denominator.bit_length() + 1)
    rounded = np.array([float(one / scale) for one in doubled])
    error = max(abs(Fraction(near) - one / scale) for near, one in zip(rounded.tolist(), doubled, strict=True))
    return rounded, math.nextafter(float(error), math.inf) if error else 0.0
