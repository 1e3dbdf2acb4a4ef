"""Extreme rays of a large cone, told by the inequalities that are tight there.

Driven from Python: memory, slices of work, the order of the inequalities; what floats leave open is decided exactly.
"""

from __future__ import annotations

from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.compiled import is_compiled
from gametheory.kernels.cone_vertices import TightSets
from gametheory.kernels.tight_points import Inequalities
from gametheory.kernels.words.doubled_floats import DOUBLED_UNIT
from gametheory.kernels.words.refined_rays import Equations
from gametheory.kernels.words.search import longer_array
from gametheory.kernels.words.simple_cones import (
    FREE,
    LAST,
    LEFT,
    MINUS,
    PLUS,
    STOP,
    TAKEN,
    TINY,
    UNKNOWN,
    WORD_BITS,
    ZERO,
    ConeRays,
    Row,
    cut_edges,
    link_neighbors,
    num_cut_edges,
    refine_rays,
    write_signs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

FIRST_RAYS = 1024
SLICE_PRODUCTS = 500_000
"""Products, each of a ray with a row, between two heartbeats."""
SLICE_RAYS = 20_000
"""New rays between two heartbeats."""
SLICE_REFINED = 2_000
"""Rays that are refined between two heartbeats."""
MOST_ERROR_LEFT = 1e-14
"""Relative errors of rays that are told."""
MOST_SAMPLED = 512
"""Rays that are looked at to choose the next row."""
LEAST_ENTRY = 1e-150
"""Size of entries, beside the largest of a row, below which floats are not used."""


def tight_sets(rows: Sequence[Sequence[int]], heartbeat: Callable[[], None]) -> TightSets:
    """Extreme rays of the cone of vectors ``z >= 0`` with ``rows z >= 0``, each once.

    Parameters
    ----------
    rows
        Integers, ``num_rows`` x ``num_coordinates``; at least one row, two coordinates. The cone has an interior.
    heartbeat
        Called at least every 0.1 s; what it raises passes through.

    Raises
    ------
    OverflowError
        If numbers differ too much in size for floats.

    Notes
    -----
    Which inequalities are tight is proved; coordinates are floats.

    Examples
    --------
    >>> found = tight_sets([[1, -2, 0], [-1, 3, 1]], lambda: None)
    >>> sorted(f"{tight:05b}" for (tight,) in found.tight.tolist())
    ['01011', '01100', '10010', '10100']
    """
    cutting = _ConeCutting(rows, heartbeat)
    while cutting.waiting:
        heartbeat()
        cutting.cut()
    return cutting.found()


class _ConeCutting:
    """A cone that is cut row by row; inequalities are numbered, those of the coordinates first."""

    def __init__(self, rows: Sequence[Sequence[int]], heartbeat: Callable[[], None]) -> None:
        self._inequalities = Inequalities(rows)
        self._heartbeat = heartbeat
        self._size = size = len(rows[0])
        self._num_words = (size + len(rows) - 1) // WORD_BITS + 1
        self._rows = [self._rounded(number, row) for number, row in enumerate(rows)]
        self._equations = Equations(
            rows=np.array([row.entries for row in self._rows]),
            rests=np.array([row.rests for row in self._rows]),
            matrix=np.empty((size, size)),
            inverse=np.empty((size, 2 * size)),
            residuals=np.empty(size),
            unknowns=np.empty(size, np.int32),
        )
        self.waiting = list(range(len(rows)))
        self._rays = _memory(size, self._num_words)
        self._stop = size
        self._free = np.arange(size, FIRST_RAYS, dtype=np.int32)
        for ray in range(size):
            others = [place for place in range(size) if place != ray]
            self._rays.coordinates[ray, ray] = 1.0
            self._rays.chosen[ray] = self._rays.neighbors[ray] = others
            self._rays.tight[ray] = self._mask(others)
            self._rays.signs[ray] = PLUS

    def _rounded(self, number: int, row: Sequence[int]) -> Row:
        """Return a row in doubled floats, its largest entry 1."""
        largest = max(map(abs, row), default=0) or 1
        high = [entry / largest for entry in row]
        if any(entry and abs(value) < LEAST_ENTRY for entry, value in zip(row, high, strict=True)):
            raise OverflowError(f"expected entries of a row within {LEAST_ENTRY} of its largest, got smaller ones")
        low = [float(Fraction(entry, largest) - Fraction(value)) for entry, value in zip(row, high, strict=True)]
        return Row(self._size + number, np.array(high), np.array(low), np.zeros((0, self._num_words), np.uint64))

    def _mask(self, inequalities: Sequence[int]) -> NDArray[np.uint64]:
        """Return a bit mask of inequalities."""
        mask = sum(1 << inequality for inequality in inequalities)
        words = [mask >> WORD_BITS * word & (1 << WORD_BITS) - 1 for word in range(self._num_words)]
        return np.array(words, np.uint64)

    def cut(self) -> None:
        """Cut the cone by the row that seems to look at the fewest pairs of rays."""
        number = self.waiting.pop(self._next_place())
        self._write_signs(number)
        row, rays, stop = self._rows[number], self._rays, self._stop
        signs = rays.signs[:stop]
        fresh, last = np.empty(0, np.int32), MINUS
        if (signs == MINUS).any():
            last = min((MINUS, ZERO), key=self._num_more)
            fresh = self._put_on_edges(row, last)
            rays, signs = self._rays, self._rays.signs[:stop]
        rays.tight[:stop][signs == ZERO] |= self._mask([row.number])
        if len(fresh):
            gone = np.flatnonzero((signs != FREE) & (signs <= last)).astype(np.int32)
            for start in range(0, len(fresh), SLICE_RAYS):
                link_neighbors(rays, fresh, start, min(start + SLICE_RAYS, len(fresh)))
                self._heartbeat()
            rays.signs[gone] = FREE
            rays.signs[fresh] = PLUS
            self._free = np.concatenate([self._free, gone])

    def _next_place(self) -> int:
        """Return which of the waiting rows comes next."""
        used = np.flatnonzero(self._rays.signs[: self._stop] != FREE)
        sample = self._rays.coordinates[used[:: len(used) // MOST_SAMPLED + 1]]
        products = sample @ np.array([self._rows[number].entries for number in self.waiting]).T
        pairs = (products > 0.0).sum(axis=0) * (products < 0.0).sum(axis=0)
        return int(pairs.argmin())

    def _num_more(self, last: int) -> int:
        """Return how many more rays there are if those with signs up to the last are cut off."""
        step, num_more = SLICE_PRODUCTS, 0
        for start in range(0, self._stop, step):
            num_more += num_cut_edges(self._rays, last, start, min(start + step, self._stop))
            self._heartbeat()
        return num_more

    def _write_signs(self, number: int) -> None:
        """Write the signs of the products with a row."""
        for start in range(0, self._stop, SLICE_PRODUCTS):
            stop = min(start + SLICE_PRODUCTS, self._stop)
            while write_signs(self._rays, self._rows[number], self._equations, (start, stop)):
                self._decide_unknown(number, start, stop)
            self._heartbeat()

    def _decide_unknown(self, number: int, start: int, stop: int) -> None:
        """Refine rays whose signs are unknown; from the first product that is zero others may follow."""
        rays, row = self._rays, self._inequalities.rows[number]
        for ray in (start + np.flatnonzero(rays.signs[start:stop] == UNKNOWN)).tolist():
            self._heartbeat()
            chosen = rays.chosen[ray].tolist()
            vector = self._inequalities.vector(chosen)
            if sum(map(mul, row, vector)):
                self._refine(ray, vector)
            else:
                found = self._mask(self._inequalities.reasons(number, chosen))
                known = self._rows[number].implications
                self._rows[number] = self._rows[number]._replace(implications=np.vstack([known, found]))
                return

    def _refine(self, ray: int, vector: Sequence[int]) -> None:
        """Write exact coordinates as doubled floats; those that were that already cannot be told from each other."""
        rays = self._rays
        if rays.errors[ray] == DOUBLED_UNIT:
            raise OverflowError("expected products of rays and rows that floats can tell from 0, got smaller ones")
        largest = max(vector)
        rays.coordinates[ray] = [value / largest for value in vector]
        rays.rests[ray] = [
            float(Fraction(value, largest) - Fraction(value / largest)) if value else 0.0 for value in vector
        ]
        rays.errors[ray] = DOUBLED_UNIT

    def _put_on_edges(self, row: Row, last: int) -> NDArray[np.int32]:
        """Put new rays on the edges that are cut; and their numbers."""
        state = np.zeros(6, np.int64)
        state[STOP], state[LAST] = self._stop, last
        while True:
            state[LEFT] = SLICE_RAYS
            is_done = cut_edges(self._rays, row, self._free, state)
            self._heartbeat()
            if state[TINY]:
                raise OverflowError("expected coordinates of rays that floats can hold, got smaller ones")
            if is_done:
                break
            if state[LEFT] > 0:
                self._grow()
        taken = int(state[TAKEN])
        fresh, self._free = self._free[:taken], self._free[taken:]
        self._stop = max(self._stop, int(fresh.max(initial=0)) + 1)
        return fresh

    def _grow(self) -> None:
        """Make room for as many rays again."""
        length = len(self._rays.signs)
        self._rays = ConeRays(*(longer_array(array, 2 * length) for array in self._rays))
        self._rays.signs[length:] = FREE
        self._free = np.concatenate([self._free, np.arange(length, 2 * length, dtype=np.int32)])

    def found(self) -> TightSets:
        """Return the rays, those at the same place once."""
        used = np.flatnonzero(self._rays.signs != FREE)
        tight, first = np.unique(self._rays.tight[used], axis=0, return_index=True)
        numbers = used[first]
        for start in range(0, len(numbers), SLICE_REFINED):
            refine_rays(self._rays, self._equations, numbers[start : start + SLICE_REFINED])
            self._heartbeat()
        for ray in numbers[self._rays.errors[numbers] > MOST_ERROR_LEFT].tolist():
            self._refine(ray, self._inequalities.vector(self._rays.chosen[ray].tolist()))
            self._heartbeat()
        return TightSets(tight, self._rays.coordinates[numbers], self._rays.errors[numbers])


def _memory(size: int, num_words: int) -> ConeRays:
    """Memory for rays."""
    return ConeRays(
        coordinates=np.zeros((FIRST_RAYS, size)),
        rests=np.zeros((FIRST_RAYS, size)),
        errors=np.full(FIRST_RAYS, DOUBLED_UNIT),
        tight=np.zeros((FIRST_RAYS, num_words), np.uint64),
        chosen=np.zeros((FIRST_RAYS, size - 1), np.int32),
        neighbors=np.zeros((FIRST_RAYS, size - 1), np.int32),
        signs=np.full(FIRST_RAYS, FREE, np.int8),
        origins=np.zeros((FIRST_RAYS, 2), np.int32),
    )


def is_ready() -> bool:
    """Whether the kernels need not be compiled first."""
    return is_compiled(link_neighbors)


def warm() -> None:
    """Compile the kernels, or load them from the cache on disk: a cone that all of them cut."""
    tight_sets([[3, -1, -1], [-2, 1, 4], [-1, 1, 0]], lambda: None)
