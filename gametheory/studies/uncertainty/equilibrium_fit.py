"""The equilibrium nearest to what was observed: least squares, and likelihood where counts were observed."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gametheory.core.solution import Termination
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.sweeps.scatter import scatter, solve_scatter, within
from gametheory.studies.sweeps.sweep_job import Choice, SweepJob
from gametheory.studies.uncertainty.calibration_records import FittedNumber

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.solvers.watch import Watch
    from gametheory.studies.uncertainty.calibration_targets import Observation

NUM_STARTS = 8
"""Of the points that were looked at first, so many of the best are gone on from."""
STEP = 1e-6
"""Of finite differences, as a share of the range."""
MET = 1e-9
"""Residuals, relative to what was observed, that count as rounding."""
AS_GOOD = 1e-6
"""Misfits, relative to what was observed, that count as equal."""
APART = 1e-3
"""Shares of the range by which other values must differ."""
RANK = 1e-5
"""Singular values, relative to the largest, that count as 0."""
LEAST_PROBABILITY = 1e-12
"""What an action that was observed counts as where it is never played."""
_FAR = 1e8
"""Residual where there is no equilibrium."""
DENOMINATORS = (10, 100, 1000, 10_000)
"""Of the simple numbers that are tried in the place of floats."""


class FitAnswer(NamedTuple):
    """What a fit found."""

    point: Mapping[str, Fraction]
    numbers: tuple[FittedNumber, ...]
    misfit: float
    is_met: bool
    undetermined: tuple[str, ...]
    num_others: int
    num_starts: int
    num_points: int
    termination: Termination


@dataclass(eq=False)
class EquilibriumFit:
    """A search for the values at which an equilibrium is nearest to what was observed.

    Parameters
    ----------
    job
        A sweep of the model whose concept is asked for.
    ranges
        Both ends of each parameter that varies.
    observations
        What was observed.
    watch
        Limits and progress.
    """

    job: SweepJob
    ranges: Mapping[str, tuple[Fraction, Fraction]]
    observations: Sequence[Observation]
    watch: Watch
    num_points: int = 0
    _best: tuple[float, dict[str, Fraction]] = field(default_factory=lambda: (np.inf, {}))

    def __post_init__(self) -> None:
        choices = {choice: place for place, choice in enumerate(self.job.choices)}
        players = [player.key for player in self.job.model.players]
        self._columns = [
            (one.kind == "payoffs", players.index(one.player))
            if one.kind == "payoffs"
            else (False, choices[Choice(one.player, one.infoset, one.action)])
            for one in self.observations
        ]
        self._observed = np.array([one.value for one in self.observations])
        self._is_count = np.array([one.kind == "counts" for one in self.observations])
        totals: dict[tuple[str, str], float] = {}
        for one in self.observations:
            if one.kind == "counts":
                totals[one.player, one.infoset] = totals.get((one.player, one.infoset), 0.0) + one.value
        self._totals = np.array([totals.get((one.player, one.infoset), 1.0) for one in self.observations])
        self._scale = max(1.0, float(np.abs(self._observed).max()))

    def run(self, starts: Mapping[str, list[Fraction]]) -> FitAnswer:
        """Return the best that is reached from the best of some points."""
        termination, ends = Termination.EXHAUSTED, []
        num_starts = 0
        try:
            residuals = self._residuals(starts)
            misfits = (residuals**2).sum(axis=1)
            order = np.argsort(misfits, kind="stable")[:NUM_STARTS]
            shares = np.array([self._shares(starts, place) for place in order.tolist()])
            for start in shares[misfits[order] < _FAR]:
                ends.append(self._descend(start))
                num_starts += 1
        except LimitReachedError as limit:
            termination = limit.termination
        except KeyboardInterrupt:
            termination = Termination.INTERRUPTED
        misfit, point = self._best
        if not point or misfit >= _FAR:
            return FitAnswer({}, (), np.inf, False, (), 0, num_starts, self.num_points, termination)
        misfit, point = self._simplified(misfit, point)
        numbers, residuals = self._told(point)
        return FitAnswer(
            point,
            numbers,
            misfit,
            bool(np.abs(residuals).max() <= MET * self._scale),
            self._undetermined(point),
            self._others(ends, misfit, point),
            num_starts,
            self.num_points,
            termination,
        )

    def _shares(self, columns: Mapping[str, Sequence[Fraction]], place: int) -> list[float]:
        """Return a point as shares of the ranges."""
        return [float((columns[name][place] - low) / (high - low)) for name, (low, high) in self.ranges.items()]

    def _point(self, shares: FloatArray) -> dict[str, list[Fraction]]:
        """Return the values at points, ``[point, parameter]`` in shares of the ranges."""
        return {
            name: within(low, high, float(low) + float(high - low) * shares[:, place])
            for place, (name, (low, high)) in enumerate(self.ranges.items())
        }

    def _numbers(self, columns: Mapping[str, list[Fraction]]) -> FloatArray:
        """Return what the model says in the place of what was observed, ``[point, equilibrium, observation]``."""
        job = SweepJob(self.job.model, scatter(columns), self.job.concept, ("probability", "payoff"), None)
        answer = solve_scatter(job, self.watch)
        if answer.termination is Termination.INTERRUPTED:
            raise KeyboardInterrupt
        if answer.termination is not Termination.EXHAUSTED:
            raise LimitReachedError(answer.termination)
        self.num_points += answer.num_solved
        parts = [
            answer.arrays["payoff" if is_payoff else "probability"][..., place] for is_payoff, place in self._columns
        ]
        return np.stack(parts, axis=-1)

    def _differences(self, numbers: FloatArray) -> FloatArray:
        """Return residuals: differences, of counts the signed roots of their shares in the deviance."""
        plain = numbers - self._observed
        expected = self._totals * np.maximum(numbers, LEAST_PROBABILITY)
        seen = np.where(self._is_count, self._observed, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            logarithms = np.where(seen > 0, seen * np.log(np.where(seen > 0, seen, 1.0) / expected), 0.0)
        deviance = np.maximum(2.0 * (logarithms - seen + expected), 0.0)
        residuals: FloatArray = np.where(self._is_count, np.sign(expected - seen) * np.sqrt(deviance), plain)
        return residuals

    def _residuals(self, columns: Mapping[str, list[Fraction]]) -> FloatArray:
        """Return the residuals of the nearest equilibrium at each point, ``[point, observation]``."""
        residuals = self._differences(self._numbers(columns))
        residuals = np.where(np.isnan(residuals).any(axis=-1, keepdims=True), _FAR, residuals)
        nearest = (residuals**2).sum(axis=-1).argmin(axis=1)
        found: FloatArray = np.take_along_axis(residuals, nearest[:, None, None], axis=1)[:, 0]
        misfits = (found**2).sum(axis=1)
        place = int(misfits.argmin())
        if misfits[place] < self._best[0]:
            self._best = float(misfits[place]), {name: values[place] for name, values in columns.items()}
        return found

    def _jacobian(self, shares: FloatArray) -> FloatArray:
        """Return the derivatives of the residuals in shares of the ranges, ``[observation, parameter]``."""
        steps = np.where(shares + STEP <= 1.0, STEP, -STEP)
        points = np.vstack([shares, shares + np.diag(steps)])
        residuals = self._residuals(self._point(points))
        slopes: FloatArray = ((residuals[1:] - residuals[0]) / steps[:, None]).T
        return slopes

    def _descend(self, start: FloatArray) -> FloatArray:
        """Return where least squares lead from a point, in shares of the ranges, and the misfit there last."""
        from scipy.optimize import least_squares

        def residuals(shares: FloatArray) -> FloatArray:
            self.watch.tick()
            found: FloatArray = self._residuals(self._point(shares[None]))[0]
            return found

        inner = np.clip(start, 1e-9, 1 - 1e-9)
        result: Any = least_squares(
            residuals, inner, jac=self._jacobian, bounds=(0.0, 1.0), xtol=1e-13, ftol=1e-13, gtol=1e-13, max_nfev=60
        )
        return np.array([*result.x, 2.0 * result.cost])

    def _simplified(self, misfit: float, point: dict[str, Fraction]) -> tuple[float, dict[str, Fraction]]:
        """Return simple numbers in the place of floats where they fit as well."""
        most = max(misfit, (MET * self._scale) ** 2)
        for denominator in DENOMINATORS:
            simple = {
                name: min(max(value.limit_denominator(denominator), self.ranges[name][0]), self.ranges[name][1])
                for name, value in point.items()
            }
            reached = float((self._residuals({name: [value] for name, value in simple.items()}) ** 2).sum())
            if reached <= most:
                return reached, simple
        return misfit, point

    def _told(self, point: Mapping[str, Fraction]) -> tuple[tuple[FittedNumber, ...], FloatArray]:
        """Return what the model says at a point, and the residuals."""
        numbers = self._numbers({name: [value] for name, value in point.items()})[0]
        residuals = self._differences(numbers)
        filled = np.where(np.isnan(residuals).any(axis=-1, keepdims=True), _FAR, residuals)
        nearest = int((filled**2).sum(axis=-1).argmin())
        told = numbers[nearest] * np.where(self._is_count, self._totals, 1.0)
        fitted = tuple(
            FittedNumber(one.kind, (one.player, one.infoset, one.action), one.value, float(value))
            for one, value in zip(self.observations, told, strict=True)
        )
        return fitted, filled[nearest]

    def _undetermined(self, point: Mapping[str, Fraction]) -> tuple[str, ...]:
        """Return the parameters that can move without a change of what is fitted."""
        shares = np.array(self._shares({name: [value] for name, value in point.items()}, 0))
        try:
            jacobian = self._jacobian(shares)
        except (LimitReachedError, KeyboardInterrupt):
            return ()
        _, sizes, directions = np.linalg.svd(jacobian, full_matrices=True)
        largest = float(sizes.max(initial=0.0))
        rank = int((sizes > RANK * largest).sum()) if largest else 0
        free = np.abs(directions[rank:]).max(axis=0, initial=0.0) > APART
        return tuple(name for name, is_free in zip(self.ranges, free.tolist(), strict=True) if is_free)

    def _others(self, ends: Sequence[FloatArray], misfit: float, point: Mapping[str, Fraction]) -> int:
        """Return how many searches ended at other values that fit as well."""
        own = np.array(self._shares({name: [value] for name, value in point.items()}, 0))
        most = misfit + AS_GOOD * self._scale**2
        return sum(bool(end[-1] <= most and np.abs(end[:-1] - own).max() > APART) for end in ends)
