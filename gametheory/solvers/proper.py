"""Proper equilibria of two players: those among the extreme Nash equilibria, and one in any case."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from gametheory.analysis.perfection import UndominatedFaces
from gametheory.analysis.properness import proper_equilibrium, properness
from gametheory.analysis.two_player_tables import own_tables
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.refinement import check_two_players, nash_set, unfinished

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.refinement import NashSet

PROGRAMS_EACH = 200
"""Linear programs after which it stays undecided whether an extreme Nash equilibrium is proper."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield the proper equilibria among the extreme Nash equilibria; where none of them is proper, another one.

    Every game has a proper equilibrium. Where there are finitely many Nash equilibria, all proper ones are found; in a
    continuum there can be more of them.

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
    found = nash_set(problem)
    if not found.is_complete:
        return unfinished(found)
    num_proper = num_open = 0
    for profile in _perfect(problem, found):
        verdict = properness(problem.normal_form, profile, most_programs=PROGRAMS_EACH, heartbeat=problem.watch.tick)
        num_open += verdict.is_proper is None
        if verdict.is_proper:
            num_proper += 1
            yield profile
    unresolved = []
    if num_open:
        unresolved.append(
            f"whether {num_open:,} of the extreme Nash equilibria are proper was not decided: too many ties"
        )
    if not num_proper:
        other = proper_equilibrium(problem.normal_form, heartbeat=problem.watch.tick)
        if other.is_proper:
            num_proper += 1
            yield MixedProfile(problem.normal_form, tuple(trembles[0] for trembles in other.trembles))
        else:
            unresolved.append("there is a proper equilibrium, but it was not found: too many orders of trembles to try")
    is_finite = all(len(rows) == len(columns) == 1 for rows, columns in found.products)
    is_all = is_finite and not unresolved
    coverage = Coverage.ALL if is_all else Coverage.AT_LEAST_ONE if num_proper else Coverage.PARTIAL
    return Conclusion(coverage, num_extreme=num_proper if is_all else None, unresolved=tuple(unresolved))


def _perfect(problem: Problem, found: NashSet) -> Iterator[MixedProfile]:
    """Yield the perfect ones among the extreme Nash equilibria, each once: others are not proper."""
    faces = [UndominatedFaces(table, problem.watch.tick) for table in own_tables(problem.normal_form)]
    extreme = dict.fromkeys(pair for sides in found.products for pair in product(*sides))
    for pair in extreme:
        problem.watch.tick()
        supports = (frozenset(action for action, share in enumerate(strategy) if share) for strategy in pair)
        if not any(face.dominated_part(support) for face, support in zip(faces, supports, strict=True)):
            yield MixedProfile(problem.normal_form, pair)
