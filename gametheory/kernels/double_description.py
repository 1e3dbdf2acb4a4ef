"""Extreme rays of a cone by the double description method (Motzkin, Raiffa, Thompson and Thrall 1953)."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class _Ray:
    """A ray: its coordinates, then its products with all rows; and the set of the inequalities that are tight there."""

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
    than others. The row that looks at the fewest pairs comes next.

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
    waiting = set(range(num_coordinates, num_coordinates + len(rows)))
    while waiting:
        heartbeat()
        row = min(waiting, key=lambda place: (_num_pairs(rays, place), place))
        waiting.remove(row)
        rays = list(_cut(rays, row, num_coordinates, heartbeat))
    return [ray.values[:num_coordinates] for ray in rays]


def _num_pairs(rays: Sequence[_Ray], row: int) -> int:
    values = [ray.values[row] for ray in rays]
    return sum(value > 0 for value in values) * sum(value < 0 for value in values)


def _cut(rays: Sequence[_Ray], row: int, num_coordinates: int, heartbeat: Callable[[], None]) -> Iterator[_Ray]:
    """Yield the extreme rays that are left when one more product must not be negative."""
    bit = 1 << row
    above, below = [], []
    for number, ray in enumerate(rays):
        value = ray.values[row]
        if value < 0:
            below.append((number, ray))
        else:
            yield ray if value else _Ray(ray.values, ray.tight | bit)
            if value:
                above.append((number, ray))
    if not above or not below:
        return
    holders, everything = _holders(rays), (1 << len(rays)) - 1
    for number, ray in above:
        heartbeat()
        for other_number, other in below:
            common = ray.tight & other.tight
            if common.bit_count() < num_coordinates - 2:
                continue
            if _meet(holders, common, everything) == 1 << number | 1 << other_number:
                yield _between(ray, other, row, common | bit)


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


def _between(above: _Ray, below: _Ray, row: int, tight: int) -> _Ray:
    """Return the ray between two at which the product with a row is zero."""
    up, down = above.values[row], -below.values[row]
    values = [down * one + up * other for one, other in zip(above.values, below.values, strict=True)]
    factor = gcd(*values)
    return _Ray(tuple(value // factor for value in values), tight)
