"""The one entrance to all methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.certificate import judge
from gametheory.analysis.subgame_perfection import subgame_perfection
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.garbage import seldom_collected
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import brief_fraction
from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Equilibrium, NashSubset, Solution, Termination
from gametheory.core.source import GameSource
from gametheory.errors import SolverError, UnsupportedGameError
from gametheory.solvers.methods import method_named, methods_for
from gametheory.solvers.problem import Problem, TooLargeError
from gametheory.solvers.solution_order import leading, order_key
from gametheory.solvers.watch import LimitReachedError, Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.solution import Limits, Profile, ProgressListener
    from gametheory.core.source import Game
    from gametheory.solvers.methods import Method
    from gametheory.solvers.problem import Conclusion

CERTIFICATE_SECONDS = 1.0
"""Time to prove what a run that was stopped has found, at least; it may take as long as the search."""
MOST_VERDICT_NODES = 200_000
"""Nodes looked at to decide which incomplete profiles of a tree are subgame perfect; later profiles stay undecided."""


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
        ``nash``, ``pure`` or ``subgame_perfect``; None is what the source asks for, else what the method was made
        for, else ``nash``.
    method
        Name of an algorithm of ``gametheory.solvers.methods.METHODS``; None is the first that applies.
    limits
        When to stop early; None lists up to 10,000 equilibria and sets no other limit.
    progress
        Called with a ``Progress`` at most every 0.1 s.
    options
        Options of the method; so far no method has any.

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
    <Solution nash by two_player_nash: 3 equilibria, coverage all, exhausted>
    >>> [equilibrium.profile for equilibrium in solution.equilibria][1], solution.components
    (<MixedProfile 1, 0, 0 | 2/3, 1/3>, ((0, 1), (2,)))
    """
    if not isinstance(source, GameSource):
        raise UnsupportedGameError(f"expected a game or a model, got {source!r}; files are read by gametheory.load")
    game = source.to_game()
    asked = concept or source.default_concept
    chosen = None if method is None else method_named(method)
    wanted = asked or (chosen.concepts[0] if chosen else "nash")
    candidates = _candidates(wanted, chosen, game)
    if options is not None:
        raise UnsupportedGameError(f"method {candidates[0].name!r} has no options, got {options!r}")
    watch = Watch(limits, progress)
    problem = Problem(game, wanted, watch, num_listed=watch.limits.equilibria)
    run = _Run(problem, candidates)
    with seldom_collected():
        run.search()
        run.certify()
    try:
        solution = run.solution(source)
    except KeyboardInterrupt:
        run.interrupt()
        solution = run.solution(source)
    _check(solution)
    return solution


def _check(solution: Solution) -> None:
    """Raise SolverError if a profile is not what was asked for."""
    is_refined = solution.concept == "subgame_perfect"
    refuted = [
        equilibrium
        for equilibrium in solution.equilibria
        if equilibrium.max_regret or (is_refined and equilibrium.is_subgame_perfect is False)
    ]
    if refuted:
        raise SolverError(
            f"method {solution.method!r} gave {len(refuted)} profiles in which somebody gains by deviating, first "
            f"{refuted[0].profile!r} (gain {brief_fraction(refuted[0].max_regret)}): a mistake of the method; please "
            f"report the game",
            solution,
        )


def _candidates(concept: str, method: Method | None, game: Game) -> tuple[Method, ...]:
    """Return the methods to try: the one that was named, or all for this concept and kind of game."""
    form = "tree" if isinstance(game, ExtensiveFormGame) else "normal form"
    fitting = methods_for(concept, form)
    if method is None:
        return fitting
    if method not in fitting:
        raise UnsupportedGameError(
            f"method {method.name!r} answers {' and '.join(map(repr, method.concepts))} for a "
            f"{' or a '.join(method.forms)}, got concept {concept!r} for a {form}; "
            f"use {' or '.join(repr(other.name) for other in fitting)}"
        )
    return (method,)


class _Run:
    """One run: what was found, what was proved, and why it ended."""

    def __init__(self, problem: Problem, candidates: Sequence[Method]) -> None:
        self._problem = problem
        self._candidates = candidates
        self._method = candidates[0]
        self._found: Sequence[Profile] = ()
        self._conclusion: Conclusion | None = None
        self._termination = Termination.EXHAUSTED
        self._equilibria: list[Equilibrium] = []
        self._index_of: dict[int, int] = {}
        self._refusals: list[str] = []
        self._verdict_nodes = 0
        self._num_unjudged = 0

    def search(self) -> None:
        """Run the first method that applies, to its end or until it is stopped."""
        try:
            for method in self._candidates:
                self._method = method
                try:
                    return self._exhaust()
                except UnsupportedGameError as refusal:
                    if method is self._candidates[-1] or isinstance(refusal, TooLargeError):
                        raise
                    reason, _, _ = str(refusal).partition("; use ")
                    self._refusals.append(f"the complete method did not apply: {reason}")
        except KeyboardInterrupt:
            self._termination = Termination.INTERRUPTED
        except LimitReachedError as limit:
            self._termination = limit.termination

    def _exhaust(self) -> None:
        """Collect what the method yields, and its conclusion."""
        found: list[Profile] = []
        self._found = found
        running = self._method.search(self._problem)
        while True:
            try:
                found.append(next(running))
            except StopIteration as end:
                conclusion: Conclusion = end.value
                break
            self._problem.watch.found = len(found)
            self._problem.watch.tick()
        self._found = found if conclusion.profiles is None else conclusion.profiles
        self._termination = conclusion.termination
        self._conclusion = conclusion

    def interrupt(self) -> None:
        """Say that Ctrl-C came after everything was found and proved, or before."""
        self._termination = Termination.INTERRUPTED

    def certify(self) -> None:
        """Prove the profiles that are listed, in their order, to the end or until that is stopped."""
        try:
            watch = self._problem.watch
            order = sorted(range(len(self._found)), key=lambda position: order_key(self._found[position]))
            if self._termination.was_cut_short:
                watch.grant(max(CERTIFICATE_SECONDS, watch.seconds))
            if len(order) > self._problem.num_listed and self._termination is Termination.EXHAUSTED:
                self._termination = Termination.COUNT_REACHED
            for position in order[: self._problem.num_listed]:
                self._equilibria.append(self._proved(self._found[position]))
                self._index_of[position] = len(self._equilibria) - 1
                watch.tick(min(len(order), self._problem.num_listed))
        except KeyboardInterrupt:
            self._termination = Termination.INTERRUPTED
        except LimitReachedError as limit:
            if not self._termination.was_cut_short:
                self._termination = limit.termination

    def _proved(self, profile: Profile) -> Equilibrium:
        """Return a profile with its certificate and, in a tree, the verdict on subgame perfection."""
        certificate = judge(profile.game, profile)
        verdict = None
        if isinstance(profile, BehaviorProfile) and self._is_judged(profile):
            verdict = subgame_perfection(profile.game, profile).verdict
        return Equilibrium(profile, certificate.payoffs, certificate.max_regret, certificate, verdict)

    def _is_judged(self, profile: BehaviorProfile) -> bool:
        """Whether subgame perfection is decided: of every complete profile, of others until enough nodes are seen."""
        if profile.is_complete:
            return True
        if self._verdict_nodes >= MOST_VERDICT_NODES:
            self._num_unjudged += 1
            return False
        self._verdict_nodes += profile.game.num_nodes
        return True

    def solution(self, source: GameSource) -> Solution:
        """Return what was found and proved."""
        conclusion = self._conclusion
        index, reason = leading(self._equilibria)
        return Solution(
            game=self._problem.game,
            concept=self._problem.concept,
            method=self._method.name,
            equilibria=tuple(self._equilibria),
            coverage=self._coverage(is_rounded=source.game_arithmetic == "float"),
            termination=self._termination,
            components=tuple(sorted(filter(None, map(self._indices, conclusion.components)))) if conclusion else (),
            nash_subsets=self._nash_subsets(),
            num_extreme=conclusion.num_extreme if conclusion else None,
            num_components=(len(conclusion.components) or None) if conclusion else None,
            arithmetic=source.game_arithmetic,
            unresolved=self._unresolved(is_rounded=source.game_arithmetic == "float"),
            statistics=read_only(self._statistics()),
            source=source,
            leading=index,
            leading_reason=reason,
        )

    def _indices(self, positions: Sequence[int]) -> tuple[int, ...]:
        """Return positions among the found profiles as indices of the listed equilibria."""
        return tuple(sorted(self._index_of[position] for position in positions if position in self._index_of))

    def _nash_subsets(self) -> tuple[NashSubset, ...]:
        """Return the subsets in the order of their equilibria; those of which none is listed come last."""
        found = self._conclusion.subsets if self._conclusion else ()
        subsets = [NashSubset(subset.strategies, self._indices(subset.members)) for subset in found]
        return tuple(sorted(subsets, key=lambda subset: (not subset.equilibria, subset.equilibria)))

    @property
    def _num_unproved(self) -> int:
        return min(len(self._found), self._problem.num_listed) - len(self._equilibria)

    def _coverage(self, *, is_rounded: bool) -> Coverage:
        """Return how much the list, or the subsets with it, hold; of rounded payoffs nothing is certain."""
        if self._conclusion is None or self._num_unproved:
            return Coverage.PARTIAL
        is_determined = self._conclusion.subsets or len(self._equilibria) == len(self._found)
        coverage = self._conclusion.coverage if is_determined else Coverage.PARTIAL
        return Coverage.APPROXIMATE if is_rounded and coverage.is_complete else coverage

    def _unresolved(self, *, is_rounded: bool) -> tuple[str, ...]:
        known = (*self._refusals, *(self._conclusion.unresolved if self._conclusion else ()))
        if is_rounded:
            known = (*known, "some payoffs are irrational and were rounded: where they tie, equilibria can be missing")
        if self._num_unjudged:
            skipped = f"{self._num_unjudged:,} of the profiles with open choices"
            known = (*known, f"whether {skipped} are subgame perfect was not looked at")
        if not self._num_unproved:
            return known
        return (*known, f"{self._num_unproved:,} profiles were found, but the run stopped before they were proved")

    def _statistics(self) -> dict[str, float]:
        counts = self._conclusion.statistics if self._conclusion else {}
        watch = self._problem.watch
        return {"seconds": watch.seconds, "steps": watch.steps, "found": len(self._found), **counts}
