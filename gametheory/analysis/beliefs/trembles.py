"""Actions of probability 0, which players and chance take by mistake."""

from __future__ import annotations

from typing import TypeAlias

Mistake: TypeAlias = tuple[int, int]
"""An action of probability 0: index of its information set and of the action; of chance ``~node`` instead of the set,
since its nodes err apart from each other."""


def is_of_chance(mistake: Mistake) -> bool:
    """Return whether an action of probability 0 is one of chance.

    Examples
    --------
    >>> is_of_chance((~4, 1)), is_of_chance((4, 1))
    (True, False)
    """
    return mistake[0] < 0
