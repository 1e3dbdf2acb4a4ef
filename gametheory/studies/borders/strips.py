"""Regions over a rectangle of two parameters, cut into strips so narrow that curves are nearly straight in each."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gametheory.polynomials.sign_chart import sign_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gametheory.polynomials.plane_cells import Column
    from gametheory.studies.borders.plane_survey import PlaneSurvey
    from gametheory.studies.regimes import Regime

SMOOTH = 1 / 4000
"""How far a curve may be from the straight lines that are drawn for it, as a share of the height."""
FIRST_STRIPS = 4
"""Into which a column is cut at least where a curve runs through it."""
MOST_HALVINGS = 24
"""Of a strip, where a curve gets ever steeper."""
NEAR = Fraction(1, 2**40)
"""How near to the end of a column the curves are taken there, as a share of its width."""
TOGETHER = 1e-5
"""Points on the line between two columns that are nearer to each other are one, as a share of the height."""


class Strip(NamedTuple):
    """All points between two values of the first parameter, so near to each other that curves are straight between.

    Parameters
    ----------
    left, right
        The values.
    stops_left, stops_right
        At each of them the values of the second parameter at which the regime changes, with both ends of its range.
    labels
        Between these values.
    """

    left: float
    right: float
    stops_left: tuple[float, ...]
    stops_right: tuple[float, ...]
    labels: tuple[int, ...]


def strips(survey: PlaneSurvey, label_of: Mapping[Regime | None, int], tick: Callable[[], object]) -> tuple[Strip, ...]:
    """Return the rectangle of a survey in strips, in increasing order.

    Parameters
    ----------
    survey
        Whole.
    label_of
        For each regime that some cell has.
    tick
        Called between steps.
    """
    found = [list(_Curves(survey, number, label_of, tick).strips()) for number in range(len(survey.columns))]
    for before, after in pairwise(found):
        joined = _joined(before[-1].stops_right, after[0].stops_left)
        before[-1] = before[-1]._replace(stops_right=joined[0])
        after[0] = after[0]._replace(left=before[-1].right, stops_left=joined[1])
    return tuple(strip for column in found for strip in column)


class _Curves:
    """The curves in a column at which the regime changes."""

    def __init__(
        self, survey: PlaneSurvey, number: int, label_of: Mapping[Regime | None, int], tick: Callable[[], object]
    ) -> None:
        self._column: Column = survey.columns[number]
        self._tick = tick
        self._ends = float(self._column.ends[0]), float(self._column.ends[1])
        regimes = [survey.regime(cell.signs) for cell in survey.cells[number]]
        owners = [crossing.zeros[0] for crossing in self._column.chart.crossings]
        kept = [order for order, (below, above) in enumerate(pairwise(regimes)) if below != above]
        factors = sorted({owners[order] for order in kept})
        self._factors = [survey.factors[place] for place in factors]
        """Those that are 0 on some border in this column; on each line over it they are so in the same order."""
        listed = [order for order, owner in enumerate(owners) if owner in factors]
        self._kept = [listed.index(order) for order in kept]
        self.labels = tuple(label_of[regimes[place]] for place in (0, *(order + 1 for order in kept)))

    def strips(self) -> Iterator[Strip]:
        """Yield the strips of the column."""
        low, high = float(self._column.low), float(self._column.high)
        if not self._kept:
            yield Strip(low, high, self._ends, self._ends, self.labels)
            return
        start, end = _just_inside(self._column)
        places = [start + (end - start) * Fraction(step, FIRST_STRIPS) for step in range(FIRST_STRIPS + 1)]
        points = [(place, self._stops(place)) for place in places]
        smooth = [points[0]]
        for before, after in pairwise(points):
            smooth += self._between(before, after)
        for number, ((left, stops_left), (right, stops_right)) in enumerate(pairwise(smooth)):
            is_last = number == len(smooth) - 2
            yield Strip(
                float(left) if number else low,
                high if is_last else float(right),
                stops_left,
                stops_right,
                self.labels,
            )

    def _between(
        self, before: tuple[Fraction, tuple[float, ...]], after: tuple[Fraction, tuple[float, ...]]
    ) -> list[tuple[Fraction, tuple[float, ...]]]:
        """Return points after one and up to another one, between which curves are nearly straight."""
        found = [before]
        waiting = [(after, 0)]
        margin = SMOOTH * (self._ends[1] - self._ends[0])
        while waiting:
            (place, stops), halvings = waiting[-1]
            last, last_stops = found[-1]
            middle = (last + place) / 2
            between = self._stops(middle)
            is_straight = all(
                abs(one - (low + high) / 2) <= margin for one, low, high in zip(between, last_stops, stops, strict=True)
            )
            if is_straight or halvings >= MOST_HALVINGS:
                found.append((place, stops))
                waiting.pop()
            else:
                waiting[-1] = (place, stops), halvings + 1
                waiting.append(((middle, between), halvings + 1))
        return found[1:]

    def _stops(self, place: Fraction) -> tuple[float, ...]:
        """Return where the curves are on a line through the column, with both ends."""
        self._tick()
        roots = sign_chart([factor.at(0, place) for factor in self._factors], *self._column.ends).roots
        return (self._ends[0], *(float(roots[order]) for order in self._kept), self._ends[1])


def _just_inside(column: Column) -> tuple[Fraction, Fraction]:
    """Return rationals very near to both ends of a column, inside it."""
    margin = NEAR * (column.high.narrowed(NEAR)[0] - column.low.narrowed(NEAR)[1])
    low, high = column.low, column.high
    start = low.value + margin if low.value is not None else low.narrowed(margin)[1]
    end = high.value - margin if high.value is not None else high.narrowed(margin)[0]
    return start, end


def _joined(before: Sequence[float], after: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the stops on both sides of a line between columns, those that are nearly equal made equal."""
    margin = TOGETHER * (before[-1] - before[0])
    known: list[float] = []
    for stop in sorted((*before, *after)):
        if not known or stop - known[-1] > margin:
            known.append(stop)
    known[-1] = before[-1]

    def moved(stops: Sequence[float]) -> tuple[float, ...]:
        return tuple(min(known, key=lambda one: abs(one - stop)) for stop in stops)

    return moved(before), moved(after)
