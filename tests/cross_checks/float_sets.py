"""Exact equilibria against lists of floats, both ways, one to one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

import numpy as np

from cross_checks.exact_references import Point

FloatProfile: TypeAlias = Sequence[Sequence[float]]

LARGEST_DIFFERENCE = 1e-8
"""Of two probabilities that count as the same; the games have payoffs of at most three digits."""


def unmatched(exact: Collection[tuple[Point, ...]], floats: Collection[FloatProfile]) -> str:
    """What one side has and the other has not; empty where each exact equilibrium has its float one and conversely."""
    theirs = [_flat(profile) for profile in floats]
    ours = [_flat(profile) for profile in exact]
    only_ours = [point for point in ours if not any(_is_near(point, other) for other in theirs)]
    only_theirs = [point for point in theirs if not any(_is_near(point, other) for other in ours)]
    if not only_ours and not only_theirs and len(ours) == len(theirs):
        return ""
    return f"only exact: {only_ours}; only floats: {only_theirs}; {len(ours)} against {len(theirs)}"


def has_near(profiles: Collection[FloatProfile], profile: FloatProfile) -> bool:
    """Whether a profile is in a list, up to rounding."""
    return any(_is_near(_flat(profile), _flat(other)) for other in profiles)


def _flat(profile: FloatProfile) -> list[float]:
    return [float(probability) for strategy in profile for probability in strategy]


def _is_near(point: list[float], other: list[float]) -> bool:
    return len(point) == len(other) and bool(np.allclose(point, other, rtol=0, atol=LARGEST_DIFFERENCE))
