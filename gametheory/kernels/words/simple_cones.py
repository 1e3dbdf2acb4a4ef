"""A pointed cone with all its extreme rays, cut by one half-space after the other: compiled.

The rays are those of a cone that is nearly the same and simple: each inequality is moved by far less than any number
of the problem, and by far more than those before it. A ray then has as many chosen inequalities as it needs, and one
neighbor for each, so that neighbors are kept and never searched for. Coordinates are doubled floats with a bound of
their relative error: new ones are sums of nonnegative terms. A sign that the bound leaves open is asked for.
"""

from __future__ import annotations

from math import frexp, ldexp
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.doubled_floats import DOUBLED_UNIT, doubled_product, doubled_sum
from gametheory.kernels.words.refined_rays import Equations, refined_error

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNIT = 2.0**-52
"""Twice the relative error of one operation in floats."""
MOST_ERROR = 0.01
"""Relative errors up to which coordinates are of use."""
FEW_ERRORS = 1e-18
"""Relative errors that are not worth computing anew."""
LEAST = 1e-120
"""Positive numbers are no smaller, so that nothing underflows."""

FREE, MINUS, ZERO, PLUS, UNKNOWN = range(5)
"""Signs of products with a row; `FREE` where there is no ray."""

RAY, STOP, TAKEN, LEFT, TINY, LAST = range(6)
"""Fields of the state of a cut: the ray to go on with, the end of all, how many free places are taken, how many new
rays may still be written, whether floats did not
tell a ray, and the last of the signs that are cut off."""

WORD_BITS = 64
ONE = np.uint64(1)


class ConeRays(NamedTuple):
    """Rays, an entry of each array for one.

    Parameters
    ----------
    coordinates, rests
        ``[ray, coordinate]``: doubled floats, not negative, the largest between 1/2 and 1; zeros are exact.
    errors
        Bounds of the relative errors of all coordinates, up to a common factor.
    tight
        ``[ray, word]``: bit mask of the inequalities that are tight, 64 to a word.
    chosen
        ``[ray, place]``: those that are tight in the simple cone.
    neighbors
        ``[ray, place]``: the ray at the other end of the edge without the chosen one at that place. While a cone is
        cut, -1 minus the number of the new ray where an edge is cut.
    signs
        Signs of the products with the row that comes next.
    origins
        ``[ray, 2]``: of a new ray the one that it replaces along an edge, and the place of that edge.
    """

    coordinates: NDArray[np.float64]
    rests: NDArray[np.float64]
    errors: NDArray[np.float64]
    tight: NDArray[np.uint64]
    chosen: NDArray[np.int32]
    neighbors: NDArray[np.int32]
    signs: NDArray[np.int8]
    origins: NDArray[np.int32]


class Row(NamedTuple):
    """An inequality that comes next.

    Parameters
    ----------
    number
        Its number among the inequalities, those of the coordinates first.
    entries, rests
        Doubled floats.
    implications
        ``[implication, word]``: where all of some inequalities are tight, it is, too.
    """

    number: int
    entries: NDArray[np.float64]
    rests: NDArray[np.float64]
    implications: NDArray[np.uint64]


@compiled
def write_signs(rays: ConeRays, row: Row, equations: Equations, part: tuple[int, int]) -> int:
    """Write the signs of the products of some rays with a row; how many are not known."""
    num_unknown, num_coordinates = 0, len(row.entries)
    for ray in range(part[0], part[1]):
        if rays.signs[ray] == FREE:
            continue
        product, size = 0.0, 0.0
        for place in range(num_coordinates):
            term = row.entries[place] * rays.coordinates[ray, place]
            product += term
            size += abs(term)
        error = 1.1 * (_error_of(rays, ray) + UNIT * (num_coordinates + 4)) * size
        if size == 0.0 or _is_implied(rays.tight, ray, row.implications):
            rays.signs[ray] = ZERO
            continue
        if abs(product) <= max(error, LEAST):
            product, error = _doubled(rays, ray, row)
        if abs(product) <= max(error, LEAST) and rays.errors[ray] > FEW_ERRORS:
            refined = refined_error(equations, rays.chosen[ray], rays.coordinates[ray], rays.rests[ray])
            if refined >= 0.0:
                rays.errors[ray] = refined
                product, error = _doubled(rays, ray, row)
        if abs(product) > max(error, LEAST):
            rays.signs[ray] = PLUS if product > 0.0 else MINUS
        else:
            rays.signs[ray] = UNKNOWN
            num_unknown += 1
    return num_unknown


@compiled
def _is_implied(tight: NDArray[np.uint64], ray: int, implications: NDArray[np.uint64]) -> bool:
    """Whether all inequalities of an implication are tight."""
    for index in range(len(implications)):
        word, num_words = 0, implications.shape[1]
        while word < num_words and not implications[index, word] & ~tight[ray, word]:
            word += 1
        if word == num_words:
            return True
    return False


@compiled
def _doubled(rays: ConeRays, ray: int, row: Row) -> tuple[float, float]:
    """Return a product of a ray with a row as a float, and a bound of its error."""
    high, _, size = _product(rays, ray, row)
    return high, 1.1 * (_error_of(rays, ray) + DOUBLED_UNIT * len(row.entries)) * size + UNIT * abs(high)


@compiled
def _error_of(rays: ConeRays, ray: int) -> float:
    """Return the bound of a ray's relative errors; infinite where it is too large to be of use."""
    return float(rays.errors[ray]) if rays.errors[ray] < MOST_ERROR else np.inf


@compiled
def _product(rays: ConeRays, ray: int, row: Row) -> tuple[float, float, float]:
    """Return a product of a ray with a row as a doubled float, and the sum of the sizes of its terms."""
    total, size = (0.0, 0.0), 0.0
    for place in range(len(row.entries)):
        if row.entries[place] != 0.0 and rays.coordinates[ray, place] != 0.0:
            term = doubled_product(
                (row.entries[place], row.rests[place]), (rays.coordinates[ray, place], rays.rests[ray, place])
            )
            total = doubled_sum(total, term)
            size += abs(term[0])
    return total[0], total[1], size


@compiled
def refine_rays(rays: ConeRays, equations: Equations, numbers: NDArray[np.int64]) -> None:
    """Refine rays whose errors are not small."""
    for ray in numbers:
        if rays.errors[ray] > FEW_ERRORS:
            refined = refined_error(equations, rays.chosen[ray], rays.coordinates[ray], rays.rests[ray])
            if refined >= 0.0:
                rays.errors[ray] = refined


@compiled
def num_cut_edges(rays: ConeRays, last: int, start: int, stop: int) -> int:
    """Return by how many the rays would become more if those of some parts with signs up to the last were cut off."""
    num_more = 0
    for ray in range(start, stop):
        if rays.signs[ray] != FREE and rays.signs[ray] <= last:
            num_more -= 1
            for place in range(rays.neighbors.shape[1]):
                num_more += int(rays.signs[rays.neighbors[ray, place]] > last)
    return num_more


@compiled
def cut_edges(rays: ConeRays, row: Row, free: NDArray[np.int32], state: NDArray[np.int64]) -> bool:
    """Put a ray on each edge from rays with signs up to the last to the others; False if stopped before the end."""
    last = state[LAST]
    num_places = rays.chosen.shape[1]
    while state[RAY] < state[STOP]:
        ray = state[RAY]
        if rays.signs[ray] != FREE and rays.signs[ray] <= last:
            if state[TAKEN] + num_places > len(free) or state[LEFT] <= 0:
                return False
            for place in range(num_places):
                other = rays.neighbors[ray, place]
                if rays.signs[other] > last:
                    fresh = free[state[TAKEN]]
                    state[TAKEN] += 1
                    state[LEFT] -= 1
                    _place_between(rays, row, (ray, other, fresh), place)
                    if not _write_between(rays, row, (ray, other, fresh)):
                        state[TINY] = 1
                        return False
        state[RAY] += 1
    return True


@compiled
def _place_between(rays: ConeRays, row: Row, numbers: tuple[int, int, int], place: int) -> None:
    """Put a new ray on the edge at a place of the ray that is cut off."""
    below, above, fresh = numbers
    for other in range(rays.chosen.shape[1]):
        rays.chosen[fresh, other] = rays.chosen[below, other]
        if rays.neighbors[above, other] == below:
            rays.neighbors[above, other] = fresh
    rays.chosen[fresh, place] = row.number
    rays.neighbors[fresh, place] = above
    rays.neighbors[below, place] = -1 - fresh
    rays.origins[fresh, 0], rays.origins[fresh, 1] = below, place


@compiled
def _write_between(rays: ConeRays, row: Row, numbers: tuple[int, int, int]) -> bool:
    """Write the coordinates of a new ray, and which inequalities are tight; False if floats do not tell it."""
    below, above, fresh = numbers
    if rays.signs[below] == ZERO:
        _copy_ray(rays, below, fresh)
        is_written = True
    elif rays.signs[above] == ZERO:
        _copy_ray(rays, above, fresh)
        is_written = True
    else:
        is_written = _combine(rays, row, numbers)
    rays.tight[fresh, row.number // WORD_BITS] |= ONE << np.uint64(row.number % WORD_BITS)
    return is_written


@compiled
def _copy_ray(rays: ConeRays, source: int, target: int) -> None:
    """Copy where a ray is."""
    for place in range(rays.coordinates.shape[1]):
        rays.coordinates[target, place], rays.rests[target, place] = (
            rays.coordinates[source, place],
            rays.rests[source, place],
        )
    for word in range(rays.tight.shape[1]):
        rays.tight[target, word] = rays.tight[source, word]
    rays.errors[target] = rays.errors[source]


@compiled
def _combine(rays: ConeRays, row: Row, numbers: tuple[int, int, int]) -> bool:
    """Write the ray between two where the product with a row is zero; False if floats do not tell it."""
    below, above, fresh = numbers
    down_high, down_low, down_size = _product(rays, below, row)
    up_high, up_low, up_size = _product(rays, above, row)
    rounding = DOUBLED_UNIT * len(row.entries)
    if down_high >= 0.0 or up_high <= 0.0:
        return False
    down_error = (1.1 * rays.errors[below] + rounding) * down_size / -down_high
    up_error = (1.1 * rays.errors[above] + rounding) * up_size / up_high
    rays.errors[fresh] = 8.0 * DOUBLED_UNIT + 1.1 * max(rays.errors[above] + down_error, rays.errors[below] + up_error)
    down, up = (-down_high, -down_low), (up_high, up_low)
    largest, smallest = 0.0, np.inf
    for place in range(rays.coordinates.shape[1]):
        above_value = (rays.coordinates[above, place], rays.rests[above, place])
        below_value = (rays.coordinates[below, place], rays.rests[below, place])
        value = doubled_sum(doubled_product(down, above_value), doubled_product(up, below_value))
        rays.coordinates[fresh, place], rays.rests[fresh, place] = value
        largest = max(largest, value[0])
        if above_value[0] > 0.0 or below_value[0] > 0.0:
            smallest = min(smallest, value[0])
    exponent = frexp(largest)[1]
    for place in range(rays.coordinates.shape[1]):
        rays.coordinates[fresh, place] = ldexp(rays.coordinates[fresh, place], -exponent)
        rays.rests[fresh, place] = ldexp(rays.rests[fresh, place], -exponent)
    for word in range(rays.tight.shape[1]):
        rays.tight[fresh, word] = rays.tight[above, word] & rays.tight[below, word]
    return bool(min(smallest, ldexp(smallest, -exponent)) > LEAST)


@compiled
def link_neighbors(rays: ConeRays, fresh: NDArray[np.int32], start: int, stop: int) -> None:
    """Write the neighbors of new rays within the cut: along each two-dimensional face, through what is cut off."""
    for index in range(start, stop):
        ray = fresh[index]
        first, cut_place = rays.origins[ray]
        for place in range(rays.chosen.shape[1]):
            if place == cut_place:
                continue
            here, waiting = first, rays.chosen[first, cut_place]
            following = rays.neighbors[here, place]
            while following >= 0:
                left = _place_of(rays.chosen, following, waiting)
                waiting = rays.chosen[following, _place_of(rays.neighbors, following, here)]
                here = following
                following = rays.neighbors[here, left]
            rays.neighbors[ray, place] = -1 - following


@compiled
def _place_of(table: NDArray[np.int32], ray: int, wanted: int) -> int:
    """Return where a ray's row of a table has a number."""
    place = 0
    while table[ray, place] != wanted:
        place += 1
    return place
