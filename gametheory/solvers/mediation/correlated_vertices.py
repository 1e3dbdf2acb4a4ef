"""All extreme points of the set of (coarse) correlated equilibria, in rationals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.distributions import Distribution
from gametheory.core.solution import Coverage, Termination
from gametheory.kernels.exact_simplex import maximize
from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, IntegerTableau, without_columns, without_rows
from gametheory.kernels.label_tree import LabelNode, vertices
from gametheory.solvers.mediation.correlated_programs import polytope_of
from gametheory.solvers.problem import Conclusion, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.mediation.correlated_programs import IncentivePolytope
    from gametheory.solvers.problem import Problem

MOST_PROFILES = 20
"""Profiles up to which all vertices are listed without a limit of time; their number grows exponentially."""
PROBABILITY_SCALE = 3
"""Size of a probability where the range of payoffs is 1; of no influence on the answer."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield the extreme points of the set of correlated, or coarse correlated, equilibria, each once.

    Every (coarse) correlated equilibrium is a mixture of them.

    Parameters
    ----------
    problem
        A normal form, or a tree, with at most ``MOST_PROFILES`` profiles after elimination, or a limit of time.

    Raises
    ------
    TooLargeError
        If there are more and no limit of time is set.

    Notes
    -----
    Integers throughout. A vertex is reached on one path only, that of its exact set of zeros, so degenerate games need
    no memory. Every extreme Nash equilibrium of two players is among the vertices of the correlated equilibria.

    References
    ----------
    evangelista1996.
    """
    polytope = polytope_of(problem, is_coarse=problem.concept == "coarse_correlated")
    if polytope.game.num_profiles > MOST_PROFILES and problem.limits.time is None:
        raise TooLargeError(
            f"correlated_vertices lists the extreme points of games with up to {MOST_PROFILES} profiles after "
            f"elimination, got {polytope.game.num_profiles:,}; set a limit of time to get those found by then, or use "
            f"method {problem.concept!r} for one that is best"
        )
    found = 0
    for point in extreme_distributions(polytope, heartbeat=problem.watch.tick):
        if found == problem.num_listed:
            return Conclusion(
                Coverage.PARTIAL,
                unresolved=(f"only the first {found:,} extreme points that were found are listed",),
                termination=Termination.COUNT_REACHED,
            )
        found += 1
        yield Distribution(problem.normal_form, polytope.probabilities(point), polytope.is_coarse)
    return Conclusion(Coverage.ALL_EXTREME, num_extreme=found)


def extreme_distributions(
    polytope: IncentivePolytope, *, heartbeat: Callable[[], None]
) -> Iterator[tuple[Fraction, ...]]:
    """Yield the vertices of a polytope of distributions, as one probability for each profile of its game."""
    num_profiles = polytope.game.num_profiles
    tableau = _feasible_tableau(polytope, heartbeat)
    labels = [*tableau.basic, *tableau.nonbasic[1:]]
    ranges = [int(abs(row).max()) for row in polytope.incentives]
    scales = [PROBABILITY_SCALE] * num_profiles + [largest // min(ranges) for largest in ranges]
    root = LabelNode(tableau, None, sum(1 << label for label in labels))
    for node in vertices(root, (scales, ())):
        if node is None:
            heartbeat()
            continue
        vertex = node.primary
        weights = dict(zip(vertex.basic, (row[CONSTANT_COLUMN] for row in vertex.rows), strict=True))
        yield tuple(Fraction(weights.get(index, 0), vertex.denominator) for index in range(num_profiles))


def _feasible_tableau(polytope: IncentivePolytope, heartbeat: Callable[[], None]) -> IntegerTableau:
    """Return the polytope as equations solved for some variables; slacks of deviations come after the profiles."""
    num_profiles, incentives = polytope.game.num_profiles, (-polytope.incentives).tolist()
    rows = [*incentives, [1] * num_profiles]
    bounds = [0] * len(incentives) + [1]
    outcome = maximize(rows, bounds, [0] * num_profiles, equalities=[len(incentives)], heartbeat=heartbeat)
    tableau = without_rows(outcome.tableau, {outcome.place})
    total = num_profiles + len(incentives)
    return without_columns(tableau, {tableau.nonbasic.index(total)}) if total in tableau.nonbasic else tableau
