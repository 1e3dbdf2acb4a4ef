"""The one entrance to all methods."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any

from gametheory.analysis.certificate import judge
from gametheory.analysis.subgame_perfection import SubgamePerfection, subgame_perfection
from gametheory.core.concepts import CONCEPTS
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
    from collections.abc import Callable, Iterable, Sequence

    from gametheory.core.certificate import Certificate
    from gametheory.core.solution import Limits, Profile, ProgressListener
    from gametheory.core.source import Game
    from gametheory.solvers.methods import Method
    from gametheory.solvers.problem import Conclusion

PROOF_SECONDS = 1.0
"""Time to prove what a search that was stopped has found, at least."""
PROOF_SHARE = 0.1
"""The same as a share of the time that the search took; the longer of the two counts."""
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
        for stage in (run.search, run.prove, run.prove_after_stop):
            run.until_stopped(stage)
    try:
        solution = run.solution(source)
    except KeyboardInterrupt:
        run.interrupt()
        solution = run.solution(source)
    _check(solution)
    return solution


def _check(solution: Solution) -> None:
    """Raise SolverError if a profile is not what was asked for."""
    is_refined = CONCEPTS[solution.concept].holds_in_subgames
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
        # in the order of the list: what they are sorted by, position among the profiles found, proof
        self._proved: list[tuple[Any, int, Equilibrium]] = []
        self._refusals: list[str] = []
        self._verdict_nodes = 0
        self._num_unjudged = 0

    def until_stopped(self, stage: Callable[[], None]) -> None:
        """Run a stage to its end, or until Ctrl-C or a limit stops it."""
        try:
            stage()
        except KeyboardInterrupt:
            self.interrupt()
        except LimitReachedError as limit:
            if not self._termination.was_cut_short:
                self._termination = limit.termination

    def interrupt(self) -> None:
        """Say that Ctrl-C came."""
        self._termination = Termination.INTERRUPTED

    def search(self) -> None:
        """Run the first method that applies."""
        for method in self._candidates:
            self._method = method
            try:
                self._exhaust()
            except UnsupportedGameError as refusal:
                if method is self._candidates[-1] or isinstance(refusal, TooLargeError):
                    raise
                reason, _, _ = str(refusal).partition("; use ")
                self._refusals.append(f"the complete method did not apply: {reason}")
            else:
                return

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
            self._problem.watch.found = max(self._problem.watch.found, len(found))
            self._problem.watch.tick()
        self._found = found if conclusion.profiles is None else conclusion.profiles
        self._termination = conclusion.termination
        self._conclusion = conclusion

    def prove(self) -> None:
        """Prove the profiles that are listed, in the order of the list, unless the search was stopped."""
        if self._termination.was_cut_short:
            return
        if self._num_found > self._problem.num_listed and self._termination is Termination.EXHAUSTED:
            self._termination = Termination.COUNT_REACHED
        num_listed = min(self._num_found, self._problem.num_listed)
        for rank, position in enumerate(self._order()[:num_listed]):
            self._problem.watch.tick(num_listed)
            self._prove(rank, position)

    def _order(self) -> Sequence[int]:
        """Return the positions of the profiles found in the order of the list."""
        if self._conclusion is not None and self._conclusion.is_in_order:
            return range(len(self._found))
        keys = []
        for profile in self._found:
            self._problem.watch.tick()
            keys.append(order_key(profile))
        return sorted(range(len(keys)), key=keys.__getitem__)

    def prove_after_stop(self) -> None:
        """Prove profiles in the order in which they were found, where a run was stopped before it proved any."""
        if self._proved or not self._termination.was_cut_short:
            return
        watch = self._problem.watch
        watch.grant(max(PROOF_SECONDS, PROOF_SHARE * watch.seconds))
        num_listed = min(len(self._found), self._problem.num_listed)
        for position in range(num_listed):
            watch.tick(num_listed)
            self._prove(order_key(self._found[position]), position)

    def _prove(self, key: object, position: int) -> None:
        """List a profile with its certificate and, in a tree, the verdict on subgame perfection.

        A stop that comes before the verdict leaves it open, unless subgame perfection is what was asked for.
        """
        profile, heartbeat = self._found[position], self._problem.watch.tick
        certificate = judge(profile.game, profile, heartbeat=heartbeat)
        verdict = SubgamePerfection(None)
        try:
            if isinstance(profile, BehaviorProfile) and self._is_judged(profile):
                verdict = subgame_perfection(profile.game, profile, heartbeat=heartbeat)
        except (KeyboardInterrupt, LimitReachedError):
            if not CONCEPTS[self._problem.concept].holds_in_subgames:
                self._num_unjudged += 1
                self._list(key, position, certificate, verdict)
            raise
        self._list(key, position, certificate, verdict)

    def _list(self, key: object, position: int, certificate: Certificate, verdict: SubgamePerfection) -> None:
        """Put a profile that is proved in its place."""
        payoffs, regret = certificate.payoffs, certificate.max_regret
        profile = self._found[position]
        proved = Equilibrium(profile, payoffs, regret, certificate, verdict.verdict, verdict.failures)
        insort(self._proved, (key, position, proved))

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
        equilibria = tuple(equilibrium for _, _, equilibrium in self._proved)
        index, reason = leading(equilibria)
        return Solution(
            game=self._problem.game,
            concept=self._problem.concept,
            method=self._method.name,
            equilibria=equilibria,
            coverage=self._coverage(is_rounded=source.game_arithmetic == "float"),
            termination=self._termination,
            components=self._components(),
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

    def _indices(self, groups: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
        """Return groups of positions among the found profiles as indices of the listed equilibria."""
        index_of = {position: index for index, (_, position, _) in enumerate(self._proved)}
        return [tuple(sorted(index_of[position] for position in group if position in index_of)) for group in groups]

    def _components(self) -> tuple[tuple[int, ...], ...]:
        """Return the components of which an equilibrium is listed."""
        found = self._conclusion.components if self._conclusion else ()
        return tuple(sorted(filter(None, self._indices(found))))

    def _nash_subsets(self) -> tuple[NashSubset, ...]:
        """Return the subsets in the order of their equilibria; those of which none is listed come last."""
        found = self._conclusion.subsets if self._conclusion else ()
        members = self._indices(subset.members for subset in found)
        subsets = [NashSubset(subset.strategies, listed) for subset, listed in zip(found, members, strict=True)]
        return tuple(sorted(subsets, key=lambda subset: (not subset.equilibria, subset.equilibria)))

    @property
    def _num_found(self) -> int:
        """Number of profiles found, of which only those that can be listed are kept."""
        if self._conclusion is None:
            return self._problem.watch.found
        return len(self._found) if self._conclusion.num_found is None else self._conclusion.num_found

    @property
    def _num_unproved(self) -> int:
        return min(len(self._found), self._problem.num_listed) - len(self._proved)

    def _coverage(self, *, is_rounded: bool) -> Coverage:
        """Return how much the list, or the subsets with it, hold; of rounded payoffs nothing is certain."""
        if self._conclusion is None or self._num_unproved:
            return Coverage.PARTIAL
        is_determined = self._conclusion.subsets or len(self._proved) == self._num_found
        coverage = self._conclusion.coverage if is_determined else Coverage.PARTIAL
        return Coverage.APPROXIMATE if is_rounded and coverage.is_complete else coverage

    def _unresolved(self, *, is_rounded: bool) -> tuple[str, ...]:
        known = (*self._refusals, *(self._conclusion.unresolved if self._conclusion else ()))
        if is_rounded:
            known = (*known, "some payoffs are irrational and were rounded: where they tie, equilibria can be missing")
        if self._num_unjudged:
            known = (*known, f"whether {self._num_unjudged:,} of the profiles are subgame perfect was not decided")
        if not self._num_unproved:
            return known
        return (*known, f"{self._num_unproved:,} profiles were found, but the run stopped before they were proved")

    def _statistics(self) -> dict[str, float]:
        counts = self._conclusion.statistics if self._conclusion else {}
        watch = self._problem.watch
        return {"seconds": watch.seconds, "steps": watch.steps, "found": self._num_found, **counts}
