"""Designs of points and the indices that belong to them, by SALib."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import InvalidParameterError
from gametheory.studies.uncertainty.sensitivity_records import ElementaryEffect, SobolIndex, Spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray

METHODS = ("sobol", "morris")
NUM_LEVELS = 4
"""Values of each parameter in Morris's design: the middles of so many equally likely parts, never the ends."""
MOST_POINTS = 2_000_000
_TWO_SIDED = 1.959963984540054
"""Normal quantile of 97.5 %."""
CONSTANT = 1e-12
"""An output whose range is less than this share of its size, and an influence of less than this share of the range,
are nothing but rounding."""


@dataclass(frozen=True, slots=True)
class Design:
    """Points in the unit cube, in groups from each of which every parameter's influence can be read.

    Parameters
    ----------
    method
        ``sobol``: Saltelli's design, a point, another one, and the first one with each coordinate of the second one
        in turn. ``morris``: trajectories that change one coordinate after the other.
    names
        The coordinates.
    num_groups
        Number of groups.
    seed
        At least 0.
    """

    method: str
    names: tuple[str, ...]
    num_groups: int
    seed: int

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise InvalidParameterError(f"expected method 'sobol' or 'morris', got {self.method!r}")
        if isinstance(self.seed, bool) or not isinstance(self.seed, int) or self.seed < 0:
            raise InvalidParameterError(f"expected a seed as a whole number of at least 0, got {self.seed!r}")
        if not isinstance(self.num_groups, int) or self.num_groups < 2:
            raise InvalidParameterError(f"expected at least 2 samples, got {self.num_groups!r}")
        if self.method == "sobol" and self.num_groups & (self.num_groups - 1):
            power = 1 << round(math.log2(self.num_groups))
            raise InvalidParameterError(
                f"expected a power of 2 as number of samples of Sobol's method, got {self.num_groups}; take {power}"
            )
        if self.num_groups * self.group_size > MOST_POINTS:
            raise InvalidParameterError(
                f"expected at most {MOST_POINTS:,} points, got {self.num_groups:,} groups of {self.group_size}; "
                "take fewer samples"
            )

    @property
    def group_size(self) -> int:
        """Points of a group."""
        return len(self.names) + (2 if self.method == "sobol" else 1)

    @property
    def _problem(self) -> dict[str, Any]:
        return {"num_vars": len(self.names), "names": list(self.names), "bounds": [[0.0, 1.0]] * len(self.names)}

    def points(self) -> FloatArray:
        """Return the points, ``[point, coordinate]``, group after group."""
        if self.method == "sobol":
            from SALib.sample import sobol

            found = sobol.sample(self._problem, self.num_groups, calc_second_order=False, seed=self.seed + 1)
        else:
            from SALib.sample import morris

            levels = morris.sample(self._problem, self.num_groups, num_levels=NUM_LEVELS, seed=self.seed + 1)
            found = (levels * (NUM_LEVELS - 1) + 0.5) / NUM_LEVELS
        return np.asarray(found, dtype=np.float64)

    def indices(self, points: FloatArray, values: FloatArray) -> tuple[SobolIndex, ...] | tuple[ElementaryEffect, ...]:
        """Return the indices of an output.

        Parameters
        ----------
        points
            Whole groups of the design.
        values
            The output at each of them.
        """
        if len(values) < 2 * self.group_size:
            return ()
        if np.ptp(values) <= CONSTANT * np.abs(values).max():
            return self._without_influence()
        if self.method == "sobol":
            from SALib.analyze import sobol

            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # of samples that are all alike
                found = sobol.analyze(self._problem, values, calc_second_order=False, seed=self.seed + 1)
            unknown = {"S1": 0.0, "S1_conf": 1.0, "ST": 0.0, "ST_conf": 1.0}
            told = [np.where(np.isfinite(found[part]), found[part], other) for part, other in unknown.items()]
            columns = zip(self.names, *(part.tolist() for part in told), strict=True)
            return tuple(
                SobolIndex(name, *numbers) if numbers[2] > CONSTANT else SobolIndex(name, 0.0, 0.0, 0.0, 0.0)
                for name, *numbers in columns
            )
        from SALib.analyze import morris

        found = morris.analyze(self._problem, points, values, num_levels=NUM_LEVELS, seed=self.seed + 1)
        parts = ("mu", "mu_star", "mu_star_conf", "sigma")
        effects = zip(self.names, *(np.asarray(found[part], dtype=float).tolist() for part in parts), strict=True)
        least = CONSTANT * float(np.ptp(values))
        return tuple(
            ElementaryEffect(name, *numbers) if numbers[1] > least else ElementaryEffect(name, 0.0, 0.0, 0.0, 0.0)
            for name, *numbers in effects
        )

    def _without_influence(self) -> tuple[SobolIndex, ...] | tuple[ElementaryEffect, ...]:
        """Return the indices of an output that is the same everywhere."""
        if self.method == "sobol":
            return tuple(SobolIndex(name, 0.0, 0.0, 0.0, 0.0) for name in self.names)
        return tuple(ElementaryEffect(name, 0.0, 0.0, 0.0, 0.0) for name in self.names)

    def spread(self, values: FloatArray, *, is_share: bool) -> Spread | None:
        """Return where an output lies, from the points of each group that are drawn from the distributions.

        Parameters
        ----------
        values
            The output at the points of whole groups.
        is_share
            Whether it is 1 or 0, of which the mean is a probability.
        """
        if self.method != "sobol" or not len(values):
            return None
        grouped = values.reshape(-1, self.group_size)
        drawn = grouped[:, [0, -1]].ravel()
        mean, deviation = float(drawn.mean()), float(drawn.std())
        error = _share_error(mean, len(drawn)) if is_share else _TWO_SIDED * deviation / math.sqrt(len(drawn))
        low, median, high = np.quantile(drawn, [0.05, 0.5, 0.95]).tolist()
        return Spread(mean, deviation, low, median, high, error)


def whole_groups(known: Sequence[bool] | Any, group_size: int) -> Any:
    """Return for each point whether its whole group is known."""
    return np.repeat(np.asarray(known).reshape(-1, group_size).all(axis=1), group_size)


def _share_error(share: float, num: int) -> float:
    """Return the distance from a share to the farther end of Wilson's interval."""
    square = _TWO_SIDED**2 / num
    center = (share + square / 2) / (1 + square)
    half = _TWO_SIDED * math.sqrt(share * (1 - share) / num + square / (4 * num)) / (1 + square)
    return max(center + half - share, share - center + half)
