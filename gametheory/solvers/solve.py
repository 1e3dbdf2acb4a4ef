"""The one entrance to all methods."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.structure import has_perfect_recall, is_constant_sum
from gametheory.core.assessments import AssessmentCertificate
from gametheory.core.concepts import CONCEPTS
from gametheory.core.enclosed_profile import EnclosureCertificate
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.garbage import seldom_collected
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import brief_fraction, to_fraction
from gametheory.core.solution import Coverage
from gametheory.core.source import GameSource
from gametheory.core.state_graph import StateGraph, whole
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import SolverError, UnsupportedGameError
from gametheory.solvers.methods import method_named, methods_for
from gametheory.solvers.problem import Problem
from gametheory.solvers.run import Run
from gametheory.solvers.watch import Watch
from gametheory.tolerances import ROUNDED_REGRET

if TYPE_CHECKING:
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Limits, ProgressListener, Solution
    from gametheory.core.source import Game
    from gametheory.solvers.method import Method


_FORMS = {
    NormalFormGame: "normal form",
    ExtensiveFormGame: "tree",
    StateGraph: "graph of states",
    TieredGame: "game of tiers",
    LedTieredGame: "game of tiers that follow leaders",
}

MOST_ACTIONS = 12
"""Actions of the player who has fewer up to which all equilibria are found even where only one is listed."""
MOST_CHOICES = 40
"""The same in trees: actions at the information sets of both players."""


def solve(
    source: GameSource,
    concept: str | None = None,
    *,
    method: str | None = None,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
    options: object | None = None,
) -> Solution:
    """Return the equilibria of a game, how complete the list is, and the proof of each.

    Parameters
    ----------
    source
        A game, or a model at its parameter values.
    concept
        A name of ``gametheory.core.concepts.CONCEPTS``, such as ``nash``, ``subgame_perfect`` or ``correlated``; None
        is what the source asks for, else what the method was made for, else ``nash``.
    method
        Name of an algorithm of ``gametheory.solvers.methods.METHODS``; None is the first that applies.
    limits
        When to stop early; None lists up to 10,000 equilibria and sets no other limit. Where a single equilibrium of
        two players with more than ``MOST_ACTIONS`` actions each (of trees, more than ``MOST_CHOICES`` in all) is asked
        for, the others are not looked for.
    progress
        Called with a ``Progress`` at most every 0.1 s.
    options
        Options of the method: its frozen dataclass, or a mapping from which that is made.

    Returns
    -------
    Solution
        After Ctrl-C and at a limit too: with what was found, and the reason in ``termination``.

    Raises
    ------
    UnsupportedGameError
        If the concept or the method does not exist, or does not apply to this game.
    SolverError
        If a profile that a method found is not an equilibrium; it carries the solution.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    >>> solution = solve(game)
    >>> solution
    <Solution nash by label_tree: 3 equilibria, coverage all, exhausted>
    >>> [equilibrium.profile for equilibrium in solution.equilibria][1], solution.components
    (<MixedProfile 1, 0, 0 | 2/3, 1/3>, ((0, 1), (2,)))
    """
    if not isinstance(source, GameSource):
        raise UnsupportedGameError(f"expected a game or a model, got {source!r}; files are read by gametheory.load")
    game = source.to_game()
    asked = concept or source.default_concept
    chosen = None if method is None else method_named(method)
    wanted = asked or (chosen.concepts[0] if chosen else "nash")
    if chosen is None and wanted == "nash" and limits is not None and limits.equilibria == 1:
        chosen = _method_for_one(game)
    candidates = _candidates(wanted, chosen, game)
    problem = Problem(game, wanted, Watch(limits, progress), options=candidates[0].options_of(options))
    run = Run(problem, candidates)
    with seldom_collected():
        for stage in (run.search, run.prove, run.prove_after_stop):
            run.until_stopped(stage)
    try:
        solution = run.solution(source)
    except KeyboardInterrupt:
        run.interrupt()
        solution = run.solution(source)
    _check(solution, is_rounded=run.is_rounded)
    return solution


def _method_for_one(game: Game) -> Method | None:
    """Return the method for one equilibrium of two players where finding all would take long, None elsewhere."""
    if game.num_players != 2:
        return None
    if isinstance(game, NormalFormGame):
        return method_named("one_equilibrium") if min(game.num_actions) > MOST_ACTIONS else None
    if not isinstance(game, ExtensiveFormGame):
        return None
    num_choices = sum(infoset.num_actions for infoset in game.infosets if not infoset.is_chance)
    if num_choices <= MOST_CHOICES or not has_perfect_recall(game):
        return None
    return method_named("zero_sum_tree" if is_constant_sum(game) else "sequence_form_lemke")


def _check(solution: Solution, *, is_rounded: bool) -> None:
    """Raise SolverError if what a method gave is not what was asked for.

    A method that answers in floats may round, and may say itself that it did not come near enough.
    """
    if is_rounded and solution.coverage is Coverage.APPROXIMATE:
        return
    largest_gain = Fraction(ROUNDED_REGRET) * _payoff_range(whole(solution.game)) if is_rounded else 0
    refuted = [
        equilibrium
        for equilibrium in solution.equilibria
        if _has_gain(equilibrium, largest_gain) or _lacks_what_is_asked(equilibrium, solution.concept)
    ]
    if refuted:
        raise SolverError(
            f"method {solution.method!r} gave {len(refuted)} profiles in which somebody gains by deviating, first "
            f"{refuted[0].play!r} (gain {brief_fraction(refuted[0].max_regret)}): a mistake of the method; please "
            f"report the game",
            solution,
        )


def _has_gain(equilibrium: Equilibrium, largest: Fraction | int) -> bool:
    """Whether somebody gains more than is allowed, unless an equilibrium is proved next to what is told."""
    return equilibrium.max_regret > largest and not isinstance(equilibrium.certificate, EnclosureCertificate)


def _lacks_what_is_asked(equilibrium: Equilibrium, concept: str) -> bool:
    """Whether an equilibrium without a gain is not of the concept: it fails in a subgame, or its beliefs do."""
    certificate = equilibrium.certificate
    if isinstance(certificate, AssessmentCertificate):
        return not (certificate.is_perfect_bayesian if concept == "perfect_bayesian" else certificate.is_sequential)
    return CONCEPTS[concept].holds_in_subgames and equilibrium.is_subgame_perfect is False


def _payoff_range(game: NormalFormGame | ExtensiveFormGame) -> Fraction:
    """Return the largest difference between two payoffs of one player."""
    if isinstance(game, NormalFormGame):
        return max(to_fraction(payoffs.max()) - to_fraction(payoffs.min()) for payoffs in game.payoffs)
    paths = [game.path_payoffs(player) for player in range(game.num_players)]
    return max(Fraction(int(path.values.max()) - int(path.values.min()), path.denominator) for path in paths)


def _candidates(concept: str, method: Method | None, game: Game) -> tuple[Method, ...]:
    """Return the methods to try: the one that was named, or the defaults for this concept and kind of game."""
    form = _FORMS[type(game)]
    fitting = methods_for(concept, form)
    if method is None:
        return tuple(candidate for candidate in fitting if candidate.is_default)
    if method not in fitting:
        raise UnsupportedGameError(
            f"method {method.name!r} answers {' and '.join(map(repr, method.concepts))} for a "
            f"{' or a '.join(method.forms)}, got concept {concept!r} for a {form}; "
            f"use {' or '.join(repr(other.name) for other in fitting)}"
        )
    return (method,)
