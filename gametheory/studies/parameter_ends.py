"""What changes when one parameter at a time moves to the ends of its range."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.solution import Limits, Progress, Termination
from gametheory.errors import GameFileError, GameTheoryError
from gametheory.solvers.solve import solve
from gametheory.studies.regimes import leading_support, regime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.solution import ProgressListener, Solution
    from gametheory.models.definitions import Parameter
    from gametheory.models.model import GameModel
    from gametheory.studies.regimes import Regime, Support

END_SECONDS = 1.0
"""Time to solve the game at one value, where the caller gives no other."""
STUDY_SECONDS = 5.0
"""Time for all ends and for the changes between them, where the caller gives no other."""
SEARCH_STEPS = 4
"""Equal steps from the base value to an end at which a change is looked for before it is located by bisection."""
CHANGE_WIDTH = Fraction(1, 1000)
"""How narrowly a change is located, as a share of the parameter's range."""
MIDDLE = Fraction(2, 5), Fraction(3, 5)
"""Part of an interval in which the bisection takes the shortest decimal, so that its values can be written down."""


@dataclass(frozen=True, slots=True)
class SupportChange:
    """Where the support of the leading equilibrium is seen to change: somewhere between two values of a parameter.

    Parameters
    ----------
    unchanged, changed
        The value at which the support is still that of the base, and the one at which it is another. The support may
        change more than once between them, or beyond.
    payoffs
        Of each player at the leading equilibrium at ``unchanged``.
    """

    unchanged: Fraction
    changed: Fraction
    payoffs: tuple[Fraction, ...]


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
        base; None without an answer, or where one of the two lists may be incomplete.
    complaint
        Why there is no answer; empty where there is one.
    change
        The change that was found on the way from the base value; None where none was.
    is_searched
        Whether the search for a change was finished: at the values between that were tried, not at all values.
    """

    value: Fraction
    payoffs: tuple[Fraction, ...] | None = None
    has_other_support: bool | None = None
    has_other_regime: bool | None = None
    complaint: str = ""
    change: SupportChange | None = None
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

    Between the base value and each end, a few values are tried and a change of the leading equilibrium's support is
    located by bisection in exact rationals, to a thousandth of the range. That shows a change; it does not prove that
    there is no other.

    Parameters
    ----------
    model
        The model at the base values.
    solution
        Its solution there: the base. The concept is solved at all other values too.
    limits
        For each value; None allows ``END_SECONDS`` each. A value at which the limit is reached has no answer.
    seconds
        For all parameters together. Ends are solved in any case; what time is left goes to the searches, first to the
        sides on which the end differs from the base. A change that was not located finely by then is given as widely
        as it is known.
    progress
        Called with a ``Progress`` after each end, and after each search.

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
    >>> [str(value) for value in (row.high.change.unchanged, row.high.change.changed)]
    ['499/100', '5']
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
    for side in sides:
        found.append(study.end(side))
        _tell(progress, len(found), found)
    differing_first = sorted(range(len(sides)), key=lambda index: not found[index].has_other_support)
    for done, index in enumerate(differing_first, 1):
        found[index] = study.searched(sides[index], found[index], deadline)
        _tell(progress, len(sides) + done, found)
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
    """The game at one value: payoffs, support and regime, or why there are none."""

    payoffs: tuple[Fraction, ...] | None = None
    support: Support | None = None
    regime: Regime | None = None
    complaint: str = ""


class _Study:
    """Solves a model at one value after the other and compares with the base."""

    def __init__(self, model: GameModel, solution: Solution, limits: Limits) -> None:
        self._model, self._limits = model, limits
        self._concept = solution.concept
        self._base = _answer(solution)

    def end(self, side: _Side) -> ParameterEnd:
        """Return the game at an end."""
        answer = self._base if side.end == side.start else self._answer_at(side.name, side.end)
        if answer.complaint:
            return ParameterEnd(side.end, complaint=answer.complaint)
        are_known = self._base.regime is not None and answer.regime is not None
        return ParameterEnd(
            side.end,
            answer.payoffs,
            answer.support != self._base.support,
            answer.regime != self._base.regime if are_known else None,
            is_searched=side.end == side.start,
        )

    def searched(self, side: _Side, end: ParameterEnd, deadline: float) -> ParameterEnd:
        """Return an end with the change that is found on the way to it, if there is one."""
        if side.start == side.end or self._base.payoffs is None:
            return end
        change, is_finished = self._first_difference(side, end, deadline)
        while change is not None and abs(change.changed - change.unchanged) > CHANGE_WIDTH * side.width:
            value = _between(change.unchanged, change.changed)
            answer = self._answer_at(side.name, value) if time.monotonic() < deadline else None
            if answer is None or answer.complaint:
                is_finished = False
                break
            if answer.support == self._base.support:
                change = SupportChange(value, change.changed, answer.payoffs or change.payoffs)
            else:
                change = replace(change, changed=value)
        return replace(end, change=change, is_searched=is_finished)

    def _first_difference(self, side: _Side, end: ParameterEnd, deadline: float) -> tuple[SupportChange | None, bool]:
        """Return the first step that leads to another support, and whether all steps up to it were taken."""
        unchanged, payoffs = side.start, self._base.payoffs or ()
        is_finished = not end.complaint
        for value in side.steps():
            answer = self._answer_at(side.name, value) if time.monotonic() < deadline else None
            if answer is None or answer.complaint:
                is_finished = False
                break
            if answer.support != self._base.support:
                return SupportChange(unchanged, value, payoffs), True
            unchanged, payoffs = value, answer.payoffs or payoffs
        return (SupportChange(unchanged, side.end, payoffs) if end.has_other_support else None), is_finished

    def _answer_at(self, name: str, value: Fraction) -> _Answer:
        """Return the game at a value of one parameter."""
        try:
            solution = solve(self._model.with_values(**{name: value}), self._concept, limits=self._limits)
        except GameFileError as error:
            return _Answer(complaint=error.mistakes[0].message)
        except GameTheoryError as error:
            return _Answer(complaint=str(error))
        if solution.termination is Termination.INTERRUPTED:
            raise KeyboardInterrupt
        if solution.termination.was_cut_short:
            return _Answer(complaint=solution.termination.sentence)
        return _answer(solution)


def _answer(solution: Solution) -> _Answer:
    """Return what is compared of a solution."""
    payoffs = None if solution.leading is None else solution.equilibria[solution.leading].payoffs
    return _Answer(payoffs, leading_support(solution), regime(solution))


def _between(first: Fraction, second: Fraction) -> Fraction:
    """Return a short decimal near the middle between two numbers."""
    return short_decimal(*(first + share * (second - first) for share in MIDDLE))


def short_decimal(first: Fraction, second: Fraction) -> Fraction:
    """Return the decimal with the fewest places between two different numbers, of several the one nearest the middle.

    Examples
    --------
    >>> short_decimal(Fraction(2, 7), Fraction(1, 3)), short_decimal(Fraction(70), Fraction(30))
    (Fraction(3, 10), Fraction(50, 1))
    """
    low, high = sorted((first, second))
    scale = Fraction(10) ** (-len(str(math.floor(high - low))))
    while math.ceil(low * scale) > math.floor(high * scale):
        scale *= 10
    nearest = round((low + high) / 2 * scale)
    return Fraction(min(max(nearest, math.ceil(low * scale)), math.floor(high * scale))) / scale
