"""Proper equilibria of two players: one in any case, and those among the extreme Nash equilibria."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from gametheory.analysis.dominance.undominated_faces import UndominatedFaces
from gametheory.analysis.profiles.two_player_tables import own_tables
from gametheory.analysis.stability.proper_trembles import Properness, some_trembles, trembles_near
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.refinements.refinement import check_two_players, nash_set, unfinished

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.refinements.refinement import NashSet

PROGRAMS_EACH = 200
"""Linear programs after which it stays undecided whether an extreme Nash equilibrium is proper."""
MOST_OPEN = 10
"""Undecided ones after which the others are not looked at: in large games with many ties."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield a proper equilibrium, which every game has, then the proper ones among the extreme Nash equilibria.

    Where there are finitely many Nash equilibria, all proper ones are found; in a continuum there can be more of them,
    and the first one need not be extreme.

    Parameters
    ----------
    problem
        A normal form of two players.

    Yields
    ------
    Play
        Each proper equilibrium as it is proved.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.

    Notes
    -----
    Exact, by symbolic trembles. In large games with many payoff ties properness can stay undecided; the answer says of
    how many equilibria.

    References
    ----------
    myerson1978; blume1991.
    """
    check_two_players(problem, "proper")
    tables, tick = own_tables(problem.normal_form), problem.watch.tick
    listed: set[tuple[Strategy, ...]] = set()
    unresolved = []
    first = some_trembles(tables, heartbeat=tick)
    if first.is_proper:
        strategies = tuple(trembles[0] for trembles in first.trembles)
        listed.add(strategies)
        yield MixedProfile(problem.normal_form, strategies)
    found = nash_set(problem)
    num_open = 0
    for rows, columns in _perfect(problem, found):
        if (rows, columns) in listed:
            continue
        verdict = Properness(None)
        if num_open < MOST_OPEN:
            exact = tuple(map(to_fraction, rows)), tuple(map(to_fraction, columns))
            verdict = trembles_near(tables, exact, most_programs=PROGRAMS_EACH, heartbeat=tick)
        num_open += verdict.is_proper is None
        if verdict.is_proper:
            listed.add((rows, columns))
            yield MixedProfile(problem.normal_form, (rows, columns))
    if num_open:
        text = f"whether {num_open:,} of the extreme Nash equilibria are proper was not decided: too many ties"
        unresolved.append(text)
    if not listed:
        unresolved.append("there is a proper equilibrium, but it was not found: too many orders of trembles to try")
    return _conclusion(found, len(listed), unresolved)


def _conclusion(found: NashSet, num_proper: int, unresolved: list[str]) -> Conclusion:
    """Return the end of a search that found so many proper equilibria in the Nash set."""
    if not found.is_complete:
        before = unfinished(found)
        unresolved = [*before.unresolved, *unresolved]
    is_finite = all(len(rows) == len(columns) == 1 for rows, columns in found.products)
    is_all = found.is_complete and is_finite and not unresolved
    coverage = Coverage.ALL if is_all else Coverage.AT_LEAST_ONE if num_proper else Coverage.PARTIAL
    return Conclusion(
        coverage,
        num_extreme=num_proper if is_all else None,
        unresolved=tuple(unresolved),
        termination=found.conclusion.termination,
    )


def _perfect(problem: Problem, found: NashSet) -> Iterator[tuple[Strategy, Strategy]]:
    """Yield the perfect ones among the extreme Nash equilibria, each once: others are not proper."""
    faces = [UndominatedFaces(table, problem.watch.tick) for table in own_tables(problem.normal_form)]
    extreme = dict.fromkeys(pair for sides in found.products for pair in product(*sides))
    for pair in extreme:
        problem.watch.tick()
        supports = (frozenset(action for action, share in enumerate(strategy) if share) for strategy in pair)
        if not any(face.dominated_part(support) for face, support in zip(faces, supports, strict=True)):
            yield pair
