"""Thresholds where there is no proof: solutions at samples, and bisection between those that differ."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Limits, Termination
from gametheory.errors import GameTheoryError
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.threshold_records import Edge, Enclosure, Threshold, Thresholds

if TYPE_CHECKING:
    from gametheory.models.model import GameModel
    from gametheory.solvers.watch import Watch
    from gametheory.studies.regimes import Regime

NUM_SAMPLES = 25
"""Equally spaced values, ends included, at which the game is solved first; and next to the ends."""
WIDTH = Fraction(1, 2**24)
"""How narrowly a threshold is enclosed, as a share of the range."""


def sampled_thresholds(
    model: GameModel,
    parameter: str,
    ends: tuple[Fraction, Fraction],
    *,
    concept: str,
    watch: Watch,
    reason: str,
) -> Thresholds:
    """Return thresholds that solutions at samples show, each between two values; others may have been missed.

    At each sample the game is solved exactly; irrational payoffs are rounded to float64 before.

    Parameters
    ----------
    model, parameter, concept
        As of ``thresholds``.
    ends
        The range.
    watch
        The clock of the run.
    reason
        Why there is no proof.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.solvers.watch import Watch
    >>> ends = Fraction(0), Fraction(1)
    >>> found = sampled_thresholds(
    ...     load("price_monitoring"), "scan_cost", ends, concept="nash", watch=Watch(), reason="An example."
    ... )
    >>> [round(float(value), 6) for value in found.values], found.proved
    ([0.30675], False)
    """
    search = _Bisection(model, parameter, concept, watch)
    termination = Termination.EXHAUSTED
    low, high = ends
    width = (high - low) * WIDTH
    samples = [low + (high - low) * Fraction(step, NUM_SAMPLES - 1) for step in range(1, NUM_SAMPLES - 1)]
    inside = [low + width, *samples, high - width]
    try:
        for start, end in pairwise(inside):
            search.narrow(start, end, width)
        edges = [search.edge(low, inside[0]), search.edge(high, inside[-1])]
    except LimitReachedError as error:
        termination, edges = error.termination, []
    except KeyboardInterrupt:
        termination, edges = Termination.INTERRUPTED, []
    notes = [reason, *search.complaints]
    notes += [] if termination is Termination.EXHAUSTED else [termination.sentence]
    return Thresholds(
        model,
        parameter,
        concept,
        *ends,
        _merged(search.found),
        search.known.get(inside[0]),
        edges=tuple(edge for edge in edges if edge is not None),
        coverage=Coverage.APPROXIMATE,
        proved=False,
        notes=tuple(notes),
        termination=termination,
        statistics=read_only({"solutions": len(search.known), "seconds": watch.seconds}),
    )


def _merged(found: list[Threshold]) -> tuple[Threshold, ...]:
    """Return thresholds with those put together that share an end: what is played there holds at a value at most."""
    merged: list[Threshold] = []
    for threshold in found:
        last = merged[-1] if merged else None
        if last is not None and last.value.interval[1] == threshold.value.interval[0]:
            value = Enclosure(last.value.interval[0], threshold.value.interval[1])
            merged[-1] = Threshold(value, last.before, None, threshold.after)
        else:
            merged.append(threshold)
    return tuple(merged)


class _Bisection:
    """Solves the game at one value after the other, each once."""

    def __init__(self, model: GameModel, parameter: str, concept: str, watch: Watch) -> None:
        self._model, self._parameter, self._concept, self._watch = model, parameter, concept, watch
        self.known: dict[Fraction, Regime | None] = {}
        self.found: list[Threshold] = []
        self.complaints: dict[str, None] = {}

    def narrow(self, low: Fraction, high: Fraction, width: Fraction) -> None:
        """Enclose the changes between two values, those that are seen."""
        waiting = [(low, high)]
        while waiting:
            start, end = waiting.pop()
            before, after = self.regime_at(start), self.regime_at(end)
            if before == after:
                continue
            if end - start <= width:
                self.found.append(Threshold(Enclosure(start, end), before, None, after))
                continue
            middle = (start + end) / 2
            waiting += [(middle, end), (start, middle)]

    def edge(self, end: Fraction, inside: Fraction) -> Edge | None:
        """Return an end of the range whose regime is not that next to it."""
        at, next_to = self.regime_at(end), self.regime_at(inside)
        return None if at == next_to else Edge(end, at, next_to)

    def regime_at(self, value: Fraction) -> Regime | None:
        """Return the regime at a value; None where there is none that is complete."""
        self._watch.tick()
        if value not in self.known:
            self.known[value] = self._solved(value)
            self._watch.found = len(self.found)
        return self.known[value]

    def _solved(self, value: Fraction) -> Regime | None:
        limit = self._watch.limits.time
        left = None if limit is None else max(0.0, limit - self._watch.seconds)
        try:
            game = self._model.with_values(**{self._parameter: value}).to_game()
            solution = solve(game, self._concept, limits=Limits(time=left))
        except GameTheoryError as error:
            self.complaints[f"There is no answer at some values: {error}"] = None
            return None
        if solution.termination is Termination.INTERRUPTED:
            raise KeyboardInterrupt
        if solution.termination is Termination.TIME_LIMIT:
            raise LimitReachedError(solution.termination)
        answer = regime(solution)
        if answer is None:
            self.complaints["The list of equilibria is not complete at some values."] = None
        return answer
