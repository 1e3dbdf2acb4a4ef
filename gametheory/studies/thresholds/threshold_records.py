"""What a search for thresholds answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Termination
from gametheory.studies.lines.line_regimes import settled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.models.model import GameModel
    from gametheory.polynomials import RealRoot
    from gametheory.studies.lines.line_regimes import AnyRegime
    from gametheory.studies.regimes import Regime


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Two values between which the regime was seen to change, found by bisection.

    Parameters
    ----------
    low, high
        The last value with the regime before, and the first with the regime after.
    """

    low: Fraction
    high: Fraction

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """Both ends."""
        return self.low, self.high

    def __float__(self) -> float:
        return float((self.low + self.high) / 2)

    def __str__(self) -> str:
        return f"{float(self):.10g}"


ThresholdValue: TypeAlias = "RealRoot | Enclosure"
"""An exact number, or the two values between which it lies."""


class Threshold:
    """A value of the parameter at which the regime changes.

    Parameters
    ----------
    value
        Exact, or enclosed.
    before, at, after
        The regimes next below it, at it and next above it; None where there is no game, and ``at`` also where the value
        is only enclosed.
    """

    __slots__ = ("_regimes", "value")

    def __init__(self, value: ThresholdValue, before: AnyRegime, at: AnyRegime, after: AnyRegime) -> None:
        self.value = value
        self._regimes = before, at, after

    @property
    def before(self) -> Regime | None:
        """The regime next below."""
        return settled(self._regimes[0])

    @property
    def at(self) -> Regime | None:
        """The regime at the value."""
        return settled(self._regimes[1])

    @property
    def after(self) -> Regime | None:
        """The regime next above."""
        return settled(self._regimes[2])

    @property
    def is_exact(self) -> bool:
        """Whether the value is known exactly."""
        return not isinstance(self.value, Enclosure)

    @property
    def is_touch(self) -> bool:
        """Whether the regime is another one at the value alone."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of the range at which the regime is not that next to it.

    Parameters
    ----------
    value
        The end.
    regime
        The regime there; None where there is no game.
    inside
        The regime next to it.
    """

    value: Fraction
    regime: Regime | None
    inside: Regime | None


@dataclass(frozen=True, eq=False)
class Thresholds:
    """All values of a parameter at which the regime changes, as far as the coverage says.

    A regime is the supports of the extreme equilibria and their grouping into components.

    Parameters
    ----------
    model
        The model, with the values of the other parameters.
    parameter, concept
        What varies, and what is solved.
    low, high
        The range, ends included.
    thresholds
        Inside the range, in increasing order.
    first
        The regime next above the lower end; None where there is no game.
    edges
        Ends of the range with a regime of their own.
    breakpoints
        Values inside at which a formula changes its form or has no value, in increasing order.
    ties
        Sentences that name what ties at every value.
    coverage
        ``ALL`` where it is proved that none is missing, ``PARTIAL`` where the search was cut short, ``APPROXIMATE``
        where thresholds were sought by bisection between samples.
    proved
        Whether the regimes between neighboring thresholds are proved to be the same.
    notes
        Sentences on why something is not proved, or where there is no game.
    termination
        Why the search ended.
    statistics
        ``polynomials`` whose signs decide the regime, ``candidates`` (their roots), ``pieces``, ``seconds``.
    """

    model: GameModel
    parameter: str
    concept: str
    low: Fraction
    high: Fraction
    thresholds: tuple[Threshold, ...]
    first: Regime | None
    edges: tuple[Edge, ...] = ()
    breakpoints: tuple[RealRoot, ...] = ()
    ties: tuple[str, ...] = ()
    coverage: Coverage = Coverage.ALL
    proved: bool = True
    notes: tuple[str, ...] = ()
    termination: Termination = Termination.EXHAUSTED
    statistics: Mapping[str, int | float] = field(default_factory=lambda: read_only({}))

    @property
    def values(self) -> tuple[ThresholdValue, ...]:
        """The thresholds' values in increasing order."""
        return tuple(threshold.value for threshold in self.thresholds)

    @property
    def stretches(self) -> tuple[tuple[ThresholdValue | Fraction, ThresholdValue | Fraction, Regime | None], ...]:
        """The open intervals between the ends and the thresholds, each with its regime."""
        ends = [self.low, *self.values, self.high]
        regimes = [self.first, *(threshold.after for threshold in self.thresholds)]
        return tuple(zip(ends, ends[1:], regimes, strict=False))

    def regime_at(self, value: Fraction) -> Regime | None:
        """Return the regime at a value of the range; None where there is no game, or none is known."""
        for edge in self.edges:
            if edge.value == value:
                return edge.regime
        current = self.first
        for threshold in self.thresholds:
            if isinstance(threshold.value, Enclosure):
                if value <= threshold.value.low:
                    break
                current = threshold.after if value >= threshold.value.high else None
                if current is None:
                    break
                continue
            order = threshold.value.compare(value)
            if order > 0:
                break
            current = threshold.at if order == 0 else threshold.after
            if order == 0:
                break
        return current
