"""Which rule is better over a region of parameters: shares of the region in which one beats another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core.rationals import brief_fraction
from gametheory.core.solution import Limits, Progress, Termination
from gametheory.errors import InconsistentGameFileError, InvalidParameterError, UnsupportedGameError
from gametheory.models.parameter_values import checked_values
from gametheory.models.policies import at_policy_values, changed_model
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.given_model import check_model
from gametheory.studies.policies.policies import LEADING, checked_rule, measured, measures_of, selected_index
from gametheory.studies.policies.policy_records import AS_IT_IS, PolicyOutcome, place_of, policies_asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.core.solution import ProgressListener
    from gametheory.models.model import GameModel
    from gametheory.models.policy_definitions import PolicyDefinition
    from gametheory.studies.policies.policy_records import Measure

STEPS = 10**6
"""A point is drawn among so many equal steps of each range, so that it is a short fraction."""

_Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Contest:
    """How a rule does beside another one over a region, by one measure.

    Parameters
    ----------
    better, equal, worse
        Points at which the first gives more, the same or less than the second.
    open
        Points at which that hangs on the equilibrium, or at which not all equilibria are known.
    """

    better: int
    equal: int
    worse: int
    open: int

    @property
    def num_points(self) -> int:
        """All points."""
        return self.better + self.equal + self.worse + self.open

    @property
    def share(self) -> Fraction:
        """Share of the points at which the first gives more."""
        return Fraction(self.better, self.num_points)


@dataclass(frozen=True, eq=False)
class RegionComparison:
    """Policies beside each other at points of a region.

    Parameters
    ----------
    model
        The game, with the values of the parameters that stay.
    ranges
        Both ends of each parameter that varies.
    names, labels
        Of the policies; the game as it is stands first, with an empty name.
    measures
        What is compared.
    points
        The points that were solved, each with the values of the parameters that vary.
    intervals
        For each point, policy and measure what was compared: both ends over the equilibria, equal at a selected one;
        None where that is not known.
    select
        Rule that selects an equilibrium; None where a rule has to be better in all of them.
    seed
        Of the points.
    termination
        Why no more points were solved.
    """

    model: GameModel
    ranges: Mapping[str, _Interval]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    measures: tuple[Measure, ...]
    points: tuple[tuple[Fraction, ...], ...]
    intervals: tuple[tuple[tuple[_Interval | None, ...], ...], ...]
    select: str | None
    seed: int
    termination: Termination

    def contest(self, first: str, second: str, measure: str) -> Contest:
        """Return how a policy does beside another one.

        Parameters
        ----------
        first, second
            Names of policies; ``""`` is the game as it is.
        measure
            Key of a measure.

        Raises
        ------
        InvalidParameterError
            If there is no such policy or measure.
        """
        one, other = self._index(first), self._index(second)
        place = place_of(self.measures, measure)
        verdicts = [_verdict(point[one][place], point[other][place]) for point in self.intervals]
        return Contest(*(verdicts.count(kind) for kind in ("better", "equal", "worse", "open")))

    def _index(self, name: str) -> int:
        if name not in self.names:
            raise InvalidParameterError(f"expected a policy that was compared, got {name!r}")
        return self.names.index(name)


def compare_over(
    model: GameModel,
    over: Mapping[str, tuple[Any, Any] | None],
    policies: Sequence[str] | None = None,
    *,
    num_points: int = 200,
    seed: int = 0,
    **question: Any,
) -> RegionComparison:
    """Return how policies do beside each other at points drawn evenly from a region of parameters.

    At every point the game is solved exactly as it is and under each policy. A rule is better than another at a point
    where it gives more in each of its equilibria than the other in each of its own; with a rule that selects, at the
    selected ones.

    Parameters
    ----------
    model
        The game.
    over
        Both ends of each parameter that varies; None for its own range.
    policies
        Names; None for all of the file.
    num_points, seed
        How many points are drawn, and from which seed.
    question
        ``select``, ``concept``, ``limits`` and ``progress`` as of ``compare``; the time is that of all points.

    Raises
    ------
    InvalidParameterError
        If a parameter or policy is unknown, or a range is empty or not allowed.

    Examples
    --------
    >>> from gametheory import load
    >>> found = compare_over(load("price_monitoring"), {"temu_sales": (0, 30)}, ["no_monitoring"], num_points=40)
    >>> found.contest("no_monitoring", "", "seller")
    Contest(better=32, equal=8, worse=0, open=0)
    """
    check_model(model)
    study = _Study(model, policies, **question)
    ranges = _ranges(model, over)
    watch = Watch(study.limits)
    points, rows = [], []
    termination = Termination.EXHAUSTED
    for number, point in enumerate(_points(ranges, num_points, seed)):
        try:
            watch.tick()
            rows.append(study.at(point, watch))
        except LimitReachedError as stop:
            termination = stop.termination
            break
        points.append(tuple(point.values()))
        if study.progress is not None:
            study.progress(Progress(number + 1, num_points, len(points)))
    names = (AS_IT_IS, *(policy.name for policy in study.policies))
    labels = ("As it is", *(policy.text for policy in study.policies))
    return RegionComparison(
        model,
        ranges,
        names,
        labels,
        study.measures,
        tuple(points),
        tuple(rows),
        study.select,
        seed,
        termination,
    )


def _ranges(model: GameModel, over: Mapping[str, tuple[Any, Any] | None]) -> dict[str, _Interval]:
    """Return the ends of each range as exact numbers."""
    if not over:
        raise InvalidParameterError("expected a parameter to vary, got none; give one with its range")
    ranges = {}
    for name, given in over.items():
        ends = _own_range(model, name) if given is None else given
        if not isinstance(ends, tuple | list) or len(ends) != 2:
            raise InvalidParameterError(f"expected (low, high) of {name!r}, got {ends!r}")
        low, high = (checked_values(model.parameters, {name: end})[name] for end in ends)
        if low >= high:
            raise InvalidParameterError(
                f"expected a range of {name!r} from a lower to a higher value, got {brief_fraction(low)} to "
                f"{brief_fraction(high)}"
            )
        ranges[name] = (low, high)
    return ranges


def _own_range(model: GameModel, name: str) -> tuple[Any, Any]:
    """Return the range of a parameter in the file."""
    known = model.parameters.get(name)
    if known is not None and (known.low is None or known.high is None):
        raise InvalidParameterError(f"expected a range of {name!r}, got none in the file; give one ({name}=lo:hi)")
    return (0, 0) if known is None else (known.low, known.high)


def _points(ranges: Mapping[str, _Interval], num_points: int, seed: int) -> Iterator[dict[str, Fraction]]:
    """Yield points drawn evenly and independently of each other."""
    rng = np.random.default_rng(seed)
    for steps in rng.integers(0, STEPS, size=(num_points, len(ranges)), endpoint=True).tolist():
        yield {
            name: low + (high - low) * Fraction(step, STEPS)
            for (name, (low, high)), step in zip(ranges.items(), steps, strict=True)
        }


class _Study:
    """What is solved at each point: the game as it is and as each policy changes it."""

    def __init__(
        self,
        model: GameModel,
        policies: Sequence[str] | None,
        *,
        select: str | None = None,
        concept: str | None = None,
        limits: Limits | None = None,
        progress: ProgressListener | None = None,
    ) -> None:
        self.policies: tuple[PolicyDefinition, ...] = policies_asked(model, policies)
        self.select = None if select is None else checked_rule(model, select)
        self.limits = limits or Limits()
        self.progress = progress
        self.measures = measures_of(model)
        self._concept = concept
        self._model = model
        self._changed = [(policy.name, changed_model(model, policy.name)) for policy in self.policies]

    def at(self, point: Mapping[str, Fraction], watch: Watch) -> tuple[tuple[_Interval | None, ...], ...]:
        """Return what is compared at a point, for each game and measure."""
        model = self._model.with_values(**point)
        return (self._row(model, watch), *(self._under(model, name, changed, watch) for name, changed in self._changed))

    def _under(self, model: GameModel, name: str, changed: GameModel, watch: Watch) -> tuple[_Interval | None, ...]:
        """Return the measures under a policy; unknown where the policy leaves no game at the point."""
        try:
            return self._row(at_policy_values(changed, model, name), watch)
        except InconsistentGameFileError:
            return (None,) * len(self.measures)

    def _row(self, model: GameModel, watch: Watch) -> tuple[_Interval | None, ...]:
        """Return both ends of each measure in one game."""
        left = replace(self.limits, time=None if self.limits.time is None else max(0.0, watch.seconds_left))
        try:
            solution = solve(model, self._concept, limits=left)
            if solution.termination.was_cut_short:
                raise LimitReachedError(solution.termination)
            values = measured(model, solution)
        except (UnsupportedGameError, InconsistentGameFileError):
            return (None,) * len(self.measures)
        outcome = PolicyOutcome("", "", model, solution, values, selected_index(solution, self.select or LEADING))
        if self.select is not None:
            chosen = outcome.chosen
            return (None,) * len(self.measures) if chosen is None else tuple((value, value) for value in chosen)
        return tuple(outcome.interval(place) if outcome.is_complete else None for place in range(len(self.measures)))


def _verdict(first: _Interval | None, second: _Interval | None) -> str:
    """Return whether all of the first lies above, on or below all of the second."""
    if first is None or second is None:
        return "open"
    if first[0] > second[1]:
        return "better"
    if first[1] < second[0]:
        return "worse"
    return "equal" if first == second and first[0] == first[1] else "open"
