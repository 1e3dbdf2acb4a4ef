"""All values of a parameter at which other actions are chosen in the equilibria by counts of tiers, with proof."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Termination
from gametheory.polynomials import LocalSigns, RealRoot, sign_chart, stretches
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.thresholds.threshold_records import Edge, Enclosure, Threshold, Thresholds
from gametheory.studies.tiers.tier_line import TierLine

if TYPE_CHECKING:
    from gametheory.models.model import GameModel
    from gametheory.solvers.watch import Watch
    from gametheory.studies.regimes import Regime


def tier_thresholds(
    model: GameModel, parameter: str, ends: tuple[Fraction, Fraction], *, concept: str, watch: Watch
) -> Thresholds:
    """Return all values of a parameter at which the supports of the equilibria by counts change.

    Parameters
    ----------
    model, parameter, concept
        As of ``thresholds``.
    ends
        The range.
    watch
        The clock of the run; what was found by then is returned.

    Raises
    ------
    UnsupportedGameError
        If several tiers, or three actions of one, split in equilibria of large tiers, or formulas are no quotients of
        polynomials, or concept and leaders are not those of `TierLine`.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.solvers.watch import Watch
    >>> ends = Fraction(0), Fraction(20)
    >>> found = tier_thresholds(load("two_store_limit"), "upkeep", ends, concept="pure", watch=Watch())
    >>> [str(value) for value in found.values][-1], found.proved
    ('199980/10001', True)
    """
    search = _Search(model, parameter, concept, watch)
    try:
        search.run(*ends)
        termination = Termination.EXHAUSTED
    except LimitReachedError as error:
        termination = error.termination
    except KeyboardInterrupt:
        termination = Termination.INTERRUPTED
    return search.found(ends, termination)


class _Search:
    """Goes from one cut of a line to the next."""

    def __init__(self, model: GameModel, parameter: str, concept: str, watch: Watch) -> None:
        self._model, self._parameter, self._concept, self._watch = model, parameter, concept, watch
        self._thresholds: list[Threshold] = []
        self._edges: list[Edge] = []
        self._breakpoints: tuple[RealRoot, ...] = ()
        self._notes: dict[str, None] = {}
        self._first: Regime | None = None
        self._undecided: tuple[tuple[Fraction, Fraction], ...] = ()
        self._statistics = {"polynomials": 0, "candidates": 0, "pieces": 0, "boxes": 0}

    def run(self, low: Fraction, high: Fraction) -> None:
        """Search a range."""
        line = TierLine(self._model, self._parameter, (low, high), concept=self._concept, tick=self._watch.tick)
        self._statistics["boxes"] = line.num_boxes
        self._notes = line.failures
        before: Regime | None = None
        self._undecided = line.undecided
        for cell in pairwise(line.cuts):
            if line.is_decided(*cell):
                before = self._walk(line, cell, before)
        if not self._is_undecided(high):
            self._note_edge(line, high, before)
        roots = sign_chart(list(line.forms), RealRoot.rational(low), RealRoot.rational(high)).roots
        self._breakpoints = tuple(roots)

    def found(self, ends: tuple[Fraction, Fraction], termination: Termination) -> Thresholds:
        """Return the record of what was found."""
        is_whole = termination is Termination.EXHAUSTED
        return Thresholds(
            self._model,
            self._parameter,
            self._concept,
            *ends,
            tuple(self._thresholds),
            self._first,
            edges=tuple(self._edges),
            breakpoints=self._breakpoints,
            coverage=self._coverage(is_whole=is_whole),
            proved=is_whole and not self._undecided,
            notes=(
                *self._notes,
                *map(_undecided_note, self._undecided),
                *(() if is_whole else (termination.sentence,)),
            ),
            termination=termination,
            statistics=read_only({**self._statistics, "seconds": self._watch.seconds}),
        )

    def _coverage(self, *, is_whole: bool) -> Coverage:
        if not is_whole:
            return Coverage.PARTIAL
        return Coverage.APPROXIMATE if self._undecided else Coverage.ALL

    def _is_undecided(self, value: Fraction) -> bool:
        return any(low <= value <= high for low, high in self._undecided)

    def _walk(self, line: TierLine, cell: tuple[Fraction, Fraction], before: Regime | None) -> Regime | None:
        """Note the thresholds at the beginning of a cell and inside it; return the regime at its end."""
        low, high = (RealRoot.rational(end) for end in cell)
        recorded: set[object] = set()
        found_near = line.on_cell(*cell)

        def noted(signs: LocalSigns) -> Regime | None:
            regime = found_near(signs)
            recorded.update(signs.recorded)
            return regime

        parts = stretches(noted, low, high, tick=self._watch.tick)
        self._statistics["polynomials"] += len(recorded)
        self._statistics["candidates"] += len(parts) - 1
        self._statistics["pieces"] += 1
        self._note_beginning(line, low, before, parts[0].content)
        for part, following in pairwise(parts):
            self._note(following.low, part.content, line.at_root(following.low, cell), following.content)
        return parts[-1].content

    def _note_beginning(self, line: TierLine, root: RealRoot, before: Regime | None, after: Regime | None) -> None:
        """Note what changes at the beginning of a cell, or in the undecided range before it."""
        value = line.cuts[0] if root.value is None else root.value
        undecided = next((own for own in self._undecided if own[1] == value), None)
        if value == line.cuts[0] or (undecided is not None and undecided[0] == line.cuts[0]):
            self._first = after
            if undecided is None:
                self._note_edge(line, value, after)
        elif undecided is not None:
            if before != after:
                self._thresholds.append(Threshold(Enclosure(*undecided), before, None, after))
        else:
            self._note(root, before, line.at_cut(value, LocalSigns(root, is_point=True)), after)

    def _note(self, root: RealRoot, before: Regime | None, at: Regime | None, after: Regime | None) -> None:
        if not before == at == after:
            self._thresholds.append(Threshold(root, before, at, after))
            self._watch.found = len(self._thresholds)

    def _note_edge(self, line: TierLine, end: Fraction, inside: Regime | None) -> None:
        at = line.at_cut(end, LocalSigns(RealRoot.rational(end), is_point=True))
        if at != inside:
            self._edges.append(Edge(end, at, inside))


def _undecided_note(ends: tuple[Fraction, Fraction]) -> str:
    low, high = ends
    return (
        f"Between {float(low):.6g} and {float(high):.6g} it was not decided whether there are equilibria in which "
        f"several tiers, or three actions of one, split."
    )
