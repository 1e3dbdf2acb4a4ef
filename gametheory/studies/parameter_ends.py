"""What changes when one parameter at a time moves to the ends of its range."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.rationals import short_decimal
from gametheory.core.solution import Limits, Progress, Termination
from gametheory.errors import GameFileError, GameTheoryError
from gametheory.solvers.solve import solve
from gametheory.studies.reached_play import reached_play
from gametheory.studies.regimes import leading_support, regime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.equilibrium import Play
    from gametheory.core.solution import Coverage, ProgressListener, Solution
    from gametheory.models.definitions import Parameter
    from gametheory.models.model import GameModel
    from gametheory.studies.reached_play import ReachedPlay
    from gametheory.studies.regimes import Regime, Support

END_SECONDS = 4.0
"""Time to solve the game at one value, where the caller gives no other."""
STUDY_SECONDS = 5.0
"""Time for all ends and for the changes between them, where the caller gives no other."""
SEARCH_STEPS = 4
"""Equal steps from the base value to an end at which a change is looked for before it is located by bisection."""
MOST_CHANGES = 3
"""Changes that are located on the way to an end."""
CHANGE_WIDTH = Fraction(1, 1000)
"""How narrowly a change is located, as a share of the parameter's range."""
MIDDLE = Fraction(2, 5), Fraction(3, 5)
"""Part of an interval in which the bisection takes the shortest decimal, so that its values can be written down."""
NO_BASE = "Nothing to compare with at the base values."
"""Opens the complaint at every end where the list of the base was cut."""


@dataclass(frozen=True, slots=True)
class SupportChange:
    """Where the support of the leading equilibrium is seen to change: somewhere between two values of a parameter.

    Parameters
    ----------
    unchanged, changed
        The value nearer to the base, at which the support is still that of the base or of the change before, and the
        one farther from it, at which it is another. The support may change more than once between them.
    payoffs
        Of each player at the leading equilibrium at ``unchanged``; at ``changed`` where there is none.
    play
        What is played at ``changed``; None where there is no equilibrium in the list.
    is_narrow
        Whether the two values are as near to each other as they were to be brought.
    """

    unchanged: Fraction
    changed: Fraction
    payoffs: tuple[Fraction, ...]
    play: ReachedPlay | None = None
    is_narrow: bool = True

    @property
    def middle(self) -> Fraction:
        """The shortest decimal between the two values."""
        return short_decimal(self.unchanged, self.changed)


@dataclass(frozen=True, slots=True)
class ParameterEnd:
    """The game at one end of a parameter's range, the other parameters at their base values.

    Parameters
    ----------
    value
        The end.
    payoffs
        Of each player at the leading equilibrium; None where there is no equilibrium in the list, or no answer.
    has_other_support
        Whether the leading equilibrium plays other actions than that of the base; None without an answer.
    has_other_regime
        Whether the supports of all extreme equilibria, or their grouping into components, differ from those of the
        base; None without an answer, where one of the two lists may be incomplete, or where they list different kinds
        of equilibria.
    complaint
        Why there is no answer; empty where there is one.
    play
        What is played in the leading equilibrium; None where there is none, or no answer.
    changes
        Those found on the way from the base value, in this order, at most ``MOST_CHANGES``.
    has_more_changes
        Whether the support was seen to change again beyond the last of ``changes``.
    is_searched
        Whether the search for changes was finished: at the values between that were tried, not at all values.
    """

    value: Fraction
    payoffs: tuple[Fraction, ...] | None = None
    has_other_support: bool | None = None
    has_other_regime: bool | None = None
    complaint: str = ""
    play: ReachedPlay | None = None
    changes: tuple[SupportChange, ...] = ()
    has_more_changes: bool = False
    is_searched: bool = False


@dataclass(frozen=True, slots=True)
class ParameterEnds:
    """The game at both ends of a parameter's range.

    Parameters
    ----------
    parameter
        As the file declares it.
    value
        The base value, which ``--set`` may have changed.
    low, high
        The ends.
    """

    parameter: Parameter
    value: Fraction
    low: ParameterEnd
    high: ParameterEnd

    @property
    def ends(self) -> tuple[ParameterEnd, ParameterEnd]:
        """The low end, then the high end."""
        return self.low, self.high


def parameter_ends(
    model: GameModel,
    solution: Solution,
    *,
    limits: Limits | None = None,
    seconds: float = STUDY_SECONDS,
    progress: ProgressListener | None = None,
) -> tuple[ParameterEnds, ...]:
    """Return what each parameter that has a range does to the leading equilibrium when it moves to the range's ends.

    Between the base value and each end, a few values are tried, and up to three changes of the leading equilibrium's
    support are located by bisection in exact rationals, to a thousandth of the range. That shows changes; it does not
    prove that there is no other.

    Parameters
    ----------
    model
        The model at the base values.
    solution
        Its solution there: the base. Its concept is solved by its method at all other values too, since different
        methods may list different equilibria.
    limits
        For each value; None allows ``END_SECONDS`` each. A value at which a limit cut the list has no answer, since
        the equilibrium that leads the list may be missing; where that holds at the base, no end has one.
    seconds
        For all parameters together. Ends are solved in any case; what time is left goes to the searches: to the first
        change on each side, beginning with the sides on which the end differs from the base, then to the second and
        third. A change that was not located finely by then is given as widely as it is known.
    progress
        Called with a ``Progress`` after each end, and after each change that was located or not found.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> model = load("inspection_game")
    >>> row = parameter_ends(model, solve(model))[3]
    >>> row.parameter.name, row.high.value, row.high.payoffs, row.high.has_other_support
    ('inspection', Fraction(10, 1), (Fraction(5, 1), Fraction(-5, 1)), True)
    >>> [(str(change.unchanged), str(change.changed)) for change in row.high.changes]
    [('499/100', '5')]
    """
    deadline = time.monotonic() + seconds
    study = _Study(model, solution, limits or Limits(time=END_SECONDS))
    ranges = {
        parameter.name: (parameter.low, parameter.high)
        for parameter in model.parameters.values()
        if parameter.low is not None and parameter.high is not None
    }
    sides = [
        _Side(name, model.parameter_values[name], end, high - low)
        for name, (low, high) in ranges.items()
        for end in (low, high)
    ]
    found: list[ParameterEnd] = []
    searches: list[_Search] = []
    for side in sides:
        answer = study.end_answer(side)
        found.append(study.end(side, answer))
        searches.append(_Search(study, side, answer, deadline))
        _tell(progress, len(found), found)
    differing_first = sorted(range(len(sides)), key=lambda index: not found[index].has_other_support)
    done = len(sides)
    for _ in range(MOST_CHANGES):
        for index in differing_first:
            if not searches[index].is_over:
                searches[index].locate_next()
                found[index] = searches[index].told(found[index])
                done += 1
                _tell(progress, done, found)
    pairs = zip(found[::2], found[1::2], strict=True)
    return tuple(
        ParameterEnds(model.parameters[name], model.parameter_values[name], low, high)
        for name, (low, high) in zip(ranges, pairs, strict=True)
    )


def _tell(progress: ProgressListener | None, done: int, found: list[ParameterEnd]) -> None:
    """Say how many ends were solved and searched, and at how many the equilibrium is another."""
    if progress is not None:
        progress(Progress(done, None, sum(end.has_other_support is True for end in found)))


@dataclass(frozen=True, slots=True)
class _Side:
    """The way from a parameter's base value to an end of its range, and the width of the whole range."""

    name: str
    start: Fraction
    end: Fraction
    width: Fraction

    def steps(self) -> Iterator[Fraction]:
        """Yield values between start and end, in equal steps up to short decimals."""
        step = (self.end - self.start) / SEARCH_STEPS
        for number in range(1, SEARCH_STEPS):
            middle = self.start + number * step
            yield short_decimal(middle - step / 10, middle + step / 10)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The game at one value: payoffs, what is played, support, regime and coverage, or why there are none."""

    payoffs: tuple[Fraction, ...] | None = None
    told: Play | None = None
    support: Support | None = None
    regime: Regime | None = None
    coverage: Coverage | None = None
    complaint: str = ""

    @property
    def play(self) -> ReachedPlay | None:
        """What is played; None where there is no equilibrium."""
        return None if self.told is None else reached_play(self.told)

    def has_other_regime(self, base: _Answer) -> bool | None:
        """Whether the regime is not that of the base; None where the two cannot be compared."""
        if self.regime is None or base.regime is None or self.coverage is not base.coverage:
            return None
        return self.regime != base.regime


class _Study:
    """Solves a model at one value after the other and compares with the base."""

    def __init__(self, model: GameModel, solution: Solution, limits: Limits) -> None:
        self._model, self._limits = model, limits
        self._concept, self._method, self._options = solution.concept, solution.method, solution.options
        self.base = _answer(solution)

    def end_answer(self, side: _Side) -> _Answer:
        """Return the game at the end of a side; where there is nothing to compare with, a complaint."""
        if self.base.complaint:
            return _Answer(complaint=f"{NO_BASE} {self.base.complaint}")
        return self.base if side.end == side.start else self.answer_at(side.name, side.end)

    def end(self, side: _Side, answer: _Answer) -> ParameterEnd:
        """Return what is told of an end before the way to it is searched."""
        if answer.complaint:
            return ParameterEnd(side.end, complaint=answer.complaint)
        return ParameterEnd(
            side.end,
            answer.payoffs,
            answer.support != self.base.support,
            answer.has_other_regime(self.base),
            play=answer.play,
            is_searched=side.end == side.start,
        )

    def answer_at(self, name: str, value: Fraction) -> _Answer:
        """Return the game at a value of one parameter."""
        try:
            model = self._model.with_values(**{name: value})
            solution = solve(
                model, self._concept, method=self._method, limits=self._limits, options=self._options or None
            )
        except GameFileError as error:
            return _Answer(complaint=error.mistakes[0].message)
        except GameTheoryError as error:
            return _Answer(complaint=str(error))
        if solution.termination is Termination.INTERRUPTED:
            raise KeyboardInterrupt
        return _answer(solution)


def _answer(solution: Solution) -> _Answer:
    """Return what is compared of a solution: nothing where a limit cut its list."""
    if solution.termination.was_cut_short or solution.termination is Termination.COUNT_REACHED:
        return _Answer(complaint=solution.termination.sentence)
    leading = None if solution.leading is None else solution.equilibria[solution.leading]
    payoffs, told = (None, None) if leading is None else (leading.payoffs, leading.play)
    return _Answer(payoffs, told, leading_support(solution), regime(solution), solution.coverage)


@dataclass
class _Search:
    """The search for changes on one side, one after the other outwards; it may pause after each."""

    study: _Study
    side: _Side
    end: _Answer
    deadline: float
    changes: list[SupportChange] = field(default_factory=list)
    has_gaps: bool = False
    is_over: bool = False

    def __post_init__(self) -> None:
        self.is_over = self.side.start == self.side.end or self.study.base.payoffs is None
        self._reached = (self.side.start, self.study.base)
        self._tried: list[tuple[Fraction, _Answer]] = []
        self._untried = self._samples()

    def told(self, end: ParameterEnd) -> ParameterEnd:
        """Return an end with what was found on the way to it."""
        rest = [answer for _, answer in self._tried] + ([] if self.end.complaint else [self.end])
        has_more = self._is_full and any(answer.support != self._reached[1].support for answer in rest)
        is_searched = not self.has_gaps and not self.end.complaint and (self.is_over or self._is_full)
        return replace(end, changes=tuple(self.changes), has_more_changes=has_more, is_searched=is_searched)

    @property
    def _is_full(self) -> bool:
        return len(self.changes) == MOST_CHANGES

    def locate_next(self) -> None:
        """Locate the next change, or find that the values tried show none."""
        while (point := self._next_point()) is not None:
            if point[1].support != self._reached[1].support:
                self._bisect(point)
                return
            self._reached = point
        self.is_over = True

    def _next_point(self) -> tuple[Fraction, _Answer] | None:
        """Return the nearest value beyond those reached whose answer is known or can be had."""
        return self._tried.pop(0) if self._tried else next(self._untried, None)

    def _samples(self) -> Iterator[tuple[Fraction, _Answer]]:
        """Yield the values that are tried in any case; after one without an answer only the end."""
        for value in self.side.steps():
            answer = self._answer_at(value)
            if answer is None:
                break
            yield value, answer
        if not self.end.complaint:
            yield self.side.end, self.end

    def _bisect(self, changed: tuple[Fraction, _Answer]) -> None:
        """Narrow the change between the value reached and another; other supports met on the way are kept for later."""
        unchanged, is_narrow = self._reached, True
        while abs(changed[0] - unchanged[0]) > CHANGE_WIDTH * self.side.width:
            value = _between(unchanged[0], changed[0])
            answer = self._answer_at(value)
            if answer is None:
                is_narrow = False
                break
            if answer.support == unchanged[1].support:
                unchanged = value, answer
                continue
            if answer.support != changed[1].support:
                self._tried.insert(0, changed)
            changed = value, answer
        payoffs = unchanged[1].payoffs or changed[1].payoffs or ()
        self.changes.append(SupportChange(unchanged[0], changed[0], payoffs, changed[1].play, is_narrow))
        self._reached = changed

    def _answer_at(self, value: Fraction) -> _Answer | None:
        """Return the game at a value; None where there is no answer, or no time."""
        answer = self.study.answer_at(self.side.name, value) if time.monotonic() < self.deadline else None
        if answer is None or answer.complaint:
            self.has_gaps = True
            return None
        return answer


def _between(first: Fraction, second: Fraction) -> Fraction:
    """Return a short decimal near the middle between two numbers."""
    return short_decimal(*(first + share * (second - first) for share in MIDDLE))
