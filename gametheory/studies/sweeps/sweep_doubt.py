"""Points of a sweep that floats leave in doubt: which differ from a neighbor, and what their exact values are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.studies.sweeps.grid import Block
from gametheory.studies.sweeps.sweep_job import NO_GAME, UNVERIFIED, WITHIN_MARGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

    from numpy.typing import NDArray

    from gametheory.array_types import BooleanArray
    from gametheory.studies.sweeps.sweep_job import SweepJob


def exact_values(job: SweepJob, block: Block, lane: int) -> Mapping[str, Fraction]:
    """Return the values of the parameters that vary at a point of a block, counted from its first."""
    places = np.unravel_index(lane, block.shape)
    return job.grid.exact_point([start + int(place) for start, place in zip(block.starts, places, strict=True)])


def points_to_solve(
    job: SweepJob, block: Block, doubts: tuple[BooleanArray, BooleanArray], kinds: Callable[[Block], NDArray[np.int32]]
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return which points in doubt are solved in rationals, and how the others count as decided.

    Where there are too many, those that differ from a neighbor come first, in the order of the grid. Neighbors in
    other blocks are looked at again, so that the answer on a block does not depend on others.

    Parameters
    ----------
    job, block
        The points.
    doubts
        For each point whether it is in doubt, and whether that is because a number is missing.
    kinds
        Gives for the points of a block numbers ``[number, point]`` that differ where regimes do in floats.
    """
    in_doubt, is_missing = doubts
    lanes = np.flatnonzero(in_doubt)
    most = job.exact_points(block)
    decided = np.zeros(len(in_doubt), dtype=np.uint8)
    if len(lanes) <= most:
        return lanes, decided
    differs = _differs(job, block, kinds)[lanes]
    decided[lanes] = np.where(differs, UNVERIFIED, WITHIN_MARGIN)
    decided[lanes[is_missing[lanes]]] = NO_GAME
    return np.concatenate([lanes[differs], lanes[~differs]])[:most], decided


def _differs(job: SweepJob, block: Block, kinds: Callable[[Block], NDArray[np.int32]]) -> BooleanArray:
    """Return whether the kind of each point differs from that of a neighbor on some axis."""
    starts = tuple(max(0, start - 1) for start in block.starts)
    stops = tuple(min(most, stop + 1) for most, stop in zip(job.grid.shape, block.stops, strict=True))
    around = Block(starts, stops)
    found = kinds(around).reshape(-1, *around.shape)
    differs = np.zeros(around.shape, dtype=bool)
    for axis in range(differs.ndim):
        step = np.moveaxis((np.diff(found, axis=axis + 1) != 0).any(axis=0), axis, 0)
        view = np.moveaxis(differs, axis, 0)
        view[:-1] |= step
        view[1:] |= step
    inner = tuple(
        slice(first - start, first - start + size)
        for first, start, size in zip(block.starts, starts, block.shape, strict=True)
    )
    return differs[inner].ravel()
