"""Cycles in what was recorded: spells of play that come round with growing length, and shares that return."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.tolerances import CYCLE_DRIFT, CYCLE_RETURN, CYCLE_SHRINKAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.dynamics.recording import ActionProfile, Spell

LONGEST_CYCLE = 1_000
"""Spells in one round, at most."""
FEWEST_ROUNDS = 3
"""Rounds in which every spell must have grown."""
LEAST_GROWTH = 1.1
"""How many times as long as the round before it a round must at least be."""
FEWEST_RETURNS = 4
"""The last point itself counted."""
LONGEST_STEP = 0.5
"""Longest time between rows: where shares grow at most by the factor e in a unit of time, a round has a dozen."""
INTEGRATION_ERROR = 1e-4
"""How far the integration may carry shares off a closed orbit in half a run, relative to its width."""
TIMES_APART = 4.0
"""How many times as late the last round must end as the one that it is compared with."""
EVEN_RETURNS = 0.1
"""How much the times between returns may differ, relative to the shortest."""


def growing_cycle(spells: Sequence[Spell]) -> tuple[ActionProfile, ...] | None:
    """Return one round of play in which every spell lasts a constant share of all steps before its end, or None.

    Beliefs that are frequencies come to rest only if spells get short beside the time that has passed. The last three
    full rounds must be the same, each clearly longer than the one before. The last one is compared with one that ended
    at most a quarter as late, whose spells must have lasted no larger a share of the time.

    Parameters
    ----------
    spells
        In order; the last one, which may have gone on, is left out.
    """
    done = spells[:-1]
    played = [spell.actions for spell in done]
    size = _period(played)
    if size is None:
        return None
    num_rounds = _num_rounds(played, size)
    if num_rounds < FEWEST_ROUNDS:
        return None
    rounds = [done[len(done) - size * (back + 1) : len(done) - size * back] for back in range(num_rounds)]
    lengths = [sum(spell.length for spell in spells_then) for spells_then in rounds[:FEWEST_ROUNDS]]
    if any(now < LEAST_GROWTH * before for now, before in pairwise(lengths)):
        return None
    earlier = [spells_then for spells_then in rounds if spells_then[-1].end * TIMES_APART <= rounds[0][-1].end]
    if not earlier or _mean_share(rounds[0]) < (1 - CYCLE_SHRINKAGE) * _mean_share(earlier[0]):
        return None
    return tuple(spell.actions for spell in rounds[0])


def _period(played: Sequence[ActionProfile]) -> int | None:
    """Return the number of spells after which the last ones repeat those before them, or None."""
    for size in range(2, min(LONGEST_CYCLE, len(played) // 2) + 1):
        if played[-1] == played[-1 - size] and played[-size:] == played[-2 * size : -size]:
            return size
    return None


def _num_rounds(played: Sequence[ActionProfile], size: int) -> int:
    """Return how many times the last round was played without a break."""
    count = 1
    while len(played) >= size * (count + 1) and (
        played[-size:] == played[len(played) - size * (count + 1) : len(played) - size * count]
    ):
        count += 1
    return count


def _mean_share(spells: Sequence[Spell]) -> float:
    """Return the mean share of all steps so far that a spell lasted."""
    return sum(spell.length / spell.end for spell in spells) / len(spells)


def returning_cycle(times: FloatArray, shares: FloatArray) -> float | None:
    """Return the time after which shares come back to where they were, or None where they do not.

    The last point is compared with all of the second half. Shares must have been there at least three times before,
    after equal times, the width of the orbit must not have changed, and the returns must not come ever nearer to the
    last point: so do those of a spiral.

    Parameters
    ----------
    times
        Shape ``[num_times]``, equally spaced, none left out, in units in which shares grow at most by the factor e.
    shares
        Shape ``[num_times, num_shares]``.
    """
    if times[-1] - times[-2] > LONGEST_STEP:
        return None
    late = times >= times[-1] / 2
    moments, points = times[late], shares[late]
    distances = np.abs(points - points[-1]).max(axis=1)
    returns = _returns(distances)
    if len(returns) < FEWEST_RETURNS:
        return None
    between = np.diff(moments[returns])
    if between.max() - between.min() > EVEN_RETURNS * between.min():
        return None
    first = np.ptp(points[returns[0] : returns[1] + 1], axis=0)
    last = np.ptp(points[returns[-2] : returns[-1] + 1], axis=0)
    if np.abs(last - first).max() > CYCLE_DRIFT * last.max() or _is_spiral(points, returns):
        return None
    return float(between.mean())


def _is_spiral(points: FloatArray, returns: Sequence[int]) -> bool:
    """Return whether the path comes back ever nearer to its last point, by more than what rows leave open."""
    last = points[-1]
    gaps = np.array([_distance_of_path(points[at - 1 : at + 2], last) for at in returns[:-1]])
    # half of what the path bends between two points, which is what is not seen of it
    unseen = max(float(np.linalg.norm(points[at - 1] - 2 * points[at] + points[at + 1])) for at in returns[:-1]) / 4
    width = float(np.ptp(points, axis=0).max())
    half = len(gaps) // 2
    return float(gaps[:half].mean() - gaps[-half:].mean()) > max(unseen / 4, INTEGRATION_ERROR * width)


def _distance_of_path(points: FloatArray, target: FloatArray) -> float:
    """Return how near the straight lines from point to point come to a target."""
    nearest = np.inf
    for first, second in pairwise(points):
        step, way = second - first, target - first
        length = float(step @ step)
        along = min(1.0, max(0.0, float(way @ step) / length)) if length else 0.0
        nearest = min(nearest, float(np.linalg.norm(way - along * step)))
    return nearest


def _returns(distances: FloatArray) -> list[int]:
    """Return the positions at which a distance is least between two excursions, the last position among them."""
    width = float(distances.max())
    near, far = distances <= CYCLE_RETURN * width, distances >= 0.5 * width
    found, has_left = [len(distances) - 1], False
    candidates: list[int] = []
    for position in range(len(distances) - 1, -1, -1):
        if far[position]:
            if candidates:
                found.append(min(candidates, key=distances.__getitem__))
            candidates, has_left = [], True
        elif near[position] and has_left:
            candidates.append(position)
    return sorted(found)
