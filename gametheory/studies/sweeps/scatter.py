"""Points that are no grid: values of several parameters, one point after the other, solved like a sweep."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gametheory.core.solution import Termination
from gametheory.errors import InvalidParameterError
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.sweeps.grid import Axis, Grid
from gametheory.studies.sweeps.sweep_chunks import REGIME_KEYS, REGIME_TEXTS, solve_chunk
from gametheory.studies.sweeps.sweep_job import SweepJob

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.solvers.watch import Watch
    from gametheory.studies.sweeps.grid import Block


@dataclass(frozen=True)
class Scatter(Grid):
    """Points one after the other; each axis has a value for every point, in no order.

    Examples
    --------
    >>> half, whole = Fraction(1, 2), Fraction(1)
    >>> points = scatter({"fee": [half, whole, half], "cost": [whole, whole, Fraction(3)]})
    >>> points.shape, points.exact_point([2])
    ((3,), {'fee': Fraction(1, 2), 'cost': Fraction(3, 1)})
    """

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of points, as of one axis."""
        return (self.axes[0].num_points,)

    def exact_point(self, indices: Sequence[int]) -> dict[str, Fraction]:
        """Return the values at a point."""
        (index,) = indices
        return {axis.name: axis.exact(int(index)) for axis in self.axes}

    def floats(self, block: Block) -> dict[str, FloatArray]:
        """Return the rounded values at the points of a block, one array for each parameter."""
        (part,) = block.slices
        return {axis.name: axis.floats[part] for axis in self.axes}


def scatter(values: Mapping[str, Sequence[Fraction]]) -> Scatter:
    """Return points from the values of each parameter, as many of each."""
    axes = []
    for name, numbers in values.items():
        denominator = math.lcm(*(number.denominator for number in numbers))
        numerators = tuple(number.numerator * (denominator // number.denominator) for number in numbers)
        axes.append(Axis(name, numerators, denominator))
    return Scatter(tuple(axes))


def within(low: Fraction, high: Fraction, numbers: FloatArray) -> list[Fraction]:
    """Return floats as rationals, moved to the ends where rounding carried them past."""
    return [min(max(Fraction(number), low), high) for number in numbers.tolist()]


class ScatterAnswer(NamedTuple):
    """What is known at points.

    Attributes
    ----------
    arrays
        As those of `solve_chunk`, of all points; of those that were not reached nothing is known.
    texts
        Regimes that were met, by key.
    num_solved
        How many points, from the first one on, were reached.
    termination
        Why it ended.
    """

    arrays: Mapping[str, NDArray[Any]]
    texts: Mapping[int, str]
    num_solved: int
    termination: Termination


def solve_scatter(job: SweepJob, watch: Watch) -> ScatterAnswer:
    """Return what the points of a job are answered; at a limit or after Ctrl-C those that were reached.

    Raises
    ------
    InvalidParameterError
        If the job's points are no scatter.
    """
    if not isinstance(job.grid, Scatter):
        raise InvalidParameterError(f"expected points one after the other, got a grid of {job.grid.shape}")
    arrays = job.empty(job.grid.num_points)
    texts: dict[int, str] = {}
    num_solved, termination = 0, Termination.EXHAUSTED
    try:
        for chunk in range(job.num_chunks):
            watch.tick(job.num_chunks)
            found = solve_chunk(job, chunk)
            (part,) = job.block(chunk).slices
            for name, array in arrays.items():
                array[part] = found[name]
            texts |= dict(zip(found[REGIME_KEYS].tolist(), found[REGIME_TEXTS].tolist(), strict=True))
            num_solved = part.stop
    except LimitReachedError as limit:
        termination = limit.termination
    except KeyboardInterrupt:
        termination = Termination.INTERRUPTED
    return ScatterAnswer(arrays, texts, num_solved, termination)


def is_known(payoffs: FloatArray) -> NDArray[np.bool_]:
    """Return for each point whether an equilibrium was selected there, given its payoffs."""
    known: NDArray[np.bool_] = np.logical_not(np.isnan(payoffs).any(axis=-1))
    return known
