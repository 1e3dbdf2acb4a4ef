"""The best value of a parameter that a rule maker sets, given the equilibrium that answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from gametheory.core.rationals import brief_fraction
from gametheory.core.solution import Termination
from gametheory.errors import InvalidParameterError, SolverError, UnsupportedGameError
from gametheory.polynomials import RealRoot, sign_chart
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.given_model import check_model
from gametheory.studies.policies.fitted_function import MOST_DEGREE, fitted_function
from gametheory.studies.policies.policies import checked_rule, measured, measures_of, selected_index
from gametheory.studies.policies.policy_records import place_of
from gametheory.studies.thresholds.threshold_records import Enclosure
from gametheory.studies.thresholds.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.solution import Solution
    from gametheory.models.model import GameModel
    from gametheory.polynomials import RationalFunction
    from gametheory.studies.policies.policy_records import Measure
    from gametheory.studies.thresholds.threshold_records import Thresholds, ThresholdValue

Side = Literal["at", "above", "below"]
NARROW = Fraction(1, 10**15)
"""Width to which an irrational value is enclosed, relative to the range."""
SAMPLED_DEGREE = 4
"""Largest degree that is tried where thresholds were looked for at samples, so that one stretch may hold several."""
SPLIT_DEGREE = 1
"""Largest degree that is tried where sellers of a tier split, since one after the other goes over along the range."""
NUM_SAMPLES, NUM_HALVINGS = 16, 4
"""Parts into which a stretch is cut where no function fits, and how often the step around the best is halved."""


@dataclass(frozen=True, slots=True)
class DesignPoint:
    """A value of the parameter and what the objective is there.

    Parameters
    ----------
    value
        The value; of an irrational one a number within 10^-15 of the range.
    objective
        The objective at the value, or what it tends to as the parameter comes near.
    side
        ``at`` where that is attained; ``above`` or ``below`` where it is only approached, from larger or from smaller
        values.
    is_exact
        Whether both numbers are exact.
    stretch
        Where the objective is the same on a whole stretch, its ends, which may not belong to it; the value lies in it.
    """

    value: Fraction
    objective: Fraction
    side: Side = "at"
    is_exact: bool = True
    stretch: tuple[Fraction, Fraction] | None = None

    @property
    def is_attained(self) -> bool:
        """Whether some value of the parameter gives as much."""
        return self.side == "at"


@dataclass(frozen=True, eq=False)
class Design:
    """The best value of a parameter.

    Parameters
    ----------
    model
        The game, with the values of the other parameters.
    measure
        What is made as large as possible.
    parameter, low, high
        What is set, within which range.
    best
        The best point; where it is not attained, the objective is a supremum.
    near
        A point that is attained; where the best one is not, a thousandth of the range away from it.
    pieces
        The best point of each stretch on which the equilibria do not change, in increasing order; between them the ends
        and thresholds at which alone the objective is larger.
    thresholds
        Where they change.
    select
        Rule that selects the equilibrium which answers.
    proved
        Whether the thresholds are proved and the objective is a known function between them. The function is worked
        out from exact solutions and checked at more of them.
    notes
        Sentences on what is not proved.
    termination
        EXHAUSTED, or the limit that ended the search; what was found by then is told.
    """

    model: GameModel
    measure: Measure
    parameter: str
    low: Fraction
    high: Fraction
    best: DesignPoint
    near: DesignPoint
    pieces: tuple[DesignPoint, ...]
    thresholds: Thresholds
    select: str
    proved: bool
    notes: tuple[str, ...]
    termination: Termination

    @property
    def equals(self) -> tuple[DesignPoint, ...]:
        """The other pieces that give as much as the best point."""
        return tuple(
            piece
            for piece in self.pieces
            if piece.is_attained and piece.objective == self.best.objective and piece.value != self.best.value
        )


def design(
    model: GameModel,
    objective: str,
    over: str | tuple[str, Any, Any],
    *,
    select: str | None = None,
    **question: Any,
) -> Design:
    """Return the value of a parameter that makes a payoff or a formula of ``welfare:`` largest in the answer to it.

    Parameters
    ----------
    model
        The game; the other parameters keep its values.
    objective
        Key of a player, name of a formula of ``welfare:``, or ``all_players`` for the sum of payoffs.
    over
        Name of the parameter and both ends of its range; the name alone for its own range.
    select
        Rule that selects the equilibrium which answers, as of ``compare``.
    question
        ``concept``, ``limits`` and ``progress`` as of ``thresholds``; the same time again for what follows.

    Raises
    ------
    InvalidParameterError
        If the objective, the parameter or the rule is unknown, or the range is none.
    UnsupportedGameError
        If the objective grows without bound, or no equilibrium is selected anywhere.
    SolverError
        If the time was too short for any answer.

    Examples
    --------
    >>> from gametheory import load
    >>> best = design(load("price_monitoring"), "seller", ("suppressed", 0, 1)).best
    >>> str(best.value), str(best.objective), best.side
    ('0', '162/25', 'at')
    >>> best = design(load("price_monitoring"), "amazon", ("suppressed", 0, 1)).best
    >>> str(best.value), str(best.objective), best.side
    ('3/71', '24823/5850', 'above')

    Notes
    -----
    Between neighboring thresholds the regime is the same and the objective a quotient of polynomials, which is fitted
    to exact solutions and checked at others. It is largest where its slope is 0, or as an end is approached; there the
    equilibrium may be another one, so that a supremum need not be attained.
    """
    check_model(model)
    parameter, within = _range(over)
    rule = checked_rule(model, select)
    measures = measures_of(model)
    place = place_of(measures, objective)
    found = thresholds(model, parameter, within=within, **question)
    study = _Study(model, parameter, found, place, rule=rule, watch=Watch(question.get("limits")))
    termination = study.run()
    if not study.points and termination.was_cut_short:
        raise SolverError(f"the search for the best {parameter} was cut short before there was any; allow more time")
    if not study.points:
        raise UnsupportedGameError(
            f"expected an equilibrium that answers {parameter!r} somewhere between {found.low} and {found.high}, got "
            f"none by select={rule!r}; choose another rule"
        )
    best = max(study.points, key=lambda point: (point.objective, point.is_attained, -point.value))
    notes = (*found.notes, *study.notes)
    is_cut = termination.was_cut_short or found.termination.was_cut_short
    return Design(
        model,
        measures[place],
        parameter,
        found.low,
        found.high,
        best,
        study.near(best),
        study.pieces(),
        found,
        rule,
        found.proved and not study.notes and not is_cut,
        notes,
        found.termination if found.termination.was_cut_short else termination,
    )


def _range(over: object) -> tuple[str, tuple[Any, Any] | None]:
    """Return the name of a parameter and both ends of its range, None for its own."""
    if isinstance(over, str):
        return over, None
    if isinstance(over, tuple | list) and len(over) == 3:
        return over[0], (over[1], over[2])
    raise InvalidParameterError(f"expected a parameter, or (name, low, high), got {over!r}")


class _Study:
    """The objective along the range."""

    def __init__(
        self, model: GameModel, parameter: str, found: Thresholds, place: int, *, rule: str, watch: Watch
    ) -> None:
        self._model, self._parameter, self._found, self._place = model, parameter, found, place
        self._rule, self._watch = rule, watch
        self._known: dict[Fraction, Fraction | None] = {}
        self._singles: list[DesignPoint] = []
        self._stretches: list[DesignPoint] = []
        self.notes: list[str] = []
        self.points: list[DesignPoint] = []

    def run(self) -> Termination:
        """Find what may be best: ends, thresholds, and of each stretch the slopes of 0 and both limits."""
        ends = self._ends
        try:
            for end in ends:
                if isinstance(end, RealRoot) and end.value is not None:
                    objective = self._objective(end.value)
                    if objective is not None:
                        self._singles.append(DesignPoint(end.value, objective))
                        self.points.append(self._singles[-1])
            for low, high in pairwise(ends):
                inner = list(self._inside(low, high))
                if inner:
                    self._stretches.append(max(inner, key=lambda point: (point.objective, point.is_attained)))
                self.points += inner
        except LimitReachedError as stop:
            return stop.termination
        except KeyboardInterrupt:
            return Termination.INTERRUPTED
        return Termination.EXHAUSTED

    def pieces(self) -> tuple[DesignPoint, ...]:
        """Return the best point of each stretch, and the ends and thresholds at which the objective is larger."""
        pieces = list(self._stretches)
        for single in self._singles:
            around = [piece.objective for piece in self._stretches if self._touches(piece.value, single.value)]
            if all(single.objective > objective for objective in around):
                pieces.append(single)
        return tuple(sorted(pieces, key=lambda piece: piece.value))

    def _touches(self, inside: Fraction, end: Fraction) -> bool:
        """Return whether no other end lies between a point of a stretch and an end."""
        low, high = min(inside, end), max(inside, end)
        return not any(low < self._rounded(other, upper=True) < high for other in self._ends)

    def near(self, best: DesignPoint) -> DesignPoint:
        """Return a point that is attained: the best one, or one a thousandth of the range away on its side."""
        if best.is_attained:
            return best
        step = (self._found.high - self._found.low) / 1000
        ends = sorted(self._rounded(end, upper=best.side == "above") for end in self._ends)
        others = [end for end in ends if (end > best.value if best.side == "above" else end < best.value)]
        gap = min((abs(end - best.value) for end in others), default=step)
        value = best.value + min(step, gap / 2) * (1 if best.side == "above" else -1)
        objective = self._objective(value)
        return best if objective is None else DesignPoint(value, objective)

    @cached_property
    def _ends(self) -> list[ThresholdValue]:
        """Ends of the range, thresholds and breakpoints in increasing order."""
        found = self._found
        inside: list[ThresholdValue] = [*found.values, *found.breakpoints]
        unique: list[ThresholdValue] = []
        for value in sorted(inside, key=float):
            if not (unique and float(unique[-1]) == float(value)):
                unique.append(value)
        return [RealRoot.rational(found.low), *unique, RealRoot.rational(found.high)]

    def _inside(self, low: ThresholdValue, high: ThresholdValue) -> Iterator[DesignPoint]:
        """Yield the candidates of an open stretch."""
        start, end = self._rounded(low, upper=True), self._rounded(high, upper=False)
        if start >= end:
            return
        degree = MOST_DEGREE if self._found.proved else SAMPLED_DEGREE
        if self._has_split_tier((start + end) / 2):
            degree = SPLIT_DEGREE
        function = fitted_function(self._objective, start, end, most_degree=degree, tick=self._watch.tick)
        if function is None:
            yield from self._samples(start, end)
            return
        slope = function.derivative().sign_polynomial
        if not slope:
            yield DesignPoint((start + end) / 2, function((start + end) / 2), stretch=(start, end))
            return
        yield self._limit(function, low, "above")
        yield self._limit(function, high, "below")
        for root in sign_chart([slope], RealRoot.rational(start), RealRoot.rational(end)).roots:
            near = self._rounded(root, upper=True)
            if start < near < end:
                yield DesignPoint(near, function(near), is_exact=root.value is not None)

    def _has_split_tier(self, value: Fraction) -> bool:
        """Whether sellers of some tier choose different actions in an equilibrium at a value."""
        tiers = {player.key for player in self._model.description.players if player.count is not None}
        regime = self._found.regime_at(value) if tiers else None
        return any(
            player in tiers and len(actions) > 1
            for component in regime or ()
            for support in component
            for player, _, actions in support
        )

    def _limit(self, function: RationalFunction, ending: ThresholdValue, side: Side) -> DesignPoint:
        """Return what the objective tends to at an end of a stretch; attained where it is as much there."""
        value = self._rounded(ending, upper=side == "above")
        if not function.denominator(value):
            raise UnsupportedGameError(
                f"expected an objective that has a largest value, got one that grows without bound as "
                f"{self._parameter} nears {brief_fraction(value)}; give a shorter range"
            )
        objective = function(value)
        is_exact = isinstance(ending, RealRoot) and ending.value is not None
        is_same = is_exact and self._objective(value) == objective
        return DesignPoint(value, objective, "at" if is_same else side, is_exact)

    def _samples(self, start: Fraction, end: Fraction) -> Iterator[DesignPoint]:
        """Yield values of a stretch on which the objective is no function of low degree."""
        self.notes.append(
            f"Between {float(start):.6g} and {float(end):.6g} the objective was only sampled: no simple function fits."
        )
        step = (end - start) / NUM_SAMPLES
        for number in range(1, NUM_SAMPLES):
            self._objective(start + number * step)
        for _ in range(NUM_HALVINGS):
            known = [
                (value, found) for value, found in self._known.items() if found is not None and start < value < end
            ]
            if not known:
                return
            step /= 2
            best = max(known, key=lambda pair: (pair[1], -pair[0]))[0]
            for value in (best - step, best + step):
                if start < value < end:
                    self._objective(value)
        for value, objective in sorted(self._known.items()):
            if start < value < end and objective is not None:
                yield DesignPoint(value, objective, is_exact=False)

    def _rounded(self, value: ThresholdValue, *, upper: bool) -> Fraction:
        """Return a rational that stands for a value: itself, or an end of a narrow enclosure."""
        if isinstance(value, Enclosure):
            return value.high if upper else value.low
        if value.value is not None:
            return value.value
        return value.narrowed(NARROW * (self._found.high - self._found.low))[1 if upper else 0]

    def _objective(self, value: Fraction) -> Fraction | None:
        """Return the objective at the selected equilibrium; None where there is no game or none is selected."""
        if value not in self._known:
            self._known[value] = self._solved(value)
        return self._known[value]

    def _solved(self, value: Fraction) -> Fraction | None:
        self._watch.tick()
        left = self._watch.seconds_left
        limits = replace(self._watch.limits, time=None if self._watch.limits.time is None else max(0.0, left))
        model = self._model.with_values(**{self._parameter: value})
        solution: Solution = solve(model, self._found.concept, limits=limits)
        if solution.termination.was_cut_short:
            raise LimitReachedError(solution.termination)
        index = selected_index(solution, self._rule)
        return None if index is None else measured(model, solution)[index][self._place]
