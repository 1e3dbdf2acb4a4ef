"""Sequential equilibria of a tree: every choice is best under beliefs that small mistakes would give."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from gametheory.analysis.beliefs.tremble_beliefs import assessment_of
from gametheory.analysis.structure import has_perfect_information
from gametheory.core.assessments import Assessment
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile, certain
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion, check_recall
from gametheory.solvers.subgames import subgame_perfect
from gametheory.solvers.subgames.delayed_chance import delay_chance
from gametheory.solvers.subgames.sequential_induction import SequentialInduction
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.analysis.beliefs.tremble_beliefs import Trembles
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.subgames.delayed_chance import DelayedChance
    from gametheory.solvers.subgames.sequential_induction import Way
    from gametheory.solvers.watch import Watch

MOST_LISTED_NODES = 400_000
"""Nodes times equilibria that are listed."""
TELLING_SECONDS = 0.3
"""Time to put together what a search that was stopped had found."""


def search(problem: Problem) -> Generator[Assessment, None, Conclusion]:
    """Yield sequential equilibria of a tree as assessments: complete behavior with consistent beliefs.

    Chance is first moved behind the players who do not see it, which changes no belief; then the subgames are solved
    from the last to the first. All pure equilibria are found, for any number of players. Stages with one player who
    moves before another one, such as signaling games and simultaneous moves, are solved completely, mixed equilibria
    too. In other stages of two players the extreme Nash equilibria are tested; the coverage is then ALL_PURE, or
    PARTIAL where something was not decided, and ``unresolved`` names the stage. With perfect information there is
    nothing to believe: the subgame-perfect equilibria are the sequential ones, and are listed as such.

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
    Exact. Moves of chance of probability 0 count as less likely than any mistakes of players.

    References
    ----------
    kreps1982sequential, perea1997.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("sequential needs a tree, got a normal form; use concept 'nash' or 'perfect'")
    check_recall(tree, "sequential")
    if has_perfect_information(tree):
        return (yield from _where_everything_is_seen(problem, tree))
    delayed = delay_chance(tree)
    induction = SequentialInduction(delayed.game, problem.watch)
    try:
        induction.run()
    except LimitReachedError:
        problem.watch.grant(TELLING_SECONDS)
        for ways in induction.selections():
            yield _assessment(tree, delayed, ways, problem.watch)
        raise
    limit = min(problem.num_listed, max(1, MOST_LISTED_NODES // tree.num_nodes))
    components: dict[tuple[tuple[int, int], ...], list[int]] = {}
    is_cut = False
    for position, ways in enumerate(induction.selections()):
        if position == limit:
            is_cut = True
            break
        components.setdefault(tuple(sorted((way.root, way.component) for way in ways)), []).append(position)
        yield _assessment(tree, delayed, ways, problem.watch)
    return _conclusion(induction, list(components.values()), num_cut=limit if is_cut else None)


def _where_everything_is_seen(problem: Problem, tree: ExtensiveFormGame) -> Generator[Assessment, None, Conclusion]:
    """Yield the subgame-perfect equilibria of a tree of perfect information, with beliefs at single nodes."""
    beliefs = tuple(None if infoset.is_chance else certain(0, 1) for infoset in tree.infosets)
    running = subgame_perfect.search(problem)
    while True:
        try:
            profile = next(running)
        except StopIteration as end:
            conclusion: Conclusion = end.value
            break
        yield Assessment(cast("BehaviorProfile", profile), beliefs)
    if conclusion.profiles is None:
        return conclusion
    profiles = [Assessment(cast("BehaviorProfile", profile), beliefs) for profile in conclusion.profiles]
    return replace(conclusion, profiles=profiles)


def _conclusion(
    induction: SequentialInduction, components: Sequence[Sequence[int]], *, num_cut: int | None
) -> Conclusion:
    """Return what is known of the list, which may have been cut after so many equilibria."""
    unresolved = induction.unresolved
    if num_cut is not None:
        unresolved = (*unresolved, f"{num_cut:,} sequential equilibria are listed, and there are more")
    coverage = Coverage.PARTIAL if unresolved else Coverage.ALL
    is_cut = num_cut is not None or induction.is_undecided
    if unresolved and components and not is_cut and induction.are_all_pure_found:
        coverage = Coverage.ALL_PURE
    is_known = not unresolved and induction.are_components_known
    return Conclusion(
        coverage,
        components=tuple(map(tuple, components)) if is_known else (),
        num_extreme=None if unresolved else sum(map(len, components)),
        unresolved=unresolved,
        termination=Termination.EXHAUSTED if num_cut is None else Termination.COUNT_REACHED,
        statistics={"subgames": induction.num_stages},
    )


def _assessment(tree: ExtensiveFormGame, delayed: DelayedChance, ways: Sequence[Way], watch: Watch) -> Assessment:
    """Return the assessment that the ways put together."""
    strategies: list[Strategy | None] = [None] * len(tree.infosets)
    trembles: Trembles = {}
    for way in ways:
        for infoset, strategy in way.choices:
            strategies[delayed.infosets[infoset]] = strategy
        for (place, action), odds in way.trembles.items():
            trembles[delayed.infosets[place] if place >= 0 else ~delayed.nodes[~place], action] = odds
    return assessment_of(BehaviorProfile(tree, tuple(strategies)), trembles, watch.tick)
