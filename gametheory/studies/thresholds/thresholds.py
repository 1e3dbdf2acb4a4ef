"""Where the answer changes: all values of a parameter at which the regime is another, exactly and with proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.analysis.structure import has_perfect_information
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.garbage import kept
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import brief_fraction
from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Limits, Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.models.parameter_values import checked_values
from gametheory.models.tier_stages import has_tiers
from gametheory.polynomials import RealRoot
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.lines.dominated_line import DominatedLine
from gametheory.studies.lines.line_regimes import settled
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.lines.pure_line import PureLine
from gametheory.studies.lines.reduced_line import ReducedLine
from gametheory.studies.lines.sequential_line import SequentialLine
from gametheory.studies.lines.single_choice_line import SingleChoiceLine
from gametheory.studies.lines.tree_line import TreeLine
from gametheory.studies.lines.two_player_line import MOST_MINORS, TwoPlayerLine, number_of_minors
from gametheory.studies.thresholds.sampled_thresholds import sampled_thresholds
from gametheory.studies.thresholds.threshold_records import Edge, Enclosure, Threshold, Thresholds
from gametheory.studies.tiers.tier_thresholds import tier_thresholds

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.solution import ProgressListener
    from gametheory.models.model import GameModel
    from gametheory.studies.lines.line_regimes import AnyRegime, LineStudy, PieceRegimes
    from gametheory.studies.lines.parameter_line import Piece
    from gametheory.studies.regimes import Regime

__all__ = ["Edge", "Enclosure", "Threshold", "Thresholds", "threshold_limits", "thresholds"]

ROUNDED = "An irrational number in the formulas was rounded; what is exact holds for the rounded one."
"""Why exact values are not proved ones."""


def thresholds(
    model: GameModel,
    parameter: str,
    *,
    within: tuple[Any, Any] | None = None,
    concept: str | None = None,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> Thresholds:
    """Return all values of a parameter at which the regime changes, the other parameters at the model's values.

    Exact and proved for formulas that are piecewise quotients of polynomials in the parameter, for concept ``nash`` in
    two-player normal forms, in those in which strict dominance leaves two players with a choice, and in trees in which
    two players move at most once in every play, ``pure`` in all normal forms, ``subgame_perfect`` in trees of perfect
    information, ``sequential`` in trees whose subgames are such trees or signaling games, and pure equilibria by counts
    in games of tiers. Elsewhere thresholds are looked for by exact solutions at samples and enclosed by bisection; the
    record says so.

    Parameters
    ----------
    model
        The model.
    parameter
        Name of the parameter that varies.
    within
        The range, ends included, inside the parameter's own; None for that.
    concept
        None is the model's own, otherwise ``nash``.
    limits
        Time and memory; what was found by then is returned, and its coverage is ``PARTIAL``.
    progress
        Called at most every 0.1 s.

    Raises
    ------
    InvalidParameterError
        If there is no such parameter, no range, or one whose ends are not in order or not allowed.

    Examples
    --------
    >>> from gametheory import load
    >>> found = thresholds(load("price_monitoring"), "scan_cost")
    >>> [str(value) for value in found.values], found.proved
    (['1227/4000'], True)

    Notes
    -----
    A regime can change only where a polynomial changes its sign: a bordered minor of the payoffs, or what decides a
    comparison in a formula. All their roots are found and ordered exactly; between neighboring ones every sign is
    constant, so that the regime is; at each the regime is determined anew.
    """
    ends = threshold_limits(model, parameter, within)
    watch = Watch(limits or Limits(), progress)
    asked = concept or model.default_concept or "nash"
    try:
        with kept():
            return _traced(model, parameter, ends, concept=asked, watch=watch)
    except UnsupportedGameError as error:
        reason = f"{str(error)[0].upper()}{str(error)[1:]}."
        return sampled_thresholds(model, parameter, ends, concept=asked, watch=watch, reason=reason)


def _traced(
    model: GameModel, parameter: str, ends: tuple[Fraction, Fraction], *, concept: str, watch: Watch
) -> Thresholds:
    """Return the thresholds with proof.

    Raises
    ------
    UnsupportedGameError
        If nothing determines the regimes of such a game exactly.
    """
    if has_tiers(model.description.players):
        return tier_thresholds(model, parameter, ends, concept=concept, watch=watch)
    line = ParameterLine(model, parameter)
    low, high = (RealRoot.rational(end) for end in ends)
    game, search = line.game, _Search(line, _study_of(line, concept, watch), watch)
    if isinstance(search.study, ReducedLine) and isinstance(game, NormalFormGame) and game.num_players == 2:
        whole = _Search(line, search.study, watch)
        try:
            termination = whole.run_whole(DominatedLine(game, *line.continuous_payoffs(low, high)), low, high)
        except UnsupportedGameError:
            pass  # mixtures may dominate where no action does, and formulas may jump
        else:
            return whole.found(model, (parameter, concept), ends, termination)
    termination = search.run(low, high)
    return search.found(model, (parameter, concept), ends, termination)


def threshold_limits(
    model: GameModel, parameter: str, within: tuple[Any, Any] | None = None
) -> tuple[Fraction, Fraction]:
    """Return both ends of the range in which thresholds are sought; parameters and errors are those of `thresholds`."""
    declared = model.parameters.get(parameter)
    if declared is None or within is not None:
        ends = _pair(within, parameter) if within is not None else (0, 0)
        low, high = (checked_values(model.parameters, {parameter: end})[parameter] for end in ends)
    elif declared.low is None or declared.high is None:
        raise InvalidParameterError(
            f"expected a range of {parameter!r} to look for thresholds in, got none in the file; give one "
            f"(within, or --within lo:hi)"
        )
    else:
        low, high = declared.low, declared.high
    if low >= high:
        raise InvalidParameterError(
            f"expected a range of {parameter!r} from a lower to a higher value, "
            f"got {brief_fraction(low)} to {brief_fraction(high)}"
        )
    return low, high


def _pair(within: Any, parameter: str) -> tuple[Any, Any]:
    """Return the two ends of a range."""
    if not isinstance(within, tuple | list) or len(within) != 2:
        raise InvalidParameterError(
            f"expected two ends of the range of {parameter!r}, such as (0, 0.1), got {within!r} (within)"
        )
    return within[0], within[1]


def _study_of(line: ParameterLine, concept: str, watch: Watch) -> LineStudy:
    """Return what determines the regimes of a game for a concept.

    Raises
    ------
    UnsupportedGameError
        If nothing does so exactly.
    """
    game = line.game
    if concept == "nash" and isinstance(game, NormalFormGame) and game.num_players >= 2:
        if game.num_players == 2 and number_of_minors(*game.num_actions) <= MOST_MINORS:
            return TwoPlayerLine(game.players, game.actions)
        return ReducedLine(game)
    if concept == "pure" and isinstance(game, NormalFormGame):
        return PureLine(game)
    if isinstance(game, ExtensiveFormGame):
        # where everything is seen there is nothing to believe
        if concept == "subgame_perfect" or (concept == "sequential" and has_perfect_information(game)):
            return TreeLine(game, watch, lambda value: line.solved_at(value, concept))
        if concept == "sequential":
            return SequentialLine(game, lambda value: line.solved_at(value, concept))
        if concept == "nash":
            return SingleChoiceLine(game)
    raise UnsupportedGameError(f"exact thresholds of concept {concept!r} are not known for this kind of game")


@dataclass
class _Search:
    """Goes along the line, from piece to piece."""

    line: ParameterLine
    study: LineStudy
    watch: Watch
    thresholds: list[Threshold] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    breakpoints: list[RealRoot] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    ties: dict[str, int] = field(default_factory=dict)
    is_certain: bool = True
    num_polynomials: int = 0
    num_candidates: int = 0
    num_pieces: int = 0
    first: Regime | None = None

    def run(self, low: RealRoot, high: RealRoot) -> Termination:
        """Search a range, and return why the search ended."""
        tick: Callable[[], object] = self.watch.tick
        reached = low
        try:
            pieces = self.line.pieces(low, high, tick)
            before: AnyRegime = None
            for piece in pieces:
                reached = piece.low
                self.num_pieces += 1
                opening = len(self.thresholds)
                begins, ends = self._walk(piece)
                at = self._at(piece.low, piece)
                if piece.low is low:
                    self.first = settled(begins)
                    self._note_edge(low, at, self.first)
                else:
                    self.breakpoints.append(piece.low)
                    if settled(before) != at or at != settled(begins):
                        self.thresholds.insert(opening, Threshold(piece.low, before, at, begins))
                before = ends
            self._note_edge(high, self._at(high, pieces[-1]), settled(before))
        except LimitReachedError as error:
            termination = error.termination
        except KeyboardInterrupt:
            termination = Termination.INTERRUPTED
        else:
            return Termination.EXHAUSTED
        if reached is not low:
            self.notes[f"Nothing is claimed above {reached}."] = None
        return termination

    def run_whole(self, study: DominatedLine, low: RealRoot, high: RealRoot) -> Termination:
        """Search a range that is one piece, and return why the search ended."""
        try:
            begins, ends = self._take_in(study.regimes(self.watch.tick))
            self.num_pieces = 1
            self.first = settled(begins)
            self.breakpoints += study.breakpoints
            self._note_edge(low, study.at_value(low, self.watch.tick), self.first)
            self._note_edge(high, study.at_value(high, self.watch.tick), settled(ends))
        except LimitReachedError as error:
            return error.termination
        except KeyboardInterrupt:
            return Termination.INTERRUPTED
        return Termination.EXHAUSTED

    def found(
        self, model: GameModel, asked: tuple[str, str], ends: tuple[Fraction, Fraction], termination: Termination
    ) -> Thresholds:
        """Return the record of what was found for a parameter and a concept."""
        if self.line.is_rounded:
            self.notes[ROUNDED] = None
        is_whole = termination is Termination.EXHAUSTED
        if not is_whole:
            self.notes[termination.sentence] = None
        return Thresholds(
            model,
            *asked,
            *ends,
            tuple(self.thresholds),
            self.first,
            edges=tuple(self.edges),
            breakpoints=tuple(self.breakpoints),
            ties=tuple(tie for tie, count in self.ties.items() if count == self.num_pieces),
            coverage=Coverage.ALL if is_whole and self.is_certain else Coverage.PARTIAL,
            proved=is_whole and self.is_certain and not self.line.is_rounded,
            notes=(*self.study.notes, *self.notes),
            termination=termination,
            statistics=read_only(
                {
                    "polynomials": self.num_polynomials,
                    "candidates": self.num_candidates,
                    "pieces": self.num_pieces,
                    "seconds": self.watch.seconds,
                }
            ),
        )

    def _walk(self, piece: Piece) -> tuple[AnyRegime, AnyRegime]:
        """Note the thresholds inside a piece; return the regimes at its beginning and its end."""
        self.num_candidates += piece.low is not None and self.num_pieces > 1
        if piece.content.failure:
            self._note_failure(piece.content.failure, f"between {piece.low} and {piece.high}")
            self.is_certain &= piece.content.is_certain
            return None, None
        return self._take_in(self.study.on_piece(piece, self.watch.tick))

    def _take_in(self, regimes: PieceRegimes) -> tuple[AnyRegime, AnyRegime]:
        """Note the thresholds inside a piece; return the regimes at its beginning and its end."""
        self.num_polynomials += regimes.num_polynomials
        self.num_candidates += regimes.num_candidates
        for tie in regimes.ties:
            self.ties[tie] = self.ties.get(tie, 0) + 1
        before: AnyRegime = regimes.first
        for change in regimes.changes:
            self.thresholds.append(Threshold(change.root, before, change.at, change.after))
            before = change.after
        self.watch.found = len(self.thresholds)
        return regimes.first, before

    def _at(self, root: RealRoot, piece: Piece) -> Regime | None:
        """Return the regime at an end of a piece."""
        traced = self.line.at(root, piece.content)
        if traced.failure:
            self._note_failure(traced.failure, f"at {root}")
            self.is_certain &= traced.is_certain
            return None
        return self.study.at_value(root, traced, self.watch.tick)

    def _note_failure(self, failure: str, where: str) -> None:
        self.notes[f"There is no game {where}: {failure}."] = None

    def _note_edge(self, end: RealRoot, regime: Regime | None, inside: Regime | None) -> None:
        """Note a regime of its own at an end of the range."""
        if regime != inside and end.value is not None:
            self.edges.append(Edge(end.value, regime, inside))
