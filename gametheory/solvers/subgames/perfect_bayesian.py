"""Weak perfect Bayesian equilibria of a tree: every choice is best under beliefs that play does not contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.weak_beliefs import search_weak_beliefs
from gametheory.analysis.structure import has_perfect_information
from gametheory.core.assessments import Assessment
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion, check_recall
from gametheory.solvers.subgames import sequential
from gametheory.solvers.subgames.sequential_stages import StageSearch
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.analysis.beliefs.weak_beliefs import WeakBeliefs
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.subgames.sequential_stages import StageSolution


def search(problem: Problem) -> Generator[Assessment, None, Conclusion]:
    """Yield weak perfect Bayesian equilibria of a tree as assessments.

    Each player does its best from every information set on, given its belief there; beliefs follow Bayes' rule where
    play comes and are free elsewhere. Sequential equilibria are among them, in general properly: these here need not
    be subgame perfect. All pure ones are found, for any number of players; all extreme ones where one player moves
    before another one; in other trees of two players the extreme Nash equilibria are tested, sequential ones are added,
    and the coverage is ALL_PURE or PARTIAL.

    One equilibrium is listed for each behavior, with beliefs in the middle of those that support it.

    Parameters
    ----------
    problem
        A tree with perfect recall.

    Raises
    ------
    UnsupportedGameError
        For a normal form, and without perfect recall.

    Notes
    -----
    Exact. The tree is searched as a whole: subgames do not help here, unless information is perfect and there is
    nothing to believe.

    References
    ----------
    mascolell1995, definition 9.C.3.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("perfect_bayesian needs a tree, got a normal form; use concept 'nash' or 'perfect'")
    check_recall(tree, "perfect_bayesian")
    if has_perfect_information(tree):
        return (yield from sequential.search(problem))
    watch = problem.watch
    stage = StageSearch(tree, watch, lambda profile: search_weak_beliefs(profile, watch.tick))
    try:
        solution = stage.run()
    except LimitReachedError:
        watch.grant(sequential.TELLING_SECONDS)
        yield from _assessments(stage.solution)
        raise
    listed = _assessments(solution)
    yield from listed[: problem.num_listed]
    if solution.omissions:
        known = {assessment.profile.strategies for assessment in listed}
        for found in sequential.search(problem):
            if found.profile.strategies not in known:
                listed.append(found)
                if len(listed) <= problem.num_listed:
                    yield found
    omissions = tuple(f"the game {omission}" for omission in solution.omissions)
    is_cut = len(listed) > problem.num_listed
    if is_cut:
        omissions = (*omissions, f"{problem.num_listed:,} of {len(listed):,} equilibria are listed")
    coverage = Coverage.PARTIAL if omissions else Coverage.ALL
    if omissions and listed and not (is_cut or solution.is_undecided) and solution.are_all_pure_found:
        coverage = Coverage.ALL_PURE
    return Conclusion(
        coverage,
        components=() if omissions else tuple(map(tuple, solution.components)),
        num_extreme=None if omissions else len(listed),
        unresolved=omissions,
        termination=Termination.COUNT_REACHED if is_cut else Termination.EXHAUSTED,
    )


def _assessments(solution: StageSolution[WeakBeliefs]) -> list[Assessment]:
    """Return the profiles that were found, with the beliefs that support them."""
    return [
        Assessment(profile, support.beliefs)
        for profile, support in zip(solution.profiles, solution.supports, strict=True)
        if support.beliefs is not None
    ]
