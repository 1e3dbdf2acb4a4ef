"""Extreme rays of a cone by the double description method (Motzkin, Raiffa, Thompson and Thrall 1953)."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class _Ray:
    """A ray: its coordinates, then its products with the rows that wait; and which inequalities are tight there."""

    values: tuple[int, ...]
    tight: int


def extreme_rays(rows: Sequence[Sequence[int]], heartbeat: Callable[[], None]) -> list[tuple[int, ...]]:
    """Extreme rays of the cone of vectors ``z >= 0`` with ``rows z >= 0``.

    Parameters
    ----------
    rows
        Integers, ``num_rows`` x ``num_coordinates``; at least one row.
    heartbeat
        Called often; what it raises passes through.

    Returns
    -------
    list of tuple of int
        Coordinates without a common factor.

    Notes
    -----
    Row by row: rays on the right side stay, and each pair of neighbors, one on either side, leaves a new one in
    between. Two rays are neighbors if no third one is tight wherever both are, so that degenerate cones cost no more
    than others. Rays at which no more inequalities are tight than they need are neighbors if all but one of these are
    the same: such pairs are looked up. The row that looks at the fewest pairs comes next.

    Examples
    --------
    >>> sorted(extreme_rays([[1, -2, 0], [-1, 3, 1]], lambda: None))
    [(0, 0, 1), (1, 0, 1), (2, 1, 0), (3, 1, 0)]
    """
    num_coordinates = len(rows[0])
    rays = []
    for index in range(num_coordinates):
        unit = tuple(int(other == index) for other in range(num_coordinates))
        rays.append(_Ray(unit + tuple(row[index] for row in rows), (1 << num_coordinates) - 1 - (1 << index)))
    waiting = list(range(num_coordinates, num_coordinates + len(rows)))
    while waiting:
        heartbeat()
        place = min(range(len(waiting)), key=lambda index: _num_pairs(rays, num_coordinates + index))
        rays = list(_cut(rays, num_coordinates + place, 1 << waiting.pop(place), num_coordinates, heartbeat))
    return [ray.values for ray in rays]


def _num_pairs(rays: Sequence[_Ray], place: int) -> int:
    values = [ray.values[place] for ray in rays]
    return sum(value > 0 for value in values) * sum(value < 0 for value in values)


def _cut(
    rays: Sequence[_Ray], place: int, bit: int, num_coordinates: int, heartbeat: Callable[[], None]
) -> Iterator[_Ray]:
    """Yield the extreme rays that are left when one more product must not be negative; that value is dropped."""
    above, below = [], []
    for number, ray in enumerate(rays):
        value = ray.values[place]
        if value < 0:
            below.append(number)
        else:
            yield _Ray(ray.values[:place] + ray.values[place + 1 :], ray.tight if value else ray.tight | bit)
            if value:
                above.append(number)
    for one, other in _neighbors(rays, (above, below), num_coordinates, heartbeat):
        yield _between(rays[one], rays[other], place, bit)


def _neighbors(
    rays: Sequence[_Ray],
    parts: tuple[Sequence[int], Sequence[int]],
    num_coordinates: int,
    heartbeat: Callable[[], None],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of neighbors, one of each part, given by their numbers."""
    if not all(parts):
        return
    num_tight = num_coordinates - 1
    (above, above_more), (below, below_more) = (
        (
            [number for number in part if rays[number].tight.bit_count() == num_tight],
            [number for number in part if rays[number].tight.bit_count() > num_tight],
        )
        for part in parts
    )
    ends: dict[int, int] = {}
    for number in above:
        for edge in _edges(rays[number].tight):
            ends[edge] = number
    for number in below:
        heartbeat()
        for edge in _edges(rays[number].tight):
            if edge in ends:
                yield ends[edge], number
    if not above_more and not below_more:
        return
    holders, everything = _holders(rays), (1 << len(rays)) - 1
    for ones, others in ((above_more, (*below, *below_more)), (above, below_more)):
        for one in ones:
            heartbeat()
            tight = rays[one].tight
            for other in others:
                common = tight & rays[other].tight
                if common.bit_count() >= num_tight - 1 and _meet(holders, common, everything) == 1 << one | 1 << other:
                    yield one, other


def _edges(tight: int) -> Iterator[int]:
    """Yield the inequalities without each one of them."""
    left = tight
    while left:
        bit = left & -left
        left ^= bit
        yield tight ^ bit


def _holders(rays: Sequence[_Ray]) -> dict[int, int]:
    """Return for each inequality, as a bit, the bit mask of the rays at which it is tight."""
    holders: dict[int, int] = {}
    for number, ray in enumerate(rays):
        tight = ray.tight
        while tight:
            bit = tight & -tight
            tight ^= bit
            holders[bit] = holders.get(bit, 0) | 1 << number
    return holders


def _meet(holders: dict[int, int], common: int, everything: int) -> int:
    """Return the bit mask of the rays at which all of some inequalities are tight."""
    left = everything
    while common:
        bit = common & -common
        common ^= bit
        left &= holders[bit]
    return left


def _between(above: _Ray, below: _Ray, place: int, bit: int) -> _Ray:
    """Return the ray between two at which a product is zero, that product dropped."""
    up, down = above.values[place], -below.values[place]
    values = [down * one + up * other for one, other in zip(above.values, below.values, strict=True)]
    del values[place]
    factor = gcd(*values)
    return _Ray(tuple(value // factor for value in values), above.tight & below.tight | bit)
