"""Extreme rays of a cone by the double description method (Motzkin, Raiffa, Thompson and Thrall 1953)."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class TooManyRaysError(Exception):
    """A cone has more extreme rays on the way than were allowed."""


@dataclass(frozen=True, slots=True)
class _Ray:
    """A ray: its coordinates, then its products with the rows that wait; and which inequalities are tight there."""

    values: tuple[int, ...]
    tight: int


def extreme_rays(
    rows: Sequence[Sequence[int]], heartbeat: Callable[[], None], most: float = inf
) -> list[tuple[int, ...]]:
    """Extreme rays of the cone of vectors ``z >= 0`` with ``rows z >= 0``.

    Parameters
    ----------
    rows
        Integers, ``num_rows`` x ``num_coordinates``; at least one row.
    heartbeat
        Called often; what it raises passes through.
    most
        How many there may be at any time.

    Returns
    -------
    list of tuple of int
        Coordinates without a common factor.

    Raises
    ------
    TooManyRaysError
        If there are more.

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
        bit = 1 << waiting.pop(place)
        rays = list(_cut(rays, num_coordinates + place, bit, _Neighbors(rays, num_coordinates, heartbeat)))
        if len(rays) > most:
            raise TooManyRaysError(f"expected at most {most} rays on the way, got {len(rays)}")
    return [ray.values for ray in rays]


def _num_pairs(rays: Sequence[_Ray], place: int) -> int:
    values = [ray.values[place] for ray in rays]
    return sum(value > 0 for value in values) * sum(value < 0 for value in values)


def _cut(rays: Sequence[_Ray], place: int, bit: int, neighbors: _Neighbors) -> Iterator[_Ray]:
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
    if above and below:
        for one, other in neighbors.pairs(above, below):
            yield _between(rays[one], rays[other], place, bit)


class _Neighbors:
    """Finds neighbors among the extreme rays of a cone, all given by their numbers."""

    def __init__(self, rays: Sequence[_Ray], num_coordinates: int, heartbeat: Callable[[], None]) -> None:
        self._tight = [ray.tight for ray in rays]
        self._num_needed = num_coordinates - 1
        self._heartbeat = heartbeat

    def pairs(self, above: Sequence[int], below: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of neighbors, one of either part."""
        simple_above, simple_below = list(filter(self._is_simple, above)), list(filter(self._is_simple, below))
        yield from self._simple_pairs(simple_above, simple_below)
        if len(simple_above) < len(above):
            yield from self._tried_pairs([number for number in above if not self._is_simple(number)], below)
        if len(simple_below) < len(below):
            others = [number for number in below if not self._is_simple(number)]
            yield from self._tried_pairs(simple_above, others)

    def _is_simple(self, number: int) -> bool:
        """Whether no more inequalities are tight at a ray than it needs."""
        return self._tight[number].bit_count() == self._num_needed

    def _simple_pairs(self, above: Sequence[int], below: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the neighbors among rays at which no more inequalities are tight than they need."""
        ends = {edge: number for number in above for edge in _edges(self._tight[number])}
        for number in below:
            self._heartbeat()
            for edge in _edges(self._tight[number]):
                if edge in ends:
                    yield ends[edge], number

    def _tried_pairs(self, above: Sequence[int], below: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the neighbors among all pairs of two parts."""
        tight, num_common = self._tight, self._num_needed - 1
        holders, everything = _holders(tight), (1 << len(tight)) - 1
        for one in above:
            self._heartbeat()
            for other in below:
                common = tight[one] & tight[other]
                if common.bit_count() >= num_common and _meet(holders, common, everything) == 1 << one | 1 << other:
                    yield one, other


def _edges(tight: int) -> Iterator[int]:
    """Yield the inequalities without each one of them."""
    left = tight
    while left:
        bit = left & -left
        left ^= bit
        yield tight ^ bit


def _holders(tight_at: Sequence[int]) -> dict[int, int]:
    """Return for each inequality, as a bit, the bit mask of the rays at which it is tight."""
    holders: dict[int, int] = {}
    for number, tight in enumerate(tight_at):
        left = tight
        while left:
            bit = left & -left
            left ^= bit
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
