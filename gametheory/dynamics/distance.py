"""How far play is from equilibrium: the largest difference of a probability, to the nearest that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.equilibrium import profile_of
from gametheory.core.profiles import MixedProfile
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray, IndexArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Solution
    from gametheory.dynamics.playable import Strategies


@dataclass(frozen=True, slots=True)
class NearestEquilibria:
    """Distances to the nearest known equilibrium.

    Parameters
    ----------
    distances
        To the nearest equilibrium known, between listed ones too; shape ``[num_times]``. The largest difference of a
        probability of any player.
    point_distances
        The same to the nearest listed equilibrium, shape ``[num_times]``.
    equilibria
        For each time the index of that one, shape ``[num_times]``.
    is_to_sets
        Whether a connected set of equilibria counts as a whole. Otherwise some sets are so shaped that only their
        extreme points were compared, and the true distance may be smaller.
    """

    distances: FloatArray
    point_distances: FloatArray
    equilibria: IndexArray
    is_to_sets: bool


def nearest_equilibria(game: NormalFormGame, strategies: Strategies, solution: Solution) -> NearestEquilibria:
    """Return how far shares are from the nearest of the equilibria that a solution lists.

    Where equilibria are infinitely many, the distance is to the nearest point of a maximal Nash subset if each
    player's part of it is a point, a segment or all mixtures of some actions; otherwise to its extreme points.

    Parameters
    ----------
    game
        The game that was played.
    strategies
        For each player its shares, shape ``[num_times, num_actions]``.
    solution
        A solution of this game.

    Raises
    ------
    InvalidProfileError
        If the solution belongs to another game, or lists no equilibrium.
    """
    if solution.game != game:
        raise InvalidProfileError(
            f"expected a solution of the normal form that was played, {game.title!r}, got one of "
            f"{solution.game.title!r}; take solve(trajectory.game)"
        )
    profiles = [profile for found in solution.equilibria if isinstance(profile := profile_of(found), MixedProfile)]
    if not profiles:
        raise InvalidProfileError("expected a solution with an equilibrium to compare with, got none")
    point_distances, nearest = _to_points(strategies, profiles)
    distances, is_to_sets = point_distances, True
    for subset in solution.nash_subsets:
        products = [tuple(points) for points in subset.strategies]
        if all(map(_is_simple, products)):
            distances = np.minimum(distances, _to_product(strategies, products))
        else:
            is_to_sets = False
    return NearestEquilibria(distances, point_distances, nearest, is_to_sets)


def _to_points(strategies: Strategies, profiles: Sequence[MixedProfile]) -> tuple[FloatArray, IndexArray]:
    """Return the distance to the nearest of some profiles, and which it is."""
    distances = np.full(len(strategies[0]), np.inf)
    nearest = np.zeros(len(distances), dtype=np.int32)
    for index, profile in enumerate(profiles):
        found = _to_product(strategies, [(part,) for part in profile.strategies])
        nearest[found < distances] = index
        distances = np.minimum(distances, found)
    return distances, nearest


def _is_simple(points: Sequence[Strategy]) -> bool:
    """Whether the distance to all mixtures of some strategies has a short answer."""
    return len(points) <= 2 or all(max(point) == 1 for point in points)


def _to_product(strategies: Strategies, blocks: Sequence[Sequence[Strategy]]) -> FloatArray:
    """Return the distance to the profiles in which every player mixes its own points: the largest of a player."""
    parts = [
        _to_mixtures(shares, np.array(points, dtype=np.float64))
        for shares, points in zip(strategies, blocks, strict=True)
    ]
    largest: FloatArray = np.max(parts, axis=0)
    return largest


def _to_mixtures(shares: FloatArray, points: FloatArray) -> FloatArray:
    """Return the distance of each row of shares to the mixtures of one or two points, or of unit vectors."""
    if len(points) == 1:
        return _furthest(shares - points[0])
    if len(points) == 2:
        return _to_segment(shares, points[0], points[1])
    inside = points.any(axis=0)
    outside = shares[:, ~inside]
    # what lies outside is best spread evenly over the actions inside
    distances: FloatArray = np.maximum(outside.max(axis=1, initial=0.0), outside.sum(axis=1) / np.count_nonzero(inside))
    return distances


def _furthest(differences: FloatArray) -> FloatArray:
    """Return the largest difference of each row."""
    largest: FloatArray = np.abs(differences).max(axis=1)
    return largest


def _to_segment(shares: FloatArray, first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the distance of each row to a segment.

    Along the segment the distance is the highest of several straight lines. Two of them, one that falls and one that
    rises, meet nowhere above the least distance; where another line is higher there, it takes the place of the one that
    slopes as it does, until none is.
    """
    gaps, way = shares - first, second - first
    heights, slopes = np.hstack([gaps, -gaps]), np.concatenate([-way, way])
    rows = np.arange(len(shares))
    falling, rising = heights.argmax(axis=1), (heights + slopes).argmax(axis=1)
    least: FloatArray = np.minimum(heights[rows, falling], heights[rows, rising] + slopes[rising])
    is_open = (slopes[falling] < 0) & (slopes[rising] > 0)
    # each round brings a line that was not tried, so that there are at most as many as lines
    for _ in slopes:
        rows, falling, rising = rows[is_open], falling[is_open], rising[is_open]
        if not len(rows):
            break
        places = (heights[rows, falling] - heights[rows, rising]) / (slopes[rising] - slopes[falling])
        lines = heights[rows] + places[:, None] * slopes
        highest = lines.argmax(axis=1)
        least[rows] = np.minimum(least[rows], lines[np.arange(len(rows)), highest])
        is_open = (highest != falling) & (highest != rising) & (slopes[highest] != 0)
        falling = np.where(slopes[highest] < 0, highest, falling)
        rising = np.where(slopes[highest] > 0, highest, rising)
    return least
