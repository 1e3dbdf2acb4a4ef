"""All Nash regimes on a line of trees in which two players move at most once in every play."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from gametheory.polynomials import LocalSigns
from gametheory.solvers.subgames.subgame_stages import Stage
from gametheory.studies.lines.late_chance import likely_payoffs
from gametheory.studies.lines.line_regimes import compared_regimes
from gametheory.studies.lines.single_choice_stage import SingleChoiceStage, StagePlays, regime_of_choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import RealRoot
    from gametheory.studies.lines.line_regimes import PieceRegimes
    from gametheory.studies.lines.parameter_line import Piece, TracedGame
    from gametheory.studies.regimes import Regime


class SingleChoiceLine:
    """The extreme Nash equilibria of a tree as pairs of mixtures that are best replies to each other.

    Parameters
    ----------
    tree
        Gives the shape; its payoffs do not matter.

    Raises
    ------
    UnsupportedGameError
        If three players choose, or one of them twice in a play.
    """

    def __init__(self, tree: ExtensiveFormGame) -> None:
        self._plays = _plays(tree)
        self._tree = tree
        self._known: tuple[TracedGame, SingleChoiceStage] | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: every equilibrium is in the regimes."""
        return ()

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece: no comparison changes between the roots of what was compared."""

        def found_near(signs: LocalSigns) -> Regime:
            return self._regime(piece.content, signs, tick)

        return compared_regimes(found_near, partial(self.at_value, traced=piece.content, tick=tick), piece, tick)

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value."""
        return self._regime(traced, LocalSigns(root, is_point=True), tick)

    def _solver(self, traced: TracedGame, signs: LocalSigns) -> SingleChoiceStage:
        """Return what solves a game; the same as last time where it is the same."""
        known = self._known
        if known is not None and known[0] is traced and known[1].holds(signs):
            return known[1]
        tree = cast("ExtensiveFormGame", traced.game)
        if tree is not self._tree:
            self._tree, self._plays = tree, _plays(tree)
        worths = likely_payoffs(tree, traced)
        solver = SingleChoiceStage(self._plays, [worths[end] for end in tree.terminals], signs)
        self._known = traced, solver
        return solver

    def _regime(self, traced: TracedGame, signs: LocalSigns, tick: Callable[[], object]) -> Regime:
        """Return the equilibria by component."""
        tick()
        solver = self._solver(traced, signs)
        components: dict[int, list[dict[int, tuple[int, ...]]]] = {}
        for equilibrium in solver.nash(signs):
            components.setdefault(equilibrium.component, []).append(self._plays.choices(equilibrium.vertices))
        return regime_of_choices(cast("ExtensiveFormGame", traced.game), components.values())


def _plays(tree: ExtensiveFormGame) -> StagePlays:
    """Return how a tree may be played, as one stage."""
    return StagePlays(tree, Stage(0, tuple(range(tree.num_nodes)), tree.terminals))
