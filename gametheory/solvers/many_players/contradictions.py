"""Conditions that cannot hold together, though each one alone can."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.solvers.many_players.support_conditions import SupportConditions


def has_contradiction(conditions: SupportConditions) -> bool:
    """Whether some sum of two gains, the second times a factor, is positive wherever all extreme points are mixed.

    Gains must be at most 0, those that are equations also at least 0.
    """
    shape = [len(points) for points in conditions.vertices]
    tables: list[list[int]] = []
    for condition in conditions.conditions:
        values = np.broadcast_to(conditions.at_vertices(condition), shape).ravel().tolist()
        tables.append(values)
        if condition.is_equation:
            tables.append([-value for value in values])
    return any(_is_positive(first, second) for first, second in permutations(tables, 2))


def _is_positive(first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether a table plus some factor, at least 0, times another is nowhere negative, and somewhere positive.

    Examples
    --------
    >>> _is_positive([-2, 1, 3], [3, 0, -2]), _is_positive([-2, 1, 3], [3, 0, -5]), _is_positive([-2, 2], [1, -1])
    (True, False, False)
    """
    low, high = Fraction(0), None
    for value, other in zip(first, second, strict=True):
        if other > 0:
            low = max(low, Fraction(-value, other))
        elif other < 0:
            high = Fraction(value, -other) if high is None else min(high, Fraction(value, -other))
        elif value < 0:
            return False
    if high is not None and low > high:
        return False
    factor = low + 1 if high is None else (low + high) / 2
    return any(value + factor * other > 0 for value, other in zip(first, second, strict=True))
