"""Cycles in what was recorded: spells of play that come round with growing length, and shares that return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.tolerances import CYCLE_DRIFT, CYCLE_RETURN, CYCLE_SHRINKAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.dynamics.recording import ActionProfile, Spell

LONGEST_CYCLE = 1_000
"""Spells in one round, at most."""
FEWEST_RETURNS = 3
"""The last point itself counted."""
TIMES_APART = 4.0
"""How many times as late the last round must end as the one that it is compared with."""
EVEN_RETURNS = 0.1
"""How much the times between returns may differ, relative to the shortest."""


def growing_cycle(spells: Sequence[Spell]) -> tuple[ActionProfile, ...] | None:
    """Return one round of play in which every spell lasts a constant share of all steps before its end, or None.

    Beliefs that are frequencies come to rest only if spells get short beside the time that has passed. The last full
    round is compared with one that ended at most a quarter as late: if it is the same round, and its spells last no
    smaller a share of the time, the frequencies go round for ever.

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
    rounds = [done[len(done) - size * (back + 1) : len(done) - size * back] for back in range(num_rounds)]
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

    The last point is compared with all of the second half. Shares must have been there at least twice before, after
    equal times, and the width of the orbit must not have changed.

    Parameters
    ----------
    times
        Shape ``[num_times]``, equally spaced.
    shares
        Shape ``[num_times, num_shares]``.
    """
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
    if np.abs(last - first).max() > CYCLE_DRIFT * last.max():
        return None
    return float(between.mean())


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
